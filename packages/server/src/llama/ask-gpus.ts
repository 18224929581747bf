// Whether llama.cpp runs on this machine, and which GPUs its installed build sees. Drivers hang and crash, so a process of its
// own is asked, for a limited time.
import type { Clock } from "@nomous/protocol";
import { forkLlama } from "./fork-llama.ts";
import type { GpuDevice, LlamaCall, LlamaEvent } from "./llama-message.ts";

const LIMIT_MS = 20_000;

export interface LlamaLook {
  readonly gpus: readonly GpuDevice[];
  /** Why llama.cpp does not run here, for people. */
  readonly failure?: string;
}

/** Looks with the builds of `gpuPackages`, which need not exist. */
export function lookAtLlama(clock: Clock, gpuPackages: string, nodeFlags: readonly string[] = []): Promise<LlamaLook> {
  return new Promise((resolve) => {
    const child = forkLlama(nodeFlags);
    const end = (look: LlamaLook): void => {
      stopTimer();
      child.kill("SIGKILL");
      resolve(look);
    };
    const fail = (failure: string): void => end({ gpus: [], failure });
    const stopTimer = clock.after(LIMIT_MS, () => fail(`llama.cpp did not start in ${LIMIT_MS / 1_000} s.`));
    child.stderr?.resume();
    child.once("error", ({ message }) => fail(`llama.cpp's process could not be started: ${message}.`));
    child.once("exit", (code, signal) => fail(`llama.cpp's process ended with ${signal ?? code} when it was started.`));
    child.on("message", (events: readonly LlamaEvent[]) => {
      for (const event of events) {
        if (event.type === "gpus") end({ gpus: event.gpus });
        if (event.type === "unusable") fail(event.failure.message);
      }
    });
    child.send({ type: "gpus", gpuPackages } satisfies LlamaCall, () => undefined);
  });
}

/** Empty when there is none, and when none can be asked. */
export async function askGpus(
  clock: Clock,
  gpuPackages: string,
  nodeFlags: readonly string[],
): Promise<readonly GpuDevice[]> {
  return (await lookAtLlama(clock, gpuPackages, nodeFlags)).gpus;
}
