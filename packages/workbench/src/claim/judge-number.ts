// Whether a stated number is the measured one: exactly, about, as a bound that the interval keeps, or as a range that holds the interval.
import type { Interval } from "../analysis/results.ts";
import type { Fix } from "../rule/rule.ts";
import { withUnit } from "../number/format-effect.ts";
import { formatNumber } from "../number/format-number.ts";
import type { Bound } from "./bound.ts";
import { PHRASE_TOLERANCE, type Stated, type StatedNumber } from "./stated.ts";
import type { Yardstick } from "./yardstick.ts";

export interface NumberProblem {
  readonly kind: "value" | "rounding" | "interval";
  readonly message: string;
  readonly fix: Fix | null;
}

/** "About" takes what is within a tenth of the number. */
const ABOUT = 0.1;
/** Digits of binary fractions that nobody wrote. */
const DUST = 1e-9;

export function judgeNumber(stated: Stated, measured: Yardstick): NumberProblem | null {
  const { bound, low, high } = stated;
  if (low !== high) return judgeRange(stated, measured);
  if (bound === "exactly") return judgeExact(stated, measured);
  return bound === "about" ? judgeAbout(stated, measured) : judgeBound(stated, measured, bound);
}

function judgeExact(stated: Stated, measured: Yardstick): NumberProblem | null {
  const { value, step, form } = stated.high;
  const off = Math.abs(value - measured.number);
  if (form === "phrase") return off <= value * PHRASE_TOLERANCE ? null : wrong("value", measured, null);
  const fix = toNumber(stated, measured, measured.number);
  const isFiner = isTooFine(stated.high, measured);
  if (off >= (isFiner ? 10 ** -measured.decimals : step) * (1 - DUST)) return wrong("value", measured, fix);
  if (isFiner) return wrong("rounding", measured, fix, ", and its interval bears no more digits");
  return off <= step / 2 + DUST * Math.abs(value)
    ? null
    : wrong("rounding", measured, fix, `, which is rounded to ${fix.words}`);
}

const wrong = (kind: NumberProblem["kind"], measured: Yardstick, fix: Fix | null, more = ""): NumberProblem => ({
  kind,
  message: `${itIs(measured)}${more}.`,
  fix,
});

/** A last digit that is worth less than a hundredth of the interval says nothing; what tables show never does. */
const isTooFine = ({ form, step }: StatedNumber, { interval, decimals }: Yardstick): boolean =>
  form === "digits" &&
  interval !== null &&
  step < 10 ** -decimals * (1 - DUST) &&
  step < ((interval.high - interval.low) / 100) * (1 - DUST);

function judgeAbout(stated: Stated, measured: Yardstick): NumberProblem | null {
  const { value, step } = stated.high;
  const off = Math.abs(value - measured.number);
  if (off <= Math.max(step / 2, Math.abs(value) * ABOUT) * (1 + DUST)) return null;
  const fix = toNumber(stated, measured, measured.number);
  return wrong("value", measured, fix, `, and "about" allows ${ABOUT * 100} % of the number`);
}

/** A promise: the interval has to keep it, and not only its middle. */
function judgeBound(
  stated: Stated,
  measured: Yardstick,
  bound: Exclude<Bound, "exactly" | "about">,
): NumberProblem | null {
  if (bound === "up to") return judgeUpTo(stated, measured);
  const isFloor = bound === "more than" || bound === "at least";
  const { low, high } = endsOf(measured);
  const end = isFloor ? low : high;
  const beyond = (of: number): boolean => (isFloor ? stated.high.value - of : of - stated.high.value) > slackOf(stated);
  if (!beyond(end)) return null;
  const fix = toNumber(stated, measured, outward(end, stepOf(stated.high, measured), isFloor));
  return beyond(measured.number) ? wrong("value", measured, fix) : wrong("interval", measured, fix, reach(measured));
}

/** It ends at the better end of the interval, and does not stop short of the middle. */
function judgeUpTo(stated: Stated, measured: Yardstick): NumberProblem | null {
  const { value } = stated.high;
  const { high } = endsOf(measured);
  const fix = toNumber(stated, measured, high);
  if (value < measured.number - slackOf(stated)) return wrong("value", measured, fix);
  return value > high + slackOf(stated) ? wrong("interval", measured, fix, reach(measured)) : null;
}

const endsOf = ({ interval, number }: Yardstick): Interval => interval ?? { low: number, high: number };

const slackOf = ({ high: { form, value, step } }: Stated): number =>
  (form === "phrase" ? value * PHRASE_TOLERANCE : step / 2) * (1 + DUST);

const reach = (measured: Yardstick): string => `, and the interval reaches from ${rangeOf(measured)}`;

/** To the next step that the interval does not reach. */
function outward(end: number, step: number, isFloor: boolean): number {
  const steps = end / step;
  if (Math.abs(steps - Math.round(steps)) < 0.05) return Math.round(steps) * step;
  return (isFloor ? Math.floor(steps) : Math.ceil(steps)) * step;
}

/** A range has to hold the interval; without an interval, the number. */
function judgeRange(stated: Stated, measured: Yardstick): NumberProblem | null {
  const { low, high } = stated;
  const ends = endsOf(measured);
  const slack = Math.max(low.step, high.step) / 2 + DUST;
  const holds = (one: Interval): boolean => low.value <= one.low + slack && high.value >= one.high - slack;
  if (holds(ends)) return null;
  const { number } = measured;
  const kind = holds({ low: number, high: number }) ? "interval" : "value";
  return { kind, message: `The interval reaches from ${rangeOf(measured)}.`, fix: toRange(stated, measured, ends) };
}

const itIs = ({ number, decimals, unit, inOwnTerms }: Yardstick): string =>
  `The evidence says ${withUnit(formatNumber(number, decimals), unit)}${inOwnTerms === null ? "" : ` (${inOwnTerms})`}`;

function rangeOf(measured: Yardstick): string {
  const { low, high } = endsOf(measured);
  const [from, to] = [low, high].map((end) => withUnit(formatNumber(end, measured.decimals), measured.unit));
  return `${from} to ${to}`;
}

/** What one digit of the number is worth that would stand there instead. */
const stepOf = (number: StatedNumber, measured: Yardstick): number => 10 ** -decimalsOf(number, measured);

/** As many as were written, where the interval bears them; a number for a word has as many as it takes. */
function decimalsOf({ form, step }: StatedNumber, { decimals, unit }: Yardstick): number {
  if (form === "digits") return Math.min(decimals, Math.max(0, Math.round(-Math.log10(step))));
  return unit === "times" ? Math.min(decimals, 1) : 0;
}

function toNumber(stated: Stated, measured: Yardstick, number: number): Fix & { readonly words: string } {
  const insert = formatNumber(number, decimalsOf(stated.high, measured));
  const words = withUnit(insert, measured.unit);
  const isPhrase = stated.high.form === "phrase";
  return { title: `Change the number to ${words}`, words, edits: isPhrase ? [] : [{ ...stated.high.span, insert }] };
}

function toRange(stated: Stated, measured: Yardstick, { low, high }: Interval): Fix {
  const [from, to] = [
    formatNumber(low, decimalsOf(stated.low, measured)),
    formatNumber(high, decimalsOf(stated.high, measured)),
  ];
  return {
    title: `Change the numbers to ${from} to ${withUnit(to, measured.unit)}`,
    edits: [
      { ...stated.low.span, insert: from },
      { ...stated.high.span, insert: to },
    ],
  };
}
