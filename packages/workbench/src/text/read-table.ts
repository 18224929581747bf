// The parser leaves empty cells out, but an empty cell is what a reader looks for; so rows are cut at their bars.
import type { SyntaxNode } from "@lezer/common";
import type { Cell, Row, Table } from "./markdown.ts";
import { plainText } from "./plain-text.ts";
import { blockSpan, type Span } from "./span.ts";

export function readTable(table: SyntaxNode, text: string): Table {
  const header = table.getChild("TableHeader");
  return {
    ...blockSpan(table, text),
    header: header === null ? { from: table.from, to: table.from, cells: [] } : readRow(header, text),
    rows: table.getChildren("TableRow").map((row) => readRow(row, text)),
  };
}

function readRow(node: SyntaxNode, text: string): Row {
  const row = blockSpan(node, text);
  const bars = node.getChildren("TableDelimiter");
  const starts = [row.from, ...bars.map(({ to }) => to)];
  const pieces = starts.map((from, i): Span => ({ from, to: bars[i]?.from ?? row.to }));
  // Before the first bar and behind the last one is no cell.
  if (bars.length > 0 && isBlank(pieces[0], text)) pieces.shift();
  if (pieces.length > 1 && isBlank(pieces.at(-1), text)) pieces.pop();
  const nodes = new Map(node.getChildren("TableCell").map((cell) => [cell.from, cell]));
  return { ...row, cells: pieces.map((piece) => readCell(piece, nodes, text)) };
}

const isBlank = (span: Span | undefined, text: string): boolean =>
  span !== undefined && text.slice(span.from, span.to).trim() === "";

function readCell(piece: Span, nodes: ReadonlyMap<number, SyntaxNode>, text: string): Cell {
  const raw = text.slice(piece.from, piece.to);
  const from = piece.from + (raw.length - raw.trimStart().length);
  const to = Math.max(from, piece.from + raw.trimEnd().length);
  const node = nodes.get(from);
  return { from, to, text: node === undefined ? text.slice(from, to) : plainText(node, text, { from, to }) };
}
