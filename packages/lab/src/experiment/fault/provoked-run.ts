// What all faults have in common: a run of a variant, something that happens to it after some time, and how it ended.
import type { Experiment, Fault, FaultRecord } from "@nomous/workbench/experiments";
import type { Pause } from "../../document/document-lock.ts";
import type { PreparedVariant } from "../prepare-variants.ts";
import type { RanCommand } from "../run-message.ts";
import { failureOf, type SessionClock } from "../run-variant.ts";
import type { RunHost } from "../start-run-host.ts";

interface FaultPlace {
  readonly experiment: Experiment;
  readonly session: string;
  readonly host: RunHost;
  readonly clock: SessionClock;
  readonly pause: Pause;
  readonly signal: AbortSignal;
}

export interface Provocation {
  readonly place: FaultPlace;
  readonly fault: Fault;
  readonly variant: PreparedVariant;
}

/** What a fault did, in words. */
export type FaultOutcome = Pick<FaultRecord, "injected" | "observed" | "recoveredMs" | "outcome">;

export const notInjected = (because: string): FaultOutcome => ({
  injected: "nothing was done",
  observed: because,
  recoveredMs: null,
  outcome: "not-injected",
});

/** Runs the variant, with more in its environment, and another argv where one is given. */
export function runOnce(
  { place, fault, variant }: Provocation,
  name: string,
  {
    env = {},
    argv = variant.argv,
  }: { readonly env?: Readonly<Record<string, string>>; readonly argv?: readonly string[] } = {},
): Promise<RanCommand> {
  const { host, session, experiment } = place;
  const mark = `${session}/${fault.id}/${variant.id}/${name}`;
  return host.run({
    argv,
    cwd: variant.cwd,
    env: { ...variant.env, ...env },
    mark,
    timeoutMs: experiment.design.timeoutMs,
  });
}

export interface ProvokedRun {
  readonly ran: RanCommand;
  /** Whether it was still running when the time had come. */
  readonly isReached: boolean;
}

/** Waits for a run, and does something to it when it has run for as long as the fault says. */
export async function provoke(
  { place, fault }: Provocation,
  running: Promise<RanCommand>,
  inject: () => void | Promise<void>,
): Promise<ProvokedRun> {
  const over = new AbortController();
  let isReached = false;
  const injecting = place.pause(fault.afterMs, AbortSignal.any([over.signal, place.signal])).then(() => {
    if (over.signal.aborted || place.signal.aborted) return undefined;
    isReached = true;
    return inject();
  });
  const ran = await running;
  over.abort();
  await injecting;
  return { ran, isReached };
}

/** The argument that a run ended before its fault came. */
export const tooShort = ({ fault }: Provocation): FaultOutcome =>
  notInjected(`it had ended before ${fault.afterMs} ms had passed: let it come earlier`);

/** How a run ended, in words; `isFine` when as it should. */
export function endingOf(
  { place }: Provocation,
  ran: RanCommand,
): { readonly isFine: boolean; readonly words: string } {
  const failure = failureOf(ran, place.experiment.design);
  return failure === null ? { isFine: true, words: "it ended well" } : { isFine: false, words: failure.reason };
}
