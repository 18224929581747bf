// What one text has to become another, leaving alone what both have: whatever somebody else changes there at the same time survives. Whole
// lines are compared first, then words inside the lines that differ. Both comparisons stop after a number of edits, and then take the place
// as a whole: the result is always exact, only less fine.
import { diffArrays } from "diff";
import type { TextSpanChange } from "../merger.ts";

/** The work grows with the square of these. */
export const MOST_LINE_EDITS = 2_000;
const MOST_WORD_EDITS = 600;

const LINE = /[^\n]*\n|[^\n]+$/g;
const WORD = /[\p{L}\p{M}\p{N}_]+|\n|[^\S\n]+|./gsu;
/** Between two changes it joins them: "a b" for "c d" is one change. */
const BETWEEN_WORDS = /^[^\p{L}\p{M}\p{N}\n]{1,3}$/u;

/** The changes that make `to` of `from`, in ascending order and apart from each other; no character changes that is in both. */
export const diffText = (from: string, to: string): TextSpanChange[] =>
  differences(from, to).map((change) => trimmed(from, change));

/** The same as people read changes: whole words, and those beside each other as one. */
export const diffWords = (from: string, to: string): TextSpanChange[] => joinNear(from, differences(from, to));

function differences(from: string, to: string): TextSpanChange[] {
  if (from === to) return [];
  const { start, end } = commonLines(from, to);
  const before = from.slice(start, from.length - end);
  const after = to.slice(start, to.length - end);
  const lines = changedRuns(before.match(LINE) ?? [], after.match(LINE) ?? [], MOST_LINE_EDITS);
  const changes = (lines ?? [whole(before, after)]).flatMap((block) => refined(before, block));
  return changes.map((change) => shifted(change, start));
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
function refined(text: string, block: TextSpanChange): TextSpanChange[] {
  const removed = text.slice(block.from, block.to);
  if (removed === "" || block.insert === "") return [block];
  const words = changedRuns(removed.match(WORD) ?? [], block.insert.match(WORD) ?? [], MOST_WORD_EDITS);
  return (words ?? [whole(removed, block.insert)]).map((change) => shifted(change, block.from));
}

/** Where two lists of tokens differ, in UTF-16 units; `undefined` after too many edits. */
function changedRuns(from: string[], to: string[], maxEditLength: number): TextSpanChange[] | undefined {
  const runs = diffArrays(from, to, { maxEditLength });
  if (runs === undefined) return undefined;
  const changes: TextSpanChange[] = [];
  let at = 0;
  for (const { added, removed, value } of runs) {
    const text = value.join("");
    if (added || removed)
      add(changes, removed ? { from: at, to: at + text.length, insert: "" } : { from: at, to: at, insert: text });
    if (!added) at += text.length;
  }
  return changes;
}

/** Adds a change behind the others; one that touches the last becomes part of it. */
export function add(changes: TextSpanChange[], change: TextSpanChange): void {
  const last = changes.at(-1);
  if (last === undefined || last.to < change.from) changes.push(change);
  else changes[changes.length - 1] = { from: last.from, to: change.to, insert: last.insert + change.insert };
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

/** Without the characters that stay at both ends; a pair of surrogates stays whole. */
function trimmed(text: string, { from, to, insert }: TextSpanChange): TextSpanChange {
  const most = Math.min(to - from, insert.length);
  let start = 0;
  while (start < most && text.charCodeAt(from + start) === insert.charCodeAt(start)) start += 1;
  if (splitsPair(text, from + start) || splitsPair(insert, start)) start -= 1;
  let end = 0;
  while (end < most - start && text.charCodeAt(to - 1 - end) === insert.charCodeAt(insert.length - 1 - end)) end += 1;
  if (splitsPair(text, to - end) || splitsPair(insert, insert.length - end)) end -= 1;
  return { from: from + start, to: to - end, insert: insert.slice(start, insert.length - end) };
}

/** Whether `at` lies between the two halves of a character. */
export const splitsPair = (text: string, at: number): boolean =>
  isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at));

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

const whole = (from: string, to: string): TextSpanChange => ({ from: 0, to: from.length, insert: to });

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
