// The entry of a llama.cpp process. It dies with the bridge: when the channel to it closes, nobody is left to answer.
import type { Clock } from "@nomous/protocol";
import type { LlamaCall, LlamaEvent } from "../llama-message.ts";
import { LlamaProcess } from "./llama-process.ts";

const clock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after(ms, fire) {
    const timer = setTimeout(fire, ms);
    return () => clearTimeout(timer);
  },
};

// Threads of llama.cpp may be at work: a kill cannot wait for them, an exit would.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));

const llama = new LlamaProcess(
  clock,
  (events: readonly LlamaEvent[]) => process.send?.(events),
  // What is written here are the last words, should the process die.
  (line) => void process.stderr.write(line.endsWith("\n") ? line : `${line}\n`),
);
process.on("message", (call: LlamaCall) => void llama.receive(call));
