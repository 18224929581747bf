import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { planOf } from "./example.ts";
import { tasksOf } from "../../task/read-tasks.ts";
import { idKey } from "../../task/task-id.ts";

export const duplicateTask: Rule = {
  id: "task.duplicate",
  title: "Two tasks with one id",
  why: "Whoever names the id means one of the two, and nobody can tell which.",
  remedy: "Give the second task an id of its own, and look through what names the first.",
  weight: "broken",
  appliesTo: "typed",
  bad: planOf(
    "T1 | Write the outbox to IndexedDB | - | 1 d | 2 d | 3 d | `npm test -- outbox` | `git revert` | todo",
    "T1 | Drain the outbox under a lock | - | 1 d | 1 d | 2 d | `npm test -- outbox` | `git revert` | todo",
  ),
  good: planOf(
    "T1 | Write the outbox to IndexedDB | - | 1 d | 2 d | 3 d | `npm test -- outbox` | `git revert` | todo",
    "T2 | Drain the outbox under a lock | - | 1 d | 1 d | 2 d | `npm test -- outbox` | `git revert` | todo",
  ),
  *check(subject: Subject): Iterable<Problem> {
    const seen = new Map<string, number>();
    for (const { id } of tasksOf(subject)) {
      if (id === null) continue;
      const first = seen.get(idKey(id.text));
      if (first === undefined) {
        seen.set(idKey(id.text), id.from);
        continue;
      }
      const { line } = subject.markdown.lines.positionOf(first);
      yield {
        from: id.from,
        to: id.to,
        message: `${id.text} is also the id of the task on line ${line}. ${duplicateTask.remedy}`,
      };
    }
  },
};
