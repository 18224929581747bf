import { servingOf } from "../../trace/serving.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { planWithTasks } from "./example.ts";

export const strayTask: Rule = {
  id: "coverage.stray-task",
  title: "A task that serves no objective of its plan, where the others say which one they serve",
  why: "Work that nobody asked for takes the time of work that somebody did, or an objective is missing that everybody had in mind.",
  remedy:
    "Name the objective behind the task, such as `(O1)`, let a task that serves one wait for it, or write the objective down.",
  weight: "advice",
  appliesTo: "typed",
  bad: planWithTasks(
    "T1 | Keep a cursor for each reader (O1) | - | `npm test -- cursor`",
    "T2 | Number the turns of all browsers (O2) | T1 | `npm test -- order`",
    "T3 | Draw the icons of the menu anew | - | `npm test -- icons`",
  ),
  good: planWithTasks(
    "T1 | Keep a cursor for each reader (O1) | T3 | `npm test -- cursor`",
    "T2 | Number the turns of all browsers (O2) | T1 | `npm test -- order`",
    "T3 | Give the log an index by reader | - | `npm test -- index`",
  ),
  *check(subject: Subject): Iterable<Problem> {
    const { tasks } = servingOf(subject);
    const naming = tasks.filter(({ isNamed }) => isNamed).length;
    // Where only some tasks name what they serve, the others say nothing by not doing so.
    if (naming * 2 < tasks.length) return;
    for (const { task, isStray } of tasks)
      if (isStray)
        yield {
          from: task.text.from,
          to: task.text.to,
          message: `${quote(task.text.text)} serves no objective, and nothing that serves one waits for it. ${strayTask.remedy}`,
        };
  },
};
