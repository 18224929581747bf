// Finds the table that a part must have among those that it has, by the headings of its columns.
import type { Markdown, Table } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import type { Column, Expectation, Part } from "../../type/document-type.ts";
import { headingKey } from "../../type/locate-parts.ts";
import { tablesIn } from "../part-content.ts";
import type { Subject } from "../subject.ts";

export type TableExpectation = Extract<Expectation, { readonly kind: "table" }>;

export interface ExpectedTable {
  readonly table: Table;
  /** Where each expected column stands that the table has. */
  readonly places: ReadonlyMap<Column, number>;
}

export const tableExpectationsOf = ({ expects = [] }: Part): TableExpectation[] =>
  expects.filter((expectation) => expectation.kind === "table");

/** The one with most of the columns; null when no table has any. */
export function findExpectedTable(markdown: Markdown, span: Span, columns: readonly Column[]): ExpectedTable | null {
  const [best] = tablesIn(markdown, span)
    .map((table) => ({ table, places: placesOf(table, columns) }))
    .filter(({ places }) => places.size > 0)
    .toSorted((a, b) => b.places.size - a.places.size);
  return best ?? null;
}

/** Of the tables that parts must have, where the columns stand that no row may leave out. */
export function requiredColumnsOf({ markdown, typed }: Subject): Map<Table, ReadonlySet<number>> {
  const found = (typed?.located ?? []).flatMap(({ part, content }) =>
    tableExpectationsOf(part).flatMap(({ columns }) => findExpectedTable(markdown, content, columns) ?? []),
  );
  return new Map(
    found.map(({ table, places }) => {
      const required = [...places].filter(([{ isRequired }]) => isRequired);
      return [table, new Set(required.map(([, place]) => place))];
    }),
  );
}

function placesOf({ header }: Table, columns: readonly Column[]): Map<Column, number> {
  const headings = header.cells.map(({ text }) => headingKey(text));
  const places = columns.map((column) => {
    const names = [column.heading, ...(column.aliases ?? [])].map(headingKey);
    return [column, headings.findIndex((heading) => names.includes(heading))] as const;
  });
  return new Map(places.filter(([, place]) => place >= 0));
}
