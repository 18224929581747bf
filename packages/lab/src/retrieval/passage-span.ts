// What is indexed of a file: spans of its lines. The text stays in the file and is read again when it is shown.

/** Lines of a file that are found and shown together. */
export interface PassageSpan {
  /** First and last line, from 1. */
  readonly line: number;
  readonly endLine: number;
  /** What the lines are under: headings, or the definition around and in them. */
  readonly title: string;
}

/** A split leaves no less than this, if it can. */
const MIN_PASSAGE_LINES = 6;
/** A passage is no longer than this … */
const MAX_PASSAGE_LINES = 40;
/** … or about this many characters. */
const MAX_PASSAGE_CHARACTERS = 4_000;

export const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === "";

/** How much a cut before a line would tear apart, from 0; infinite where no cut may be. */
export type CutCost = (index: number) => number;

/** Cuts between paragraphs only. */
export const paragraphCost =
  (lines: readonly string[]): CutCost =>
  (index) =>
    isBlank(lines[index - 1]) && !isBlank(lines[index]) ? 0 : Number.POSITIVE_INFINITY;

/** Lines `from` up to but not including `end` (from 0), split where it hurts least, without blank lines at the edges. */
export function splitLines(
  lines: readonly string[],
  from: number,
  end: number,
  cutCost: CutCost,
): { readonly from: number; readonly end: number }[] {
  const pieces: { from: number; end: number }[] = [];
  let start = from;
  while (start < end) {
    if (isBlank(lines[start])) {
      start += 1;
      continue;
    }
    const cut = cutAfter(lines, start, end, cutCost);
    let last = cut;
    while (isBlank(lines[last - 1])) last -= 1;
    pieces.push({ from: start, end: last });
    start = cut;
  }
  return pieces;
}

/** The end of a piece that begins at `start`: the last of the cheapest cuts within the bounds, else the bound. */
function cutAfter(lines: readonly string[], start: number, end: number, cutCost: CutCost): number {
  let characters = 0;
  let best: number | undefined;
  let bestCost = Number.MAX_VALUE;
  for (let index = start; index < end; index += 1) {
    const cost = index - start < MIN_PASSAGE_LINES ? Number.POSITIVE_INFINITY : cutCost(index);
    if (cost <= bestCost) [best, bestCost] = [index, cost];
    characters += lines[index]?.length ?? 0;
    const isFull = index - start >= MAX_PASSAGE_LINES || characters > MAX_PASSAGE_CHARACTERS;
    if (isFull && index > start) return best ?? index;
  }
  return end;
}
