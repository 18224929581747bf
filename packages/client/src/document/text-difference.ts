// What differs between two texts, as changes that leave alone what both have: whatever somebody else does there at the same time survives. Whole
// lines are compared, then whole words in the lines that differ. A word is never cut: half of it would go with a change that somebody else
// makes to the other half.
import { diffArrays } from "diff";
import type { TextChange } from "./live-document.ts";

/** The work grows with the square of these; beyond them a place is one change. */
const MOST_LINE_EDITS = 1_000;
const MOST_WORD_EDITS = 600;

const LINES = /[^\n]*\n|[^\n]+/g;
/** Words, spaces, and all else as people see it: a character with its marks, or several that are joined. */
const WORDS = /[\p{L}\p{N}_][\p{L}\p{M}\p{N}_]*|[^\S\n]+|\n|.\p{M}*(?:\u200d.\p{M}*)*/gsu;
const HAS_WORD = /[\p{L}\p{N}]/u;

/** The changes that make `after` of `before`, in ascending order and apart from each other. */
export function difference(before: string, after: string): TextChange[] {
  if (before === after) return [];
  const [start, end] = commonLines(before, after);
  const [left, right] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const runs = compared(left.match(LINES), right.match(LINES), MOST_LINE_EDITS) ?? whole(left, right);
  return inOrder(runs.flatMap(byWords), start);
}

/** A piece of text that stays, or that changes into another. */
interface Run {
  readonly before: string;
  readonly after: string;
}

const whole = (before: string, after: string): Run[] => [{ before, after }];

/** Lengths of the start and of the end that both have, in whole lines. */
function commonLines(before: string, after: string): [start: number, end: number] {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  start = start === 0 ? 0 : before.lastIndexOf("\n", start - 1) + 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const line = before.indexOf("\n", before.length - end);
  return [start, line === -1 ? 0 : before.length - line - 1];
}

/** `undefined` when they differ in more than `most` parts. */
function compared(before: string[] | null, after: string[] | null, most: number): Run[] | undefined {
  const parts = diffArrays(before ?? [], after ?? [], { maxEditLength: most });
  const runs: Run[] = [];
  let [removed, inserted] = ["", ""];
  const close = (): void => {
    if (removed !== "" || inserted !== "") runs.push({ before: removed, after: inserted });
    [removed, inserted] = ["", ""];
  };
  for (const part of parts ?? []) {
    const text = part.value.join("");
    if (part.removed) removed += text;
    else if (part.added) inserted += text;
    else {
      close();
      runs.push({ before: text, after: text });
    }
  }
  close();
  return parts === undefined ? undefined : runs;
}

/** Lines that have no word in common are other lines, and change with their ends: a space or a line end is nobody's in particular. */
function byWords({ before, after }: Run): Run[] {
  if (before === after || before === "" || after === "") return whole(before, after);
  const runs = compared(before.match(WORDS), after.match(WORDS), MOST_WORD_EDITS) ?? [];
  const isAkin = runs.some((run) => run.before === run.after && HAS_WORD.test(run.before));
  return isAkin ? runs : whole(before, after);
}

function inOrder(runs: readonly Run[], start: number): TextChange[] {
  const changes: TextChange[] = [];
  let at = start;
  for (const { before, after } of runs) {
    if (before !== after) changes.push({ from: at, to: at + before.length, insert: after });
    at += before.length;
  }
  return changes;
}
