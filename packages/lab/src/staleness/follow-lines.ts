// Where lines of a file stand in another version of it. Lines that went elsewhere unchanged are the same lines, and so are lines of code that only a
// formatter has touched; lines that look alike but stood there before are others.
import { diffArrays } from "diff";
import { fingerprintOf } from "./fingerprint.ts";
import { keep } from "./keep.ts";
import { mayHold } from "./may-hold.ts";
import type { SourceTree } from "./syntax/source-tree.ts";

/** From 1, both included. */
export type Lines = readonly [first: number, last: number];

export interface Version {
  readonly text: string;
  /** Null where nothing here reads what it is written in. Most lines are followed without it. */
  readonly tree: () => SourceTree | null;
}

/** Lines as they were. */
export interface OldLines {
  readonly version: Version;
  readonly lines: Lines;
  /** Those that are not blank, without indentation. */
  readonly said: readonly string[];
  /** What they say as code; none for other text. */
  readonly words: () => readonly string[];
}

/** Null: the version has no such lines. */
export function oldLines(version: Version, [first, last]: Lines): OldLines | null {
  const all = linesOf(version.text);
  const lines = [first, Math.min(last, all.length)] as const;
  if (first > lines[1]) return null;
  const said = all.slice(first - 1, lines[1]).filter((line) => line !== "");
  let words: readonly string[] | undefined;
  return { version, lines, said, words: () => (words ??= wordsIn(version, lines)) };
}

export interface FollowedLines {
  readonly isSame: boolean;
  /** Where they stand, or what stands in their place; null when nothing does. */
  readonly lines: Lines | null;
}

export function followLines(before: OldLines, after: Version): FollowedLines {
  const { version, said } = before;
  const [first, last] = before.lines;
  const old = linesOf(version.text);
  const now = linesOf(after.text);
  if (isSameList(old.slice(first - 1, last), now.slice(first - 1, last))) return { isSame: true, lines: [first, last] };
  const map = mapLines(old, now);
  const kept = keptLines(map, old, now, first, last, said);
  if (kept !== null) return { isSame: true, lines: kept };
  const place = placeOf(map, first, last, now.length);
  if (place !== null && isSameCode(before.words(), wordsIn(after, place))) return { isSame: true, lines: place };
  const moved = isTelling(said) ? (movedLines(before, map, old, now) ?? movedCode(before, after)) : null;
  return moved === null ? { isSame: false, lines: place } : { isSame: true, lines: moved };
}

/** Indentation is layout. */
const linesOf = keep((text): readonly string[] =>
  text
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => line.trim()),
);

const isSameCode = (a: readonly string[], b: readonly string[]): boolean => a.length > 0 && isSameList(a, b);

const isSameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, i) => one === b[i]);

const MOST_EDITS = 1_500;

/** By line, from 0: where it is in the other text, or -1. */
function mapLines(old: readonly string[], now: readonly string[]): readonly number[] {
  const map = Array.from(old, () => -1);
  let start = 0;
  while (start < old.length && start < now.length && old[start] === now[start]) {
    map[start] = start;
    start += 1;
  }
  let tail = 0;
  while (tail < Math.min(old.length, now.length) - start && old.at(-1 - tail) === now.at(-1 - tail)) {
    tail += 1;
    map[old.length - tail] = now.length - tail;
  }
  const changes = diffArrays(old.slice(start, old.length - tail), now.slice(start, now.length - tail), {
    maxEditLength: MOST_EDITS,
  });
  let before = start;
  let after = start;
  // Where nearly everything is another there is nothing to follow.
  for (const { added, removed, count } of changes ?? []) {
    if (!added && !removed) for (let i = 0; i < count; i += 1) map[before + i] = after + i;
    if (!added) before += count;
    if (!removed) after += count;
  }
  return map;
}

