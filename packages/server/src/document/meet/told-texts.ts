// The four texts of a place, short enough to be told: what all four begin and end with is left out first, down to what still says where it is.
import { type ConflictKind, LIMITS } from "@nomous/protocol";
import { cutsWord } from "../merge/words.ts";
import type { Range } from "./fit-places.ts";

export interface FourTexts {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
  readonly merged: string;
}

export interface ToldPlace extends FourTexts {
  readonly kind: ConflictKind;
  /** Its lines in what both began with. */
  readonly place: Range;
  /** Where `merged` is in the merged text. */
  readonly at: Range;
  readonly isCut: boolean;
}

/** Where each of four texts is in its own whole text. */
export type FourRanges = { readonly [Name in keyof FourTexts]: Range };

export function sliced(texts: FourTexts, at: FourRanges): FourTexts {
  const of = (name: keyof FourTexts): string => texts[name].slice(at[name].from, at[name].to);
  return { base: of("base"), mine: of("mine"), theirs: of("theirs"), merged: of("merged") };
}

const all = ({ base, mine, theirs, merged }: FourTexts): readonly string[] => [base, mine, theirs, merged];
const mapped = ({ base, mine, theirs, merged }: FourTexts, map: (text: string) => string): FourTexts => ({
  base: map(base),
  mine: map(mine),
  theirs: map(theirs),
  merged: map(merged),
});
const longest = (texts: FourTexts): number => Math.max(...all(texts).map(({ length }) => length));

/** Whether they differ in more than their ends by no more than can be told. */
export const isTellable = (texts: FourTexts): boolean => {
  const { lead, tail } = commonEnds(texts);
  return longest(texts) - lead - tail <= LIMITS.conflictLength;
};

/** As much of them as can be told; `from`: where `merged` begins in the merged text. */
export function told(texts: FourTexts, from: number): FourTexts & { readonly at: Range; readonly isCut: boolean } {
  const isCut = longest(texts) > LIMITS.conflictLength;
  const [start, end] = isCut ? endsToCut(texts) : [0, all(texts).every((text) => text.endsWith("\n")) ? 1 : 0];
  const short = mapped(texts, (text) => headOf(text.slice(start, text.length - end)));
  return { ...short, at: { from: from + start, to: from + start + short.merged.length }, isCut };
}

/** How much to leave out at the beginning and at the end of each. */
function endsToCut(texts: FourTexts): [number, number] {
  const { lead, tail } = commonEnds(texts);
  const room = Math.max(0, LIMITS.conflictLength - (longest(texts) - lead - tail));
  const before = Math.max(Math.min(lead, room >> 1), Math.min(lead, room - tail));
  const start = boundary(texts.base, lead - before, lead);
  const most = Math.min(tail, room - (lead - start));
  const { length } = texts.base;
  return [start, length - boundaryBefore(texts.base, length - tail + most, length - tail)];
}

/** The first start of a line from `from` on, else the first place that is in no word; `most` at most. */
function boundary(text: string, from: number, most: number): number {
  if (from === 0 || text[from - 1] === "\n") return from;
  const feed = text.indexOf("\n", from);
  if (feed !== -1 && feed < most) return feed + 1;
  let at = from;
  while (at < most && cutsWord(text, at)) at += 1;
  return at;
}

/** The same towards the beginning. */
function boundaryBefore(text: string, to: number, least: number): number {
  if (to === text.length) return to;
  const feed = text.lastIndexOf("\n", to - 1);
  if (feed >= least) return feed + 1;
  let at = to;
  while (at > least && cutsWord(text, at)) at -= 1;
  return at;
}

/** How many units all four have in common at both ends, as whole words. */
function commonEnds(texts: FourTexts): { lead: number; tail: number } {
  const { base } = texts;
  const most = Math.min(...all(texts).map(({ length }) => length));
  const isCommon = (test: (text: string) => boolean): boolean => all(texts).every(test);
  let lead = 0;
  while (lead < most && isCommon((text) => text.charCodeAt(lead) === base.charCodeAt(lead))) lead += 1;
  while (lead > 0 && !isCommon((text) => !cutsWord(text, lead))) lead -= 1;
  let tail = 0;
  const fromEnd = (text: string): number => text.charCodeAt(text.length - 1 - tail);
  while (tail < most - lead && isCommon((text) => fromEnd(text) === fromEnd(base))) tail += 1;
  while (tail > 0 && !isCommon((text) => !cutsWord(text, text.length - tail))) tail -= 1;
  return { lead, tail };
}

/** The beginning of a text that is too long, in whole words. */
function headOf(text: string): string {
  if (text.length <= LIMITS.conflictLength) return text;
  let end: number = LIMITS.conflictLength;
  while (end > 1 && cutsWord(text, end)) end -= 1;
  return end > 1 ? text.slice(0, end) : text.slice(0, LIMITS.conflictLength - 1);
}
