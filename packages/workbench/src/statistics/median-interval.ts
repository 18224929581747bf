import { coinSum } from "./coin-sum.ts";
import type { Interval } from "./interval.ts";

/** Exact interval of the median at level 1 − `alpha` from the sign test (Thompson 1936); null when so few values cannot reach the level. */
export function medianInterval(values: readonly number[], alpha: number): Interval | null {
  const sorted = Float64Array.from(values).toSorted();
  const critical = coinSum(values.map(() => 1)).critical(alpha / 2);
  const [low, high] = [sorted[critical], sorted[sorted.length - 1 - critical]];
  return low === undefined || high === undefined ? null : { low, high };
}
