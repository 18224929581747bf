// The axis of effects: from the measured range, with "same" on it. A pair far beyond all intervals would make them unreadable; it is drawn
// as an arrow at the edge.
import type { Comparison, MetricResults } from "../analysis/results.ts";
import { effectNotation } from "../number/format-effect.ts";
import { formatSigned } from "../number/format-number.ts";
import { exp, ln } from "../statistics/natural-log.ts";
import type { EffectGroup } from "./effect-groups.ts";
import { linearScale, type Range, rangeOf, ratioScale, type Scale, type Tick } from "./scale.ts";
import { textWidth } from "./text-width.ts";

export interface EffectAxis {
  readonly range: Range;
  readonly scale: Scale;
  readonly labels: readonly { readonly x: number; readonly text: string }[];
  /** Whether any pair is drawn as an arrow. */
  readonly hasBeyond: boolean;
}

/** How many times as far as the intervals a single pair may reach. */
const REACH = 2;

export function effectAxis({ scale: kind, metrics }: EffectGroup, from: number, to: number): EffectAxis {
  const range = rangeOfEffects(metrics, kind);
  const scale = kind === "ratio" ? ratioScale(range, from, to) : linearScale(range, from, to);
  const hasBeyond = rawEffects(metrics).some((effect) => effect < range.low || effect > range.high);
  return { range, scale, labels: labelsOf(metrics[0], kind, scale, from, to), hasBeyond };
}

function rangeOfEffects(metrics: readonly MetricResults[], kind: Comparison["scale"]): Range {
  const comparisons = metrics.flatMap((one) => [...one.comparisons, one.control]);
  const all = metrics.flatMap((one) => one.comparisons);
  const judged = comparisons.flatMap(({ interval }) => (interval === null ? [] : [interval.low, interval.high]));
  const core = rangeOf([0, ...judged, ...all.flatMap(thresholdEdges)]) ?? { low: 0, high: 0 };
  const far = reachOf(core, kind);
  return (
    rangeOf([
      core.low,
      core.high,
      ...rawEffects(metrics).filter((effect) => effect >= far.low && effect <= far.high),
    ]) ?? core
  );
}

const rawEffects = (metrics: readonly MetricResults[]): number[] =>
  metrics
    .flatMap(({ comparisons }) => comparisons)
    .flatMap(({ pairs, later }) => [...pairs, ...later].map(({ effect }) => effect));

/** Where a change begins to matter. No ratio is 100 % less. */
export const thresholdEdges = ({ scale, threshold }: Comparison): readonly number[] =>
  scale === "ratio" && threshold >= 1 ? [threshold] : [-threshold, threshold];

/** On the axis' own scale. */
function reachOf({ low, high }: Range, kind: Comparison["scale"]): Range {
  if (kind === "difference") {
    const span = high - low;
    return { low: low - REACH * span, high: high + REACH * span };
  }
  const span = ln(1 + high) - ln(1 + low);
  return { low: (1 + low) * exp(-REACH * span) - 1, high: (1 + high) * exp(REACH * span) - 1 };
}

/** "same" first; others only where they meet none that is there. */
function labelsOf(
  first: MetricResults,
  kind: Comparison["scale"],
  scale: Scale,
  from: number,
  to: number,
): EffectAxis["labels"] {
  const { factor, unit } = effectNotation(first.metric, kind);
  const written = ({ value, decimals }: Tick): string => {
    const digits = kind === "ratio" ? Math.max(0, decimals - 2) : Math.max(0, decimals - (factor === 100 ? 2 : 0));
    return `${formatSigned(value * factor, digits)}${kind === "ratio" ? ` ${unit}` : ""}`;
  };
  const labels = [{ x: scale.at(0), text: "same" }];
  for (const tick of scale.ticks) {
    const label = { x: scale.at(tick.value), text: written(tick) };
    const half = textWidth(label.text) / 2;
    const isInside = label.x - half >= from - 40 && label.x + half <= to + 40;
    const isFree = labels.every(({ x, text }) => Math.abs(x - label.x) > half + textWidth(text) / 2 + 6);
    if (tick.value !== 0 && isInside && isFree) labels.push(label);
  }
  return labels;
}
