import type { Interval } from "./interval.ts";
import { quantile } from "./quantile.ts";

export interface Fences {
  readonly inner: Interval;
  readonly outer: Interval;
}

/** 1.5 and 3 times the distance of the quartiles beyond them (Tukey 1977), of at least one value. */
export function tukeyFences(values: readonly number[]): Fences {
  const low = quantile(values, 0.25);
  const high = quantile(values, 0.75);
  const beyond = (times: number): Interval => ({ low: low - times * (high - low), high: high + times * (high - low) });
  return { inner: beyond(1.5), outer: beyond(3) };
}

export const isBeyond = (value: number, fence: Interval): boolean => value < fence.low || value > fence.high;
