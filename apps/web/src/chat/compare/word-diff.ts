// Which words of two texts stand in both, in order: the longest common subsequence.

export interface Piece {
  readonly text: string;
  /** The other text has it too. */
  readonly isShared: boolean;
}

/** The table has a cell for each pair of words: above this many the texts are not compared. */
const MAX_CELLS = 4_000_000;

/** Both texts in pieces; `undefined` when they are too long to be compared. */
export function wordDiff(a: string, b: string): readonly [readonly Piece[], readonly Piece[]] | undefined {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  if (left.length * right.length > MAX_CELLS) return undefined;
  const shared = sharedWords(left, right);
  return [piecesOf(left, shared.left), piecesOf(right, shared.right)];
}

/** Words with the space before them. */
const wordsOf = (text: string): readonly string[] => text.match(/\s*\S+|\s+$/g) ?? [];

/** Which words of `a` and of `b` stand in both, by their places; those that differ only in the space around them are the same. */
export function sharedWords(a: readonly string[], b: readonly string[]): { left: Set<number>; right: Set<number> } {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  const isSame = (i: number, j: number): boolean => a[i]?.trim() === b[j]?.trim();
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] = isSame(i, j) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const left = new Set<number>();
  const right = new Set<number>();
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (isSame(i, j)) {
      left.add(i);
      right.add(j);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return { left, right };
}

/** Neighbours that are alike are one piece. */
function piecesOf(words: readonly string[], shared: ReadonlySet<number>): readonly Piece[] {
  const pieces: { text: string; isShared: boolean }[] = [];
  words.forEach((word, index) => {
    const isShared = shared.has(index);
    const last = pieces.at(-1);
    if (last?.isShared === isShared) last.text += word;
    else pieces.push({ text: word, isShared });
  });
  return pieces;
}
