// One variant against the baseline: its raw pairs, its interval, and in figures what they say.
import type { Comparison, MetricResults, Pair, SessionResults } from "../analysis/results.ts";
import { formatEffectNumber, formatInterval } from "../number/format-effect.ts";
import type { EffectAxis } from "./effect-axis.ts";
import { type ChartWidth, WIDTHS } from "./sheet.ts";
import { decimal, dot, element, line, words } from "./svg.ts";
import { cutText, textWidth } from "./text-width.ts";
import { verdictGlyph } from "./verdict-glyph.ts";

/** Of the line with the metric's title, and of each variant's row: where its dots, its interval and its words are. */
export const ROWS = {
  wide: { title: 20, row: 28, dots: 8, interval: 17, words: 21, gap: 12 },
  phone: { title: 20, row: 42, dots: 25, interval: 34, words: 14, gap: 12 },
} as const;
export interface EffectRow {
  readonly comparison: Comparison;
  readonly name: string;
  /** Empty where there is no interval; then `interval` says why. */
  readonly effect: string;
  readonly interval: string;
}

export const effectRows = (results: SessionResults, one: MetricResults, width: ChartWidth): EffectRow[] =>
  one.comparisons.map((comparison) => rowOf(results, one, comparison, width));

function rowOf(
  results: SessionResults,
  { metric }: MetricResults,
  comparison: Comparison,
  width: ChartWidth,
): EffectRow {
  const { variant, scale, effect, interval } = comparison;
  const title = results.variants.find(({ id }) => id === variant)?.title ?? variant;
  const name = width === "phone" ? variant : title;
  if (effect === null) return { comparison, name, effect: "", interval: "not measured" };
  if (interval === null) return { comparison, name, effect: "", interval: "no interval yet" };
  return {
    comparison,
    name,
    effect: formatEffectNumber(metric, scale, effect, interval),
    interval: formatInterval(metric, scale, interval),
  };
}

/** Where the plot is, and on a wide sheet the figures behind it. */
export interface Columns {
  readonly from: number;
  readonly to: number;
  /** Right end of the effect's numbers; the interval begins behind it. */
  readonly effect: number;
  readonly glyph: number;
}

const WORD = 84;
const GLYPH = 20;

export function columnsFor(rows: readonly EffectRow[], width: ChartWidth): Columns {
  const glyph = WIDTHS[width] - WORD - GLYPH;
  if (width === "phone") return { from: 34, to: WIDTHS.phone - 34, effect: 0, glyph };
  const effect = glyph - 16 - widest(rows.map(({ interval }) => interval));
  const to = effect - widest(rows.map((row) => row.effect)) - 40;
  return { from: 180, to: Math.max(260, to), effect, glyph };
}

const widest = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, textWidth(text)), 0);

/** What all rows of one axis share. */
export interface Plot {
  readonly columns: Columns;
  readonly axis: EffectAxis;
  readonly width: ChartWidth;
}

export function drawRow(row: EffectRow, { axis, columns, width }: Plot, y: number): string {
  const { dots, interval, words: base } = ROWS[width];
  return (
    rawDots(row.comparison, axis, columns, y + dots) +
    drawInterval(row.comparison, axis, y + interval) +
    (width === "wide" ? wideFigures(row, columns, y + base) : phoneFigures(row, y + base))
  );
}

function rawDots({ pairs, later }: Comparison, { scale, range }: EffectAxis, { from, to }: Columns, y: number): string {
  const mark = (className: string, { effect }: Pair): string => {
    if (effect < range.low)
      return element("path", { class: `${className} chart-arrow`, d: `M${decimal(from - 2)} ${y - 3}l-5 3 5 3z` });
    if (effect > range.high)
      return element("path", { class: `${className} chart-arrow`, d: `M${decimal(to + 2)} ${y - 3}l5 3 -5 3z` });
    return dot(className, scale.at(effect), y, 2);
  };
  return [
    ...pairs.map((pair) => mark("chart-raw", pair)),
    ...later.map((pair) => mark("chart-pale-hollow", pair)),
  ].join("");
}

/** An estimate without an interval is not drawn. */
function drawInterval({ effect, interval, verdict }: Comparison, { scale }: EffectAxis, y: number): string {
  if (effect === null || interval === null) return "";
  return (
    line(`chart-interval chart-${verdict}`, scale.at(interval.low), y, scale.at(interval.high), y) +
    dot(`chart-point chart-${verdict}`, scale.at(effect), y, 4)
  );
}

function wideFigures(
  { name, effect, interval, comparison: { verdict } }: EffectRow,
  columns: Columns,
  y: number,
): string {
  const isKnown = effect !== "";
  return (
    words(cutText(name, columns.from - 30), { x: 0, y }) +
    (isKnown ? words(effect, { x: columns.effect, y, anchor: "end", className: "chart-k" }) : "") +
    words(interval, { x: columns.effect + 7, y }) +
    verdictGlyph(verdict, columns.glyph, y - 12) +
    words(verdict, { x: columns.glyph + GLYPH + 2, y, className: "chart-k" })
  );
}

/** Above the strip, in one line; the name gives way to the figures. */
function phoneFigures({ name, effect, interval, comparison: { verdict } }: EffectRow, y: number): string {
  const figures = [effect, interval, verdict].filter((text) => text !== "").join(" ");
  return (
    words(cutText(name, WIDTHS.phone - textWidth(figures) - 10), { x: 0, y }) +
    words(figures, { x: WIDTHS.phone, y, anchor: "end", className: "chart-k" })
  );
}
