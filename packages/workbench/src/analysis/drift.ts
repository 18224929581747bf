import { changePoint } from "../statistics/change-point.ts";
import { lag1 } from "../statistics/serial-correlation.ts";

/** One clean session in fifty is suspected by mistake: both tests are made. */
const SUSPECT = 0.01;

/** Index of the first value of a new level, in the order of the rounds; null where the level stays. */
export function changeOf(values: readonly number[]): number | null {
  const change = changePoint(values);
  return change !== null && change.p <= SUSPECT ? change.index : null;
}

/** Whether values depend on those before them or change midway. */
export const isDrifting = (values: readonly number[]): boolean =>
  changeOf(values) !== null || (lag1(values)?.p ?? 1) <= SUSPECT;
