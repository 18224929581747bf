// Effects are computed on a line on which "the same" is 0 and effects add up: logarithms of ratios, or plain differences. There the median of a
// set of effects is the same whichever of the two is called the baseline.
import type { Metric } from "../experiment/experiment.ts";
import type { Interval } from "../statistics/interval.ts";
import { exp, ln } from "../statistics/natural-log.ts";
import type { Comparison } from "./results.ts";

export interface EffectScale {
  readonly name: Comparison["scale"];
  /** Where `variant` stands against `baseline`; null where they have no ratio. */
  readonly place: (baseline: number, variant: number) => number | null;
  /** A place as it is told: −0.15 is 15 % less, or the difference in the metric's unit. */
  readonly effect: (place: number) => number;
  /** As it is told. */
  readonly threshold: number;
  /** The places of −threshold and +threshold. */
  readonly bounds: Interval;
}

/** A share compares ratios; of passes it is a difference of shares already. */
export function scaleOf({ kind, threshold }: Metric): EffectScale {
  if (threshold.kind === "value") return differences(threshold.value);
  return kind === "passes" ? differences(threshold.share) : ratios(threshold.share);
}

const ratios = (share: number): EffectScale => ({
  name: "ratio",
  place(baseline, variant) {
    const place = ln(variant / baseline);
    return baseline > 0 && variant > 0 && Number.isFinite(place) ? place : null;
  },
  effect: (place) => exp(place) - 1,
  threshold: share,
  bounds: { low: ln(Math.max(0, 1 - share)), high: ln(1 + share) },
});

const differences = (value: number): EffectScale => ({
  name: "difference",
  place: (baseline, variant) => variant - baseline,
  effect: (place) => place,
  threshold: value,
  bounds: { low: -value, high: value },
});
