import { normalAtMost } from "./normal.ts";
import { ranks } from "./ranks.ts";

/**
 * How much each value is like the one before it, −1 to 1, with the p of "more than by chance". On ranks, so that one stall hides nothing:
 * von Neumann's ratio of ranks with the variance of Bartels (1982). Null below 8 values, or when all are equal.
 */
export function lag1(values: readonly number[]): { readonly correlation: number; readonly p: number } | null {
  const n = values.length;
  const ranked = ranks(values);
  const middle = (n + 1) / 2;
  const spread = ranked.reduce((sum, rank) => sum + (rank - middle) * (rank - middle), 0);
  if (n < 8 || spread === 0) return null;
  const steps = ranked.slice(1).map((rank, index) => rank - (ranked[index] ?? 0));
  const ratio = steps.reduce((sum, step) => sum + step * step, 0) / spread;
  const variance = (4 * (n - 2) * (5 * n * n - 2 * n - 9)) / (5 * n * (n + 1) * (n - 1) * (n - 1));
  return { correlation: 1 - ratio / 2, p: normalAtMost((ratio - 2) / Math.sqrt(variance)) };
}