/** All of them were kept, and nothing was put between them. */
function keptLines(
  map: readonly number[],
  old: readonly string[],
  now: readonly string[],
  first: number,
  last: number,
  said: readonly string[],
): Lines | null {
  const places = map.slice(first - 1, last).filter((_, i) => old[first - 1 + i] !== "");
  const [from = -1] = places;
  const to = places.at(-1) ?? -1;
  if (places.length === 0 || places.includes(-1)) return null;
  return isSameList(
    now.slice(from, to + 1).filter((line) => line !== ""),
    said,
  )
    ? [from + 1, to + 1]
    : null;
}

/** What stands between the lines around them. */
function placeOf(map: readonly number[], first: number, last: number, count: number): Lines | null {
  const from = (map.slice(0, first - 1).findLast((line) => line >= 0) ?? -1) + 1;
  const to = map.slice(last).find((line) => line >= 0) ?? count;
  return from < to ? [from + 1, to] : null;
}

/** Fewer letters are found anywhere. */
const FEWEST_LETTERS = 12;

const isTelling = (lines: readonly string[]): boolean =>
  lines.join("").replaceAll(/[^\p{L}\p{N}]/gu, "").length >= FEWEST_LETTERS;

/** The same lines elsewhere: not where others like them stood before. */
function movedLines(
  { lines: [first], said }: OldLines,
  map: readonly number[],
  old: readonly string[],
  now: readonly string[],
): Lines | null {
  const others = findLines(said, old).filter(([from, to]) => first < from || first > to);
  const claimed = others.map(([from]) => (map[from - 1] ?? -1) + 1);
  const free = findLines(said, now).filter(([from]) => !claimed.includes(from));
  const lost = claimed.filter((line) => line === 0).length;
  return free.length > lost ? (free[0] ?? null) : null;
}

/** Where lines stand together, blank ones aside. */
function findLines(said: readonly string[], all: readonly string[]): Lines[] {
  const [head] = said;
  const places = all.flatMap((line, i) => (line === "" ? [] : [i]));
  return places.flatMap((place, at) => {
    if (all[place] !== head || !said.every((line, i) => all[places[at + i] ?? -1] === line)) return [];
    return [[place + 1, (places[at + said.length - 1] ?? place) + 1] as const];
  });
}

/** The same code, laid out otherwise: not where it stood before as well. */
function movedCode({ version, lines, words: wordsThen }: OldLines, after: Version): Lines | null {
  const words = wordsThen();
  if (words.length === 0 || !mayHold(after.text, words)) return null;
  const found = findCode(words, after, closersOf(version, lines));
  return found.length > 0 && found.length >= findCode(words, version, "").length ? (found[0] ?? null) : null;
}

/** The brackets that close behind the last word. */
function closersOf({ text, tree }: Version, [first, last]: Lines): string {
  const [from, to] = [startOf(text, first), startOf(text, last + 1)];
  const ends = tree()?.around(from, to).ends ?? [];
  const end = Math.max(from, ...ends.filter((one) => one <= to));
  return text.slice(end, to).replaceAll(/[^)\]}]/g, "");
}

function findCode(words: readonly string[], { text, tree }: Version, closers: string): Lines[] {
  const whole = tree()?.whole();
  const [head = ""] = words;
  if (whole === undefined) return [];
  const lineAt = lineFinder(text);
  const found: Lines[] = [];
  for (let at = whole.words.indexOf(head); at >= 0; at = whole.words.indexOf(head, at + 1)) {
    if (!words.every((word, i) => whole.words[at + i] === word)) continue;
    const starts = whole.starts.slice(at, at + words.length).filter((start) => start >= 0);
    const ends = whole.ends.slice(at, at + words.length);
    found.push([lineAt(starts[0] ?? 0), lineAt(behind(text, Math.max(...ends), closers) - 1)]);
  }
  return found;
}

