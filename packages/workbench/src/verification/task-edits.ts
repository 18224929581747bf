import type { Subject } from "../rule/subject.ts";
import type { Task } from "../task/task.ts";
import { TASK_HEADINGS } from "../task/task-table.ts";
import type { Edit } from "../text/splice.ts";
import { writeField } from "./write-field.ts";

/** What the Status of a task may be set to. */
export type WrittenStatus = "done" | "failed" | "not verified";

const STATUS = { heading: "Status", names: [...TASK_HEADINGS.status, ...TASK_HEADINGS.done] };
const ACTUAL = { heading: "Actual", names: TASK_HEADINGS.actual };

/** The edits that set the status of a task; null when it has no place for one. */
export function statusEdits(subject: Subject, task: Task, status: WrittenStatus): Edit[] | null {
  const box = task.isRow ? null : checkboxEdit(subject, task, status === "done");
  // A box that is checked says it all.
  if (box !== null && task.status === null && status === "done") return [box];
  const words = writeField(subject, task, { ...STATUS, inItem: task.status }, status);
  return words === null ? null : [...(box === null ? [] : [box]), ...words];
}

function checkboxEdit({ markdown: { text, items } }: Subject, { from }: Task, isDone: boolean): Edit | null {
  const item = items.find((one) => one.from === from);
  if (item === undefined || item.task === null) return null;
  const at = item.content.from - "x]".length;
  return text[at + 1] === "]" ? { from: at, to: at + 1, insert: isDone ? "x" : " " } : null;
}

/** The edits that write down how long a task took; null when its table is too ragged for another column. */
export const actualEdits = (subject: Subject, task: Task, duration: string): Edit[] | null =>
  writeField(subject, task, { ...ACTUAL, inItem: task.actual }, duration);
