import type { Subject } from "../rule/subject.ts";
import { missingTask } from "../task/named-tasks.ts";
import { tasksOf } from "../task/read-tasks.ts";
import type { Task } from "../task/task.ts";
import { idKey } from "../task/task-id.ts";
import type { Cell } from "../text/markdown.ts";

export type NamedTask = Task & { readonly id: Cell };

const isNamed = (task: Task): task is NamedTask => task.id !== null;

/** The task that a person means: `t-07` is `T-7`, and of two with one id the first counts. Else why there is none, in a sentence. */
export function findTask(subject: Subject, wanted: string): NamedTask | string {
  const key = idKey(wanted);
  const found = tasksOf(subject)
    .filter(isNamed)
    .find(({ id }) => idKey(id.text) === key);
  return found ?? missingTask(subject, "`nomous plan show` lists them.")(wanted);
}
