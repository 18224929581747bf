// Each paired round of one variant: the baseline hollow, the variant solid, a line between them. Rounds behind the last look are pale, for
// no verdict has counted them.
import type { Comparison, MetricResults, Pair, SessionResults } from "../analysis/results.ts";
import { valueNotation } from "../number/format-effect.ts";
import { formatNumber } from "../number/format-number.ts";
import { linearScale, type Range, rangeOf, type Scale } from "./scale.ts";
import { type ChartWidth, heading, type Piece, stack, WIDTHS } from "./sheet.ts";
import { dot, line, words } from "./svg.ts";
import { cutText, textWidth } from "./text-width.ts";
import { variantLetter } from "./variant-letter.ts";

const TOP = 20;
const BOTTOM = 24;
/** The highest and the lowest dot are whole. */
const INSET = 5;
const HEIGHTS: Readonly<Record<ChartWidth, number>> = { wide: 120, phone: 100 };
/** Right of the last round, for the names. */
const NAMES: Readonly<Record<ChartWidth, number>> = { wide: 150, phone: 84 };
const SHARED_LINE = 15;

/** A panel for each comparison that is asked for, all with the same axes. */
export function drawRounds(
  results: SessionResults,
  { metric, isPrimary, comparisons }: MetricResults,
  shown: readonly Comparison[],
  width: ChartWidth,
): Piece {
  const range = rangeOf(comparisons.flatMap(pairsOf).flatMap(({ baseline, variant }) => [baseline, variant]));
  const hasPale = shown.some(({ later }) => later.length > 0);
  const meta = [
    `${isPrimary ? "primary, " : ""}${metric.better} is better`,
    ...(hasPale ? ["pale: measured, not yet looked at"] : []),
    ...(range === null ? ["no round has values of both yet"] : []),
  ].join("; ");
  const { factor, unit } = valueNotation(metric);
  const head = heading(unit === "" ? metric.title : `${metric.title}, ${unit}`, meta, WIDTHS[width]);
  if (range === null) return head;
  const values = { low: range.low * factor, high: range.high * factor };
  return stack([head, ...shown.map((comparison) => panel(results, comparison, { values, factor, width }))]);
}

const pairsOf = ({ pairs, later }: Comparison): readonly Pair[] => [...pairs, ...later];

interface Frame {
  /** As they are written on the axis. */
  readonly values: Range;
  readonly factor: number;
  readonly width: ChartWidth;
}

function panel(results: SessionResults, comparison: Comparison, { values, factor, width }: Frame): Piece {
  const bottom = TOP + HEIGHTS[width];
  const y = linearScale(values, bottom - INSET, TOP + INSET);
  const labels = y.ticks.map(({ value, decimals }) => formatNumber(value, decimals));
  const left = labels.reduce((most, label) => Math.max(most, textWidth(label)), 0) + 8;
  const right = WIDTHS[width] - NAMES[width];
  const columns = columnsOf(results, comparison);
  const x = (round: number): number => left + ((right - left) * (round - 0.5)) / columns;
  const grid = y.ticks.map(
    ({ value }, i) =>
      line("chart-grid", left, y.at(value), right, y.at(value)) +
      words(labels[i] ?? "", { x: left - 8, y: y.at(value) + 4, anchor: "end" }),
  );
  const pair = (one: Pair, isPale: boolean): string =>
    drawPair(x(one.round), one, { y, factor, isPale, r: radiusOf((right - left) / columns) });
  return {
    marks: [
      ...grid,
      ...lookLines(results, x, columns, bottom),
      ...comparison.pairs.map((one) => pair(one, false)),
      ...comparison.later.map((one) => pair(one, true)),
      names(results, comparison, { x, y, factor, width }),
      ...roundNumbers(columns, x, bottom + 18),
    ].join(""),
    height: bottom + BOTTOM,
  };
}

/** As many as are planned, or as there were. */
function columnsOf({ evidence }: SessionResults, comparison: Comparison): number {
  const planned = evidence.session.protocol.experiment.design.looks.at(-1) ?? 1;
  return pairsOf(comparison).reduce((most, { round }) => Math.max(most, round), planned);
}

const radiusOf = (column: number): number => Math.min(3.5, Math.max(2, column / 3.5));

function drawPair(
  x: number,
  { baseline, variant }: Pair,
  {
    y,
    factor,
    isPale,
    r,
  }: { readonly y: Scale; readonly factor: number; readonly isPale: boolean; readonly r: number },
): string {
  const [from, to] = [y.at(baseline * factor), y.at(variant * factor)];

  return (
    line("chart-link", x, from, x, to) +
    dot(isPale ? "chart-pale-hollow" : "chart-hollow", x, from, r) +
    dot(isPale ? "chart-pale" : "chart-dot", x, to, r)
  );
}

/** After which rounds the data is looked at, but for the last time. */
function lookLines(
  { evidence }: SessionResults,
  x: (round: number) => number,
  columns: number,
  bottom: number,
): string[] {
  const { looks } = evidence.session.protocol.experiment.design;
  return looks.slice(0, -1).flatMap((round, i) => {
    if (round >= columns) return [];
    const at = x(round + 0.5);
    return [line("chart-look", at, 6, at, bottom), words(`look ${i + 1}`, { x: at - 5, y: 14, anchor: "end" })];
  });
}

interface NamesPlace {
  readonly x: (round: number) => number;
  readonly y: Scale;
  readonly factor: number;
  readonly width: ChartWidth;
}

/** Beside the last pair, kept apart where its dots are close. */
function names(results: SessionResults, comparison: Comparison, { x, y, factor, width }: NamesPlace): string {
  const last = pairsOf(comparison).reduce<Pair | null>((a, b) => (a === null || b.round > a.round ? b : a), null);
  if (last === null) return "";
  const at = x(last.round) + 10;
  const room = WIDTHS[width] - at;
  const nameOf = (id: string): string => {
    const letter = ` (${variantLetter(results, id)})`;
    const title = width === "phone" ? id : (results.variants.find((one) => one.id === id)?.title ?? id);
    return cutText(title, Math.min(room, NAMES[width]) - textWidth(letter)) + letter;
  };
  const [upper, lower] = [last.baseline, last.variant].map((value) => y.at(value * factor) + 4) as [number, number];
  const middle = (upper + lower) / 2;
  const isClose = Math.abs(upper - lower) < SHARED_LINE;
  const side = upper <= lower ? -0.5 : 0.5;
  const baselineY = isClose ? middle + side * SHARED_LINE : upper;
  const variantY = isClose ? middle - side * SHARED_LINE : lower;
  return (
    words(nameOf(results.baseline.id), { x: at, y: baselineY, className: "chart-k" }) +
    words(nameOf(comparison.variant), { x: at, y: variantY, className: "chart-k" })
  );
}

/** Of the first, and of every so many that they do not meet. */
function roundNumbers(columns: number, x: (round: number) => number, y: number): string[] {
  const apart = x(2) - x(1) || 1;
  const step = Math.max(1, Math.ceil(24 / apart));
  return Array.from({ length: columns }, (_, i) => i + 1)
    .filter((round) => (round - 1) % step === 0)
    .map((round) => words(String(round), { x: x(round), y, anchor: "middle" }));
}
