// The slow end of a variant, judged apart from its typical run: the worst samples inside runs, and the runs that stalled as a whole. Its three
// claims are one family for Holm, so that the tail as a whole errs no more often than one verdict.
import type { Metric } from "../experiment/experiment.ts";
import { holm } from "../statistics/holm.ts";
import { quantile } from "../statistics/quantile.ts";
import type { Bench } from "./bench.ts";
import { placesOf } from "./compare-numbers.ts";
import { countStalls } from "./count-stalls.ts";
import { scaleOf } from "./effect-scale.ts";
import { type Judgement, judgePlaces, settle, UNKNOWN } from "./judge.ts";
import { pairRounds, type Sides } from "./pair-rounds.ts";
import type { Doubt, TailQuantile, TailResults, Verdict } from "./results.ts";
import { samplesOf } from "./run-value.ts";

const QUANTILES = [0.95, 0.99] as const;

type Claim = Pick<Judgement, "verdict" | "p">;

export function tailOf(bench: Bench, metric: Metric, sides: Sides, doubts: readonly Doubt[]): TailResults {
  const judged = QUANTILES.flatMap((share) => judgeQuantile(bench, metric, sides, share) ?? []);
  const stalls = countStalls(bench.rounds.counted, metric, sides);
  const fewer: Verdict = stalls.variant > stalls.baseline ? "worse" : "better";
  const claims: readonly Claim[] = [...judged, { verdict: fewer, p: stalls.p }];
  const adjusted = holm(claims.map(({ p }) => p ?? 1));
  const caps = doubts.filter((doubt) => doubt !== "interval-crosses");
  const verdicts = claims.map(({ verdict }, index) =>
    (adjusted[index] ?? 1) <= bench.alpha ? settle(verdict, caps) : "inconclusive",
  );
  const quantiles = judged.map(({ quantile, effect, interval }, index): TailQuantile => {
    return { quantile, effect, interval, verdict: verdicts[index] ?? "inconclusive" };
  });
  return { quantiles, stalls, verdict: settle(wholeOf(verdicts, quantiles), caps) };
}

/** One worse part makes the tail worse. That stalls are as rare as before is never shown, so they are no part of "equivalent". */
function wholeOf(verdicts: readonly Verdict[], quantiles: readonly TailQuantile[]): Verdict {
  const strongest = (["worse", "better"] as const).find((verdict) => verdicts.includes(verdict));
  if (strongest !== undefined) return strongest;
  return quantiles.length > 0 && quantiles.every(({ verdict }) => verdict === "equivalent")
    ? "equivalent"
    : "inconclusive";
}

/** Null unless every run has samples enough that at least one lies beyond the quantile. Where higher is better, the bad end is the low one. */
function judgeQuantile(
  { rounds, alpha }: Bench,
  metric: Metric,
  sides: Sides,
  share: (typeof QUANTILES)[number],
): (Judgement & { readonly quantile: typeof share }) | null {
  const scale = scaleOf(metric);
  const all = pairRounds(rounds.counted, sides, (run) => nullIfEmpty(samplesOf(run, metric)));
  const isLong = (samples: readonly number[]): boolean => samples.length * (1 - share) >= 1 - 1e-9;
  if (all.length === 0 || !all.every(({ baseline, variant }) => isLong(baseline) && isLong(variant))) return null;
  const of = (samples: readonly number[]): number => quantile(samples, metric.better === "lower" ? share : 1 - share);
  const pairs = all.map(({ round, baseline, variant }) => ({ round, baseline: of(baseline), variant: of(variant) }));
  const places = placesOf(pairs, scale);
  const judgement = places.length < pairs.length ? UNKNOWN : judgePlaces(places, scale, metric.better, alpha);
  return { ...judgement, quantile: share };
}

const nullIfEmpty = <T>(values: readonly T[]): readonly T[] | null => (values.length === 0 ? null : values);
