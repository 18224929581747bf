// The rows of a task table, whatever a team calls its columns.
import type { Cell, Markdown, Row, Table } from "../../text/markdown.ts";
import { readEstimates } from "./read-estimates.ts";
import type { WrittenTask } from "./task.ts";
import { ownId } from "./task-id.ts";
import { readStatus } from "./task-status.ts";

const COLUMNS = {
  id: ["id", "task id", "no", "nr", "number", "key", "ref", ""],
  text: ["task", "tasks", "step", "title", "what", "work", "deliverable", "action", "name"],
  description: ["description", "details"],
  after: ["after", "depends on", "dependencies", "dependency", "depends", "deps", "blocked by", "predecessors"],
  estimates: ["min likely max", "min max", "estimate", "estimates", "estimated time", "time estimate", "duration"],
  min: ["min", "minimum", "optimistic", "best", "best case"],
  likely: ["likely", "most likely", "realistic"],
  max: ["max", "maximum", "pessimistic", "worst", "worst case"],
  verify: [
    "verify",
    "verification",
    "verified by",
    "verify by",
    "verify with",
    "check",
    "done when",
    "acceptance",
    "test",
  ],
  rollback: ["rollback", "roll back", "undo", "revert", "rollback plan", "back out"],
  status: ["status", "state"],
  done: ["done", "completed", "complete"],
} as const;
type Column = keyof typeof COLUMNS;

const nameOf = ({ text }: Cell): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** The tasks of a table; none when it is a table of something else. */
export function tasksOfTable(markdown: Markdown, { header, rows }: Table): WrittenTask[] {
  const columns = columnsOf(header);
  const isOfTasks = columns.has("text") && columns.size > 1;
  return isOfTasks ? rows.map((row) => taskOfRow(markdown, row, columns)).filter(isWritten) : [];
}

function columnsOf(header: Row): ReadonlyMap<Column, number> {
  const names = header.cells.map(nameOf);
  const columns = new Map<Column, number>();
  for (const [column, aliases] of Object.entries(COLUMNS)) {
    const index = names.findIndex((name) => aliases.some((alias) => alias === name));
    if (index >= 0) columns.set(column as Column, index);
  }
  const [id, task, description] = [columns.get("id"), columns.get("text"), columns.get("description")];
  if (description === undefined) return columns;
  // Beside "Task", which then holds the id, or beside "ID" alone, the description says what is to be done.
  if (id === undefined && task !== undefined) columns.set("id", task).set("text", description);
  if (id !== undefined && task === undefined) columns.set("text", description);
  return columns;
}

const isWritten = ({ id, text }: WrittenTask): boolean => id !== null || text.text !== "";

function taskOfRow({ text }: Markdown, row: Row, columns: ReadonlyMap<Column, number>): WrittenTask {
  const cell = (column: Column): Cell | null => {
    const index = columns.get(column);
    // A row may end before its table does.
    return index === undefined ? null : (row.cells[index] ?? { from: row.to, to: row.to, text: "" });
  };
  const said = cell("text") ?? row.cells[0] ?? { from: row.from, to: row.to, text: "" };
  const named = columns.has("id") ? { id: nonEmpty(cell("id")), text: said } : splitId(text, said);
  const [status, done] = [cell("status"), cell("done")];
  return {
    from: row.from,
    to: row.to,
    ...named,
    afterField: cell("after"),
    ...readEstimates(text, cell),
    verify: cell("verify"),
    rollback: cell("rollback"),
    status,
    progress: progressOf(status, done),
    isRow: true,
  };
}

const nonEmpty = (cell: Cell | null): Cell | null => (cell === null || cell.text === "" ? null : cell);

function progressOf(status: Cell | null, done: Cell | null): WrittenTask["progress"] {
  if (status !== null && status.text !== "") return readStatus(status.text);
  if (done === null) return null;
  return /^(?:x|1)$/i.test(done.text) || readStatus(done.text) === "done" ? "done" : "open";
}

/** `T1: build the codec` in one cell. */
function splitId(text: string, cell: Cell): Pick<WrittenTask, "id" | "text"> {
  const id = ownId(text, cell)?.id ?? null;
  if (id === null) return { id, text: cell };
  const rest = cell.text.slice(cell.text.indexOf(id.text) + id.text.length).replace(/^[\s:.)–—-]+/, "");
  return { id, text: { from: cell.from, to: cell.to, text: rest } };
}
