// What a comparison says, in figures. An effect never stands without its interval: where there is none, words say so.
import type { Comparison, Interval, ValueSummary } from "../analysis/results.ts";
import type { Metric } from "../experiment/experiment.ts";
import { decimalsFor, formatNumber, formatPlain, formatSigned } from "./format-number.ts";

/** What a number is multiplied by before it is written, and the unit behind it. */
export interface Notation {
  readonly factor: number;
  readonly unit: string;
}

/** Of effects: `%` of a ratio, percentage points of what is a share already and is compared by difference, else the metric's unit. */
export function effectNotation({ kind, unit }: Metric, scale: Comparison["scale"]): Notation {
  if (scale === "ratio") return { factor: 100, unit: "%" };
  if (kind === "passes") return { factor: 100, unit: "pp" };
  return { factor: 1, unit: unit === "%" ? "pp" : unit };
}

/** Of values: a metric of passes is a share of prompts. */
export const valueNotation = ({ kind, unit }: Metric): Notation =>
  kind === "passes" ? { factor: 100, unit: "%" } : { factor: 1, unit };

/** `−14.8 % [−17.2, −12.0]`. */
export function formatEffect(metric: Metric, comparison: Pick<Comparison, "scale" | "effect" | "interval">): string {
  const { scale, effect, interval } = comparison;
  if (effect === null) return "not measured";
  if (interval === null) return "too few rounds for an interval";
  const notation = effectNotation(metric, scale);
  return `${withUnit(signed(effect, interval, notation), notation.unit)} ${formatInterval(metric, scale, interval)}`;
}

/** The effect alone, rounded as its interval allows, without unit: `−14.8`. For where the interval stands beside it. */
export const formatEffectNumber = (
  metric: Metric,
  scale: Comparison["scale"],
  effect: number,
  interval: Interval,
): string => signed(effect, interval, effectNotation(metric, scale));

/** `[−17.2, −12.0]`, without unit. */
export function formatInterval(metric: Metric, scale: Comparison["scale"], interval: Interval): string {
  const notation = effectNotation(metric, scale);
  return `[${signed(interval.low, interval, notation)}, ${signed(interval.high, interval, notation)}]`;
}

/** `±5 %`. */
export function formatThreshold(metric: Metric, { scale, threshold }: Pick<Comparison, "scale" | "threshold">): string {
  const { factor, unit } = effectNotation(metric, scale);
  return withUnit(`±${formatPlain(threshold * factor)}`, unit);
}

/** `36.1 ms [35.2, 37.1]`, without the interval where there is none. */
export function formatMedian(metric: Metric, { median, interval }: Pick<ValueSummary, "median" | "interval">): string {
  if (median === null) return "not measured";
  const value = formatValue(metric, median, interval);
  if (interval === null) return value;
  const { factor } = valueNotation(metric);
  const decimals = decimalsOf(interval, factor, median);
  const end = (number: number): string => formatNumber(number * factor, decimals);
  return `${value} [${end(interval.low)}, ${end(interval.high)}]`;
}

/** `36.1 ms`, no finer than its interval where it has one. */
export function formatValue(metric: Metric, value: number, interval: Interval | null = null): string {
  const { factor, unit } = valueNotation(metric);
  return withUnit(formatNumber(value * factor, decimalsOf(interval, factor, value)), unit);
}

/** A count has no unit. */
export const withUnit = (number: string, unit: string): string => (unit === "" ? number : `${number} ${unit}`);

const signed = (value: number, interval: Interval, { factor }: Notation): string =>
  formatSigned(value * factor, decimalsOf(interval, factor, value));

function decimalsOf(interval: Interval | null, factor: number, value: number): number {
  if (interval === null) return decimalsFor(0, value * factor);
  const { low, high } = interval;
  return decimalsFor((high - low) * factor, Math.max(Math.abs(low), Math.abs(high)) * factor);
}
