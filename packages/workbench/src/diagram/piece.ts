// Pieces of a diagram's code that keep where they stand.
import type { Span } from "../text/span.ts";

/** Code without the blanks around it, and its place. */
export interface Piece extends Span {
  readonly code: string;
}

/** The code that stands at an offset, without the blanks around it. */
export function pieceAt(at: number, code: string): Piece {
  const inner = code.trim();
  const from = inner === "" ? at : at + code.length - code.trimStart().length;
  return { code: inner, from, to: from + inner.length };
}

/** The part of a piece between two offsets of its code, without the blanks around it. */
export const partOf = ({ code, from }: Piece, start: number, end = code.length): Piece =>
  pieceAt(from + start, code.slice(start, end));

/** The lines from an offset on that are not blank. */
export const linesOf = (code: string, from: number): Piece[] =>
  [...code.slice(from).matchAll(/\S.*/g)].map(({ 0: line, index }) => pieceAt(from + index, line));
