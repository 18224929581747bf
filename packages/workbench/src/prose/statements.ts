// What a stretch of a document says, statement by statement, whatever form its author chose: rows of tables, items of lists at any
// depth, paragraphs, and the rest of a line behind a bold label.
import type { Markdown } from "../text/markdown.ts";
import { plainText } from "../text/plain-text.ts";
import { type Span, spansWithin } from "../text/span.ts";

export interface Statement extends Span {
  /** Without marks. */
  readonly text: string;
}

/** In the order of the text. */
export function statementsIn(markdown: Markdown, span: Span): Statement[] {
  const { tree, text, paragraphs } = markdown;
  // A span that begins behind a label begins in the middle of a paragraph.
  const around = paragraphs.find(({ from, to }) => from < span.from && to > span.from);
  const rest = around === undefined ? [] : [{ from: span.from, to: Math.min(around.to, span.to) }];
  const prose = [...rest, ...spansWithin(paragraphs, span)].map((one) => ({
    ...trimmed(text, one),
    text: plainText(tree, text, one),
  }));
  const rows = spansWithin(markdown.tables, span)
    .flatMap((table) => table.rows)
    .map(({ cells, ...row }) => ({
      ...trimmed(text, row),
      text: cells
        .map((cell) => cell.text)
        .join(" ")
        .trim(),
    }));
  return [...prose, ...rows].filter((statement) => statement.text !== "").toSorted((a, b) => a.from - b.from);
}

/** Without the blanks at both ends, of which the end of a line may be one. */
export function trimmed(text: string, { from, to }: Span): Span {
  const words = text.slice(from, to);
  const start = from + (words.length - words.trimStart().length);
  return { from: start, to: Math.max(start, from + words.trimEnd().length) };
}
