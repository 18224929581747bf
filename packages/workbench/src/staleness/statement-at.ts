// The words that hold a citation: whoever rewrites them has looked at what is cited, and whoever mends a typo elsewhere has not.
import { sentencesOf } from "../claim/read-claims.ts";
import type { Markdown } from "../text/markdown.ts";
import { isWithin, type Span, spanAround } from "../text/span.ts";

/** Without a difference that only wraps lines otherwise. */
export const statementKey = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

/** A sentence that is shorter says too little to be known again, and stands for its paragraph. */
const SHORTEST = 24;

/** The sentence, the row of a table or the line around a place, as `statementKey` gives it. */
export function statementAt(markdown: Markdown, span: Span): string {
  const { from, to } = statementSpan(markdown, span);
  return statementKey(markdown.text.slice(from, to));
}

function statementSpan(markdown: Markdown, span: Span): Span {
  if (span.from < markdown.bodyFrom) return lineAround(markdown, span);
  const table = spanAround(markdown.tables, span.from);
  const row = table === undefined ? undefined : spanAround(table.rows, span.from);
  if (row !== undefined) return row;
  const block = [spanAround(markdown.paragraphs, span.from), spanAround(markdown.headings, span.from)].find(
    (one) => one !== undefined && isWithin(span, one),
  );
  if (block === undefined) return lineAround(markdown, span);
  const sentence = sentencesOf(markdown, block).find((one) => isWithin(span, one));
  return sentence === undefined || sentence.to - sentence.from < SHORTEST ? block : sentence;
}

function lineAround({ text }: Markdown, { from, to }: Span): Span {
  const start = Math.max(text.lastIndexOf("\n", from - 1), text.lastIndexOf("\r", from - 1)) + 1;
  const end = /[\r\n]/.exec(text.slice(to));
  return { from: start, to: end === null ? text.length : to + end.index };
}
