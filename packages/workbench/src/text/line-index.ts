// Offsets as people say them. A line ends in LF, CRLF or CR; a byte order mark takes no column.
interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors and SARIF count. */
  readonly column: number;
}

export interface LineIndex {
  readonly count: number;
  positionOf(offset: number): Position;
  /** Where a line begins; the end of the text for lines after the last. */
  startOf(line: number): number;
}

const LINE_END = /\r\n|\n|\r/g;

export function createLineIndex(text: string): LineIndex {
  let starts: number[] | undefined;
  // Most documents have no finding: the lines are counted when the first one asks.
  const lines = (): number[] =>
    (starts ??= [
      text.startsWith("\uFEFF") ? 1 : 0,
      ...[...text.matchAll(LINE_END)].map((end) => end.index + end[0].length),
    ]);
  return {
    get count() {
      return lines().length;
    },
    positionOf(offset) {
      const all = lines();
      let low = 0;
      let high = all.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((all[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: Math.max(0, offset - (all[low] ?? 0)) + 1 };
    },
    startOf: (line) => lines()[line - 1] ?? text.length,
  };
}
