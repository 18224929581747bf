// Which runs the verdicts are made of. A round counts when every run that the protocol asks for has ended, the baseline's second one too; of
// several attempts the last whole one counts. Rounds behind the last look wait for the next: a verdict is given at looks only.
import type { Evidence, RunRecord } from "../evidence/evidence.ts";
import type { SessionResults } from "./results.ts";

/** A whole attempt of a round. */
export interface Round {
  readonly round: number;
  readonly runs: readonly RunRecord[];
}

export interface SessionRounds {
  /** Ascending, without those that warm up. */
  readonly done: readonly Round[];
  /** The beginning of `done` up to the last look that was reached; all of it before the first. */
  readonly counted: readonly Round[];
  /** The rest of `done`. */
  readonly later: readonly Round[];
  readonly look: SessionResults["look"];
}

export function roundsOf({ session, runs }: Evidence): SessionRounds {
  const { variants, design } = session.protocol.experiment;
  const isWhole = (round: Round): boolean =>
    runOf(round, variants[0].id, true) !== undefined && variants.every(({ id }) => runOf(round, id) !== undefined);
  const done = [...Map.groupBy(runs, ({ round }) => round)]
    .filter(([round]) => round >= 1)
    .toSorted(([a], [b]) => a - b)
    .flatMap(([, attempts]) => attemptsOf(attempts).findLast(isWhole) ?? []);
  const index = design.looks.filter((look) => look <= done.length).length;
  const counted = design.looks[index - 1] ?? done.length;
  return {
    done,
    counted: done.slice(0, counted),
    later: done.slice(counted),
    look: index === 0 ? null : { index, of: design.looks.length, isLast: index === design.looks.length },
  };
}

/** In the order of their numbers. */
const attemptsOf = (runs: readonly RunRecord[]): Round[] =>
  [...Map.groupBy(runs, ({ attempt }) => attempt)]
    .toSorted(([a], [b]) => a - b)
    .map(([, attempt]) => ({ round: attempt[0]?.round ?? 0, runs: attempt }));

export const runOf = ({ runs }: Round, variant: string, isControl = false): RunRecord | undefined =>
  runs.findLast((run) => run.variant === variant && run.isControl === isControl);
