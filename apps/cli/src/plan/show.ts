// A plan as a table with its schedule, and what is computed of all of it.
import {
  dateAfter,
  formatDays,
  lastDateOf,
  type Plan,
  type PlannedTask,
  type Schedule,
  type ScheduledTask,
} from "@nomous/workbench";
import type { Console } from "../console.ts";
import { bar } from "./bar.ts";
import { experienceText, type Forecast, pathText, runsText } from "./forecast.ts";
import { STANDING_STYLES, standingText } from "./standing.ts";
import { naturalWidth, type TextColumn, textTable } from "./text-table.ts";
import { withoutControls } from "../without-controls.ts";

interface ScheduledRow {
  readonly task: PlannedTask;
  readonly scheduled: ScheduledTask;
}

const LEAST_TITLE = 16;
const LEAST_BAR = 16;
const MOST_BAR = 48;

/** `width` in characters. `start` is a date, or null for days from the beginning. */
export function printPlanTable(
  console: Console,
  plan: Plan,
  schedule: Schedule,
  { start, width }: { readonly start: string | null; readonly width: number },
): void {
  const rows = rowsOf(plan, schedule);
  const columns = columnsOf(rows, start);
  // Dropped tasks have no place in time.
  const room = Math.min(MOST_BAR, width - naturalWidth(columns) - 2);
  const bars =
    room < LEAST_BAR
      ? []
      : rows.map(({ task, scheduled }) => (task.standing === "dropped" ? "" : bar(scheduled, schedule.length, room)));
  const [head = "", ...lines] = textTable([...columns, { heading: "", cells: bars }], width);
  console.print(console.style("dim", head));
  for (const [i, line] of lines.entries()) {
    const row = rows[i];
    const style = row === undefined ? "reset" : STANDING_STYLES[row.task.standing];
    console.print(style === "reset" ? line : console.style(style, line));
  }
}

function rowsOf({ tasks }: Plan, schedule: Schedule): ScheduledRow[] {
  const byId = new Map(schedule.tasks.map((one) => [one.id, one]));
  return tasks.flatMap((task) => {
    const scheduled = byId.get(task.id);
    return scheduled === undefined ? [] : [{ task, scheduled }];
  });
}

function columnsOf(rows: readonly ScheduledRow[], start: string | null): TextColumn[] {
  const cells = (cell: (row: ScheduledRow) => string): string[] => rows.map(cell);
  return [
    { heading: "ID", cells: cells(({ task }) => task.id) },
    { heading: "Task", cells: cells(({ task }) => task.title), least: LEAST_TITLE },
    { heading: "Status", cells: cells(({ task }) => standingText(task.standing)) },
    { heading: "Estimate", cells: cells(({ task }) => estimateText(task)) },
    {
      heading: "When",
      cells: cells(({ task, scheduled }) => (task.standing === "dropped" ? "" : timeText(scheduled, start))),
    },
    { heading: "Slack", cells: cells(({ task, scheduled }) => slackText(task, scheduled)) },
    { heading: "Who", cells: cells(({ task }) => task.who ?? "") },
  ];
}

/** `1/2/4 d` where all are whole or broken days, else each with its unit. */
function estimateText({ estimate, isMilestone, actual }: PlannedTask): string {
  if (isMilestone) return "milestone";
  if (estimate === null) return "none";
  const { min, likely, max } = estimate;
  const texts = (min === max ? [likely] : [min, likely, max]).map(formatDays);
  const isInDays = texts.every((text) => text.endsWith(" d"));
  const written = isInDays ? `${texts.map((text) => text.slice(0, -2)).join("/")} d` : texts.join(" / ");
  return actual === null ? written : `${written}, took ${formatDays(actual)}`;
}

function timeText({ start: from, finish }: ScheduledTask, start: string | null): string {
  if (start !== null) {
    const [first, last] = [dateAfter(start, from), lastDateOf(start, finish)];
    return first >= last ? last : `${first} to ${last}`;
  }
  return from === finish ? `at ${formatDays(from)}` : `${formatDays(from).replace(/ d$/, "")}–${formatDays(finish)}`;
}

function slackText({ standing }: PlannedTask, { slack, isCritical }: ScheduledTask): string {
  if (standing === "dropped" || standing === "done") return "";
  return isCritical ? "» critical" : formatDays(slack);
}

/** What is computed of the whole plan, a line each. */
export function printPlanFacts(console: Console, plan: Plan, now: Forecast, start: string | null): void {
  const { schedule, simulation } = now;
  const fact = (name: string, text: string): void =>
    console.print(console.style("dim", name.padEnd(15)) + withoutControls(text));
  const until = (hours: number): string => (start === null ? "" : ` (until ${lastDateOf(start, hours)})`);
  const work = `${formatDays(schedule.work)} of work, at most ${schedule.parallelWidth} ${schedule.parallelWidth === 1 ? "task" : "tasks"} at once`;
  fact("Length", `${formatDays(schedule.length)}${until(schedule.length)}, ${work}`);
  fact("Critical path", pathText(schedule));
  const { p50, p80 } = simulation;
  fact(
    "Simulated",
    `P50 ${formatDays(p50)}${until(p50)}, P80 ${formatDays(p80)}${until(p80)}: ${runsText(simulation)}`,
  );
  const people = workByPerson(plan);
  if (people.length > 1 || people[0]?.who !== ANYBODY)
    fact("Work", people.map(({ who, hours }) => `${who} ${formatDays(hours)}`).join(", "));
  const experience = experienceText(now);
  if (experience !== null) fact("Experience", experience);
}

const ANYBODY = "anybody";

/** Hours by whoever does it, the most first. */
export function workByPerson({ tasks }: Plan): { readonly who: string; readonly hours: number }[] {
  const byPerson = Map.groupBy(
    tasks.filter(({ standing }) => standing !== "dropped"),
    ({ who }) => who ?? ANYBODY,
  );
  return [...byPerson]
    .map(([who, all]) => ({
      who,
      hours: all.reduce((sum, { actual, estimate }) => sum + (actual ?? estimate?.likely ?? 0), 0),
    }))
    .filter(({ hours }) => hours > 0)
    .toSorted((a, b) => b.hours - a.hours);
}
