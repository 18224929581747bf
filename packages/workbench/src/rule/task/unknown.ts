import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { planOf } from "./example.ts";
import { missingTask } from "../../task/named-tasks.ts";
import { tasksOf } from "../../task/read-tasks.ts";

export const unknownTask: Rule = {
  id: "task.unknown",
  title: "A task that comes after one that is not there",
  why: "A schedule cannot be computed over a gap, and the work that was meant is in nobody's plan.",
  remedy: "Name a task of this plan, or add the one that is missing.",
  weight: "broken",
  appliesTo: "typed",
  bad: planOf(
    "T1 | Measure the round trip over the socket | - | 2 h | 4 h | 1 d | `npm run bench -- socket` | none, because it only reads | todo",
    "T2 | Frame messages once for all readers | T7 | 1 d | 2 d | 4 d | `npm test -- frame` | `git revert` | todo",
  ),
  good: planOf(
    "T1 | Measure the round trip over the socket | - | 2 h | 4 h | 1 d | `npm run bench -- socket` | none, because it only reads | todo",
    "T2 | Frame messages once for all readers | T1 | 1 d | 2 d | 4 d | `npm test -- frame` | `git revert` | todo",
  ),
  *check(subject: Subject): Iterable<Problem> {
    const told = missingTask(subject, unknownTask.remedy);
    for (const { id: own, after } of tasksOf(subject))
      for (const { id, isKnown, from, to } of after) if (!isKnown) yield { from, to, message: told(id, own?.text) };
  },
};
