// From places to a verdict. Better or worse: the whole interval lies beyond the threshold; equivalent: it lies inside; else nobody knows.
// No verdict follows from a large p.
import type { Metric } from "../experiment/experiment.ts";
import type { Interval } from "../statistics/interval.ts";
import { hodgesLehmann, signedRankInterval, signedRankP } from "../statistics/signed-rank.ts";
import type { EffectScale } from "./effect-scale.ts";
import type { Doubt, Verdict } from "./results.ts";

/** Before anything else speaks against it. */
export interface Judgement {
  readonly effect: number | null;
  readonly interval: Interval | null;
  readonly verdict: Verdict;
  readonly p: number | null;
}

/** What nothing is known of. */
export const UNKNOWN: Judgement = { effect: null, interval: null, verdict: "inconclusive", p: null };

/** The exact signed-rank method on paired places. */
export function judgePlaces(
  places: readonly number[],
  scale: EffectScale,
  better: Metric["better"],
  alpha: number,
): Judgement {
  const middle = hodgesLehmann(places);
  if (middle === null) return UNKNOWN;
  const effect = scale.effect(middle);
  const interval = signedRankInterval(places, alpha);
  if (interval === null) return { ...UNKNOWN, effect };
  return {
    effect,
    interval: { low: scale.effect(interval.low), high: scale.effect(interval.high) },
    verdict: verdictOf(interval, scale.bounds, better),
    p: claimP(places, scale.bounds),
  };
}

export function verdictOf(interval: Interval, bounds: Interval, better: Metric["better"]): Verdict {
  if (interval.high < bounds.low) return better === "lower" ? "better" : "worse";
  if (interval.low > bounds.high) return better === "lower" ? "worse" : "better";
  return interval.low >= bounds.low && interval.high <= bounds.high ? "equivalent" : "inconclusive";
}

/** Of the claim that the places support best; at most alpha exactly when the interval gives a verdict. */
function claimP(places: readonly number[], { low, high }: Interval): number {
  const inside = Math.max(signedRankP(places, low, "at-least"), signedRankP(places, high, "at-most"));
  return Math.min(1, 2 * Math.min(signedRankP(places, low, "below"), signedRankP(places, high, "above"), inside));
}

/** A variant that failed is only kept from winning; every other doubt leaves no verdict. */
export const settle = (verdict: Verdict, doubts: readonly Doubt[]): Verdict =>
  doubts.some((doubt) => doubt !== "failures" || verdict === "better") ? "inconclusive" : verdict;
