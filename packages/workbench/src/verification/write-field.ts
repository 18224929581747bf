// Writes one field of a task where it stands: a cell of its row, or a few words of its item. A table that has no such column gets one at its end.
import { columnsOf } from "../rule/named-rows.ts";
import type { Subject } from "../rule/subject.ts";
import type { WrittenTask } from "../task/task.ts";
import type { Markdown, Row, Table } from "../text/markdown.ts";
import { type Span, spanAround } from "../text/span.ts";
import type { Edit } from "../text/splice.ts";

export interface TaskField {
  /** Of a column that has to be made, and of a label in a list. */
  readonly heading: string;
  /** Headings that its column is known by, in lower case. */
  readonly names: readonly string[];
  /** Where an item of a list has it already. */
  readonly inItem: Span | null;
}

/** The edits that give a task's field a value; null when its table is too ragged for a new column. */
export function writeField({ markdown }: Subject, task: WrittenTask, field: TaskField, value: string): Edit[] | null {
  if (!task.isRow) return [writeInItem(task, field, value)];
  const table = spanAround(markdown.tables, task.from);
  const row = table?.rows.find(({ from }) => from === task.from);
  if (table === undefined || row === undefined) return null;
  const words = value.replaceAll(/\s+/g, " ").replaceAll(/(?<!\\)\|/g, "\\|");
  const index = columnsOf(table, { field: field.names }).get("field");
  return index === undefined
    ? addColumn(markdown, table, row, field.heading, words)
    : [writeCell(markdown, row, index, words)];
}

function writeCell({ text }: Markdown, row: Row, index: number, words: string): Edit {
  const cell = row.cells[index];
  if (cell === undefined)
    return cellsBehind(text, row, [...Array.from({ length: index - row.cells.length }, () => ""), words]);
  if (cell.from < cell.to) return { from: cell.from, to: cell.to, insert: words };
  const isBlankBefore = /\s/.test(text[cell.from - 1] ?? "");
  return {
    from: cell.from,
    to: cell.to,
    insert: `${isBlankBefore ? "" : " "}${words}${text[cell.to] === "|" ? " " : ""}`,
  };
}

/** More cells at the end of a row, which may end in a bar or not. */
function cellsBehind(text: string, row: Span, cells: readonly string[]): Edit {
  const line = text.slice(row.from, row.to).trimEnd();
  const at = row.from + line.length;
  const hasEnd = /(?<!\\)\|$/.test(line);
  return {
    from: at,
    to: at,
    insert: `${hasEnd ? "" : " |"}${cells.map((cell) => (cell === "" ? "  |" : ` ${cell} |`)).join("")}`,
  };
}

/** Only where each row has its place: what stands behind the last column of a ragged one would come under the new heading. */
function addColumn(markdown: Markdown, table: Table, row: Row, heading: string, words: string): Edit[] | null {
  const { text, lines } = markdown;
  const { header, rows } = table;
  const count = header.cells.length;
  if (rows.some(({ cells }) => cells.length > count)) return null;
  const start = lines.startOf(lines.positionOf(header.from).line + 1);
  const [rule = ""] = /^[^\r\n]*/.exec(text.slice(start, table.to)) ?? [];
  return [
    cellsBehind(text, header, [heading]),
    cellsBehind(text, { from: start, to: start + rule.length }, ["---"]),
    ...rows.map((one) => {
      const missing = Array.from({ length: count - one.cells.length }, () => "");
      return cellsBehind(text, one, [...missing, one === row ? words : ""]);
    }),
  ];
}

/** Behind what is to be done, because what stands behind a label belongs to that. */
const writeInItem = ({ text }: WrittenTask, { heading, inItem }: TaskField, value: string): Edit =>
  inItem === null
    ? { from: text.to, to: text.to, insert: ` (${heading}: ${value})` }
    : { from: inItem.from, to: inItem.to, insert: value };
