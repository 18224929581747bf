// Every metric and variant against the baseline: raw pairs, the interval, behind it what the same command twice gives, and the change that
// would matter. Without an interval nothing is drawn but the pairs.
import type { MetricResults, SessionResults } from "../analysis/results.ts";
import { effectNotation, formatInterval, formatThreshold } from "../number/format-effect.ts";
import { formatPercent } from "../number/format-number.ts";
import { type EffectAxis, effectAxis, thresholdEdges } from "./effect-axis.ts";
import { type EffectGroup, effectGroups } from "./effect-groups.ts";
import { columnsFor, drawRow, type EffectRow, effectRows, type Plot, ROWS } from "./effect-row.ts";
import { type ChartWidth, heading, type Piece, stack, WIDTHS } from "./sheet.ts";
import { box, element, escapeText, line, words } from "./svg.ts";
import { cutText, textWidth } from "./text-width.ts";

const AXIS_HEIGHT = 22;

/** One piece for each axis. */
export const drawEffects = (results: SessionResults, width: ChartWidth): Piece[] =>
  effectGroups(results.metrics).map((group) => {
    const rows = group.metrics.map((one) => effectRows(results, one, width));
    const columns = columnsFor(rows.flat(), width);
    const axis = effectAxis(group, columns.from, columns.to);
    return stack([groupHeading(results, group, axis, width), drawGroup(group, rows, { columns, axis, width })]);
  });

function groupHeading(
  { baseline, level }: SessionResults,
  { scale, metrics }: EffectGroup,
  { hasBeyond }: EffectAxis,
  width: ChartWidth,
): Piece {
  const [{ metric }] = metrics;
  const { unit } = effectNotation(metric, scale);
  const thresholds = new Set(
    metrics.flatMap((one) => one.comparisons.map((each) => formatThreshold(one.metric, each))),
  );
  const [threshold = ""] = thresholds;
  const meta = [
    metric.better === "lower" ? "left is better" : "right is better",
    `${unbroken(formatPercent(level))} intervals`,
    ...(width === "phone" ? [] : ["grey: A/A noise of this machine"]),
    ...(width === "phone"
      ? []
      : [`dashed: ${thresholds.size === 1 ? `the ${unbroken(threshold)}` : "the change"} that matters`]),
    ...(hasBeyond ? ["arrow: a pair beyond the axis"] : []),
  ].join("; ");
  return heading(`Against ${baseline.title}${unit === "" ? "" : `, ${unit}`}`, meta, WIDTHS[width]);
}

/** A number and its unit stay on one line. */
const unbroken = (text: string): string => text.replaceAll(" ", "\u00A0");

const TITLE_BASE = 15;

function drawGroup(
  { metrics }: EffectGroup,
  rows: readonly (readonly EffectRow[])[],
  { columns, axis, width }: Plot,
): Piece {
  const { title, row: rowHeight, gap } = ROWS[width];
  let y = AXIS_HEIGHT;
  let marks = "";
  for (const [i, one] of metrics.entries()) {
    const own = rows[i] ?? [];
    const end = y + title + own.length * rowHeight;
    if (width === "wide") marks += bands(one, axis, y + title, end);
    marks += titleLine(one, y + TITLE_BASE, width);
    for (const [n, row] of own.entries()) {
      const at = y + title + n * rowHeight;
      // The words of a narrow row stand above its strip, and no band runs through them.
      if (width === "phone") marks += bands(one, axis, at + ROWS.phone.dots - 6, at + ROWS.phone.interval + 5);
      marks += drawRow(row, { columns, axis, width }, at);
    }
    if (i > 0) marks += line("chart-grid", 0, y - gap / 2 + 2, WIDTHS[width], y - gap / 2 + 2);
    y = end + gap;
  }
  return { marks: gridLines(axis, y - gap) + marks, height: y - gap };
}

/** The title, and in figures what the grey band shows. */
function titleLine({ metric, control }: MetricResults, y: number, width: ChartWidth): string {
  const noise =
    control.interval === null ? "A/A not known" : `A/A ${formatInterval(metric, control.scale, control.interval)}`;
  const room = WIDTHS[width] - textWidth(noise) - 12;
  return element(
    "text",
    { x: 0, y },
    element("tspan", { class: "chart-b" }, escapeText(cutText(metric.title, room, true))) +
      element("tspan", { dx: 8 }, escapeText(noise)),
  );
}

/** What the same command twice gives, and the change that would matter. */
function bands({ control, comparisons }: MetricResults, { scale }: EffectAxis, from: number, to: number): string {
  const [first] = comparisons;
  const noise =
    control.interval === null
      ? ""
      : box(
          "chart-noise",
          scale.at(control.interval.low),
          from,
          scale.at(control.interval.high) - scale.at(control.interval.low),
          to - from,
        );
  const edges = first === undefined ? [] : thresholdEdges(first);
  return noise + edges.map((edge) => line("chart-delta", scale.at(edge), from, scale.at(edge), to)).join("");
}

const gridLines = ({ labels }: EffectAxis, to: number): string =>
  labels
    .map(
      ({ x, text }) =>
        line(text === "same" ? "chart-same" : "chart-grid", x, AXIS_HEIGHT - 4, x, to) +
        words(text, { x, y: 12, anchor: "middle" }),
    )
    .join("");
