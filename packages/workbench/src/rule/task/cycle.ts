import type { Cell } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { planOf } from "./example.ts";
import { findCycles } from "../../task/find-cycles.ts";
import { tasksOf } from "../../task/read-tasks.ts";
import type { Task } from "../../task/task.ts";
import { idKey } from "../../task/task-id.ts";

/** A longer cycle is shown by its beginning. */
const LONGEST_SHOWN = 8;

export const taskCycle: Rule = {
  id: "task.cycle",
  title: "Tasks that wait for each other",
  why: "None of them can be begun, so no schedule exists. Whoever starts anyway decides alone which one the plan meant.",
  remedy: "Take one task out of the After of another, or cut a task in two.",
  weight: "broken",
  appliesTo: "typed",
  bad: planOf(
    "T1 | Write segment rows with a checksum | T3 | 1 d | 2 d | 3 d | `npm test -- segment` | `git revert` | todo",
    "T2 | Read old rows as segments | T1 | 1 d | 2 d | 3 d | `npm test -- segment` | `git revert` | todo",
    "T3 | Measure commits a second | T2 | 2 h | 4 h | 1 d | `npm run bench -- commit` | none, because it only reads | todo",
  ),
  good: planOf(
    "T1 | Write segment rows with a checksum | - | 1 d | 2 d | 3 d | `npm test -- segment` | `git revert` | todo",
    "T2 | Read old rows as segments | T1 | 1 d | 2 d | 3 d | `npm test -- segment` | `git revert` | todo",
    "T3 | Measure commits a second | T2 | 2 h | 4 h | 1 d | `npm run bench -- commit` | none, because it only reads | todo",
  ),
  *check(subject: Subject): Iterable<Problem> {
    for (const cycle of cyclesOf(tasksOf(subject)))
      for (const [i, task] of cycle.entries()) {
        const path = [...pathFrom(cycle, i), task.id.text].join(" → ");
        yield { ...spanOf(task), message: `${task.id.text} waits for itself: ${path}. ${taskCycle.remedy}` };
      }
  },
};

function pathFrom(cycle: readonly NamedTask[], start: number): string[] {
  const shown = Array.from(
    { length: Math.min(cycle.length, LONGEST_SHOWN) },
    (_, i) => cycle[(start + i) % cycle.length],
  );
  return [...shown.flatMap((task) => task?.id.text ?? []), ...(cycle.length > LONGEST_SHOWN ? ["…"] : [])];
}

type NamedTask = Task & { readonly id: Cell };

const isNamed = (task: Task): task is NamedTask => task.id !== null;

const spanOf = ({ afterField, from, to }: Task): Span =>
  afterField === null ? { from, to } : { from: afterField.from, to: afterField.to };

function cyclesOf(tasks: readonly Task[]): NamedTask[][] {
  const byKey = new Map(
    tasks
      .toReversed()
      .filter(isNamed)
      .map((task) => [idKey(task.id.text), task]),
  );
  const waits = new Map([...byKey].map(([key, { after }]) => [key, after.map(({ id }) => idKey(id))]));
  return findCycles(waits).map((cycle) => cycle.flatMap((key) => byKey.get(key) ?? []));
}
