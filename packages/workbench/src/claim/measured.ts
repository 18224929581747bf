// What a key stands for, in the results of one session. Everything is in the unit that people write: a share of −0.148 is −14.8 %.
import type { Comparison, Interval, MetricResults, SessionResults, ValueSummary } from "../analysis/results.ts";
import { nearestWord } from "../data/nearest-word.ts";
import type { Metric, Variant } from "../experiment/experiment.ts";
import { CLAIM_WHATS, type ClaimKey, type ClaimWhat } from "./claim-key.ts";

export interface Measured {
  /** With the variant, also where the claim left it out. */
  readonly key: ClaimKey & { readonly variant: string; readonly what: ClaimWhat };
  readonly metric: Metric;
  readonly baseline: Variant;
  readonly variants: readonly Variant[];
  /** `share` is a change in %, `difference` one in the metric's unit; a level is a value of the metric itself. */
  readonly scale: "share" | "difference" | "level" | "count";
  readonly number: number;
  readonly interval: Interval | null;
  /** `%`, `percentage points`, the metric's own, or empty. */
  readonly unit: string;
  /** Against the baseline; null where the key is about the baseline itself, or about a count. */
  readonly comparison: Comparison | null;
  /** The baseline against itself. */
  readonly control: Comparison;
  /** Of the values of the variant. */
  readonly summary: ValueSummary | null;
  /** Medians of the metric. */
  readonly medians: { readonly baseline: number | null; readonly variant: number | null };
}

/** What is read of a session. */
export type MeasuredResults = Pick<SessionResults, "baseline" | "variants" | "metrics" | "failures">;

/** What a key stands for, or why it stands for nothing. */
export function measure(results: MeasuredResults, key: ClaimKey): Measured | { readonly unknown: string } {
  const what = CLAIM_WHATS.find((one) => one === key.what);
  if (what === undefined) return unknown(`Nothing of a metric is called "${key.what}"`, key.what, CLAIM_WHATS);
  const metric = results.metrics.find((one) => one.metric.id === key.metric);
  if (metric === undefined)
    return unknown(
      `"${key.experiment}" has no metric "${key.metric}"`,
      key.metric,
      results.metrics.map((one) => one.metric.id),
    );
  const variant = variantOf(results, key);
  if (typeof variant === "string") return { unknown: variant };
  if (isOfComparison(what) && variant.id === results.baseline.id)
    return {
      unknown: `"${variant.id}" is the baseline, which has no ${what} of its own. Name another variant, or its /value.`,
    };
  return measuredOf(results, metric, variant, { ...key, variant: variant.id, what }) ?? noNumber(key, metric, variant);
}

const isOfComparison = (what: ClaimWhat): boolean => what === "effect" || what === "low" || what === "high";

function variantOf({ variants, baseline }: MeasuredResults, { experiment, variant }: ClaimKey): Variant | string {
  const ids = variants.map(({ id }) => id);
  const others = variants.filter(({ id }) => id !== baseline.id);
  if (variant === null) {
    const [only, second] = others;
    if (only !== undefined && second === undefined) return only;
    return `"${experiment}" has several variants: say which one with ${others.map(({ id }) => `@${id}`).join(" or ")}.`;
  }
  return (
    variants.find(({ id }) => id === variant) ??
    unknown(`"${experiment}" has no variant "${variant}"`, variant, ids).unknown
  );
}

function unknown(what: string, word: string, known: readonly string[]): { readonly unknown: string } {
  const near = nearestWord(word, known);
  return { unknown: `${what}. ${near === undefined ? `Known: ${known.join(", ")}.` : `Did you mean "${near}"?`}` };
}

const noNumber = ({ what }: ClaimKey, { metric }: MetricResults, variant: Variant): { readonly unknown: string } => ({
  unknown: `There is no ${what} of ${metric.id} for "${variant.id}" yet. Run more rounds.`,
});

