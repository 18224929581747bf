// The typical paired difference, its interval and its p, all three from the Walsh averages: the means of all pairs of differences, each with
// itself too. Wilcoxon's statistic at a shift is the number of Walsh averages beyond it (Tukey 1949), so the interval and p never disagree.
// Ties and zeros are kept: an average that lies on the shift counts against a claim that excludes the shift, which keeps the level for
// values on a grid (Noether 1967).
import { coinSum, type CoinSum } from "./coin-sum.ts";
import type { Interval } from "./interval.ts";
import { normalAtMost, normalQuantile } from "./normal.ts";

/** What is claimed of the median: `below` and `above` exclude the shift, the other two allow it. */
type OneSide = "below" | "at-most" | "above" | "at-least";
export type Side = OneSide | "other";

/** Up to here the distribution is exact; beyond, normal with correction for continuity. */
const EXACT_TO = 60;

/** Wilcoxon's signed-rank statistic of `n` differences when their median is 0. */
export function signedRankDistribution(n: number): CoinSum {
  if (n <= EXACT_TO) return coinSum(Array.from({ length: n }, (_, index) => index + 1));
  const mean = (n * (n + 1)) / 4;
  const deviation = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24);
  return {
    atMost: (value) => normalAtMost((value + 0.5 - mean) / deviation),
    critical: (tail) => Math.floor(mean + normalQuantile(tail) * deviation - 0.5),
  };
}

const known = new WeakMap<readonly number[], Float64Array>();

/** Ascending; n (n + 1) / 2 of them. Estimate, interval and p ask for the same, so they are computed once for an array. */
export function walshAverages(values: readonly number[]): Float64Array {
  const averages = known.get(values) ?? averagesOf(values);
  known.set(values, averages);
  return averages;
}

function averagesOf(values: readonly number[]): Float64Array {
  const averages = new Float64Array((values.length * (values.length + 1)) / 2);
  let next = 0;
  values.forEach((one, index) => {
    for (let other = index; other < values.length; other += 1) {
      averages[next] = (one + (values[other] ?? 0)) / 2;
      next += 1;
    }
  });
  return averages.toSorted();
}

/** Median of the Walsh averages (Hodges and Lehmann 1963); null of no values. */
export function hodgesLehmann(values: readonly number[]): number | null {
  const averages = walshAverages(values);
  const [low, high] = [averages[(averages.length - 1) >> 1], averages[averages.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** Exact interval of the median at level 1 − `alpha` (Hollander and Wolfe 1999, §3.3); null when so few values cannot reach the level. */
export function signedRankInterval(values: readonly number[], alpha: number): Interval | null {
  const averages = walshAverages(values);
  const critical = signedRankDistribution(values.length).critical(alpha / 2);
  const [low, high] = [averages[critical], averages[averages.length - 1 - critical]];
  return low === undefined || high === undefined ? null : { low, high };
}

/** Chance of differences that speak so strongly for the claim, if it were only just wrong; `other` is the two-sided test. */
export function signedRankP(values: readonly number[], shift: number, side: Side): number {
  const distribution = signedRankDistribution(values.length);
  const averages = walshAverages(values);
  const one = (claim: OneSide): number => distribution.atMost(countIn(averages, AGAINST[claim](shift)));
  return side === "other" ? Math.min(1, 2 * one("below"), 2 * one("above")) : one(side);
}

const countIn = (averages: Float64Array, isMeant: (average: number) => boolean): number =>
  averages.reduce((count, average) => count + Number(isMeant(average)), 0);

/** Which Walsh averages speak against the claim. */
const AGAINST: Readonly<Record<OneSide, (shift: number) => (average: number) => boolean>> = {
  below: (shift) => (average) => average >= shift,
  "at-most": (shift) => (average) => average > shift,
  above: (shift) => (average) => average <= shift,
  "at-least": (shift) => (average) => average < shift,
};
