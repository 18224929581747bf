// Which share of the runs, or of the samples within them, is at most so much. A step a value; nothing is smoothed and nothing left out.
import type { MetricResults, SessionResults } from "../analysis/results.ts";
import type { RunValue } from "../evidence/evidence.ts";
import { valueNotation } from "../number/format-effect.ts";
import { formatNumber } from "../number/format-number.ts";
import { median } from "../statistics/quantile.ts";
import { countedRuns } from "./counted-runs.ts";
import { linearScale, logScale, rangeOf, type Scale } from "./scale.ts";
import {
  type ChartOptions,
  type ChartWidth,
  drawSheet,
  footnotes,
  heading,
  type Piece,
  stack,
  WIDTHS,
} from "./sheet.ts";
import { decimal, element, line, words } from "./svg.ts";
import { cutText, textWidth } from "./text-width.ts";

const TOP = 8;
const HEIGHTS: Readonly<Record<ChartWidth, number>> = { wide: 180, phone: 150 };
const LEFT = 46;
const NAMES: Readonly<Record<ChartWidth, number>> = { wide: 150, phone: 92 };
/** Between neighbours beyond it, even steps would hide the smaller values. */
const LOG_FROM = 20;
/** Steps of a curve; samples beyond that are between two of them. */
const MOST_STEPS = 240;

interface Curve {
  readonly name: string;
  /** Ascending, as they are written on the axis. */
  readonly values: readonly number[];
}

/** SVG; the metric by its id. Throws when the session has no such metric. */
export function drawEcdf(results: SessionResults, metricId: string, options: ChartOptions = {}): string {
  const { width = "wide" } = options;
  const found = results.metrics.find(({ metric }) => metric.id === metricId);
  if (found === undefined) throw new Error(`no metric ${metricId} in this session`);
  const { curves, areSamples } = curvesOf(results, found, width);
  const { unit } = valueNotation(found.metric);
  const title = unit === "" ? found.metric.title : `${found.metric.title}, ${unit}`;
  const head = heading(
    title,
    `share of ${areSamples ? "samples" : "runs"} that ${areSamples ? "are" : "have"} at most this; ${found.metric.better} is better`,
    WIDTHS[width],
  );
  const body = plot(curves, width);
  return drawSheet(
    [stack([head, body ?? footnotes(["No run has a value yet."], WIDTHS[width])])],
    ecdfSentence(results, metricId),
    options,
  );
}

/** What the chart shows, in a sentence. */
export function ecdfSentence({ metrics, variants }: SessionResults, metricId: string): string {
  const title = metrics.find(({ metric }) => metric.id === metricId)?.metric.title ?? metricId;
  return `How ${title} is distributed over the runs of ${variants.map((one) => one.title).join(", ")}.`;
}

function curvesOf(
  results: SessionResults,
  { metric }: MetricResults,
  width: ChartWidth,
): { curves: Curve[]; areSamples: boolean } {
  const { factor } = valueNotation(metric);
  let areSamples = false;
  const curves = results.variants.map(({ id, title }) => {
    const runs = countedRuns(results, id).flatMap(({ values }) =>
      values[metric.id] === undefined ? [] : [values[metric.id] as RunValue],
    );
    areSamples ||= runs.some((value) => Array.isArray(value));
    const values = runs.flatMap(numbersOf).map((value) => value * factor);
    return { name: width === "phone" ? id : title, values: values.toSorted((a, b) => a - b) };
  });
  return { curves: curves.filter(({ values }) => values.length > 0), areSamples };
}

function numbersOf(value: RunValue): readonly number[] {
  if (typeof value === "number") return [value];
  if (isSamples(value)) return value;
  const passed = Object.values(value);
  return passed.length === 0 ? [] : [passed.filter(Boolean).length / passed.length];
}

const isSamples = (value: RunValue): value is readonly number[] => Array.isArray(value);

function plot(curves: readonly Curve[], width: ChartWidth): Piece | null {
  const range = rangeOf(curves.flatMap(({ values }) => [values[0] ?? NaN, values.at(-1) ?? NaN]));
  if (range === null) return null;
  const right = WIDTHS[width] - NAMES[width];
  const bottom = TOP + HEIGHTS[width];
  const isLog = range.low > 0 && range.high / range.low > LOG_FROM;
  const x = (isLog ? logScale : linearScale)(range, LEFT + 4, right - 8);
  const y = linearScale({ low: 0, high: 1 }, bottom, TOP);
  const shares = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      line("chart-grid", LEFT, y.at(share), right, y.at(share)) +
      words(`${share * 100} %`, { x: LEFT - 8, y: y.at(share) + 4, anchor: "end" }),
  );
  return {
    marks: [
      ...shares,
      ...xLabels(x, bottom + 18, right),
      ...curves.map((curve, i) => drawCurve(curve, i, x, y)),
      names(curves, right, width),
    ].join(""),
    height: bottom + 24,
  };
}

function xLabels({ ticks, at }: Scale, y: number, right: number): string[] {
  let end = 0;
  return ticks.flatMap(({ value, decimals }) => {
    const text = formatNumber(value, decimals);
    const half = textWidth(text) / 2;
    const x = at(value);
    if (x - half < end + 8 || x + half > right + 40) return [];
    end = x + half;
    return [words(text, { x, y, anchor: "middle" })];
  });
}

const curveClass = (index: number): string => `chart-curve chart-curve-${index}`;

function drawCurve({ values }: Curve, index: number, x: Scale, y: Scale): string {
  const count = values.length;
  const steps = Math.min(count, MOST_STEPS);
  let d = `M${decimal(x.at(values[0] ?? 0))} ${decimal(y.at(0))}`;
  for (let step = 1; step <= steps; step += 1) {
    const upTo = Math.round((step / steps) * count);
    d += `H${decimal(x.at(values[upTo - 1] ?? 0))}V${decimal(y.at(upTo / count))}`;
  }
  return element("path", { class: curveClass(index), d });
}

/** The curves meet at both ends, so their names stand beside, in the order in which they cross the middle. */
function names(curves: readonly Curve[], right: number, width: ChartWidth): string {
  return curves
    .map(({ name, values }, index) => ({ name, index, middle: median(values) ?? 0 }))
    .toSorted((a, b) => a.middle - b.middle)
    .map(({ name, index }, row) => {
      const y = TOP + 14 + row * 20;
      return (
        line(curveClass(index), right + 12, y - 4, right + 34, y - 4) +
        words(cutText(name, NAMES[width] - 40), { x: right + 40, y, className: "chart-k" })
      );
    })
    .join("");
}
