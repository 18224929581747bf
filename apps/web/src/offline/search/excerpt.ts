// The stretch of a text that shows best why it was found, with the words that were found in it.
import { type Word, wordsOf } from "@nomous/workbench/prose";

export interface ExcerptPiece {
  readonly text: string;
  readonly isHit: boolean;
}

export interface Excerpt {
  /** In order; together they are the excerpt, in one line. */
  readonly pieces: readonly ExcerptPiece[];
  /** Where the first hit of it begins in the text, UTF-16 units; `undefined` when the text has none. */
  readonly at: number | undefined;
}

const MAX_LENGTH = 200;
/** So much stands before the first hit at most. */
const LEAD_LENGTH = 40;

/** `isFound` says of a word whether it is one of those that were found. */
export function excerptOf(text: string, isFound: (word: Word) => boolean): Excerpt {
  const hits = [...wordsOf(text)].filter(isFound);
  const first = bestOf(hits);
  if (first === undefined) return { pieces: piecesOf(text, { from: 0, to: endOf(text, 0), hits: [] }), at: undefined };
  const from = beginOf(text, first.from);
  return { pieces: piecesOf(text, { from, to: endOf(text, from), hits }), at: first.from };
}

/** The hit after which the most different ones stand close. */
function bestOf(hits: readonly Word[]): Word | undefined {
  let best: Word | undefined;
  let most = 0;
  hits.forEach((hit, index) => {
    const found = new Set<string>();
    for (let i = index; i < hits.length; i += 1) {
      const other = hits[i];
      if (other === undefined || other.to - hit.from > MAX_LENGTH - LEAD_LENGTH) break;
      found.add(other.whole ?? other.plain);
    }
    if (found.size > most) {
      best = hit;
      most = found.size;
    }
  });
  return best;
}

/** A few words before `at`, in the same paragraph. */
function beginOf(text: string, at: number): number {
  const earliest = Math.max(0, at - LEAD_LENGTH);
  const lead = text.slice(earliest, at);
  const paragraph = lead.lastIndexOf("\n\n");
  if (paragraph >= 0) return earliest + paragraph + 2;
  const space = earliest === 0 ? -1 : lead.search(/\s/);
  return earliest === 0 ? 0 : space < 0 ? at : earliest + space + 1;
}

function endOf(text: string, from: number): number {
  const end = from + MAX_LENGTH;
  if (end >= text.length) return text.length;
  const space = text.slice(from, end).search(/\s\S*$/);
  return space <= 0 ? end : from + space;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly hits: readonly Word[];
}

function piecesOf(text: string, { from, to, hits }: Stretch): ExcerptPiece[] {
  const pieces: ExcerptPiece[] = [];
  let last = from;
  const add = (end: number, isHit: boolean): void => {
    const piece = plainOf(text.slice(last, end));
    if (piece !== "") pieces.push({ text: piece, isHit });
    last = end;
  };
  if (from > 0) pieces.push({ text: "…", isHit: false });
  for (const hit of hits) {
    if (hit.from < from || hit.to > to) continue;
    add(hit.from, false);
    add(hit.to, true);
  }
  add(to, false);
  if (to < text.length) pieces.push({ text: " …", isHit: false });
  return pieces;
}

/** Without the marks of Markdown, which only stand in the way in one line. */
const plainOf = (text: string): string =>
  text
    .replaceAll(/(?<=^|\n)[ \t]*(?:`{3,}|~{3,})[^\n]*|[*`]+|(?<=^|\n)[ \t]*(?:[#>]+|[-+]|\d+\.)\s+/g, "")
    .replaceAll(/\s+/g, " ");
