// What an earlier session tells of the next one: how long a run takes, and how much pairs vary.
import type { MeasuredRuns } from "../experiment/plan.ts";
import { quantile } from "../statistics/quantile.ts";
import type { Comparison, SessionResults } from "./results.ts";

/** Undefined when too little ran to tell. */
export function measuredRuns({ evidence, metrics: [primary] }: SessionResults): MeasuredRuns | undefined {
  const wall = evidence.runs.flatMap(({ process }) => process.wallMs ?? []);
  const spread = primary.comparisons.flatMap((comparison) => deviationOf(comparison) ?? []);
  if (wall.length === 0 || spread.length === 0) return undefined;
  // The comparison that varies most decides how many rounds are needed.
  return { runMs: quantile(wall, 0.5), sd: Math.max(...spread) };
}

/** Of the paired effects, in the scale that rounds are planned in: logarithms of ratios, or differences. */
function deviationOf({ pairs, scale }: Comparison): number | null {
  if (pairs.length < 2) return null;
  const effects = pairs.map(({ effect }) => (scale === "ratio" ? Math.log1p(effect) : effect));
  const mean = effects.reduce((sum, effect) => sum + effect, 0) / effects.length;
  return Math.sqrt(effects.reduce((sum, effect) => sum + (effect - mean) ** 2, 0) / (effects.length - 1));
}
