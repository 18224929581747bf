import { describe, expect, test } from "vitest";
import { createRandom } from "../statistics/random.ts";
import { createBusyTime } from "./busy-time.ts";
import { computeSchedule } from "./compute-schedule.ts";
import { peopleOf } from "./people.ts";
import { planOf, planOfTasks, randomPlan, taskOf } from "./plan-fixture.ts";
import type { Plan } from "./plan.ts";
import type { Schedule } from "./schedule.ts";

function scheduleOf(plan: Plan): Schedule {
  const schedule = computeSchedule(plan);
  if ("cycle" in schedule) throw new Error(schedule.cycle.join());
  return schedule;
}

const startsOf = (plan: Plan): Record<string, number> =>
  Object.fromEntries(scheduleOf(plan).tasks.map(({ id, start }) => [id, start]));

describe("nobody does two tasks at once", () => {
  test("of two that could begin, the one comes first that has to begin first", () => {
    const plan = planOf({
      A: { hours: 2, who: "ada" },
      B: { hours: 3, who: "Ada" },
      C: { hours: 8, after: ["B"], who: "bob" },
    });
    expect(startsOf(plan)).toEqual({ B: 0, C: 3, A: 3 });
    expect(scheduleOf(plan)).toMatchObject({ length: 11, criticalPath: ["B", "C"], parallelWidth: 2 });
    expect(scheduleOf(plan).tasks[0]?.slack).toBe(6);
  });

  test("where nothing else decides, the text does", () => {
    expect(startsOf(planOf({ B: { hours: 1, who: "ada" }, A: { hours: 1, who: "ada" } }))).toEqual({ B: 0, A: 1 });
  });

  test("a task that fits into a gap is done there, and delays nobody", () => {
    const plan = planOf({
      A: { hours: 4 },
      B: { hours: 8, after: ["A"], who: "ada" },
      C: { hours: 3, who: "ada" },
    });
    expect(startsOf(plan)).toEqual({ A: 0, B: 4, C: 0 });
  });

  test("two who do a task are both busy", () => {
    const plan = planOf({
      A: { hours: 2, who: "ada" },
      B: { hours: 3, who: "@bob" },
      C: { hours: 1, who: "ada, bob" },
      D: { hours: 1, who: "bob and ada" },
    });
    const starts = startsOf(plan);
    expect(Math.abs((starts["C"] ?? 0) - (starts["D"] ?? 0))).toBe(1);
    expect(scheduleOf(plan).length).toBe(5);
  });

  test("a task that likely takes no time delays nobody", () => {
    expect(startsOf(planOf({ A: { hours: 4, who: "ada" }, B: { hours: [0, 0, 4], who: "ada" } }))).toEqual({
      A: 0,
      B: 0,
    });
  });

  test("the order of a person is on the critical path, and a milestone needs nobody", () => {
    const plan = planOf({
      A: { hours: 4, who: "ada" },
      M: { hours: 0, isMilestone: true, who: "ada" },
      B: { hours: 4, who: "ada" },
    });
    const schedule = scheduleOf(plan);
    expect(schedule.criticalPath).toEqual(["A", "B"]);
    expect(schedule.tasks[1]).toMatchObject({ start: 0, slack: 8 });
  });
});

const isEvery = (values: readonly boolean[]): boolean => values.every(Boolean);

function isLevel(plan: Plan, schedule: Schedule): boolean {
  const times = new Map(schedule.tasks.map((one) => [one.id, one]));
  const finishOf = (id: string): number => times.get(id)?.finish ?? Number.NaN;
  const waits = plan.tasks.map(({ after }, i) =>
    isEvery(after.map((id) => finishOf(id) <= (schedule.tasks[i]?.start ?? -1))),
  );
  const alone = ["ada", "bob", "cyd"].map((name) => {
    const own = plan.tasks.flatMap((task, i) => (peopleOf(task).includes(name) ? (schedule.tasks[i] ?? []) : []));
    const busy = own.filter(({ start, finish }) => finish > start).toSorted((a, b) => a.start - b.start);
    return isEvery(busy.map(({ start }, i) => start >= (busy[i - 1]?.finish ?? 0)));
  });
  const path = schedule.criticalPath.reduce((sum, id) => sum + finishOf(id) - (times.get(id)?.start ?? 0), 0);
  const unlevelled = scheduleOf(planOfTasks(plan.tasks.map((task) => ({ ...task, who: null }))));
  const slacks = schedule.tasks.map(({ slack, latestStart, start }) => slack >= 0 && latestStart - start === slack);
  return isEvery([...waits, ...alone, ...slacks, path === schedule.length, schedule.length >= unlevelled.length]);
}

test("on 700 random plans nobody is in two places, everything waits for what comes before it, and it takes no less time", () => {
  const odd = Array.from({ length: 700 }, (_, seed) => seed).filter((seed) => {
    const plan = randomPlan(`people ${seed}`, 25, ["ada", "bob", "ada, cyd"]);
    return !isLevel(plan, scheduleOf(plan));
  });
  expect(odd).toEqual([]);
});

test("a person is free where an hour-by-hour calendar says so", () => {
  const random = createRandom("busy");
  for (let round = 0; round < 50; round += 1) {
    const busy = createBusyTime();
    const hours = new Set<number>();
    for (let task = 0; task < 30; task += 1) {
      const [earliest, duration] = [random.int(60), 1 + random.int(4)];
      let first = earliest;
      while (Array.from({ length: duration }, (_, i) => first + i).some((hour) => hours.has(hour))) first += 1;
      expect(busy.freeFrom(earliest, duration)).toBe(first);
      busy.occupy(first, first + duration);
      for (let hour = first; hour < first + duration; hour += 1) hours.add(hour);
    }
  }
});

test("what is late by less than its slack delays nobody, people included", () => {
  for (let seed = 0; seed < 200; seed += 1) {
    const plan = randomPlan(`late ${seed}`, 12, ["ada", "bob"]);
    const schedule = scheduleOf(plan);
    const late = schedule.tasks.find(({ slack }) => slack > 0);
    if (late === undefined) continue;
    // A task before it takes the slack away; people keep their order only if it is given, so it is given as After.
    const order = plan.tasks.map((task, i) => ({ task, times: schedule.tasks[i] }));
    const fixed = order.map(({ task, times }) => {
      const own = order.filter(
        (one) =>
          (one.times?.finish ?? 0) <= (times?.start ?? 0) &&
          one.task !== task &&
          (one.times?.finish ?? 0) > (one.times?.start ?? 0) &&
          peopleOf(one.task).some((name) => peopleOf(task).includes(name)),
      );
      const after = [
        ...new Set([...task.after, ...own.map((one) => one.task.id), ...(task.id === late.id ? ["X"] : [])]),
      ];
      return { ...task, who: null, after };
    });
    const delayed = planOfTasks([...fixed, taskOf("X", { hours: late.latestStart })]);
    expect(scheduleOf(delayed).length).toBe(schedule.length);
  }
});
