import type { Interval } from "./interval.ts";
import { normalAtMost, normalQuantile } from "./normal.ts";

/** Normal around `centre`, which is nearer to 0 than the plain mean. */
interface ShrunkDifference {
  readonly centre: number;
  readonly error: number;
}

/**
 * Half a pair more in each of the four cells (Agresti and Min 2005), so that no error is 0. The differences of pairs are −1, 0 or 1; where a
 * prompt ran several times, its mean difference stands for it, so that repeats do not count as prompts.
 */
function shrink(differences: readonly number[]): ShrunkDifference {
  const pairs = differences.length + 2;
  const sum = differences.reduce((total, difference) => total + difference, 0);
  const squares = differences.reduce((total, difference) => total + difference * difference, 1);
  return { centre: sum / pairs, error: Math.sqrt(squares - (sum * sum) / pairs) / pairs };
}

/** Approximate interval of a paired difference of proportions at level 1 − `alpha`; null of no pairs. */
export function proportionInterval(differences: readonly number[], alpha: number): Interval | null {
  if (differences.length === 0) return null;
  const { centre, error } = shrink(differences);
  const reach = -normalQuantile(alpha / 2) * error;
  return { low: Math.max(-1, centre - reach), high: Math.min(1, centre + reach) };
}

/** Approximate p of the claim that the difference lies on that side of `shift`. */
export function proportionP(differences: readonly number[], shift: number, side: "below" | "above"): number {
  const { centre, error } = shrink(differences);
  return normalAtMost(((centre - shift) / error) * (side === "below" ? 1 : -1));
}
