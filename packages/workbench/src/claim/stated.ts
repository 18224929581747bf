// The numbers that the words of a claim state. What stands before and behind a number says what it counts, which side of it is meant, and
// how exactly; that may stand outside the link, as in `more than [14 %][ev:…]`.
import { canonicalUnit, isPhysical } from "../prose/unit.ts";
import type { Span } from "../text/span.ts";
import { type Bound, boundAround } from "./bound.ts";

export interface Stated {
  /** Both ends of a range; one number is both. */
  readonly low: StatedNumber;
  readonly high: StatedNumber;
  /** `from 120 ms to 102 ms` names two values and no range. */
  readonly isChange: boolean;
  readonly bound: Bound;
  /** 1 for a plus sign, −1 for a minus sign, 0 without one. */
  readonly sign: -1 | 0 | 1;
  readonly signSpan: Span;
  /** `62 % of` something may be a share that is left, and not one that is gone. */
  readonly isPart: boolean;
  readonly kind: "share" | "part" | "points" | "factor" | "amount";
  /** By its one name; empty for a bare number, and for shares and factors. */
  readonly unit: string;
  /** As it is written. */
  readonly unitText: string;
  /** With its unit. */
  readonly span: Span;
}

export interface StatedNumber {
  readonly value: number;
  /** What the last digit is worth: 0.1 for 14.8. */
  readonly step: number;
  /** The digits, the word or the phrase. */
  readonly span: Span;
  readonly form: "digits" | "word" | "phrase";
}

const DIGITS = String.raw`(?:\d{1,3}(?:[,\u00a0\u2009\u202f ]\d{3})+(?!\d)|\d+)(?:\.\d+)?`;
const COUNTS = "no one two three four five six seven eight nine ten eleven twelve".split(" ");
const SIGN = String.raw`(?<![\p{L}\d])[+−–±-]\s?`;
const NUMBER = new RegExp(
  String.raw`(?<sign>${SIGN})?(?<digits>(?<![\p{L}\d.,]|[\p{L}\d][-_])${DIGITS})(?<thousand>k(?![\p{L}]))?|(?<![\p{L}\d-])(?<word>none|${COUNTS.join("|")})(?![\p{L}\d])`,
  "giu",
);

/** What is said of a whole in words: with what the result is divided by, or by how much it changes. */
const PHRASES: readonly (readonly [said: RegExp, kind: "share" | "factor", value: number])[] = [
  [/\bhalv(?:ed|es|ing)\b|\b(?:by )?(?:a |one )?half\b/giu, "share", 50],
  [/\bdoubl(?:ed?|es|ing)\b|\btwice\b|\btwofold\b/giu, "factor", 2],
  [/\btripl(?:ed?|es|ing)\b|\bthrice\b|\bthreefold\b/giu, "factor", 3],
  [/\bquadrupl(?:ed?|es|ing)\b|\bfourfold\b/giu, "factor", 4],
  [/\btenfold\b/giu, "factor", 10],
  [/\btwo[- ]thirds\b(?!\s+of\b)/giu, "share", 200 / 3],
  [/\b(?:a|one)[- ]third\b(?!\s+of\b)/giu, "share", 100 / 3],
  [/\bthree[- ]quarters\b(?!\s+of\b)/giu, "share", 75],
  [/\b(?:a|one)[- ]quarter\b(?!\s+of\b)/giu, "share", 25],
  [/\b(?:a|one)[- ]fifth\b(?!\s+of\b)/giu, "share", 20],
  [/\b(?:a|one)[- ]tenth\b(?!\s+of\b)/giu, "share", 10],
  [/\btwo[- ]thirds\b(?=\s+of\b)/giu, "factor", 2 / 3],
  [/\b(?:a|one)[- ]third\b(?=\s+of\b)/giu, "factor", 1 / 3],
  [/\bthree[- ]quarters\b(?=\s+of\b)/giu, "factor", 0.75],
  [/\b(?:a|one)[- ]quarter\b(?=\s+of\b)/giu, "factor", 0.25],
];

