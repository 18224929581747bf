// The only way a document is changed: ranges are replaced, everything else stays as it is, byte for byte.
import type { Span } from "./span.ts";

export interface Edit extends Span {
  readonly insert: string;
}

/** The edits in order, or null when two of them overlap or one does not fit the text. Two may not insert at one place. */
export function orderEdits(text: string, edits: readonly Edit[]): readonly Edit[] | null {
  const ordered = edits.toSorted((a, b) => a.from - b.from || a.to - b.to);
  let end = 0;
  for (const [i, { from, to }] of ordered.entries()) {
    const isSamePlace = i > 0 && ordered[i - 1]?.from === from;
    if (from < end || to < from || to > text.length || isSamePlace) return null;
    end = to;
  }
  return ordered;
}

/** The text with the edits made. Throws when they overlap: whoever gathers edits asks `orderEdits` first. */
export function splice(text: string, edits: readonly Edit[]): string {
  const ordered = orderEdits(text, edits);
  if (ordered === null) throw new Error("edits overlap or lie outside the text");
  let result = "";
  let done = 0;
  for (const { from, to, insert } of ordered) {
    result += text.slice(done, from) + insert;
    done = to;
  }
  return result + text.slice(done);
}

/** The line ending that a text uses around an offset: that of the line before it, else of the one after, else LF. */
export function lineEndingAt(text: string, offset: number): string {
  const before = text.lastIndexOf("\n", offset - 1);
  const end = before >= 0 ? before : text.indexOf("\n", offset);
  if (end < 0) return text.includes("\r") ? "\r" : "\n";
  return text[end - 1] === "\r" ? "\r\n" : "\n";
}
