import { quote } from "../quote.ts";
import { isPlaceholder } from "../part-content.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { planOf } from "./example.ts";
import { tasksOf } from "../../task/read-tasks.ts";
import { isMilestoneWord } from "../../task/is-milestone.ts";
import type { Estimate, Task } from "../../task/task.ts";

export const taskEstimate: Rule = {
  id: "task.estimate",
  title: "An estimate that is no duration, or is out of order",
  why: "The schedule is computed from the three numbers. With one that cannot be, its dates are wrong for every task that follows.",
  remedy: "Write a number with its unit, such as `4 h` or `2 d`, and keep min ≤ likely ≤ max.",
  weight: "broken",
  appliesTo: "typed",
  bad: planOf(
    "T1 | Quantise the model to Q4_K_M | - | 4 d | 2 d | 3 d | `npm run bench -- model` | keep the old file | todo",
    "T2 | Warm the model at start | T1 | 2 h | soon | 1 d | `npm test -- warm` | `git revert` | todo",
  ),
  good: planOf(
    "T1 | Quantise the model to Q4_K_M | - | 1 d | 2 d | 3 d | `npm run bench -- model` | keep the old file | todo",
    "T2 | Warm the model at start | T1 | 2 h | 4 h | 1 d | `npm test -- warm` | `git revert` | todo",
  ),
  *check(subject: Subject): Iterable<Problem> {
    for (const task of tasksOf(subject)) {
      const written = estimatesOf(task);
      const odd = written.filter(([, one]) => one.duration === null && !isMilestoneWord(one));
      for (const [, { from, to, text }] of odd) yield { from, to, message: oddMessage(text) };
      if (odd.length === 0) yield* outOfOrder(written);
    }
  },
};

type Named = readonly [name: string, estimate: Estimate];

function estimatesOf({ min, likely, max }: Task): Named[] {
  const all = [["Min", min] as const, ["Likely", likely] as const, ["Max", max] as const];
  return all.flatMap(([name, one]) => (one === null || isPlaceholder(one.text) ? [] : [[name, one] as const]));
}

function oddMessage(text: string): string {
  if (/^[-−]\s*\d/.test(text)) return `${quote(text)} is less than no time. ${taskEstimate.remedy}`;
  return `${quote(text)} is no duration. ${taskEstimate.remedy}`;
}

/** Told at the first number that is larger than the next one. */
function* outOfOrder(written: readonly Named[]): Iterable<Problem> {
  const odd = written.findIndex(
    ([, { duration }], i) => hoursOf(duration) > hoursOf(written[i + 1]?.[1].duration ?? null),
  );
  const [[name, larger] = [], [nextName, smaller] = []] = [written[odd], written[odd + 1]];
  if (larger === undefined || smaller === undefined) return;
  const what = `${name} is ${larger.text}, more than the ${smaller.text} of ${nextName}`;
  yield { from: larger.from, to: larger.to, message: `${what}. Put the three in order: min ≤ likely ≤ max.` };
}

const hoursOf = (duration: Estimate["duration"]): number => duration?.hours ?? Number.POSITIVE_INFINITY;
