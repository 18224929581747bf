// The axis of a picture of a plan: working days from its beginning, or dates where the plan says when it begins.
import { dateAfter } from "../schedule/calendar.ts";
import { formatDays } from "../number/format-days.ts";

export interface GanttTick {
  /** Of work, from the beginning. */
  readonly hours: number;
  readonly text: string;
}

const DAY = 8;
/** From an hour to eight weeks; then they double. */
const STEPS = [1, 2, 4, DAY, 2 * DAY, 5 * DAY, 10 * DAY, 20 * DAY, 40 * DAY];

/** From 0 to the end, fewer than so many steps; dates stand a week apart, or more, where there is more than a week. */
export function ganttTicks(end: number, start: string | null, most: number): GanttTick[] {
  const least = start === null ? 0 : end > 5 * DAY ? 5 * DAY : DAY;
  const steps = STEPS.filter((step) => step >= least);
  let step = steps.find((one) => end / one < most) ?? STEPS.at(-1) ?? DAY;
  while (end / step >= most) step *= 2;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => ({
    hours: i * step,
    text: step < DAY ? `${i * step} h` : momentText(i * step, start),
  }));
}

const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** `30 Nov`. */
function shortDate(date: string): string {
  const [, month = "1", day = "1"] = date.split("-");
  return `${Number(day)} ${MONTHS[Number(month) - 1] ?? ""}`;
}

/** When a moment is, as short as it can be said. */
export const momentText = (hours: number, start: string | null): string =>
  start === null ? formatDays(hours) : shortDate(dateAfter(start, hours));

/** Hours of work from the beginning to the morning of a date, up to the end; null for a date that lies outside. */
export function hoursUntil(start: string, date: string, end: number): number | null {
  if (date < dateAfter(start, 0) || date > dateAfter(start, end)) return null;
  let [low, high] = [0, Math.ceil(end / DAY)];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (dateAfter(start, middle * DAY) < date) low = middle + 1;
    else high = middle;
  }
  return Math.min(end, low * DAY);
}
