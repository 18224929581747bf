// Numbers with what they count: `≤ 200 ms`, `at least 99.9 %`, `4 GB`, `three days`, `50 to 80 tokens/s`. A number is found first;
// what stands just before and just behind it says what it counts and which side of it is meant.
import { canonicalUnit, worthOf } from "./unit.ts";

type Bound = "at most" | "at least" | "exactly";

export interface Quantity {
  /** Where it begins, its bound included. */
  readonly index: number;
  readonly length: number;
  readonly bound: Bound;
  readonly value: number;
  /** In lower case, in the singular, by one name each (`s`, `min`, `h`, `day`, `mb`, `%`, `token/s`); empty for a bare number. */
  readonly unit: string;
}

const WORDS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");

const NUMBER = new RegExp(
  `(?<![\\w.#]|\\w-)(?:\\d{1,3}(?:[ \\u202f\\u00a0,]\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?|(?<![\\p{L}\\d])(?:${WORDS.join("|")})(?![\\p{L}\\d])`,
  "giu",
);

const NEGATED = "(?:no|not|n't|never|cannot)";
/** What stands before a number, in the order in which it is tried: a negation turns what follows it round. */
const BEFORE: readonly (readonly [side: Bound, said: RegExp])[] = [
  [
    "at most",
    endsWith(
      `${NEGATED} (?:more|longer|higher|slower|larger|later|worse|greater) than|${NEGATED} (?:\\w+ )?(?:above|over)`,
    ),
  ],
  ["at most", endsWith(`${NEGATED} exceed(?:s|ing)?`)],
  ["at least", endsWith(`${NEGATED} (?:less|fewer|lower|worse|smaller) than|${NEGATED} (?:\\w+ )?(?:below|under)`)],
  ["at most", endsWith("≤|<=|=<|<|\\b(?:less|fewer|lower|faster|shorter|smaller|earlier) than")],
  ["at most", endsWith("\\b(?:at most|below|under|within|up to|limited to|capped at|max(?:imum)?(?: of)?)")],
  ["at least", endsWith("≥|>=|=>|>|\\b(?:more|greater|higher|larger|longer|slower|later) than")],
  ["at least", endsWith("\\b(?:at least|above|over|minimum(?: of)?|exceed(?:s|ing)?|between)")],
  ["at most", endsWith("\\d\\s*(?:-|–|—|to|\\.\\.)|\\bbetween [\\d.,]+ and")],
];

function endsWith(said: string): RegExp {
  return new RegExp(`(?:${said})\\s*$`, "iu");
}

const MOST_BEHIND =
  /^(?:\s+(?:or|and)\s+(?:less|fewer|lower|faster|below|under|shorter|smaller)|\s+(?:at most|max(?:imum)?))\b/i;
const LEAST_BEHIND = /^(?:\s+(?:or|and)\s+(?:more|higher|above|over|longer|up|better)|\s+(?:at least|minimum))\b/i;
const ABOUT_BEFORE = /(?:[~≈]|\b(?:about|around|roughly|approximately))\s*$/i;

/** Words that go on with the sentence behind a number. */
const NO_UNIT =
  /^(?:of|and|or|to|for|in|is|are|was|were|the|an?|with|from|by|at|on|than|as|if|when|while|then|that|which|it|but|not|into|out|after|before|per|must|can|may|will|should|have|has|max|times?)$/i;
const UNIT =
  /^\+?(?:\s+(?:concurrent|simultaneous|parallel|open|active|connected|consecutive|failed|more|new|idle))?[\s\u00a0\u202f]*-?(per cent\b|[\p{L}%‰°µμ][\p{L}%‰²³]*)((?:\s*\/\s*|\s+per\s+)[\p{L}%]+)?/iu;

const RANGE_BEHIND = /^\s*(?:-|–|—|to|\.\.)\s*(?=\d)/;

/** So far around a number is looked for what belongs to it. */
const REACH = 40;

/** The numbers of a text, in its order; a range gives its two ends. */
export const quantitiesIn = (text: string): Quantity[] =>
  [...text.matchAll(NUMBER)].filter((match) => !isPronoun(match)).flatMap(readNumber);

