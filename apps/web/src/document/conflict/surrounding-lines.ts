// What stands around a place of a text, for people who look at the place alone.

export interface NumberedLine {
  /** From 1. */
  readonly number: number;
  readonly text: string;
}

/** The next line with words before (`-1`) or behind (`1`) the place. */
export function lineAround(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
  step: -1 | 1,
): NumberedLine | undefined {
  const lines = text.split("\n");
  const first = lineOf(text, from);
  const last = lineOf(text, Math.max(from, text[to - 1] === "\n" ? to - 1 : to));
  // A place without a text of its own stands before the line at its end.
  const begin = step === -1 ? first - 1 : from === to && !isLineEmpty(text, from) ? last : last + 1;
  for (let number = begin; number >= 1 && number <= lines.length; number += step) {
    const line = lines[number - 1] ?? "";
    if (line.trim() !== "") return { number, text: line };
  }
  return undefined;
}

/** The line at an offset, from 1. */
export function lineOf(text: string, at: number): number {
  let line = 1;
  for (let end = text.indexOf("\n"); end !== -1 && end < at; end = text.indexOf("\n", end + 1)) line += 1;
  return line;
}

const isLineEmpty = (text: string, at: number): boolean => at >= text.length || text[at] === "\n";
