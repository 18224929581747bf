// Sessions with known truth, for tests: runs take a usual value with a little noise, and a variant is so many times as slow.
import { evidenceOf, type EvidenceOptions } from "../evidence/evidence-fixture.ts";
import type { Evidence, RunRecord } from "../evidence/evidence.ts";
import { createRandom } from "../statistics/random.ts";
import { exp } from "../statistics/natural-log.ts";
import { analyse } from "./analyse.ts";
import type { Comparison, SessionResults } from "./results.ts";

export interface SessionFixture extends Partial<EvidenceOptions> {
  /** How many times the baseline's 100 ms the variant takes. */
  readonly times?: number;
  /** Standard deviation of the logarithm of a run. */
  readonly noise?: number;
  readonly seed?: number | string;
}

export function sessionOf({ times = 1, noise = 0.01, seed = 1, ...more }: SessionFixture = {}): Evidence {
  const random = createRandom(seed);
  const value = (variant: string): number => 100 * (variant === "four" ? times : 1) * exp(noise * random.normal());
  return evidenceOf({ rounds: 16, value, ...more }).evidence;
}

/** The only comparison of the primary metric. */
export function primaryOf({ metrics: [{ comparisons }] }: SessionResults): Comparison {
  const [comparison] = comparisons;
  if (comparison === undefined) throw new Error("no variant beside the baseline");
  return comparison;
}

export const resultOf = (session?: SessionFixture): Comparison => primaryOf(analyse(sessionOf(session)));

/** The same session without some of its runs. */
export const without = (evidence: Evidence, isLost: (run: RunRecord) => boolean): Evidence => ({
  ...evidence,
  runs: evidence.runs.filter((run) => !isLost(run)),
});
