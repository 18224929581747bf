// Changes of two sides on one axis, so that it can be told what touches what. A place between two lines is another place than the start of the
// second: who puts a line there has not touched either line. So each place of the text counts twice, 2 × at before what is put there as whole
// lines, 2 × at + 1 behind it, and so do the lines: 2 × line before what is put in front of it, 2 × line + 1 where the line itself begins.
//
// Whoever adds a line at the end of another one ("\nnew" before its line feed) has put "new\n" between the two: the same text, read as people do.
import type { TextSpanChange } from "../merger.ts";
import { tokensOf, isWord } from "../merge/words.ts";
import type { LineStarts } from "./line-starts.ts";

export type Side = "mine" | "theirs";

/** Whole lines of the common text, from one end to the other on the axis of lines. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

export interface SidedChange extends TextSpanChange, Lines {
  readonly side: Side;
  /** On the axis of places. */
  readonly start: number;
  readonly end: number;
}

/** What two changes of different sides are to each other, where the first begins no later. */
export type Relation = "same" | "overlap" | "beside" | "apart";

/** Changes of one side, in order, as they lie in `text`, which ends with a line feed. */
export function sidedChanges(
  side: Side,
  changes: readonly TextSpanChange[],
  text: string,
  lines: LineStarts,
): SidedChange[] {
  return changes.flatMap((change) => asWholeLines(change, text, lines).map((part) => placed(side, part, lines)));
}

/** A change as whole lines where it makes or takes some, and what it does to words before them. */
function asWholeLines(change: TextSpanChange, text: string, lines: LineStarts): TextSpanChange[] {
  const { from, to, insert } = change;
  if (text[to] !== "\n" || isBetweenLines(change, lines) || endsLine(change, lines)) return [change];
  if (insert === "") return [text[from] === "\n" ? { from: from + 1, to: to + 1, insert } : change];
  const end = endOfHead(insert, text.slice(from, to));
  if (end === -1) return [change];
  const added = { from: to + 1, to: to + 1, insert: `${insert.slice(end + 1)}\n` };
  const head = { from, to, insert: insert.slice(0, end) };
  return from === to && end === 0 ? [added] : [...asWholeLines(head, text, lines), added];
}

/** Where the lines end that took the place of those removed: as many as there were. What follows was added. */
function endOfHead(insert: string, removed: string): number {
  let end = insert.indexOf("\n");
  if (end === 0) return end;
  for (let at = removed.indexOf("\n"); at !== -1 && end !== -1; at = removed.indexOf("\n", at + 1))
    end = insert.indexOf("\n", end + 1);
  return end;
}

function placed(side: Side, change: TextSpanChange, lines: LineStarts): SidedChange {
  const { from, to, insert } = change;
  const line = lines.lineAt(from);
  if (isBetweenLines(change, lines))
    return { side, from, to, insert, start: 2 * from, end: 2 * to + 1, first: 2 * line, last: 2 * line + 1 };
  const ends = endsLine(change, lines);
  const lastLine = lines.lineAt(to);
  return {
    side,
    from,
    to,
    insert,
    start: 2 * from + 1,
    first: 2 * line + 1,
    end: ends ? 2 * to : 2 * to + 1,
    last: ends ? 2 * lastLine : 2 * (lastLine + 1),
  };
}

const isBetweenLines = ({ from, to, insert }: TextSpanChange, lines: LineStarts): boolean =>
  from === to && insert.endsWith("\n") && lines.isStart(from);

/** What it replaces ends with a line, and so does what it puts there. */
const endsLine = ({ from, to, insert }: TextSpanChange, lines: LineStarts): boolean =>
  from < to && lines.isStart(to) && (insert.endsWith("\n") || (insert === "" && lines.isStart(from)));

/** It put whole lines between two others. */
export const addsLines = ({ start, end }: SidedChange): boolean => start % 2 === 0 && end === start + 1;

/** It only takes away. */
export const removes = ({ from, to, insert }: TextSpanChange): boolean => from < to && insert.trim() === "";

export function relationOf(a: SidedChange, b: SidedChange, text: string): Relation {
  if (a.from === b.from && a.to === b.to && a.insert === b.insert) return "same";
  const start = Math.max(a.start, b.start);
  const end = Math.min(a.end, b.end);
  if (start < end) return "overlap";
  const isInside = (one: Pick<SidedChange, "start" | "end">): boolean => one.start < start && start < one.end;
  const isPoint = a.start === a.end || b.start === b.end;
  if (start === end && isPoint && ((a.start === b.start && a.end === b.end) || isInside(a) || isInside(b)))
    return "overlap";
  // What ends with its line is in no line with what follows.
  if (a.end % 2 === 0 || addsLines(a) || addsLines(b)) return "apart";
  const between = text.slice(a.to, b.from);
  return between.includes("\n") || tokensOf(between).filter(isWord).length > 1 ? "apart" : "beside";
}

/** In the order of the axis. */
export const byPlace = (a: SidedChange, b: SidedChange): number => a.start - b.start || a.end - b.end;
