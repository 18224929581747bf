import process from "node:process";
import type { Clock } from "@nomous/protocol";
import { EXIT } from "./exit-codes.ts";

/** One Ctrl-C may come twice, from the terminal and from the npm that runs us; a person is slower. */
const ECHO_MS = 400;

/** Calls `handle` on the first of these signals; a second one ends the process at once. Gives back how to stop listening. */
export function onSignal(clock: Clock, signals: readonly NodeJS.Signals[], handle: () => void): () => void {
  let firstAt: number | undefined;
  const heard = (): void => {
    if (firstAt === undefined) {
      firstAt = clock.elapsed();
      handle();
    } else if (clock.elapsed() - firstAt > ECHO_MS) {
      process.exit(EXIT.interrupted);
    }
  };
  for (const signal of signals) process.on(signal, heard);
  return () => {
    for (const signal of signals) process.off(signal, heard);
  };
}
