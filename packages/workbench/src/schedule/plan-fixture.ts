// Plans for tests, from as little as matters.
import { createRandom } from "../statistics/random.ts";
import type { Plan, PlannedTask } from "./plan.ts";

/** One number of hours, or min, likely and max. */
export type TaskWords = Partial<Omit<PlannedTask, "estimate">> & {
  readonly hours?: number | readonly [number, number, number];
};

/** Without `hours` nobody estimated the task. */
export function taskOf(id: string, { hours, ...more }: TaskWords = {}): PlannedTask {
  const [min, likely, max] = typeof hours === "number" ? [hours, hours, hours] : (hours ?? []);
  return {
    id,
    from: 0,
    to: 0,
    title: "",
    after: [],
    estimate: min === undefined || likely === undefined || max === undefined ? null : { min, likely, max },
    actual: null,
    who: null,
    phase: "",
    isMilestone: false,
    verify: "",
    rollback: "",
    standing: "open",
    line: 1,
    ...more,
  };
}

export const planOfTasks = (tasks: readonly PlannedTask[]): Plan => ({ tasks, start: null, notes: [] });

/** In the order of the text. */
export const planOf = (tasks: Readonly<Record<string, TaskWords>>): Plan =>
  planOfTasks(Object.entries(tasks).map(([id, words]) => taskOf(id, words)));

/** Tasks that wait for some before them in a hidden order, standing in the text in another one. */
export function randomPlan(seed: string, most: number, people: readonly string[] = []): Plan {
  const random = createRandom(seed);
  const count = random.int(most + 1);
  const density = random.next();
  const ids = Array.from({ length: count }, (_, i) => `T${i}`);
  const tasks = ids.map((id, i) =>
    taskOf(id, {
      after: ids.slice(0, i).filter(() => random.next() < density),
      // Few lengths, so that many chains are equally long; some take none.
      hours: random.int(5) / 2,
      who: people[random.int(people.length + 1)] ?? null,
      standing: random.next() < 0.1 ? "dropped" : "open",
    }),
  );
  return planOfTasks(random.shuffle(tasks));
}
