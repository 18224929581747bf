// The rounds of a session until a look ends them, or somebody does. Which round comes next is asked of the lines each time: there is no other state.
import { analyse, guardFlags, orderOfRound } from "@nomous/workbench/experiments";
import type { Pause } from "../document/document-lock.ts";
import type { PreparedVariant } from "./prepare-variants.ts";
import { type RunPlace, runVariant } from "./run-variant.ts";
import type { SessionLog } from "./session-log.ts";
import { type IsDisturbed, looksPassed, nextStep } from "./session-progress.ts";

export interface Rounds {
  readonly place: RunPlace;
  readonly variants: readonly PreparedVariant[];
  readonly log: SessionLog;
  readonly pause: Pause;
  readonly signal: AbortSignal;
}

/** Resolves to the look after which it ended, null before the first one. */
export async function runRounds(rounds: Rounds): Promise<number | null> {
  const { log, signal } = rounds;
  let passed = looksPassed(log.evidence());
  while (!signal.aborted) {
    const next = nextStep(log.evidence(), passed, isDisturbed);
    if (next.step === "round") {
      await runRound(rounds, next.round, next.attempt);
      continue;
    }
    passed = next.look;
    if (next.isLast || analyse(log.evidence()).mayStop) break;
  }
  return passed === 0 ? null : passed;
}

const isDisturbed: IsDisturbed = (runs, before) => runs.some((run) => guardFlags(run, before).length > 0);

async function runRound(
  { place, variants, log, pause, signal }: Rounds,
  round: number,
  attempt: number,
): Promise<void> {
  const { experiment } = place;
  const order = orderOfRound(log.evidence().session.protocol, round, attempt);
  for (const [index, planned] of order.entries()) {
    const variant = variants.find(({ id }) => id === planned.variant);
    if (variant === undefined) throw new Error(`the variant ${planned.variant} was not prepared`);
    const run = await runVariant(
      place,
      variant,
      { round, attempt, position: index + 1, ...planned },
      () => signal.aborted,
    );
    if (run === null) return;
    await log.append(run);
    await pause(experiment.design.restMs, signal);
    if (signal.aborted) return;
  }
}