/** How far a phrase may be from what was measured, as a part of it: nobody measures a third. */
export const PHRASE_TOLERANCE = 0.05;

const UNIT =
  /^[\s\u00a0\u202f]*(?:(?<points>percentage[- ]points?|%-points?|pp\b|points?\b)|(?<share>%|‰|per ?cent\b)|(?<factor>×|x\b|times\b|-?fold\b)|(?:-\s?)?(?<amount>(?:[µμ°]?\p{L}[\p{L}²³]*)(?:\s?\/\s?\p{L}+|\s+per\s+\p{L}+|\s+an?\s+(?:second|minute|hour|token|message|frame|request)\b)?))/iu;

/** So far around a number is looked for what belongs to it. */
const REACH = 40;

/** The numbers in the words of a claim; `text` is its sentence, `ownUnits` are those that no one else would take for a unit. */
export function statedIn(text: string, words: Span, ownUnits: ReadonlySet<string>): Stated[] {
  const phrases = phrasesIn(text, words);
  const numbers = [...text.slice(0, words.to).matchAll(NUMBER)]
    .filter(({ index }) => index >= words.from && !phrases.some(({ span }) => span.from <= index && index < span.to))
    .map((match) => readNumber(match));
  const single = numbers.map((number) => withUnit(text, number, ownUnits));
  return [...joinRanges(text, single), ...phrases]
    .map((one): Stated => (one.kind === "share" && isLeft(text, one) ? { ...one, kind: "part" } : one))
    .toSorted((a, b) => a.span.from - b.span.from);
}

/** "Drops to a third" names what is left. */
const FALLS_TO =
  /\b(?:fell|falls?|fallen|drop(?:s|ped)?|down|reduc(?:e|es|ed)|shr[aiu]nks?|cuts?|decreas(?:e|es|ed)|rose|rises?|gr[eo]ws?|increas(?:e|es|ed))\b[^,.;]{0,30}(?<!\bup\s)\bto\s+(?:(?:about|around|roughly|only|just|nearly|almost|some)\s+)?$/i;

const isLeft = (text: string, { span }: Stated): boolean => FALLS_TO.test(text.slice(0, span.from));

type Signed = StatedNumber & Pick<Stated, "sign" | "signSpan">;

function readNumber({ index, 0: all, groups = {} }: RegExpExecArray): Signed {
  const { sign = "", digits, thousand, word = "" } = groups;
  const signSpan = { from: index, to: index + sign.length };
  const span = { from: signSpan.to, to: index + all.length };
  if (digits === undefined) {
    const value = Math.max(0, COUNTS.indexOf(word.toLowerCase()));
    return { value, step: 1, span, form: "word", sign: 0, signSpan };
  }
  const times = thousand === undefined ? 1 : 1_000;
  const decimals = (digits.split(".")[1] ?? "").length;
  const value = Number(digits.replaceAll(/[^\d.]/g, "")) * times;
  return { value, step: 10 ** -decimals * times, span, form: "digits", sign: signOf(sign), signSpan };
}

const signOf = (mark: string): Stated["sign"] => (/[−–-]/.test(mark) ? -1 : mark.includes("+") ? 1 : 0);

function withUnit(text: string, { sign, signSpan, ...number }: Signed, ownUnits: ReadonlySet<string>): Stated {
  const behind = text.slice(number.span.to, number.span.to + REACH);
  const isFactor = /\bfactor of\s*$/i.test(text.slice(0, signSpan.from));
  const { kind, unit, length } = isFactor ? FACTOR : unitOf(behind, ownUnits);
  return {
    low: number,
    high: number,
    isChange: false,
    bound: boundAround(text.slice(Math.max(0, signSpan.from - REACH), signSpan.from), behind.slice(length)),
    sign,
    signSpan,
    isPart: kind === "share" && /^\s+of\b/i.test(text.slice(number.span.to + length)),
    kind,
    unit,
    unitText: behind.slice(0, length),
    span: { from: signSpan.from, to: number.span.to + length },
  };
}

