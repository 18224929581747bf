// A schedule as Mermaid's `gantt`, for hosts that draw it. Each bar has its dates, since Mermaid knows no people and no working hours. With a first day bars are
// whole days of the calendar: Mermaid keeps the two dates of a bar only when they have no time of day, and stretches all others over each weekend that it
// excludes. Without one they are exact, on an axis of numbered working days that has no weekends.
import { dateAfter, lastDateOf, plusDays } from "./calendar.ts";
import type { Plan, PlannedTask } from "./plan.ts";
import type { Schedule, ScheduledTask } from "./schedule.ts";

interface GanttOptions {
  readonly title?: string;
  /** `2026-11-30`; left out: that of the plan. */
  readonly start?: string | null;
}

/** Ends with a line feed. Tasks that are dropped are left out. */
export function mermaidGantt(plan: Plan, schedule: Schedule, { title, start = plan.start }: GanttOptions = {}): string {
  const byId = new Map(schedule.tasks.map((one) => [one.id, one]));
  const lines: string[] = [];
  let phase: string | undefined;
  for (const [i, task] of plan.tasks.entries()) {
    const times = byId.get(task.id);
    if (times === undefined || task.standing === "dropped") continue;
    if (task.phase !== phase) lines.push(`    section ${words(task.phase) || "Tasks"}`);
    phase = task.phase;
    const fields = [...tagsOf(task, times), `t${i + 1}`, ...(start === null ? exactTimes(times) : dates(start, times))];
    lines.push(`    ${labelOf(task)} :${fields.join(", ")}`);
  }
  const head = title === undefined || words(title) === "" ? [] : [`    title ${words(title)}`];
  return `${["gantt", ...head, ...(start === null ? NUMBERED_DAYS : CALENDAR), ...lines].join("\n")}\n`;
}

const CALENDAR = ["    dateFormat YYYY-MM-DD", "    axisFormat %d %b", "    excludes weekends"];
/** Day 1 is the first of a year; `%j` counts on to 365, which is a year and a half of work. */
const NUMBERED_DAYS = ["    dateFormat YYYY-MM-DD HH:mm", "    axisFormat day %j"];

function dates(start: string, times: ScheduledTask): string[] {
  const end = plusDays(lastDateOf(start, times.finish), 1);
  if (times.finish > times.start) return [dateAfter(start, times.start), end];
  // A moment after some work is the end of the day on which that was done.
  return [times.finish > 0 ? end : dateAfter(start, 0), "0d"];
}

/** A Monday, and day 1 of its year. */
const DAY_ONE = "2001-01-01";
const MINUTES_A_DAY = 1_440;
/** Eight hours of work are drawn as a whole day. */
const MINUTES_AN_HOUR = MINUTES_A_DAY / 8;

function exactTimes({ start, finish }: ScheduledTask): string[] {
  const from = Math.round(start * MINUTES_AN_HOUR);
  return [momentAfter(from), `${Math.round(finish * MINUTES_AN_HOUR) - from}m`];
}

function momentAfter(minutes: number): string {
  const ofDay = minutes % MINUTES_A_DAY;
  const time = [Math.floor(ofDay / 60), ofDay % 60].map((part) => String(part).padStart(2, "0")).join(":");
  return `${plusDays(DAY_ONE, (minutes - ofDay) / MINUTES_A_DAY)} ${time}`;
}

function tagsOf({ standing, isMilestone }: PlannedTask, { isCritical }: ScheduledTask): string[] {
  const isDone = standing === "done";
  return [
    ...(isCritical && !isDone ? ["crit"] : []),
    ...(isDone ? ["done"] : []),
    ...(standing === "doing" ? ["active"] : []),
    ...(isMilestone ? ["milestone"] : []),
  ];
}

const LONGEST_LABEL = 120;

/** Begins with a word that is none of Mermaid's, whatever the id is: `title`, `click` and a date would be read as statements. */
function labelOf({ id, title, estimate, isMilestone }: PlannedTask): string {
  const text = `${id} ${title}`.slice(0, LONGEST_LABEL);
  const safe = STATEMENT.test(text.trim()) ? `· ${text.trim()}` : text;
  return words(estimate === null && !isMilestone ? `${safe} (not estimated)` : safe);
}

const STATEMENT =
  /^(?:gantt|title|section|click|call|href|acc(?:title|descr)|dateformat|axisformat|tickinterval|includes|excludes|todaymarker|inclusiveenddates|topaxis|weekday|weekend|\d{4}-\d\d-\d\d|[^\p{L}\p{N}])/iu;

/** What ends a label, begins a comment or a directive, or is markup, as entities that Mermaid shows as the character. */
const words = (text: string): string =>
  text
    .replaceAll(/[\s\p{Cc}\p{Cf}]+/gu, " ")
    .trim()
    .replaceAll(/[:;#%<>]/g, (mark) => `#${mark.codePointAt(0)};`);
