// The rows of a picture of a plan: names on the left, or above the bars on a phone, and what waits for what as thin lines behind them.
import type { Plan } from "../schedule/plan.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { withoutHidden } from "../text/hidden-letters.ts";
import { type GanttTick, ganttTicks } from "./gantt-axis.ts";
import type { GanttRows, GanttTask } from "./gantt-rows.ts";
import { criticalGlyph, STANDING_WORDS, standingGlyph } from "./plan-glyph.ts";
import { type Scale, linearScale } from "./scale.ts";
import { type ChartWidth, type Piece, WIDTHS } from "./sheet.ts";
import { box, decimal, element, escapeText, line, words } from "./svg.ts";
import { cutText, textWidth } from "./text-width.ts";

/** A moment that a line marks. */
export interface GanttMoment {
  /** Of work, from the beginning. */
  readonly hours: number;
  readonly text: string;
  readonly isDotted: boolean;
}

interface GanttScale {
  readonly at: Scale["at"];
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly GanttTick[];
  readonly moments: readonly GanttMoment[];
  readonly width: ChartWidth;
}

interface Layout {
  /** Where the bars begin. */
  readonly from: number;
  readonly row: number;
  /** The middle of the bar, from the top of its row. */
  readonly middle: number;
  readonly phase: number;
  readonly ticks: number;
}

const LAYOUTS: Readonly<Record<ChartWidth, Layout>> = {
  wide: { from: 300, row: 22, middle: 11, phase: 26, ticks: 9 },
  phone: { from: 0, row: 34, middle: 26, phase: 26, ticks: 4 },
};
/** Room for half a label behind the last tick. */
const END = 22;
const BAR = 10;
const LINE = 16;
const GLYPH = 16;
/** What takes no time still has its place. */
const LEAST = 2;
/** More lines than that are a web. */
const MOST_WAITS = 150;

/** The axis is as long as what is drawn on it. */
export function ganttScale(
  { start }: Plan,
  { length, tasks }: Schedule,
  moments: readonly GanttMoment[],
  width: ChartWidth,
): GanttScale {
  const { from, ticks } = LAYOUTS[width];
  const to = WIDTHS[width] - END;
  const end = [...tasks.map(({ finish }) => finish), ...moments.map(({ hours }) => hours)].reduce(
    (most, hours) => Math.max(most, hours),
    length,
  );
  const { at } = linearScale({ low: 0, high: end === 0 ? 1 : end }, from, to);
  return { at, from, to, ticks: ganttTicks(end, start, ticks), moments, width };
}

export function drawGanttRows({ phases }: GanttRows, scale: GanttScale): Piece {
  const { row, phase: phaseHeight } = LAYOUTS[scale.width];
  const top = LINE * (scale.moments.length + 1) + 4;
  let y = top;
  let marks = "";
  const places = new Map<string, Place>();
  for (const { name, tasks } of phases) {
    marks += phaseLine(name, y, scale.width);
    y += phaseHeight;
    for (const one of tasks) {
      places.set(one.task.id, { ...one, y });
      y += row;
    }
  }
  const bars = [...places.values()].map((place) => drawTask(place, scale)).join("");
  return { marks: axis(scale, top, y) + waits(places, scale) + marks + bars, height: y + 4 };
}

interface Place extends GanttTask {
  readonly y: number;
}

/** Ticks stand right above the rows; what is marked stands above them, the latest on top, so that no line runs through a word. */
function axis({ at, ticks, moments }: GanttScale, top: number, bottom: number): string {
  const base = top - 8;
  const rowOf = (i: number): number => 12 + LINE * (moments.length - 1 - i);
  const grid = ticks.map(({ hours }) => line("chart-grid", at(hours), top - 4, at(hours), bottom));
  const marked = moments.map(({ hours, isDotted }, i) =>
    line(isDotted ? "chart-look" : "chart-same", at(hours), rowOf(i) - 10, at(hours), bottom),
  );
  const ticked = ticks.map(({ hours, text }) => {
    const x = at(hours);
    return words(text, x - textWidth(text) / 2 < 0 ? { x: 0, y: base } : { x, y: base, anchor: "middle" });
  });
  const said = moments.map(({ hours, text }, i) => {
    const x = at(hours);
    const hasRoom = x - textWidth(text) - 4 >= 0;
    const placed = hasRoom ? ({ x: x - 4, anchor: "end" } as const) : { x: x + 4 };
    return words(text, { ...placed, y: rowOf(i), className: "chart-k" });
  });
  return [...grid, ...marked, ...ticked, ...said].join("");
}

