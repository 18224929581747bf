// Starts a llama.cpp process. It gets the variables that find programs, libraries and GPUs, and what Node has compiled before,
// and no key of anybody.
import { fork, type ChildProcess } from "node:child_process";

const PASSED =
  /^(?:PATH|HOME|NODE_COMPILE_CACHE|USERPROFILE|TMPDIR|TEMP|TMP|SystemRoot|LANG|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH|XDG_(?:CACHE_HOME|RUNTIME_DIR|DATA_DIRS)|(?:GGML|VK|CUDA|NVIDIA|MESA|HIP|ROCR|ZE|OMP)_\w+)$/i;

/** `nodeFlags` are for Node itself. What the process writes to stderr is read from its `stderr`. */
export function forkLlama(nodeFlags: readonly string[]): ChildProcess {
  return fork(new URL("./process/runtime-llama.ts", import.meta.url), [], {
    serialization: "advanced",
    execArgv: [...nodeFlags],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    env: {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => PASSED.test(name))),
      NODE_LLAMA_CPP_SKIP_DOWNLOAD: "true",
      // llama.cpp puts the results of a batch in order when the first of them is read. node-llama-cpp reads those of several
      // conversations at once, each on a thread of the pool, and then one may get another's next word. One thread cannot.
      UV_THREADPOOL_SIZE: "1",
      // Otherwise a dying process waits for a debugger.
      GGML_NO_BACKTRACE: "1",
    },
  });
}