/** Where the brackets end that follow an offset. Another layout may have more parentheses, and has the same braces. */
function behind(text: string, offset: number, closers: string): number {
  const left = closers.replaceAll(")", "").split("");
  let end = offset;
  for (let at = offset; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (/[\s,;]/.test(sign)) continue;
    if (sign === left[0]) left.shift();
    else if (sign !== ")" || closers === "") break;
    end = at + 1;
  }
  return end;
}

/** What the code between two lines says, from its first leaf to its last. */
function wordsIn({ text, tree }: Version, [first, last]: Lines): readonly string[] {
  const from = startOf(text, first);
  const to = startOf(text, last + 1);
  const { words, starts, ends } = tree()?.around(from, to) ?? { words: [], starts: [], ends: [] };
  // A text over several lines may begin before them.
  const isIn = (start: number, i: number): boolean => start >= 0 && start < to && (ends[i] ?? 0) > from;
  const begin = starts.findIndex(isIn);
  return begin < 0 ? [] : words.slice(begin, starts.findLastIndex(isIn) + 1);
}

/** Where a line begins, in UTF-16 units. */
function startOf(text: string, line: number): number {
  let at = 0;
  for (let i = 1; i < line; i += 1) {
    const next = text.indexOf("\n", at);
    if (next < 0) return text.length + 1;
    at = next + 1;
  }
  return at;
}

function lineFinder(text: string): (offset: number) => number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  return (offset) => starts.findLastIndex((start) => start <= offset) + 1;
}

/** What lines say, without knowing what they were; null when there are none such. */
export function linesHash(version: Version, [first, last]: Lines): string | null {
  const lines = linesOf(version.text);
  const end = Math.min(last, lines.length);
  if (first > end) return null;
  const words = wordsIn(version, [first, end]);
  const said = lines.slice(first - 1, end).filter((line) => line !== "");
  return words.length > 0 ? fingerprintOf(["code", ...words]) : fingerprintOf(["lines", ...said]);
}

/** Lines with this fingerprint, wherever they stand, as many as there were. */
export function findHash(version: Version, hash: string, count: number): Lines | null {
  const total = linesOf(version.text).length;
  for (let first = 1; first + count - 1 <= total; first += 1)
    if (linesHash(version, [first, first + count - 1]) === hash) return [first, first + count - 1];
  return null;
}

/** As they are written. */
export const linesText = (text: string, [first, last]: Lines): string =>
  text
    .split("\n")
    .slice(first - 1, last)
    .join("\n");

/** Of the lines that stand in the place of others, as many as these that have the most words of them: what a person compares. */
export function closestLines(said: readonly string[], text: string, [first, last]: Lines): Lines {
  const now = linesOf(text);
  const words = new Set(said.flatMap((line) => line.match(/\w+/g) ?? []));
  const shared = (line: string): number => (line.match(/\w+/g) ?? []).filter((word) => words.has(word)).length;
  const size = said.length + 1;
  if (last - first + 1 <= size + 1) return [first, last];
  let best: Lines = [first, first + size - 1];
  let most = -1;
  for (let from = first; from + size - 1 <= last; from += 1) {
    const count = now.slice(from - 1, from - 1 + size).reduce((sum, line) => sum + shared(line), 0);
    if (count > most) {
      most = count;
      best = [from, from + size - 1];
    }
  }
  return best;
}

/** Whether lines stand in a text, all together. */
export const hasLines = (text: string, said: string): boolean => {
  const lines = linesOf(said).filter((line) => line !== "");
  return lines.length > 0 && findLines(lines, linesOf(text)).length > 0;
};

/** The same lines in another file, all together, unchanged or laid out otherwise; null where they say too little to be known again. */
export function findInFile({ version: before, lines, said, words }: OldLines, version: Version): Lines | null {
  if (!isTelling(said)) return null;
  const [plain] = findLines(said, linesOf(version.text));
  if (plain !== undefined) return plain;
  const code = words();
  return code.length > 0 && mayHold(version.text, code)
    ? (findCode(code, version, closersOf(before, lines))[0] ?? null)
    : null;
}
