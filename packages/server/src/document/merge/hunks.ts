// Changes of a text as hunks of a suggestion: tied to the text around them, so that they can wait, and no larger than an item holds.
import { type Hunk, LIMITS } from "@nomous/protocol";
import type * as Y from "yjs";
import type { TextSpanChange } from "../merger.ts";
import { makePlace } from "./relative-place.ts";
import { cutsWord, splitsPair } from "./words.ts";
import { textOf } from "./ydoc.ts";

/** The changes as hunks with the numbers from `first` on. */
export function hunksOf(doc: Y.Doc, changes: readonly TextSpanChange[], first = 1): Hunk[] {
  const text = textOf(doc);
  return changes
    .flatMap((change) => piecesOf(text, change))
    .map(({ from, to, insert, follows }, i) => ({
      hunk: first + i,
      ...makePlace(doc, from, to, follows),
      removed: text.slice(from, to),
      inserted: insert,
    }));
}

interface Piece extends TextSpanChange {
  readonly follows: boolean;
}

function piecesOf(text: string, { from, to, insert }: TextSpanChange): Piece[] {
  const removed = cut(text.slice(from, to));
  const inserted = cut(insert);
  const pieces: Piece[] = [];
  let at = from;
  for (let i = 0; i < Math.max(removed.length, inserted.length); i += 1) {
    const end = at + (removed[i]?.length ?? 0);
    pieces.push({ from: at, to: end, insert: inserted[i] ?? "", follows: i > 0 });
    at = end;
  }
  return pieces;
}

/** Parts that a hunk holds, each of whole words. */
function cut(text: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = endOfPart(text, at);
    parts.push(text.slice(at, end));
    at = end;
  }
  return parts;
}

function endOfPart(text: string, from: number): number {
  const most = Math.min(from + LIMITS.hunkLength, text.length);
  let end = most;
  while (end > from && cutsWord(text, end)) end -= 1;
  if (end > from) return end;
  // A word that is longer than a hunk.
  return splitsPair(text, most) ? most - 1 : most;
}
