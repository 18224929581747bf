import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { planOf } from "./example.ts";
import { tasksOf } from "../../task/read-tasks.ts";
import { idKey } from "../../task/task-id.ts";

export const selfTask: Rule = {
  id: "task.self",
  title: "A task that waits for itself",
  why: "It can never begin. Most often a row was copied and another id was meant.",
  remedy: "Name the task that has to be done before, or clear After.",
  weight: "broken",
  appliesTo: "typed",
  bad: planOf(
    "T1 | Stream tokens in frames of 20 ms | T1 | 1 d | 2 d | 3 d | `npm run bench -- frames` | `git revert` | todo",
  ),
  good: planOf(
    "T1 | Stream tokens in frames of 20 ms | - | 1 d | 2 d | 3 d | `npm run bench -- frames` | `git revert` | todo",
  ),
  *check(subject: Subject): Iterable<Problem> {
    for (const { id, after } of tasksOf(subject))
      for (const { id: other, from, to } of after)
        if (id !== null && idKey(id.text) === idKey(other))
          yield { from, to, message: `${id.text} comes after itself. ${selfTask.remedy}` };
  },
};
