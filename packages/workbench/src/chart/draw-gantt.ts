// The schedule of a plan as a picture: a row a task, phase by phase, with its slack as a thin line behind it. What is on the critical path is
// dark and has a mark, what is done is pale and has one: colour says nothing alone.
import type { Plan } from "../schedule/plan.ts";
import type { Schedule, Simulation } from "../schedule/schedule.ts";
import { formatDays } from "../number/format-days.ts";
import { formatNumber } from "../number/format-number.ts";
import { hoursUntil, momentText } from "./gantt-axis.ts";
import { drawGanttRows, type GanttMoment, ganttScale } from "./gantt-plot.ts";
import { ganttRows, scheduledTasks } from "./gantt-rows.ts";
import { type ChartOptions, drawSheet, footnotes, heading, stack, WIDTHS } from "./sheet.ts";

export interface GanttOptions extends ChartOptions {
  /** Its P50 and P80 are drawn. */
  readonly simulation?: Simulation | null;
  /** `2026-12-01`, drawn as a line where the plan says when it begins. Nothing asks what day it is by itself. */
  readonly today?: string | null;
}

/** More is no picture. */
const MOST_ROWS = 60;

/** SVG; null where no task is to be done. */
export function drawGantt(plan: Plan, schedule: Schedule, options: GanttOptions = {}): string | null {
  const { width = "wide" } = options;
  const rows = ganttRows(plan, schedule, MOST_ROWS);
  if (rows.phases.length === 0) return null;
  const scale = ganttScale(plan, schedule, momentsOf(plan, schedule, options), width);
  const rest = notDrawn(plan, rows.left);
  return drawSheet(
    [
      stack([heading(titleOf(plan), MEANING, WIDTHS[width]), drawGanttRows(rows, scale)]),
      ...(rest.length === 0 ? [] : [footnotes(rest, WIDTHS[width])]),
    ],
    ganttSentence(plan, schedule, options.simulation),
    options,
  );
}

const MEANING = "double chevron: on the critical path; thin line behind: slack; check: done";

const titleOf = ({ start }: Plan): string => (start === null ? "Timeline in working days" : `Timeline from ${start}`);

/** What the picture shows, in a sentence. */
export function ganttSentence(plan: Plan, schedule: Schedule, simulation: Simulation | null = null): string {
  const tasks = scheduledTasks(plan, schedule);
  const phases = new Set(tasks.map(({ task }) => task.phase)).size;
  const critical = schedule.criticalPath;
  const shown = critical.length > MOST_NAMED ? [...critical.slice(0, MOST_NAMED), "…"] : critical;
  return [
    `${counted(tasks.length, "task")} in ${counted(phases, "phase")} on a time axis of ${formatDays(schedule.length)}`,
    ...(critical.length === 0 ? [] : [`critical path ${shown.join(", ")}`]),
    ...(simulation === null ? [] : [`P50 ${formatDays(simulation.p50)}, P80 ${formatDays(simulation.p80)}`]),
  ]
    .join("; ")
    .concat(".");
}

const MOST_NAMED = 12;

const counted = (count: number, thing: string): string => `${formatNumber(count, 0)} ${thing}${count === 1 ? "" : "s"}`;

/** In the order of time. */
function momentsOf({ start }: Plan, { length }: Schedule, { simulation, today }: GanttOptions): GanttMoment[] {
  const end = Math.max(length, simulation?.p80 ?? 0);
  const now = start === null || today == null ? null : hoursUntil(start, today, end);
  return [
    ...(simulation == null
      ? []
      : (["p50", "p80"] as const).map((name): GanttMoment => {
          const hours = simulation[name];
          return { hours, text: `${name.toUpperCase()} ${momentText(hours, start)}`, isDotted: true };
        })),
    ...(now === null ? [] : [{ hours: now, text: "today", isDotted: false }]),
  ].toSorted((a, b) => a.hours - b.hours);
}

function notDrawn({ tasks }: Plan, left: number): string[] {
  const dropped = tasks.filter(({ standing }) => standing === "dropped").length;
  return [
    ...(left === 0
      ? []
      : [`And ${counted(left, "more task")}: those on the critical path and the earliest are drawn.`]),
    ...(dropped === 0
      ? []
      : [`Not drawn: ${counted(dropped, "task")} that ${dropped === 1 ? "was" : "were"} dropped.`]),
  ];
}
