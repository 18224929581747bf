import type { Column, Part, RowStart } from "./document-type.ts";

/** Cells are padded so that a short table stands in columns; a long cell moves nobody else. */
const WIDEST = 40;
const isShort = (width: number): boolean => width <= WIDEST;

/** A table as people type it: `| Criterion | Weight |`, with the cells of its rows in that order. */
export function tableText(columns: readonly Column[], rows: readonly (readonly string[])[] = []): string {
  const headings = columns.map(({ heading }) => heading);
  const lines = [headings, ...rows];
  const widths = headings.map((_, i) => Math.max(...lines.map((cells) => cells[i]?.length ?? 0).filter(isShort)));
  const line = (cells: readonly string[], filler = " "): string =>
    `| ${widths.map((width, i) => (cells[i] ?? "").padEnd(width, filler)).join(" | ")} |`;
  return [line(headings), line([], "-"), ...rows.map((cells) => line(cells))].join("\n");
}

/** The rows that a part's table begins with. */
export const rowStartsOf = ({ expects = [] }: Part): readonly RowStart[] =>
  expects.flatMap((expectation) => (expectation.kind === "table" ? (expectation.rows ?? []) : []));
