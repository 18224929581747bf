// Changes of a text as data, before they become changes of a Y.Doc.
import { ClientError } from "../client-error.ts";
import type { TextChange } from "./live-document.ts";

/** Documents have LF alone; which ending the file has is the file's affair. */
export const withLf = (text: string): string => text.replaceAll(/\r\n?/g, "\n");

/** The changes with LF; throws a `ClientError` when they do not fit a text of this length. */
export function checkedChanges(changes: readonly TextChange[], length: number): TextChange[] {
  let end = 0;
  return changes.map(({ from, to, insert }) => {
    if (from < end || to < from || to > length)
      throw new ClientError(
        "invalid-arguments",
        `A change of ${from} to ${to} does not fit: the text has ${length} units, and changes must be in order and must not overlap.`,
      );
    end = to;
    return { from, to, insert: withLf(insert) };
  });
}

/** What differs between two texts, line by line, and within the lines from the first unit that differs to the last. */
export function difference(before: string, after: string): TextChange[] {
  if (before === after) return [];
  const [start, end] = commonEnds(before, after);
  const whole = { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
  return byLines(before.slice(whole.from, whole.to), whole.insert)
    .map(({ from, to, insert }) => ({ from: from + start, to: to + start, insert }))
    .filter(({ from, to, insert }) => from < to || insert !== "");
}

/** Lengths of the common start and the common end, none of which ends within a surrogate pair. */
function commonEnds(before: string, after: string): [start: number, end: number] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  if (isHighSurrogate(before.charCodeAt(start - 1))) start -= 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  if (isLowSurrogate(before.charCodeAt(before.length - end))) end -= 1;
  return [start, end];
}

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/** Lines of both sides up to which the table of common lines is made; beyond it, all of it is one change. */
const MOST_CELLS = 4_000_000;

/** The changes between two texts by their longest common sequence of lines. */
function byLines(before: string, after: string): TextChange[] {
  const [a, b] = [linesOf(before), linesOf(after)];
  if (a.length * b.length > MOST_CELLS) return [{ from: 0, to: before.length, insert: after }];
  const common = commonLines(a, b);
  const changes: TextChange[] = [];
  let [i, j, at] = [0, 0, 0];
  let open: { from: number; insert: string } | undefined;
  const close = (): void => {
    if (open !== undefined) changes.push(trimmed(before, { ...open, to: at }));
    open = undefined;
  };
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      close();
      at += left.length;
      [i, j] = [i + 1, j + 1];
      continue;
    }
    open ??= { from: at, insert: "" };
    if (right !== undefined && (left === undefined || common(i, j + 1) >= common(i + 1, j))) {
      open.insert += right;
      j += 1;
    } else {
      at += left?.length ?? 0;
      i += 1;
    }
  }
  close();
  return changes;
}

const linesOf = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+/g) ?? [];

/** How many lines are common to what follows line `i` of one side and line `j` of the other. */
function commonLines(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number): number => table[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      table[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  return at;
}

/** A change without what it puts back as it was. */
function trimmed(text: string, { from, to, insert }: TextChange): TextChange {
  const [start, end] = commonEnds(text.slice(from, to), insert);
  return { from: from + start, to: to - end, insert: insert.slice(start, insert.length - end) };
}

/** As UTF-8 in base64, and with what Yjs adds, it fits a command. */
const TRANSACTION_UNITS = 200_000;

/** Changes as transactions of which each fits a command, to be made one after the other. */
export function inTransactions(changes: readonly TextChange[]): TextChange[][] {
  const size = changes.reduce((sum, { insert }) => sum + insert.length, 0);
  if (size <= TRANSACTION_UNITS) return changes.length === 0 ? [] : [[...changes]];
  return changes.toReversed().flatMap((change) => piecesOf(change).map((piece) => [piece]));
}

function piecesOf({ from, to, insert }: TextChange): TextChange[] {
  const pieces: TextChange[] = [];
  let at = 0;
  do {
    let end = Math.min(at + TRANSACTION_UNITS, insert.length);
    if (end < insert.length && isHighSurrogate(insert.charCodeAt(end - 1))) end -= 1;
    pieces.push({ from: from + at, to: at === 0 ? to : from + at, insert: insert.slice(at, end) });
    at = end;
  } while (at < insert.length);
  return pieces;
}
