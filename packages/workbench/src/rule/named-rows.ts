// Rows of a table by what its columns are for, whatever a team calls them.
import type { Cell, Row, Table } from "../text/markdown.ts";
import { isPlaceholder } from "./part-content.ts";

/** For each column the headings that it is known by, in lower case, without marks. */
type ColumnNames<C extends string> = Readonly<Record<C, readonly string[]>>;

export interface NamedRow<C extends string> extends Row {
  /** Null where the table has no such column; a row that ends early has empty cells. */
  readonly cell: (column: C) => Cell | null;
}

const nameOf = ({ text }: Cell): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Where each column stands that the table has. */
export function columnsOf<C extends string>({ header }: Table, names: ColumnNames<C>): Map<C, number> {
  const headings = header.cells.map(nameOf);
  const columns = Object.keys(names) as C[];
  return new Map(
    columns
      .map((column) => [column, headings.findIndex((heading) => names[column].includes(heading))] as const)
      .filter(([, index]) => index >= 0),
  );
}

/** The rows in which anything is written. */
export function namedRows<C extends string>({ rows }: Table, columns: ReadonlyMap<C, number>): NamedRow<C>[] {
  return rows
    .filter(({ cells }) => cells.some(({ text }) => !isPlaceholder(text)))
    .map((row) => ({
      ...row,
      cell: (column) => {
        const index = columns.get(column);
        return index === undefined ? null : (row.cells[index] ?? { from: row.to, to: row.to, text: "" });
      },
    }));
}
