// A document is searched by its sections: so a long one is not found for words that stand far apart, and one comes to the place.

export interface Passage {
  /** First line, from 1. */
  readonly line: number;
  /** Offset of that line, UTF-16 units. */
  readonly from: number;
  readonly text: string;
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}#{1,6}(?:\s|$)/;
/** A section that is longer is cut at the next blank line. */
const MAX_LENGTH = 4_000;

/** Cuts Markdown before its headings; together the passages are the text. */
export function passagesOf(text: string): readonly Passage[] {
  const passages: Passage[] = [];
  let begin = { line: 1, from: 0 };
  let fence: string | undefined;
  let at = 0;
  let line = 1;
  const cut = (): void => {
    if (at > begin.from) passages.push({ ...begin, text: text.slice(begin.from, at) });
    begin = { line, from: at };
  };
  for (const row of text.split("\n")) {
    const isLong = at - begin.from > MAX_LENGTH;
    if ((fence === undefined && HEADING.test(row)) || (isLong && row.trim() === "") || at - begin.from > 4 * MAX_LENGTH)
      cut();
    const mark = FENCE.exec(row)?.[1];
    if (fence === undefined) fence = mark;
    else if (mark?.startsWith(fence) === true && row.trim() === mark) fence = undefined;
    at = Math.min(at + row.length + 1, text.length);
    line += 1;
  }
  cut();
  return passages;
}
