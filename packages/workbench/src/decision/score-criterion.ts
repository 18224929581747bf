// Scores from 0 to 10. The baseline of an experiment has 5, and each threshold of improvement is a point more: on the log scale for
// ratios, so that −5 % twice is two points. A judgement is what somebody wrote, give or take a point.
import type { Comparison, MetricResults, SessionResults } from "../analysis/results.ts";
import { ln } from "../statistics/natural-log.ts";
import type { Belief } from "./contest.ts";
import type { Criterion, DecisionOption, MetricName } from "./decision.ts";
import { normalQuantile } from "../statistics/normal.ts";
import { SIMULATIONS } from "./simulate-wins.ts";

/** Of each option; null where it has none. Null as a whole while nothing is compared: the baseline alone would have a score. */
export function beliefsOf(
  criterion: Criterion,
  options: readonly DecisionOption[],
  results: SessionResults | null,
): (Belief | null)[] | null {
  if (criterion.kind === "judged") return options.map(({ name }) => judged(criterion.scores[name]));
  const metric = metricIn(results, criterion.metric);
  if (results === null || metric === undefined) return null;
  const beliefs = options.map(({ variants }) => measured(results, metric, variants[criterion.metric.experiment]));
  const isCompared = options.some(
    ({ variants }, i) => beliefs[i] !== null && variants[criterion.metric.experiment] !== results.baseline.id,
  );
  return isCompared ? beliefs : null;
}

export const metricIn = (results: SessionResults | null, { metric }: MetricName): MetricResults | undefined =>
  results?.metrics.find((one) => one.metric.id === metric);

function judged(value: number | undefined): Belief | null {
  if (value === undefined) return null;
  return { value, low: value - SIMULATIONS.judgement, high: value + SIMULATIONS.judgement, spread: { kind: "judged" } };
}

const BASELINE = 5;

function measured({ baseline, level }: SessionResults, results: MetricResults, variant?: string): Belief | null {
  if (variant === undefined) return null;
  if (variant === baseline.id) return beliefOf(BASELINE, BASELINE, BASELINE, 0, variant);
  const comparison = results.comparisons.find((one) => one.variant === variant);
  // An estimate without an interval is none.
  if (comparison === undefined || comparison.effect === null || comparison.interval === null) return null;
  const points = pointsOf(results, comparison);
  const [value, one, other] = [comparison.effect, comparison.interval.low, comparison.interval.high].map(points);
  if (value === undefined || one === undefined || other === undefined) return null;
  const deviation = Math.abs(one - other) / (2 * normalQuantile((1 + level) / 2));
  return beliefOf(value, Math.min(one, other), Math.max(one, other), deviation, variant);
}

const beliefOf = (value: number, low: number, high: number, deviation: number, variant: string): Belief => ({
  value,
  low,
  high,
  spread: { kind: "measured", deviation, variant },
});

/** Further than this from the scale nothing changes, and what is infinite cannot be counted with. */
const FURTHEST = 1_000;

/** An effect as points: 5, and one more for each threshold that it is better. */
function pointsOf({ metric }: MetricResults, { scale, threshold }: Comparison): (effect: number) => number {
  const sign = metric.better === "lower" ? -1 : 1;
  const distance = scale === "ratio" ? (effect: number): number => ln(Math.max(0, 1 + effect)) : Number;
  const step = Math.abs(distance(sign * threshold));
  return (effect) => BASELINE + Math.min(FURTHEST, Math.max(-FURTHEST, (sign * distance(effect)) / step));
}
