// The chain of tasks that takes longest, each of which waits for the one before. Nobody is done in less.
import { beginnable } from "../../task/find-cycles.ts";
import type { Task } from "../../task/task.ts";
import { idKey } from "../../task/task-id.ts";

interface Chain {
  /** Of work, as the least that each task takes; one without an estimate takes nothing. */
  readonly hours: number;
  /** The ids of its tasks, in order. */
  readonly ids: readonly string[];
}

export function longestChain(tasks: readonly Task[]): Chain {
  const byKey = new Map(tasks.flatMap((task) => (task.id === null ? [] : [[idKey(task.id.text), task] as const])));
  const waits = new Map([...byKey].map(([key, { after }]) => [key, after.map(({ id }) => idKey(id))]));
  const ends = new Map<string, { readonly hours: number; readonly before: string | undefined }>();
  const endOf = (key: string | undefined): number => (key === undefined ? 0 : (ends.get(key)?.hours ?? 0));
  const later = (a: string | undefined, b: string | undefined): string | undefined => (endOf(b) > endOf(a) ? b : a);
  let last: string | undefined;
  for (const key of beginnable(waits)) {
    const before = (waits.get(key) ?? []).filter((one) => ends.has(one)).reduce(later, undefined);
    ends.set(key, { hours: endOf(before) + leastOf(byKey.get(key)), before });
    last = later(last, key);
  }
  const ids: string[] = [];
  for (let key = last; key !== undefined; key = ends.get(key)?.before) ids.push(byKey.get(key)?.id?.text ?? key);
  return { hours: endOf(last), ids: ids.toReversed() };
}

const leastOf = (task: Task | undefined): number => (task?.min ?? task?.likely)?.duration?.hours ?? 0;
