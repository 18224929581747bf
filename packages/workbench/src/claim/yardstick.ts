// What a stated number is held against: what was measured, in the terms in which it was stated. "0.12 s" asks for 120 ms in seconds,
// "2.9 times smaller" for the inverse of a ratio, "from 120 ms" for a median. Null when the two are of different kinds.
import type { Interval } from "../analysis/results.ts";
import { canonicalUnit, worthOf } from "../prose/unit.ts";
import { measuredText } from "./claim-text.ts";
import { digitsFor } from "./interval-digits.ts";
import type { Measured } from "./measured.ts";
import type { Stated } from "./stated.ts";

export interface Yardstick {
  /** Sizes of changes; levels with their sign. */
  readonly number: number;
  /** The end that says less first. */
  readonly interval: Interval | null;
  /** As many as the interval bears. */
  readonly decimals: number;
  readonly unit: string;
  /** The same as the evidence has it, where it was asked for in other terms. */
  readonly inOwnTerms: string | null;
}

export const yardstickFor = (measured: Measured, stated: Stated): Yardstick | null =>
  YARDSTICKS[stated.kind](measured, stated);

const YARDSTICKS: Readonly<Record<Stated["kind"], (measured: Measured, stated: Stated) => Yardstick | null>> = {
  share: (measured) => {
    if (measured.unit !== "%") return null;
    return measured.scale === "level" ? plain(measured, 1, "%") : sizeOf(measured, "%");
  },
  part: (measured, stated) =>
    measured.scale === "share" ? partOf(measured) : yardstickFor(measured, { ...stated, kind: "share" }),
  points: (measured) => (measured.unit === "percentage points" ? sizeOf(measured, measured.unit) : null),
  factor: (measured, stated) => {
    if (measured.scale === "share") return ratioOf(measured, stated);
    return isTimes(measured) ? plain(measured, 1, "times") : null;
  },
  amount: (measured, stated) => amountOf(measured, stated),
};

/** "It ran 16 times." */
const isTimes = ({ scale }: Measured): boolean => scale === "count";

const yardstick = (
  number: number,
  interval: Interval | null,
  unit: string,
  inOwnTerms: string | null = null,
): Yardstick => ({
  number,
  interval,
  decimals: digitsFor(number, interval),
  unit,
  inOwnTerms,
});

function plain(measured: Measured, times: number, unit: string): Yardstick {
  const { number, interval } = measured;
  const ends = interval === null ? null : { low: interval.low * times, high: interval.high * times };
  return yardstick(number * times, ends, unit, times === 1 ? null : measuredText(measured));
}

/** How large a change is; the interval of one that may be none begins below zero. */
function sizeOf(measured: Measured, unit: string, times = 1): Yardstick {
  const { number, interval } = measured;
  const side = number < 0 ? -times : times;
  const ends = interval === null ? null : ordered(interval.low * side, interval.high * side);
  return yardstick(Math.abs(number * times), ends, unit, times === 1 ? null : measuredText(measured));
}

const ordered = (a: number, b: number): Interval => ({ low: Math.min(a, b), high: Math.max(a, b) });

/** "Three times smaller" and "a third of" say one ratio; what is above 1 is meant as how many times more, or less. */
function ratioOf(measured: Measured, stated: Stated): Yardstick {
  const { number, interval } = measured;
  const ratio = 1 + number / 100;
  const isInverse = stated.high.value >= 1 !== ratio >= 1;
  const of = (percent: number): number => (isInverse ? 1 / (1 + percent / 100) : 1 + percent / 100);
  return yardstick(
    of(number),
    interval === null ? null : ordered(of(interval.low), of(interval.high)),
    "times",
    measuredText(measured),
  );
}

/** What is left: 62 % of the size, where it fell by 38 %. */
function partOf(measured: Measured): Yardstick {
  const { number, interval } = measured;
  const ends = interval === null ? null : { low: 100 + interval.low, high: 100 + interval.high };
  return yardstick(100 + number, ends, "%", measuredText(measured));
}

function amountOf(measured: Measured, { unit, isChange }: Stated): Yardstick | null {
  const { scale, metric } = measured;
  if (scale === "count") return plain(measured, 1, "");
  if (isChange || scale === "share" || measured.unit === "percentage points" || measured.unit === "%") return null;
  const own = canonicalUnit(metric.unit);
  const [from, to] = [worthOf(own), worthOf(unit === "" && isBareCount(metric.unit) ? own : unit)];
  if (from.kind !== to.kind) return null;
  const times = from.worth / to.worth;
  const written = times === 1 ? metric.unit : unit;
  return scale === "difference" ? sizeOf(measured, written, times) : plain(measured, times, written);
}

/** What has no unit, or one that is a thing to count, can be told by a number alone. */
const isBareCount = (unit: string): boolean => unit === "";

/** The medians that "from 120 ms to 102 ms" is held against; null for anything else. */
export function changeYardsticks(
  { key, metric, medians }: Measured,
  { isChange, unit }: Stated,
): { readonly from: Yardstick; readonly to: Yardstick } | null {
  if (!isChange || key.what !== "effect" || medians.baseline === null || medians.variant === null) return null;
  const [own, other] = [worthOf(canonicalUnit(metric.unit)), worthOf(unit)];
  if (own.kind !== other.kind) return null;
  const times = own.worth / other.worth;
  return { from: yardstick(medians.baseline * times, null, unit), to: yardstick(medians.variant * times, null, unit) };
}
