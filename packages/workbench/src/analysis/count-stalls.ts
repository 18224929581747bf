import type { Metric } from "../experiment/experiment.ts";
import { median } from "../statistics/quantile.ts";
import { signFlip } from "../statistics/sign-flip.ts";
import { tukeyFences } from "../statistics/tukey-fences.ts";
import { scaleOf } from "./effect-scale.ts";
import { pairRounds, type Sides } from "./pair-rounds.ts";
import type { TailResults } from "./results.ts";
import { numberOf } from "./run-value.ts";
import type { Round } from "./session-rounds.ts";

/**
 * Runs beyond Tukey's outer fence on the bad side, if that is beyond the threshold too. The fence is that of all distances from the median of a
 * run's own variant: a slower variant is not taken for a stalled one, and one that often stalls does not move the fence to itself.
 */
export function countStalls(rounds: readonly Round[], metric: Metric, sides: Sides): TailResults["stalls"] {
  const pairs = pairRounds(rounds, sides, (run) => numberOf(run, metric));
  const toBad = badnessOf(metric);
  const baseline = toBad(pairs.map((pair) => pair.baseline));
  const variant = toBad(pairs.map((pair) => pair.variant));
  const fence = pairs.length === 0 ? 0 : tukeyFences([...baseline, ...variant]).outer.high;
  const threshold = metric.better === "lower" ? scaleOf(metric).bounds.high : -scaleOf(metric).bounds.low;
  const isStalled = (distance = 0): boolean => distance > Math.max(fence, threshold);
  return {
    baseline: baseline.filter(isStalled).length,
    variant: variant.filter(isStalled).length,
    p: signFlip(pairs.map((_, index) => Number(isStalled(variant[index])) - Number(isStalled(baseline[index])))),
  };
}

/** How far each value is from their median towards the bad side, on the line of effects; 0 where that line has no place for it. */
function badnessOf(metric: Metric): (values: readonly number[]) => number[] {
  const { place } = scaleOf(metric);
  const sign = metric.better === "lower" ? 1 : -1;
  return (values) => {
    const middle = median(values) ?? 0;
    return values.map((value) => sign * (place(middle, value) ?? 0));
  };
}
