import type { Interval } from "../analysis/results.ts";
import { decimalsFor } from "../number/format-number.ts";

/** Decimals with which a number is told: as many as its interval bears. */
export const digitsFor = (number: number, interval: Interval | null): number =>
  interval === null
    ? decimalsFor(0, number)
    : decimalsFor(interval.high - interval.low, Math.max(Math.abs(interval.low), Math.abs(interval.high)));
