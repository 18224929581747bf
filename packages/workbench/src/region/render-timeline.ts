// When everything is done and what decides it: the sentence, the table by phase, the picture, and the same as Mermaid for whoever draws it
// again. A schedule that cannot be computed says why.
import { ganttSentence } from "../chart/draw-gantt.ts";
import { type GanttTask, scheduledTasks } from "../chart/gantt-rows.ts";
import { STANDING_WORDS } from "../chart/plan-glyph.ts";
import { formatDays } from "../number/format-days.ts";
import { formatNumber } from "../number/format-number.ts";
import { dateAfter, lastDateOf } from "../schedule/calendar.ts";
import type { Plan } from "../schedule/plan.ts";
import { mermaidGantt } from "../schedule/mermaid-gantt.ts";
import type { Cycle, Schedule, Simulation } from "../schedule/schedule.ts";
import { TASK_COLUMN } from "./own-lines.ts";
import { planCell } from "./plan-cell.ts";
import { pictureLink } from "./plan-picture.ts";
import { plain } from "./plain.ts";
import { tableOf } from "./table.ts";

/** A plan with what was computed of it. */
export interface Scheduled {
  readonly plan: Plan;
  readonly schedule: Schedule;
  readonly simulation: Simulation;
}

/** More rows nobody reads in a document. */
const MOST_ROWS = 100;
const MOST_NOTES = 10;

/** Markdown with LF line ends. */
export function renderTimeline(computed: Scheduled, document: string): string {
  const { plan, schedule, simulation } = computed;
  const tasks = scheduledTasks(plan, schedule);
  if (tasks.length === 0) return NOTHING;
  const isWhole = tasks.length <= MOST_ROWS;
  return [
    `${lengthSentence(computed)} ${outlookSentence(computed)}`,
    ...(schedule.criticalPath.length === 0 ? [] : [pathSentence(schedule)]),
    taskTable(plan, tasks.slice(0, MOST_ROWS)),
    ...(isWhole ? [] : [`And ${tasks.length - MOST_ROWS} more tasks: \`nomous plan show\` lists all of them.`]),
    ...(plan.notes.length === 0 ? [] : [notesList(plan)]),
    pictureLink(document, "timeline", ganttSentence(plan, schedule, simulation)),
    ...(isWhole ? [fenced(mermaidGantt(plan, schedule))] : []),
  ].join("\n\n");
}

const NOTHING = "The plan has no tasks yet.";

/** Ids, each of which waits for the one before; the first waits for the last. */
export function renderCycle({ cycle }: Cycle): string {
  const [first = ""] = cycle;
  const ids = [...cycle.slice(0, MOST_NAMED), ...(cycle.length > MOST_NAMED ? ["…"] : []), first];
  return `Nothing can be computed: tasks wait for each other, ${ids.map(plain).join(" → ")}. Take one of these waits out of After.`;
}

function lengthSentence({ plan, schedule }: Scheduled): string {
  const { length, work, parallelWidth } = schedule;
  const dates = plan.start === null ? "" : `From ${dateAfter(plan.start, 0)} to ${lastDateOf(plan.start, length)}: `;
  const width = parallelWidth > 1 ? `, at most ${parallelWidth} tasks at once` : "";
  return `${dates}${formatDays(length)} with the likely estimates, for ${formatDays(work)} of work${width}.`;
}

function outlookSentence({ plan: { start }, simulation: { p50, p80, runs, seed } }: Scheduled): string {
  const when = (hours: number): string =>
    start === null ? formatDays(hours) : `${formatDays(hours)} (${lastDateOf(start, hours)})`;
  return `P50 ${when(p50)}, P80 ${when(p80)} in ${formatNumber(runs, 0)} simulated runs with seed ${seed}.`;
}

const MOST_NAMED = 30;

function pathSentence({ criticalPath }: Schedule): string {
  const ids = criticalPath.slice(0, MOST_NAMED).map(plain).join(" → ");
  const more = criticalPath.length > MOST_NAMED ? ` → … (${criticalPath.length - MOST_NAMED} more)` : "";
  return `Critical path: ${ids}${more}.`;
}

function taskTable(plan: Plan, tasks: readonly GanttTask[]): string {
  const phases = new Set(tasks.map(({ task }) => task.phase));
  const hasPhases = phases.size > 1;
  const rows = [...Map.groupBy(tasks, ({ task }) => task.phase)].flatMap(([phase, own]) =>
    own.map((one) => [...(hasPhases ? [planCell(phase)] : []), ...taskCells(plan, one)]),
  );
  return tableOf([...(hasPhases ? ["Phase"] : []), TASK_COLUMN, "Start", "Finish", "Slack", "Standing"], rows);
}

function taskCells({ start: first }: Plan, { task, scheduled }: GanttTask): string[] {
  const { start, finish, slack, isCritical } = scheduled;
  const begin = finish === start ? lastDateOf : dateAfter;
  return [
    planCell(`${task.id}${task.title === "" ? "" : `: ${task.title}`}`),
    first === null ? formatDays(start) : begin(first, start),
    first === null ? formatDays(finish) : lastDateOf(first, finish),
    isCritical ? "none, critical" : formatDays(slack),
    task.estimate === null && task.standing === "open" ? "open, no estimate" : STANDING_WORDS[task.standing],
  ];
}

function notesList({ notes }: Plan): string {
  const shown = notes.slice(0, MOST_NOTES).map((note) => `- ${plain(note)}`);
  const more = notes.length - shown.length;
  return [...shown, ...(more === 0 ? [] : [`- And ${more} more notes: \`nomous plan show\` lists them.`])].join("\n");
}

/** Closed by marks that are longer than any in it. */
function fenced(mermaid: string): string {
  const longest = Math.max(2, ...(mermaid.match(/`+/g) ?? []).map((marks) => marks.length));
  const marks = "`".repeat(longest + 1);
  return `${marks}mermaid\n${mermaid.trimEnd()}\n${marks}`;
}
