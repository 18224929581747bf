// Which tasks of a plan serve which of its goals. A task says so itself, `(O1)`; what has to be done before such a task serves the goal too, and
// what verifies a target is there for the target.
import { isAbout, namesId } from "../prose/subject-words.ts";
import { partsOf, type Subject } from "../rule/subject.ts";
import { isMilestone } from "../task/is-milestone.ts";
import { tasksOf } from "../task/read-tasks.ts";
import type { Task } from "../task/task.ts";
import { idKey, idsNamedIn } from "../task/task-id.ts";
import { type Goal, goalsOf } from "./read-goals.ts";

interface ServingTask {
  readonly task: Task;
  /** Goals that it names; where no task names one by its id, those that it speaks of. */
  readonly goals: readonly Goal[];
  /** It names one by its id. */
  readonly isNamed: boolean;
  /** It serves none, and nothing that does waits for it, and no target or criterion rests on it. */
  readonly isStray: boolean;
}

export interface Serving {
  /** In the order of the text. */
  readonly tasks: readonly ServingTask[];
  /** Whether tasks name goals by their ids; else what serves what is told from words. */
  readonly isByIds: boolean;
}

const known = new WeakMap<Subject, Serving>();

export function servingOf(subject: Subject): Serving {
  const before = known.get(subject) ?? readServing(subject);
  known.set(subject, before);
  return before;
}

function readServing(subject: Subject): Serving {
  const goals = goalsOf(subject);
  const tasks = tasksOf(subject);
  const named = tasks.map((task) => goals.filter(({ id }) => id !== null && namesId(textOf(subject, task), id)));
  const isByIds = named.some((some) => some.length > 0);
  const served = isByIds
    ? named
    : tasks.map((task) => goals.filter(({ text }) => isAbout(task.text.text, text) || isAbout(text, task.text.text)));
  const useful = usefulTasks(subject, tasks, served);
  return {
    isByIds,
    tasks: tasks.map((task, i) => ({
      task,
      goals: served[i] ?? [],
      isNamed: (named[i] ?? []).length > 0,
      isStray: !useful.has(task),
    })),
  };
}

/** A goal may be named in any cell of the row. */
const textOf = ({ markdown }: Subject, { from, to }: Task): string => markdown.text.slice(from, to);

const RESTS_ON_TASKS = ["targets", "validation", "criteria"] as const;

/** Those that serve something, and all that they wait for; a milestone marks a moment and serves by what it waits for. */
function usefulTasks(
  subject: Subject,
  tasks: readonly Task[],
  served: readonly (readonly Goal[])[],
): ReadonlySet<Task> {
  const { text } = subject.markdown;
  const texts = RESTS_ON_TASKS.flatMap((role) => partsOf(subject, role)).map(({ content }) =>
    text.slice(content.from, content.to),
  );
  const relied = new Set(texts.flatMap(idsNamedIn).map(idKey));
  const byKey = new Map(tasks.flatMap((task) => (task.id === null ? [] : [[idKey(task.id.text), task] as const])));
  const open = tasks.filter(
    (task, i) =>
      task.progress === "dropped" ||
      isMilestone(task) ||
      (served[i] ?? []).length > 0 ||
      (task.id !== null && relied.has(idKey(task.id.text))),
  );
  const useful = new Set<Task>();
  for (let task = open.pop(); task !== undefined; task = open.pop()) {
    if (useful.has(task)) continue;
    useful.add(task);
    for (const { id } of task.after) {
      const earlier = byKey.get(idKey(id));
      if (earlier !== undefined) open.push(earlier);
    }
  }
  return useful;
}
