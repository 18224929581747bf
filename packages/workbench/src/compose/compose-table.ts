// The table that a part begins with: its head, the rows of the template, and what is known for them.
import { allParts, type Column, type DocumentType, type Expectation, type Part } from "../type/document-type.ts";
import { headingKey } from "../type/locate-parts.ts";
import { rowStartsOf, tableText } from "../type/table-text.ts";
import type { Draft } from "./draft.ts";
import type { Row } from "./filling.ts";

type TableExpectation = Extract<Expectation, { readonly kind: "table" }>;

export const expectedTable = ({ expects = [] }: Part): TableExpectation | undefined =>
  expects.find((expectation) => expectation.kind === "table");

/** Null for a part that has no table and no rows for one. */
export function composeTable(part: Part, rows: readonly Row[], draft: Draft): string | null {
  const table = expectedTable(part);
  if (table === undefined && rows.length === 0) return null;
  const columns = (table ?? firstTableBelow(part))?.columns ?? [];
  const known = rows.map((row) => columns.map((column) => cellText(cellOf(row, column))));
  const starts = [...templateRows(part, draft), ...aspectRows(part, draft)];
  return tableText(columns, [
    ...starts.flatMap((start) => {
      const own = known.filter((cells) => isOf(start, cells));
      return own.length > 0 ? own : [start];
    }),
    ...known.filter((cells) => !starts.some((start) => isOf(start, cells))),
  ]);
}

const firstTableBelow = ({ parts = [] }: Part): TableExpectation | undefined =>
  [...allParts(parts)].map(expectedTable).find((table) => table !== undefined);

/** A scope that was denied answers its rows. */
function templateRows(part: Part, { type, declined = [] }: Draft): string[][] {
  return rowStartsOf(part).map(({ text, scope }) => {
    const denied = scope !== undefined && declined.includes(scope) ? absenceOf(type, scope) : undefined;
    return denied === undefined ? [text] : [text, `Not applicable, because ${denied}.`];
  });
}

const absenceOf = ({ scopes }: DocumentType, scope: string): string | undefined =>
  scopes.find(({ name }) => name === scope)?.absence;

/** The research areas begin with what a document of the category has to look into; the last choice is the one for all others. */
function aspectRows({ role }: Part, { type, fields = {} }: Draft): string[][] {
  if (role !== "research-areas") return [];
  return type.fields.flatMap(({ key, choices = [], aspects = {} }) =>
    (aspects[fields[key] ?? choices.at(-1) ?? ""] ?? []).map((aspect) => [aspect]),
  );
}

const cellOf = (row: Row, { heading, aliases = [] }: Column): string =>
  [heading, ...aliases].map((name) => row[name]).find((cell) => cell !== undefined) ?? "";

const isSameRow = ([a = ""]: readonly string[], [b = ""]: readonly string[]): boolean =>
  headingKey(a) === headingKey(b);

/** `Latency: time until ready` is a row about latency. */
const isOf = (start: readonly string[], cells: readonly string[]): boolean =>
  isSameRow(start, cells) || cells[0]?.toLowerCase().startsWith(`${start[0]?.toLowerCase() ?? ""}: `) === true;

/** Text that fits between two bars. */
export const cellText = (text: string): string =>
  text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/(?<!\\)\|/g, "\\|")
    .trim();
