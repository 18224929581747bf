// What one text has to become another, leaving alone what both have: whatever somebody else changes there at the same time survives. Whole
// lines are compared first, then words inside the lines that differ. Nothing smaller is ever kept or cut, and a line that has become another one
// is replaced whole: who removes the old line at the same time must not tear the new one. Both comparisons stop after a number of edits, and then
// take the place as a whole: the result is always exact, only less fine.
import { diffArrays } from "diff";
import type { TextSpanChange } from "../merger.ts";
import { isWord, tokensOf } from "./words.ts";

/** The work grows with the square of these. */
export const MOST_LINE_EDITS = 2_000;
const MOST_WORD_EDITS = 600;

const LINE = /[^\n]*\n|[^\n]+$/g;
/** Between two changes it joins them: "a b" for "c d" is one change. */
const BETWEEN_WORDS = /^[^\p{L}\p{M}\p{N}\n]{1,3}$/u;

/** The changes that make `to` of `from`, in ascending order and apart from each other, as they are written. */
export const diffText = (from: string, to: string): TextSpanChange[] => differences(from, to, ofSameLines);

/** The same as people read changes: those beside each other are one. */
export const diffWords = (from: string, to: string): TextSpanChange[] => joinNear(from, diffText(from, to));

/** The same as fine as words are, to see where a place of `from` is in `to`: here it may stay by chance. */
export const diffPlaces = (from: string, to: string): TextSpanChange[] =>
  differences(from, to, (_, __, pairs) => pairs);

/** Which of the tokens that could stay do. */
type Choose = (before: readonly string[], after: readonly string[], pairs: readonly Pair[]) => readonly Pair[];

function differences(from: string, to: string, choose: Choose): TextSpanChange[] {
  if (from === to) return [];
  const { start, end } = commonLines(from, to);
  const before = from.slice(start, from.length - end);
  const [old, now] = [before.match(LINE) ?? [], to.slice(start, to.length - end).match(LINE) ?? []];
  const blocks = changesAround(old, now, alike(old, now, MOST_LINE_EDITS) ?? []);
  return blocks.flatMap((block) => refined(before, block, choose)).map((change) => shifted(change, start));
}

/** How much of the start and of the end both have, as whole lines. */
function commonLines(from: string, to: string): { start: number; end: number } {
  const most = Math.min(from.length, to.length);
  let start = 0;
  while (start < most && from.charCodeAt(start) === to.charCodeAt(start)) start += 1;
  start = start === 0 ? 0 : from.lastIndexOf("\n", start - 1) + 1;
  let end = 0;
  while (end < most - start && from.charCodeAt(from.length - 1 - end) === to.charCodeAt(to.length - 1 - end)) end += 1;
  const line = from.indexOf("\n", from.length - end);
  return { start, end: line === -1 ? 0 : from.length - line - 1 };
}

/** A block of lines that differ, word by word. */
function refined(text: string, block: TextSpanChange, choose: Choose): TextSpanChange[] {
  const removed = text.slice(block.from, block.to);
  if (removed === "" || block.insert === "") return [block];
  const [before, after] = [tokensOf(removed), tokensOf(block.insert)];
  const pairs = alike(before, after, MOST_WORD_EDITS) ?? commonEnds(before, after);
  return changesAround(before, after, choose(before, after, pairs)).map((change) => shifted(change, block.from));
}

/** A token that stays: its places in both lists. */
type Pair = readonly [number, number];

/** As many as stay, in ascending order; `undefined` after too many edits. */
function alike(before: string[], after: string[], maxEditLength: number): Pair[] | undefined {
  const runs = diffArrays(before, after, { maxEditLength });
  if (runs === undefined) return undefined;
  const pairs: Pair[] = [];
  let [old, now] = [0, 0];
  for (const { added, removed, count } of runs) {
    if (!added && !removed) for (let i = 0; i < count; i += 1) pairs.push([old + i, now + i]);
    if (!added) old += count;
    if (!removed) now += count;
  }
  return pairs;
}

