import type { Waiting } from "@nomous/lab/documents";
import { sleep } from "@nomous/protocol";
import type { Context } from "../context.ts";

/** How a command waits for another process that works on the same document. */
export const waitingOf = ({ runtime }: Context): Waiting => ({
  pause: (ms, signal) => sleep(runtime.clock, ms, signal),
});
