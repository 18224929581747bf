import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { planOf } from "./example.ts";
import { tasksOf } from "../../task/read-tasks.ts";
import { idKey } from "../../task/task-id.ts";

export const taskOrder: Rule = {
  id: "task.order",
  title: "A task that is done before one that it comes after",
  why: "Either a status is wrong or the order is, and the schedule is computed from both.",
  remedy: "Correct the status of one of them, or take the other out of After.",
  weight: "wrong",
  appliesTo: "typed",
  bad: planOf(
    "T1 | Pair the first browser through a link | - | 1 d | 2 d | 3 d | `npm test -- pair` | `git revert` | todo",
    "T2 | Sign the challenge with the paired key | T1 | 1 d | 2 d | 3 d | `npm test -- sign` | `git revert` | done",
  ),
  good: planOf(
    "T1 | Pair the first browser through a link | - | 1 d | 2 d | 3 d | `npm test -- pair` | `git revert` | done",
    "T2 | Sign the challenge with the paired key | T1 | 1 d | 2 d | 3 d | `npm test -- sign` | `git revert` | done",
  ),
  *check(subject: Subject): Iterable<Problem> {
    const tasks = tasksOf(subject);
    const open = new Set(
      tasks.flatMap(({ id, progress }) => (id !== null && progress === "open" ? idKey(id.text) : [])),
    );
    for (const { id, status, text, progress, after } of tasks) {
      const before = after.find(({ id: other }) => open.has(idKey(other)) && idKey(other) !== idKey(id?.text ?? ""));
      if (progress !== "done" || before === undefined) continue;
      const { from, to } = status ?? text;
      yield { from, to, message: `This task is done, but ${before.id} before it is not. ${taskOrder.remedy}` };
    }
  },
};