function readNumber({ index, input, 0: number }: RegExpExecArray): Quantity[] {
  const isThousands = /^k(?![\p{L}])/iu.test(input.slice(index + number.length, index + number.length + 2));
  const end = index + number.length + (isThousands ? 1 : 0);
  const before = input.slice(Math.max(0, index - REACH), index);
  const behind = input.slice(end, end + REACH);
  if (/^(?:st|nd|rd|th)\b/.test(behind)) return [];
  const range = RANGE_BEHIND.exec(behind)?.[0];
  const { unit, length } = unitOf(range === undefined ? behind : behind.slice(range.length).replace(/^[\d.,]+/, ""));
  const about = ABOUT_BEFORE.exec(before)?.[0].length ?? 0;
  const side = before.slice(0, before.length - about);
  const bound = boundOf(side, behind.slice(length), range !== undefined || behind.startsWith("+"));
  const from = index - about - bound.said.length;
  const to = range === undefined ? end + length : end;
  const value = valueOf(number) * (isThousands ? 1_000 : 1);
  return [{ index: from, length: to - from, bound: bound.side, value, unit }];
}

function unitOf(behind: string): { readonly unit: string; readonly length: number } {
  const [all = "", thing = "", each = ""] = UNIT.exec(behind) ?? [];
  return NO_UNIT.test(thing) ? { unit: "", length: 0 } : { unit: canonicalUnit(thing + each), length: all.length };
}

function boundOf(before: string, behind: string, isStart: boolean): { readonly side: Bound; readonly said: string } {
  for (const [side, said] of BEFORE) {
    const match = said.exec(before)?.[0];
    if (match !== undefined) return { side, said: /^\d/.test(match) ? "" : match };
  }
  const isLeast = isStart || LEAST_BEHIND.test(behind);
  return { side: isLeast ? "at least" : MOST_BEHIND.test(behind) ? "at most" : "exactly", said: "" };
}

function valueOf(number: string): number {
  const word = WORDS.indexOf(number.toLowerCase());
  return word >= 0 ? word : Number(number.replaceAll(/[ \u202f\u00a0,]/g, ""));
}

/** "This one", "one of them": no number. */
const isPronoun = ({ index, input, 0: number }: RegExpExecArray): boolean =>
  number.toLowerCase() === "one" &&
  (/\b(?:this|that|the|any|no|which|another|every|each|only|as)\s*$/i.test(
    input.slice(Math.max(0, index - REACH), index),
  ) ||
    /^\s*(?:of|another|by)\b/i.test(input.slice(index + number.length, index + REACH)));

const DURATION_UNITS: ReadonlySet<string> = new Set(
  "ms µs ns s min h day workday week month quarter sprint year".split(" "),
);

export const isDuration = ({ unit }: Quantity): boolean => DURATION_UNITS.has(unit);

/** Whether no value can satisfy both. Of different kinds, such as a time and a size, they have nothing to do with each other. */
export function areExclusive(one: Quantity, other: Quantity): boolean {
  const [a, b] = [worthOf(one.unit), worthOf(other.unit)];
  if (a.kind !== b.kind) return false;
  const [x, y] = [one.value * a.worth, other.value * b.worth];
  if (x < y) return one.bound !== "at least" && other.bound !== "at most";
  return x > y && one.bound !== "at most" && other.bound !== "at least";
}

/** Whether both bound one kind of thing from the same side, at different values. */
export function areDifferent(one: Quantity, other: Quantity): boolean {
  const [a, b] = [worthOf(one.unit), worthOf(other.unit)];
  return a.kind === b.kind && one.bound === other.bound && one.value * a.worth !== other.value * b.worth;
}

/** Whether a text says something that can be measured or observed: a number, or that something always, never or exactly happens. */
export const isMeasurable = (text: string): boolean =>
  quantitiesIn(withoutIds(text)).length > 0 ||
  /\b(?:no|none|never|always|every|each|all|zero|exactly|identical|byte-identical)\b/i.test(text);

/** `G1`, `v2`, dates and versions count nothing. */
export const withoutIds = (text: string): string =>
  text.replaceAll(/\b[A-Za-z]+-?\d[\w.]*\b|\b\d{4}-\d{2}-\d{2}\b|\bv?\d+\.\d+\.\d+\b/g, " ");
