// What somebody fills in, piece by piece: cells, and paragraphs without their boxes, cut at their labels.
import { trimmed } from "../../prose/statements.ts";
import type { Markdown, Paragraph } from "../../text/markdown.ts";
import { type Span, spansWithin } from "../../text/span.ts";

export function piecesOf(markdown: Markdown): Span[] {
  const { text, tables, paragraphs } = markdown;
  const cells = tables.flatMap(({ header, rows }) => [header, ...rows].flatMap((row) => row.cells));
  const parts = paragraphs.flatMap((paragraph) => partsOf(markdown, paragraph));
  return [...cells, ...parts.map((span) => trimmed(text, span))];
}

const BOX = /^\[[ xX]\]\s/;

/** `**Owner:** TBD` gives `TBD`, and what stands before the first label. */
function partsOf({ text, labels }: Markdown, { from, to }: Paragraph): Span[] {
  const start = from + (BOX.exec(text.slice(from, to))?.[0].length ?? 0);
  const inside = spansWithin(labels, { from: start, to });
  const behind = inside.map(({ content }, i): Span => ({ from: content.from, to: inside[i + 1]?.from ?? to }));
  return [{ from: start, to: inside[0]?.from ?? to }, ...behind];
}
