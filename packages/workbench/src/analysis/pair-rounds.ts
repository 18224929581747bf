// Two runs of one round, side by side: what slows the machine for a while slows both.
import type { RunRecord } from "../evidence/evidence.ts";
import { type Round, runOf } from "./session-rounds.ts";

/** Who is compared with whom. */
export interface Sides {
  readonly baseline: string;
  readonly variant: string;
  /** The variant is the baseline's own second run. */
  readonly isControl: boolean;
}

export interface RoundPair<T> {
  readonly round: number;
  readonly baseline: T;
  readonly variant: T;
}

/** Of the rounds in which `read` finds something in both runs. */
export const pairRounds = <T>(
  rounds: readonly Round[],
  { baseline, variant, isControl }: Sides,
  read: (run: RunRecord | undefined) => T | null,
): RoundPair<T>[] =>
  rounds.flatMap((round) => {
    const ours = read(runOf(round, baseline));
    const theirs = read(runOf(round, variant, isControl));
    return ours === null || theirs === null ? [] : [{ round: round.round, baseline: ours, variant: theirs }];
  });
