import type { Client } from "@nomous/client";
import type { Clock, StopTimer } from "@nomous/protocol";
import { CliError } from "../cli-error.ts";
import type { Console } from "../console.ts";
import { EXIT } from "../exit-codes.ts";

const PATIENCE_MS = 30_000;

/**
 * Tells when the bridge goes away and comes back, until `over` fires. Rejects when it has been away for 30 s or refuses;
 * never resolves.
 */
export function bridgeLost({ connection }: Client, clock: Clock, console: Console, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    let stopTimer: StopTimer | undefined;
    const look = (): void => {
      const state = connection.current();
      if (state.status === "refused" || state.status === "unpaired") {
        reject(new CliError(EXIT.refused, state.error.message));
      } else if (state.status === "online" && stopTimer !== undefined) {
        console.note("nomous: the bridge is back");
        stopTimer();
        stopTimer = undefined;
      } else if (state.status === "away" && stopTimer === undefined) {
        console.note("nomous: the bridge is away; waiting for it …");
        stopTimer = clock.after(PATIENCE_MS, () => reject(lost()));
      }
    };
    const unsubscribe = connection.subscribe(look);
    over.addEventListener("abort", () => {
      unsubscribe();
      stopTimer?.();
    });
    look();
  });
}

const lost = (): CliError =>
  new CliError(
    EXIT.unavailable,
    `The bridge has been away for ${PATIENCE_MS / 1_000} s.`,
    "Start it with `nomous serve`. What was asked is kept: `nomous chat --continue` goes on.",
  );
