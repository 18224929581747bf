import type { Span } from "../../text/span.ts";

/** Where the words of a stretch begin: its first line that is not blank. */
export function firstLineOf(text: string, { from, to }: Span): Span | null {
  const line = /\S[^\r\n]*/.exec(text.slice(from, to));
  return line === null ? null : { from: from + line.index, to: from + line.index + line[0].trimEnd().length };
}
