// How a plan is told and what is asked of it, apart from the rules: what a page needs that is given a schedule and shows it.
export { ganttTicks } from "./chart/gantt-axis.ts";
export { STANDING_WORDS } from "./chart/plan-glyph.ts";
export { commandLine } from "./experiment/command-line.ts";
export { formatDays } from "./number/format-days.ts";
export { dateAfter, lastDateOf } from "./schedule/calendar.ts";
export { parsePlanChange } from "./schedule/parse-plan-change.ts";
export type * from "./schedule/plan.ts";
export type * from "./schedule/schedule.ts";
