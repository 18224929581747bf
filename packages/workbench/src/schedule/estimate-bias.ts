// How far estimates were off: what tasks took, against what was likely.
import type { Interval } from "../statistics/interval.ts";
import { medianInterval } from "../statistics/median-interval.ts";
import { median } from "../statistics/quantile.ts";
import type { Plan } from "./plan.ts";

export interface EstimateBias {
  /** Tasks with both numbers. */
  readonly count: number;
  /** Above 1: half of the tasks took longer than that many times what was likely. */
  readonly medianRatio: number;
  /** Of the median, at 95 %; null while so few tasks cannot give one. */
  readonly interval: Interval | null;
  /** Actual ÷ likely, in the order of the plan. */
  readonly ratios: readonly number[];
}

/** With fewer, one odd task would speak for all. */
const FEWEST_TASKS = 5;
const ALPHA = 0.05;

/** Null below five tasks that have an estimate and what they took. */
export function estimateBias({ tasks }: Plan): EstimateBias | null {
  const ratios = tasks.flatMap(({ actual, estimate }) =>
    actual === null || actual === 0 || estimate === null || estimate.likely === 0 ? [] : actual / estimate.likely,
  );
  const medianRatio = median(ratios);
  if (medianRatio === null || ratios.length < FEWEST_TASKS) return null;
  return { count: ratios.length, medianRatio, interval: medianInterval(ratios, ALPHA), ratios };
}
