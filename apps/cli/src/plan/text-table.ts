// Columns of text: as wide as their longest cell, except that one of them gives way where the terminal is too narrow.
import { withoutControls } from "../without-controls.ts";

export interface TextColumn {
  readonly heading: string;
  readonly cells: readonly string[];
  /** May be cut to this many characters. */
  readonly least?: number;
  readonly isRight?: boolean;
}

const GAP = 2;

/** Characters as a reader counts them, near enough: letters of double width are rare in tables of tasks. */
const lengthOf = (text: string): number => Array.from(text).length;

const cut = (text: string, width: number): string =>
  lengthOf(text) <= width
    ? text
    : `${Array.from(text)
        .slice(0, width - 1)
        .join("")
        .trimEnd()}…`;

const padded = (text: string, width: number, isRight: boolean): string => {
  const blanks = " ".repeat(Math.max(0, width - lengthOf(text)));
  return isRight ? blanks + text : text + blanks;
};

/** The header and a line a row. */
export function textTable(columns: readonly TextColumn[], width: number): string[] {
  const shown = columns
    .filter(({ cells }) => cells.some((cell) => cell !== ""))
    .map((column) => ({ ...column, cells: column.cells.map((cell) => withoutControls(cell).replaceAll(/\s+/g, " ")) }));
  const widths = widthsOf(shown, width);
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => padded(cut(cell, widths[i] ?? 0), widths[i] ?? 0, shown[i]?.isRight === true))
      .join(" ".repeat(GAP))
      .trimEnd();
  const count = Math.max(0, ...shown.map(({ cells }) => cells.length));
  return [
    line(shown.map(({ heading }) => heading)),
    ...Array.from({ length: count }, (_, i) => line(shown.map(({ cells }) => cells[i] ?? ""))),
  ];
}

function widthsOf(columns: readonly TextColumn[], width: number): number[] {
  const widths = columns.map(({ heading, cells }) =>
    cells.reduce((most, cell) => Math.max(most, lengthOf(cell)), lengthOf(heading)),
  );
  const excess = tableWidth(widths) - width;
  const yielding = columns.findIndex(({ least }) => least !== undefined);
  if (excess > 0 && yielding >= 0)
    widths[yielding] = Math.max(columns[yielding]?.least ?? 0, (widths[yielding] ?? 0) - excess);
  return widths;
}

const tableWidth = (widths: readonly number[]): number =>
  widths.reduce((sum, one) => sum + one, GAP * (widths.length - 1));

/** How wide a table is when nothing is cut. */
export const naturalWidth = (columns: readonly TextColumn[]): number =>
  tableWidth(
    widthsOf(
      columns.filter(({ cells }) => cells.some((cell) => cell !== "")),
      Number.POSITIVE_INFINITY,
    ),
  );
