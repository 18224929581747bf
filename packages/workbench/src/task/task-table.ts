// The rows of a task table, whatever a team calls its columns.
import type { Cell, Markdown, Table } from "../text/markdown.ts";
import { columnsOf, type NamedRow, namedRows } from "../rule/named-rows.ts";
import { estimateOf, readEstimates } from "./read-estimates.ts";
import type { WrittenTask } from "./task.ts";
import { ownId } from "./task-id.ts";
import { readStatus } from "./task-status.ts";

/** What each column is for, by the headings that it is known by. */
export const TASK_HEADINGS = {
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
  actual: ["actual", "took", "actual time", "spent", "time spent"],
  who: ["who", "owner", "assignee", "person", "assigned to"],
} as const;
type Column = keyof typeof TASK_HEADINGS;

/** Tables of other things have them as well: "Action" and "Owner" alone are no plan. */
const TELLS_LITTLE: ReadonlySet<Column> = new Set(["actual", "who"]);

/** The tasks of a table; none when it is a table of something else. */
export function tasksOfTable(markdown: Markdown, table: Table): WrittenTask[] {
  const columns = placeDescription(columnsOf(table, TASK_HEADINGS));
  const isOfTasks = columns.has("text") && [...columns.keys()].filter((name) => !TELLS_LITTLE.has(name)).length > 1;
  return isOfTasks
    ? namedRows(table, columns)
        .map((row) => taskOfRow(markdown, row))
        .filter(isWritten)
    : [];
}

/** Beside "Task", which then holds the id, or beside "ID" alone, the description says what is to be done. */
function placeDescription(columns: Map<Column, number>): ReadonlyMap<Column, number> {
  const [id, task, description] = [columns.get("id"), columns.get("text"), columns.get("description")];
  if (description === undefined) return columns;
  if (id === undefined && task !== undefined) columns.set("id", task).set("text", description);
  if (id !== undefined && task === undefined) columns.set("text", description);
  return columns;
}

const isWritten = ({ id, text }: WrittenTask): boolean => id !== null || text.text !== "";

function taskOfRow({ text }: Markdown, { from, to, cell }: NamedRow<Column>): WrittenTask {
  const [id, said, status] = [cell("id"), cell("text") ?? { from, to, text: "" }, cell("status")];
  return {
    from,
    to,
    ...(id === null ? splitId(text, said) : { id: nonEmpty(id), text: said }),
    afterField: cell("after"),
    ...readEstimates(text, cell),
    actual: estimateOf(cell("actual")),
    who: cell("who"),
    verify: cell("verify"),
    rollback: cell("rollback"),
    status,
    progress: progressOf(status, cell("done")),
    isRow: true,
  };
}

const nonEmpty = (cell: Cell): Cell | null => (cell.text === "" ? null : cell);

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
