// What was seen of a task, written into its row. The row may have been rewritten since somebody looked: then it asks for something else, and stays.
import { type CheckInput, createSubject } from "../check/check-document.ts";
import type { Subject } from "../rule/subject.ts";
import { type Edit, splice } from "../text/splice.ts";
import { findTask, type NamedTask } from "./find-task.ts";
import { actualEdits, statusEdits, type WrittenStatus } from "./task-edits.ts";
import { taskHash } from "./task-hash.ts";

export interface TaskMark {
  /** The id of the task. */
  readonly task: string;
  /** What it asked for: see `taskHash`. */
  readonly hash: string;
  readonly status: WrittenStatus;
  /** How long it took, as a person writes it; left out: nobody said. */
  readonly took?: string;
}

export type MarkedText =
  | { readonly outcome: "marked"; readonly text: string }
  /** Another text stands there, or none. */
  | { readonly outcome: "rewritten" }
  /** Its table is too ragged for the column that this needs. */
  | { readonly outcome: "no-place"; readonly column: "Status" | "Actual" };

export function markTask(input: CheckInput, { task, hash, status, took }: TaskMark): MarkedText {
  const { subject } = createSubject(input);
  const found = findTask(subject, task);
  if (typeof found === "string" || taskHash(subject.markdown, found) !== hash) return { outcome: "rewritten" };
  const done = written(input, task, (subject, one) => statusEdits(subject, one, status));
  if (done === null) return { outcome: "no-place", column: "Status" };
  if (took === undefined) return { outcome: "marked", text: done };
  // The first edits may have made a column: the next ones stand in another text.
  const text = written({ ...input, text: done }, task, (subject, one) => actualEdits(subject, one, took));
  return text === null ? { outcome: "no-place", column: "Actual" } : { outcome: "marked", text };
}

function written(
  input: CheckInput,
  id: string,
  editsOf: (subject: Subject, task: NamedTask) => readonly Edit[] | null,
): string | null {
  const { subject } = createSubject(input);
  const task = findTask(subject, id);
  const edits = typeof task === "string" ? null : editsOf(subject, task);
  return edits === null ? null : splice(input.text, edits);
}
