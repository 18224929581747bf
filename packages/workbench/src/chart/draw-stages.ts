// Where the time of a run goes: the median of each stage, one behind the other, in the order in which the runs named them.
import type { SessionResults } from "../analysis/results.ts";
import { formatDuration } from "../number/format-number.ts";
import { median } from "../statistics/quantile.ts";
import { countedRuns } from "./counted-runs.ts";
import { type ChartOptions, type ChartWidth, drawSheet, heading, type Piece, stack, WIDTHS } from "./sheet.ts";
import { box, element, escapeText, line, words } from "./svg.ts";
import { cutText } from "./text-width.ts";

const ROW = 20;
const BAR = 10;
const LABELS: Readonly<Record<ChartWidth, number>> = { wide: 170, phone: 110 };
const DURATIONS = 76;
/** A stage that takes nearly nothing still has its place. */
const LEAST = 2;

interface Waterfall {
  readonly title: string;
  readonly stages: readonly { readonly name: string; readonly ms: number }[];
  readonly totalMs: number;
}

/** SVG, or null where no run named its stages. */
export function drawStages(results: SessionResults, options: ChartOptions = {}): string | null {
  const { width = "wide" } = options;
  const waterfalls = waterfallsOf(results);
  if (waterfalls.length === 0) return null;
  const longest = waterfalls.reduce((most, { totalMs }) => Math.max(most, totalMs), 0);
  return drawSheet(
    [
      stack([
        heading("Stages of a run", "medians of the counted runs, one behind the other", WIDTHS[width]),
        ...waterfalls.map((waterfall) => drawWaterfall(waterfall, longest, width)),
      ]),
    ],
    stagesSentence(results),
    options,
  );
}

/** What the chart shows, in a sentence. */
export const stagesSentence = (results: SessionResults): string =>
  `Median time by stage: ${waterfallsOf(results)
    .map(({ title, stages }) => `${title} ${stages.map(({ name, ms }) => `${name} ${formatDuration(ms)}`).join(", ")}`)
    .join("; ")}.`;

function waterfallsOf(results: SessionResults): Waterfall[] {
  return results.variants.flatMap(({ id, title }) => {
    const runs = countedRuns(results, id);
    const names = [...new Set(runs.flatMap(({ stages }) => Object.keys(stages)))];
    const stages = names.map((name) => ({
      name,
      ms: median(runs.flatMap((run) => (run.stages[name] === undefined ? [] : [run.stages[name]]))) ?? 0,
    }));
    const totalMs = stages.reduce((sum, { ms }) => sum + ms, 0);
    return stages.length === 0 ? [] : [{ title, stages, totalMs }];
  });
}

function drawWaterfall({ title, stages, totalMs }: Waterfall, longest: number, width: ChartWidth): Piece {
  const from = LABELS[width];
  const to = WIDTHS[width] - DURATIONS;
  const perMs = longest === 0 ? 0 : (to - from) / longest;
  let begun = 0;
  const rows = stages.map(({ name, ms }, i) => {
    const y = ROW * (i + 1);
    const x = from + begun * perMs;
    begun += ms;
    return (
      words(cutText(name, from - 12), { x: 0, y: y + 14 }) +
      box("chart-bar", x, y + (ROW - BAR) / 2, Math.max(LEAST, ms * perMs), BAR) +
      words(formatDuration(ms), { x: WIDTHS[width], y: y + 14, anchor: "end", className: "chart-k" })
    );
  });
  const head = element(
    "text",
    { x: 0, y: 14 },
    element("tspan", { class: "chart-b" }, escapeText(cutText(title, WIDTHS[width] - DURATIONS - 20, true))),
  );
  const total = words(formatDuration(totalMs), { x: WIDTHS[width], y: 14, anchor: "end", className: "chart-b" });
  return {
    marks: `${head}${total}${line("chart-grid", from, ROW, from, ROW * (stages.length + 1))}${rows.join("")}`,
    height: ROW * (stages.length + 1) + 12,
  };
}
