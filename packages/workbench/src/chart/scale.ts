// From values to pixels, and where the gridlines are.
import { ln } from "../statistics/natural-log.ts";

export interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly Tick[];
}

export interface Tick {
  readonly value: number;
  readonly decimals: number;
}

export interface Range {
  readonly low: number;
  readonly high: number;
}

export function rangeOf(values: readonly number[]): Range | null {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return null;
  return {
    low: known.reduce((least, value) => Math.min(least, value), Infinity),
    high: known.reduce((most, value) => Math.max(most, value), -Infinity),
  };
}

/** Exactly the range, with the gridlines that lie in it. */
export function linearScale(range: Range, from: number, to: number): Scale {
  const step = stepFor(range, 5);
  if (step === null)
    return { at: () => (from + to) / 2, ticks: [{ value: range.low, decimals: decimalsOf(range.low) }] };
  const first = Math.ceil(range.low / step.size - 1e-9);
  const last = Math.floor(range.high / step.size + 1e-9);
  const ticks = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => tickAt(first + i, step));
  return { at: linear(range, from, to), ticks };
}

/** Logarithmic, for values above 0, with 1, 2 and 5 of each power of ten. */
export function logScale(range: Range, from: number, to: number): Scale {
  const place = linear({ low: ln(range.low), high: ln(range.high) }, from, to);
  const powers = Array.from({ length: 40 }, (_, i) => i - 20);
  const all = powers.flatMap((power) => [1, 2, 5].map((digit) => tickAt(digit, { size: 10 ** power, power })));
  const inside = all.filter(({ value }) => value >= range.low && value <= range.high);
  return { at: (value) => place(ln(value)), ticks: inside.length > 6 ? inside.filter(isPowerOfTen) : inside };
}

const isPowerOfTen = ({ value }: Tick): boolean => /^1(\.0+)?e/.test(value.toExponential());

/** Ratios as shares, 0 being the same: logarithmic in 1 + share. */
export function ratioScale(range: Range, from: number, to: number): Scale {
  const place = linear({ low: ln(1 + range.low), high: ln(1 + range.high) }, from, to);
  return { at: (share) => place(ln(1 + share)), ticks: ratioTicks(range) };
}

/** In %, evenly where the range is small, else by factors. */
function ratioTicks(range: Range): Tick[] {
  if (range.high < 1.5 && range.low > -0.7) {
    const step = stepFor(range, 5);
    if (step === null) return [];
    const first = Math.ceil(range.low / step.size - 1e-9);
    const last = Math.floor(range.high / step.size + 1e-9);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => tickAt(first + i, step));
  }
  const factors = [-0.999, -0.99, -0.9, -0.8, -0.5, 1, 4, 9, 49, 99, 999, 9_999];
  return factors
    .filter((share) => share >= range.low && share <= range.high)
    .map((value) => ({ value, decimals: value === -0.999 ? 3 : 2 }));
}

const linear =
  ({ low, high }: Range, from: number, to: number) =>
  (value: number): number =>
    high === low ? (from + to) / 2 : from + ((value - low) / (high - low)) * (to - from);

interface Step {
  readonly size: number;
  readonly power: number;
}

/** The smallest of 1, 2 and 5 times a power of ten that is at most so often in the range; null where the range is a point, or has no length. */
function stepFor({ low, high }: Range, most: number): Step | null {
  const span = high - low;
  if (!(span > Math.abs(high) * 1e-12) || span === Infinity) return null;
  const least = Math.floor(Number(span.toExponential().split("e")[1])) - 1;
  for (let power = least; ; power += 1)
    for (const digit of [1, 2, 5]) {
      const size = digit * 10 ** power;
      if (Math.ceil(high / size - 1e-9) - Math.floor(low / size + 1e-9) <= most) return { size, power };
    }
}

/** Written out once, so that no 0.30000000000000004 is on an axis. */
function tickAt(index: number, { size, power }: Step): Tick {
  const decimals = Math.max(0, -power);
  return { value: Number((index * size).toFixed(Math.min(20, decimals))), decimals };
}

const decimalsOf = (value: number): number => (value.toPrecision(3).split(".")[1] ?? "").replace(/0+$/, "").length;
