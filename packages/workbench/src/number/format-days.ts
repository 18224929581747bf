// Working time as plans write it: 8 hours are a day.
import { formatNumber } from "./format-number.ts";

const DAY = 8;
const QUARTER = DAY / 4;

/** Digits behind the point, two at most. */
const decimals = (value: number): number => (value.toFixed(2).split(".")[1] ?? "").replace(/0+$/, "").length;

/** `2.5 d`, `0.25 d`, `3 h`: below a day hours where no quarters of a day say it. Of hours of work. */
export function formatDays(hours: number): string {
  const isShort = hours < DAY && hours % QUARTER !== 0;
  const value = isShort ? hours : hours / DAY;
  return `${formatNumber(value, decimals(value))} ${isShort ? "h" : "d"}`;
}
