import { cellText } from "../compose/compose-table.ts";
import { column } from "../type/columns.ts";
import { tableText } from "../type/table-text.ts";

/** A Markdown table; what would end a cell early is escaped. */
export const tableOf = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  tableText(
    headings.map((heading) => column(cellText(heading))),
    rows.map((cells) => cells.map(cellText)),
  );
