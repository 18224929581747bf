// Line ends and the byte order mark belong to the file, not to the text that is edited: a text is LF without a mark on one side, and goes
// back into the file so that lines that stay keep the end they have there, and new ones look like those around them.
import { diffArrays } from "diff";
import { BYTE_ORDER_MARK } from "../workspace/text-lines.ts";

type Ending = "lf" | "crlf" | "cr" | "mixed" | "none";

interface Line {
  readonly text: string;
  /** Empty where the text ends without one. */
  readonly end: string;
}

const NAMES: Readonly<Record<string, Ending>> = { "\n": "lf", "\r\n": "crlf", "\r": "cr" };

/** The text of a file as it is edited. */
export const toPlainText = (raw: string): string => withoutMark(raw).replaceAll(/\r\n?/g, "\n");

export const hasMark = (raw: string): boolean => raw.startsWith(BYTE_ORDER_MARK);

const withoutMark = (raw: string): string => (hasMark(raw) ? raw.slice(BYTE_ORDER_MARK.length) : raw);

/** How the lines of a file end. */
export function endingOf(raw: string): Ending {
  const ends = new Set(raw.match(/\r\n|\n|\r/g));
  const [only] = ends;
  if (only === undefined) return "none";
  return ends.size > 1 ? "mixed" : (NAMES[only] ?? "mixed");
}

/** The file that `text` makes of the one that has `previous`; read again, it is `text` to the character. */
export function keepEndings(previous: string, text: string): string {
  // A text that begins with a mark of its own needs another before it, or it would lose it.
  const mark = hasMark(previous) || hasMark(text) ? BYTE_ORDER_MARK : "";
  const [only, ...others] = new Set(previous.match(/\r\n|\n|\r/g));
  if (others.length === 0) return mark + (only === undefined ? text : text.replaceAll("\n", only));
  return mark + joined(linesOf(text), endsFor(linesOf(withoutMark(previous)), linesOf(text)));
}

const linesOf = (raw: string): Line[] =>
  [...raw.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)]
    .map(([, text = "", end = ""]) => ({ text, end }))
    .filter(({ text, end }) => text !== "" || end !== "");

/** A comparison that costs more than this many steps is given up: then all that lies between the first and last change counts as changed. */
const MAX_EDITS = 1_000;

/** The ends that lines of the new text have in the old one; `undefined` for lines that have no counterpart there. */
function endsFor(before: readonly Line[], after: readonly Line[]): (string | undefined)[] {
  const [old, now] = [before, after].map((lines) => lines.map(({ text }) => text)) as [string[], string[]];
  const changes = diffArrays(old, now, { maxEditLength: MAX_EDITS }) ?? [
    { removed: true, added: false, count: old.length },
    { removed: false, added: true, count: now.length },
  ];
  const ends: (string | undefined)[] = [];
  let at = 0;
  /** Old lines that were taken out where we are: the new ones there stand in their place, one for one. */
  let replaced: Line[] = [];
  for (const { removed, added, count } of changes) {
    if (removed) replaced = before.slice(at, at + count);
    else if (added) for (let i = 0; i < count; i += 1) ends.push(replaced[i]?.end);
    else for (let i = 0; i < count; i += 1) ends.push(before[at + i]?.end);
    if (!removed) replaced = [];
    if (!added) at += count;
  }
  return ends;
}

function joined(lines: readonly Line[], own: readonly (string | undefined)[]): string {
  const known = own.map((end) => (end === "" ? undefined : end));
  let before = known.find((end) => end !== undefined) ?? "\n";
  let raw = "";
  for (const [i, { text, end }] of lines.entries()) {
    if (end === "") return raw + text;
    before = apart(before, text, known[i] ?? before, raw);
    raw += text + before;
  }
  return raw;
}

/** CR and LF of two lines with nothing between them would be read as one end. */
const apart = (before: string, text: string, end: string, raw: string): string =>
  raw !== "" && before === "\r" && text === "" && end === "\n" ? before : end;