/** The tokens that both begin with and both end with. */
function commonEnds(before: readonly string[], after: readonly string[]): Pair[] {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const pairAt = (back: number): Pair => [before.length - back, after.length - back];
  return [
    ...Array.from({ length: start }, (_, i): Pair => [i, i]),
    ...Array.from({ length: end }, (_, i) => pairAt(end - i)),
  ];
}

/** For each token, the number of its line; for each line, how many words it has. */
function linesOf(tokens: readonly string[]): { readonly lineOf: readonly number[]; readonly words: readonly number[] } {
  const lineOf: number[] = [];
  const words = [0];
  for (const token of tokens) {
    const line = words.length - 1;
    lineOf.push(line);
    if (isWord(token)) words[line] = (words[line] ?? 0) + 1;
    if (token === "\n") words.push(0);
  }
  return { lineOf, words };
}

const isHalf = (kept: number | undefined, all: number | undefined): boolean => 2 * (kept ?? 0) >= (all ?? 0);

/** Without what stays by chance: words of lines that share less than half of theirs, blanks and line ends of lines that share no words. */
function ofSameLines(before: readonly string[], after: readonly string[], pairs: readonly Pair[]): Pair[] {
  const [old, now] = [linesOf(before), linesOf(after)];
  const [oldKept, nowKept] = [old.words.map(() => 0), now.words.map(() => 0)];
  const linesAt = ([a, b]: Pair): Pair => [old.lineOf[a] ?? 0, now.lineOf[b] ?? 0];
  const words = pairs.filter(([a]) => isWord(before[a] ?? ""));
  for (const [line, made] of words.map(linesAt)) {
    oldKept[line] = (oldKept[line] ?? 0) + 1;
    nowKept[made] = (nowKept[made] ?? 0) + 1;
  }
  const same = new Set<string>();
  for (const [line, made] of words.map(linesAt))
    if (isHalf(oldKept[line], old.words[line]) || isHalf(nowKept[made], now.words[made])) same.add(`${line} ${made}`);
  return pairs.filter((pair) => same.has(linesAt(pair).join(" ")));
}

/** What is between the tokens that stay, in UTF-16 units. */
function changesAround(before: readonly string[], after: readonly string[], kept: readonly Pair[]): TextSpanChange[] {
  const changes: TextSpanChange[] = [];
  let [old, now, at] = [0, 0, 0];
  for (const [a, b] of [...kept, [before.length, after.length] as const]) {
    const removed = before.slice(old, a).join("");
    const insert = after.slice(now, b).join("");
    if (removed !== "" || insert !== "") changes.push({ from: at, to: at + removed.length, insert });
    at += removed.length + (before[a]?.length ?? 0);
    [old, now] = [a + 1, b + 1];
  }
  return changes;
}

/** Changes in order, those that touch as one. */
export function joinTouching(changes: readonly TextSpanChange[]): TextSpanChange[] {
  const joined: TextSpanChange[] = [];
  for (const change of changes) {
    const last = joined.at(-1);
    if (last === undefined || last.to < change.from) joined.push(change);
    else joined[joined.length - 1] = { from: last.from, to: change.to, insert: last.insert + change.insert };
  }
  return joined;
}

function joinNear(text: string, changes: readonly TextSpanChange[]): TextSpanChange[] {
  const joined: TextSpanChange[] = [];
  for (const change of changes) {
    const last = joined.at(-1);
    const between = last === undefined ? "" : text.slice(last.to, change.from);
    if (last === undefined || !BETWEEN_WORDS.test(between)) joined.push(change);
    else joined[joined.length - 1] = { from: last.from, to: change.to, insert: last.insert + between + change.insert };
  }
  return joined;
}

const shifted = ({ from, to, insert }: TextSpanChange, by: number): TextSpanChange => ({
  from: from + by,
  to: to + by,
  insert,
});

/** The text with the changes made. */
export function applyChanges(text: string, changes: readonly TextSpanChange[]): string {
  let made = "";
  let at = 0;
  for (const { from, to, insert } of changes) {
    made += text.slice(at, from) + insert;
    at = to;
  }
  return made + text.slice(at);
}

/** How many characters two texts differ by. */
export const distance = (from: string, to: string): number =>
  diffText(from, to).reduce((sum, change) => sum + change.to - change.from + change.insert.length, 0);
