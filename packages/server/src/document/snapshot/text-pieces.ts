/** Where a piece of `text` that begins at `from` may end, at most `maxUnits` UTF-16 units on: never between the halves of a character. */
export function endOfPiece(text: string, from: number, maxUnits: number): number {
  const end = Math.min(from + maxUnits, text.length);
  const last = text.charCodeAt(end - 1);
  const isSplit = end < text.length && end - from > 1 && last >= 0xd800 && last < 0xdc00;
  return isSplit ? end - 1 : end;
}

export function piecesOf(text: string, maxUnits: number): string[] {
  const pieces: string[] = [];
  for (let from = 0; from < text.length; from += pieces.at(-1)?.length ?? 0) {
    pieces.push(text.slice(from, endOfPiece(text, from, maxUnits)));
  }
  return pieces;
}
