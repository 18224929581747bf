import { isPlaceholder } from "../part-content.ts";
import { isLeftOpen } from "../placeholder.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { planOf } from "./example.ts";
import { isMilestone } from "../../task/is-milestone.ts";
import { hasExpectedTable, tasksOf } from "../../task/read-tasks.ts";
import type { Estimate } from "../../task/task.ts";

export const unestimatedTask: Rule = {
  id: "task.unestimated",
  title: "A task without an estimate, in a table that has a place for it",
  why: "The schedule leaves it out, and every date behind it comes too early.",
  remedy: "Write how long it takes at least, most likely and at most, such as 2 h, 4 h and 1 d.",
  weight: "missing",
  appliesTo: "typed",
  bad: planOf("T1 | Count queued commands in the page | - | 2 h | | 1 d | `npm test -- queue` | `git revert` | todo"),
  good: planOf(
    "T1 | Count queued commands in the page | - | 2 h | 4 h | 1 d | `npm test -- queue` | `git revert` | todo",
  ),
  *check(subject: Subject): Iterable<Problem> {
    for (const task of tasksOf(subject)) {
      const { min, likely, max, text, progress } = task;
      const isOver = progress === "done" || progress === "dropped";
      if (isOver || isMilestone(task) || hasExpectedTable(subject, task)) continue;
      const missing = [["Min", min] as const, ["Likely", likely] as const, ["Max", max] as const].filter(([, one]) =>
        isMissing(one),
      );
      const [[, first] = []] = missing;
      if (!first) continue;
      const { from, to } = first.text === "" && text.text !== "" ? text : first;
      const what = `This task has no ${missing.map(([name]) => name).join(", no ")}.`;
      yield { from, to, message: `${what} ${unestimatedTask.remedy}` };
    }
  },
};

const isMissing = (estimate: Estimate | null): boolean =>
  estimate !== null && isPlaceholder(estimate.text) && !isLeftOpen(estimate.text);