function measuredOf(
  results: MeasuredResults,
  { metric, control, summaries, comparisons }: MetricResults,
  variant: Variant,
  key: Measured["key"],
): Measured | null {
  const { baseline, variants } = results;
  const level = metric.kind === "passes" ? 100 : 1;
  const summaryOf = ({ id }: Variant): ValueSummary | null => summaries.find((one) => one.variant === id) ?? null;
  const [before, summary] = [summaryOf(baseline), summaryOf(variant)];
  const comparison = comparisons.find((one) => one.variant === variant.id) ?? null;
  const medians = { baseline: scaled(before?.median ?? null, level), variant: scaled(summary?.median ?? null, level) };
  const shared = { key, metric, baseline, variants, comparison, control, summary, medians };
  if (key.what === "value") return levelOf(shared, scaledInterval(summary?.interval ?? null, level));
  if (key.what === "runs" || key.what === "failures") return countOf(shared, results, key.what);
  const compared = key.what === "noise" ? control : comparison;
  return compared === null ? null : changeOf(shared, compared, key.what, level);
}

type Shared = Omit<Measured, "scale" | "unit" | "number" | "interval">;

function levelOf(shared: Shared, interval: Interval | null): Measured | null {
  const { metric, medians } = shared;
  if (medians.variant === null) return null;
  const unit = metric.kind === "passes" ? "%" : metric.unit;
  return { ...shared, scale: "level", unit, number: medians.variant, interval };
}

function countOf(shared: Shared, { failures }: MeasuredResults, what: "runs" | "failures"): Measured | null {
  const counted = failures.find((one) => one.variant === shared.key.variant);
  if (counted === undefined) return null;
  const number = what === "runs" ? counted.runs : counted.failed;
  return { ...shared, scale: "count", unit: "", number, interval: null, comparison: null };
}

type Change = "effect" | "low" | "high" | "noise";

function changeOf(
  shared: Shared,
  { scale, effect, interval }: Comparison,
  what: Change,
  level: number,
): Measured | null {
  const isShare = scale === "ratio";
  const times = isShare ? 100 : level;
  const ends = scaledInterval(interval, times);
  const number = what === "effect" ? scaled(effect, times) : ends === null ? null : endOf(ends, what);
  if (number === null) return null;
  return {
    ...shared,
    ...(isShare ? { scale: "share", unit: "%" } : { scale: "difference", unit: unitOfDifference(shared.metric) }),
    number,
    interval: what === "effect" ? ends : null,
    comparison: what === "noise" ? null : shared.comparison,
  };
}

/** The noise floor is how far the baseline went from itself. */
const endOf = ({ low, high }: Interval, what: Exclude<Change, "effect">): number =>
  what === "low" ? low : what === "high" ? high : Math.max(Math.abs(low), Math.abs(high));

/** What differs between two shares is in percentage points. */
export const unitOfDifference = ({ kind, unit }: Pick<Metric, "kind" | "unit">): string =>
  kind === "passes" || unit === "%" ? "percentage points" : unit;

const scaled = (number: number | null, times: number): number | null => (number === null ? null : number * times);

const scaledInterval = (interval: Interval | null, times: number): Interval | null =>
  interval === null ? null : { low: interval.low * times, high: interval.high * times };

/** Everything that a session measured, as keys with their numbers: effects first, then values. */
export function everythingIn(results: MeasuredResults, experiment: string): Measured[] {
  const keys = (["effect", "value"] as const).flatMap((what) =>
    results.metrics.flatMap(({ metric }) =>
      results.variants
        .filter(({ id }) => what === "value" || id !== results.baseline.id)
        .map((variant) => ({ experiment, metric: metric.id, variant: variant.id, what })),
    ),
  );
  return keys.flatMap((key) => {
    const measured = measure(results, key);
    return "unknown" in measured ? [] : [measured];
  });
}

/** As short as it can be written: the variant is left out when it is the only one beside the baseline. */
export function shortKey({ key, baseline, variants }: Measured): ClaimKey {
  const isOnly = variants.length === 2 && key.variant !== baseline.id;
  return isOnly ? { ...key, variant: null } : key;
}
