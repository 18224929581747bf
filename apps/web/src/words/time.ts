// Moments for people. Formatters are made once: making one costs more than a thousand uses.

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const CLOCK_SECONDS = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const DAY_YEAR = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const MONTH = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric" });

/** 14:10 */
export const clockText = (at: number): string => CLOCK.format(at);
/** 14:10:22 */
export const clockSecondsText = (at: number): string => CLOCK_SECONDS.format(at);
/** September 2026 */
export const monthText = (at: number): string => MONTH.format(at);

/** 14:10, or with its day when that is not today: 19 Nov, 14:10. */
export function momentText(at: number, now: number): string {
  if (startOfDay(at) === startOfDay(now)) return clockText(at);
  const day = new Date(at).getFullYear() === new Date(now).getFullYear() ? DAY : DAY_YEAR;
  return `${day.format(at)}, ${clockText(at)}`;
}

/** 28 Nov, with its year when that is another, of a day as `2026-11-28`; what is no such day is told as it is. */
export function dayText(day: string, now: number): string {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const at = new Date(year, month - 1, date);
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return day;
  return (year === new Date(now).getFullYear() ? DAY : DAY_YEAR).format(at);
}

/** Midnight before `at`, local time. */
export function startOfDay(at: number): number {
  const day = new Date(at);
  return day.setHours(0, 0, 0, 0);
}
