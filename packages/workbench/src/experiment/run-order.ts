// The order of the runs in a round is drawn from the seed of the protocol, so that drift of the machine falls on all variants alike and
// anybody can see afterwards that nobody chose.
import type { Protocol } from "../evidence/evidence.ts";
import { sha256Of } from "../evidence/sha256.ts";

export interface PlannedRun {
  readonly variant: string;
  /** The second run of the baseline. */
  readonly isControl: boolean;
}

/** Every variant once and the baseline twice. A round that is run again has an order of its own. */
export function orderOfRound({ experiment }: Protocol, round: number, attempt: number): readonly PlannedRun[] {
  const [baseline, ...others] = experiment.variants.map(({ id }) => ({ variant: id, isControl: false }));
  if (baseline === undefined) return [];
  const draws = (run: PlannedRun): string =>
    sha256Of(`${experiment.design.seed}/${round}/${attempt}/${run.variant}/${run.isControl}`);
  return [baseline, { ...baseline, isControl: true }, ...others]
    .map((run) => ({ run, draw: draws(run) }))
    .toSorted((a, b) => (a.draw < b.draw ? -1 : 1))
    .map(({ run }) => run);
}
