// How messages say what was measured.
import type { Comparison } from "../analysis/results.ts";
import type { Metric } from "../experiment/experiment.ts";
import { effectNotation, withUnit } from "../number/format-effect.ts";
import { formatNumber, formatPlain, formatSigned } from "../number/format-number.ts";
import { claimKeyText } from "./claim-key.ts";
import { digitsFor } from "./interval-digits.ts";
import { type Measured, shortKey, unitOfDifference } from "./measured.ts";

/** `ws-batch/p95@four`, as it is written in a key. */
export const nameOf = (measured: Measured): string => claimKeyText(shortKey(measured)).slice("ev:".length);

/** `−14.8 %`, `102.2 ms`. */
export function measuredText({ key, number, interval, unit, scale }: Measured): string {
  const decimals = digitsFor(number, interval);
  if (key.what === "noise") return withUnit(`±${formatNumber(number, decimals)}`, unit);
  const isChange = scale === "share" || scale === "difference";
  return withUnit(isChange ? formatSigned(number, decimals) : formatNumber(number, decimals), unit);
}

/** Which way a metric went. */
export const wayOf = (number: number): string => (number < 0 ? "fell" : "rose");

const unitOf = (metric: Metric, scale: Comparison["scale"]): string =>
  scale === "ratio" ? "%" : unitOfDifference(metric);

/** `±5 %`. */
export const thresholdText = ({ scale, threshold }: Comparison, metric: Metric): string =>
  withUnit(`±${formatPlain(threshold * effectNotation(metric, scale).factor)}`, unitOf(metric, scale));

/** `−8.0 % to +2.0 %`; null without an interval. */
export function comparisonRange({ scale, interval }: Comparison, metric: Metric): string | null {
  if (interval === null) return null;
  const { factor } = effectNotation(metric, scale);
  const [low, high] = [interval.low * factor, interval.high * factor];
  const decimals = digitsFor(low, { low, high });
  return [low, high].map((end) => withUnit(formatSigned(end, decimals), unitOf(metric, scale))).join(" to ");
}