const phaseLine = (name: string, y: number, width: ChartWidth): string =>
  element(
    "text",
    { x: 0, y: y + 18 },
    element(
      "tspan",
      { class: "chart-b" },
      escapeText(cutText(short(name === "" ? "Tasks" : name), WIDTHS[width], true)),
    ),
  );

function drawTask({ task, scheduled, y }: Place, scale: GanttScale): string {
  const { middle } = LAYOUTS[scale.width];
  const [x, end] = [scale.at(scheduled.start), scale.at(scheduled.finish)];
  const slackEnd = scale.at(scheduled.finish + scheduled.slack);
  const at = y + middle;
  const slack =
    slackEnd - end < 1
      ? ""
      : line("chart-link", end, at, slackEnd, at) + line("chart-link", slackEnd, at - 3, slackEnd, at + 3);
  const bar = task.isMilestone
    ? element("path", { class: milestoneLook({ task, scheduled }), d: diamond(x, at) })
    : box(lookOf({ task, scheduled }), x, at - BAR / 2, Math.max(LEAST, end - x), BAR);
  return slack + bar + nameOf({ task, scheduled, y }, scale);
}

const lookOf = ({ task, scheduled }: GanttTask): string => {
  if (task.standing === "done") return scheduled.isCritical ? "chart-done chart-done-critical" : "chart-done";
  return scheduled.isCritical ? "chart-run-dark" : "chart-bar";
};

const milestoneLook = (one: GanttTask): string => `chart-milestone ${lookOf(one)}`;

const HALF = 6;
const diamond = (x: number, y: number): string =>
  `M${decimal(x)} ${decimal(y - HALF)}L${decimal(x + HALF)} ${decimal(y)}L${decimal(x)} ${decimal(y + HALF)}L${decimal(x - HALF)} ${decimal(y)}Z`;

/** Two places for marks, the id, what has to be known of it, and as much of what is to be done as fits. */
function nameOf({ task, scheduled, y }: Place, { width, from }: GanttScale): string {
  const top = width === "wide" ? y + LAYOUTS.wide.middle - GLYPH / 2 : y + 2;
  const marks = standingGlyph(task.standing, 0, top) + (scheduled.isCritical ? criticalGlyph(GLYPH + 1, top) : "");
  const x = 2 * GLYPH + 4;
  const room = (width === "wide" ? from - 10 : WIDTHS.phone) - x;
  const id = cutText(short(task.id), room / 2);
  const said = wordsFor(task);
  const rest = cutText(short(task.title), room - textWidth(`${id}${said}`, true) - 10);
  const spans = [
    element("tspan", { class: "chart-k" }, escapeText(id)),
    ...(said === "" ? [] : [element("tspan", { class: "chart-b", dx: 5 }, escapeText(said))]),
    ...(rest === "" ? [] : [element("tspan", { dx: 5 }, escapeText(rest))]),
  ];
  return marks + element("text", { x, y: top + 12 }, spans.join(""));
}

/** What its mark and its bar do not say in words. */
function wordsFor({ standing, estimate, isMilestone }: GanttTask["task"]): string {
  if (standing === "done") return "";
  if (standing !== "open") return STANDING_WORDS[standing];
  return estimate === null && !isMilestone ? "no estimate" : "";
}

/** More letters than that fit nowhere. */
const MOST_LETTERS = 120;
const short = (text: string): string => withoutHidden(text.slice(0, MOST_LETTERS)).replaceAll(/\s+/g, " ").trim();

/** From the end of what comes first down to the beginning of what waits for it. */
function waits(places: ReadonlyMap<string, Place>, { at, width }: GanttScale): string {
  const all = [...places.values()].flatMap((place) =>
    place.task.after.flatMap((id) => {
      const before = places.get(id);
      return before === undefined ? [] : [{ before, place }];
    }),
  );
  const isCritical = ({ before, place }: (typeof all)[number]): boolean =>
    before.scheduled.isCritical && place.scheduled.isCritical;
  const drawn = all.length <= MOST_WAITS ? all : all.filter(isCritical).slice(0, MOST_WAITS);
  const { middle } = LAYOUTS[width];
  return drawn
    .map(({ before, place }) => {
      const [x1, x2] = [at(before.scheduled.finish), at(place.scheduled.start)];
      const isDown = place.y > before.y;
      const y1 = before.y + middle + (isDown ? BAR / 2 : -BAR / 2);
      const y2 = place.y + middle;
      const edge = y2 + (isDown ? -BAR / 2 : BAR / 2);
      const way = x2 - x1 < 1 ? `V${decimal(edge)}` : `V${decimal(y2)}H${decimal(x2)}`;
      return element("path", { class: "chart-wait", d: `M${decimal(x1)} ${decimal(y1)}${way}` });
    })
    .join("");
}