/** "By a factor of 3" has no mark behind it. */
const FACTOR = { kind: "factor", unit: "", length: 0 } as const;

function unitOf(
  behind: string,
  ownUnits: ReadonlySet<string>,
): Pick<Stated, "kind" | "unit"> & { readonly length: number } {
  const match = UNIT.exec(behind);
  const { points, share, factor, amount } = match?.groups ?? {};
  const length = match?.[0].length ?? 0;
  if (points !== undefined) return { kind: "points", unit: "", length };
  if (share !== undefined) return { kind: "share", unit: "", length };
  if (factor !== undefined) return { kind: "factor", unit: "", length };
  return amountOf(behind, amount ?? "", ownUnits);
}

/** A word behind a number is its unit only when it is known as one: "15 lower" has none. */
function amountOf(behind: string, amount: string, ownUnits: ReadonlySet<string>): ReturnType<typeof unitOf> {
  const [thing = ""] = /^[^\s/]+/.exec(amount) ?? [];
  for (const written of [amount, thing]) {
    const unit = canonicalUnit(written.replace(/\s+an?\s+/, "/"));
    const isUnit = ownUnits.has(unit) || (isPhysical(unit) && !ONLY_A_WORD.test(written));
    if (written !== "" && isUnit) return { kind: "amount", unit, length: behind.indexOf(written) + written.length };
  }
  return { kind: "amount", unit: "", length: 0 };
}

/** "d" alone is no day here. */
const ONLY_A_WORD = /^(?:d|us|user)$/i;

const JOINED = /^\s*(?:-|–|—|to|\.\.\.?|and)\s*$/;

/** `12 to 17 %`, `between 12 and 17 %`, `from 120 ms to 102 ms`. */
function joinRanges(text: string, numbers: readonly Stated[]): Stated[] {
  const joined: Stated[] = [];
  for (let i = 0; i < numbers.length; i += 1) {
    const [low, high] = [numbers[i], numbers[i + 1]];
    if (low === undefined) break;
    const range = high === undefined ? null : joinRange(text, low, high);
    joined.push(range ?? low);
    if (range !== null) i += 1;
  }
  return joined;
}

function joinRange(text: string, low: Stated, high: Stated): Stated | null {
  const between = text.slice(low.span.to, high.span.from);
  const before = text.slice(Math.max(0, low.span.from - REACH), low.span.from);
  // The dash of a range is no sign of its second number.
  const isDashed = high.sign === -1 && /^\s*$/.test(between);
  const isOne = isDashed || (JOINED.test(between) && (!/and/.test(between) || /\bbetween\s*$/i.test(before)));
  const isSameUnit = low.unitText === "" || (low.kind === high.kind && low.unit === high.unit);
  if (!isOne || !isSameUnit || low.low.form !== "digits" || high.low.form !== "digits") return null;
  return {
    ...high,
    low: low.low,
    high: high.low,
    sign: low.sign,
    signSpan: low.signSpan,
    isChange: /\bfrom\s*$/i.test(before) && high.kind === "amount",
    bound: low.bound === "about" ? "about" : "exactly",
    span: { from: low.span.from, to: high.span.to },
  };
}

function phrasesIn(text: string, words: Span): Stated[] {
  return PHRASES.flatMap(([said, kind, value]) =>
    [...text.matchAll(said)]
      .filter(({ index, 0: all }) => index >= words.from && index + all.length <= words.to)
      .map(({ index, 0: all }) => {
        const span = { from: index, to: index + all.length };
        const number: StatedNumber = { value, step: value, span, form: "phrase" };
        const before = text.slice(Math.max(0, index - REACH), index);
        return {
          low: number,
          high: number,
          isChange: false,
          bound: boundAround(before, text.slice(span.to, span.to + REACH)),
          sign: 0,
          signSpan: { from: index, to: index },
          isPart: false,
          kind,
          unit: "",
          unitText: "",
          span,
        } as const;
      }),
  );
}
