import { describe, expect, test } from "vitest";
import { computeSchedule } from "./compute-schedule.ts";
import { planOf, planOfTasks, randomPlan, taskOf } from "./plan-fixture.ts";
import type { Plan } from "./plan.ts";
import type { Cycle, Schedule } from "./schedule.ts";
import type { ScheduleOptions } from "./task-graph.ts";

function scheduleOf(plan: Plan, options?: ScheduleOptions): Schedule {
  const schedule = computeSchedule(plan, options);
  if ("cycle" in schedule) throw new Error(schedule.cycle.join());
  return schedule;
}

const timesOf = ({ tasks }: Schedule): string[] =>
  tasks.map(({ id, start, finish, slack }) => `${id} ${start}-${finish} +${slack}`);

/** Of the textbook: two chains that meet. */
const HOUSE = planOf({
  A: { hours: 3 },
  B: { hours: 4, after: ["A"] },
  C: { hours: 2, after: ["A"] },
  D: { hours: 5, after: ["B"] },
  E: { hours: 1, after: ["C"] },
  F: { hours: 2, after: ["C"] },
  G: { hours: 4, after: ["D", "E"] },
  H: { hours: 3, after: ["F", "G"] },
});

describe("the critical path by hand", () => {
  test("each task begins when the last one before it ends, and may be late by what its chains leave", () => {
    const schedule = scheduleOf(HOUSE);
    expect(timesOf(schedule)).toEqual([
      "A 0-3 +0",
      "B 3-7 +0",
      "C 3-5 +6",
      "D 7-12 +0",
      "E 5-6 +6",
      "F 5-7 +9",
      "G 12-16 +0",
      "H 16-19 +0",
    ]);
    expect(schedule).toMatchObject({ length: 19, work: 24, criticalPath: ["A", "B", "D", "G", "H"], parallelWidth: 3 });
  });

  test("no task, one task, and tasks without an estimate", () => {
    expect(scheduleOf(planOf({}))).toEqual({ tasks: [], length: 0, work: 0, criticalPath: [], parallelWidth: 0 });
    expect(scheduleOf(planOf({ A: { hours: 2.5 } }))).toMatchObject({
      length: 2.5,
      criticalPath: ["A"],
      parallelWidth: 1,
    });
    expect(timesOf(scheduleOf(planOf({ A: {}, B: { hours: 1, after: ["A"] }, C: {} })))).toEqual([
      "A 0-0 +0",
      "B 0-1 +0",
      "C 0-0 +1",
    ]);
  });

  test("chains of odd minutes and of whole hours are equally long", () => {
    const schedule = scheduleOf(
      planOf({ A: { hours: 31 / 60 }, B: { hours: 29 / 60, after: ["A"] }, C: { hours: 1 } }),
    );
    expect(schedule.tasks.every(({ isCritical, slack }) => isCritical && slack === 0)).toBe(true);
  });

  test("a task that is dropped takes no time, and whoever waited for it waits for what came before it", () => {
    const schedule = scheduleOf(
      planOf({ A: { hours: 3 }, B: { hours: 9, after: ["A"], standing: "dropped" }, C: { hours: 2, after: ["B"] } }),
    );
    expect(timesOf(schedule)).toEqual(["A 0-3 +0", "B 3-3 +0", "C 3-5 +0"]);
    expect(schedule.criticalPath).toEqual(["A", "C"]);
    expect(schedule.tasks[1]?.isCritical).toBe(false);
  });

  test("what is done took what it took; of what remains it takes nothing, and waits for nobody", () => {
    const plan = planOf({
      A: { hours: 3, standing: "open" },
      B: { hours: 4, after: ["A"], standing: "done", actual: 6 },
      C: { hours: 2, after: ["B"], standing: "not-verified", actual: 1 },
    });
    expect(timesOf(scheduleOf(plan))).toEqual(["A 0-3 +0", "B 3-9 +0", "C 9-10 +0"]);
    const left = scheduleOf(plan, { remaining: true });
    expect(timesOf(left)).toEqual(["A 0-3 +0", "B 0-0 +1", "C 0-2 +1"]);
    expect(left).toMatchObject({ criticalPath: ["A"], work: 5 });
  });
});

describe("what waits for itself has no schedule", () => {
  test("of one task, of several, and behind others", () => {
    expect(computeSchedule(planOf({ A: { hours: 1, after: ["A"] } }))).toEqual({ cycle: ["A"] });
    // B comes after A, C after B, and A after C.
    const plan = planOf({ A: { after: ["C"] }, B: { after: ["A"] }, C: { after: ["B"] }, D: { after: ["A"] }, E: {} });
    expect(computeSchedule(plan)).toEqual({ cycle: ["B", "C", "A"] });
  });

  test("a task that is done breaks no cycle: the order is wrong all the same", () => {
    const plan = planOf({ A: { after: ["B"], standing: "done" }, B: { after: ["A"] } });
    expect(computeSchedule(plan, { remaining: true })).toHaveProperty("cycle");
  });
});

type Times = readonly { readonly start: number; readonly slack: number }[];

const hoursOf = ({ tasks }: Plan): number[] =>
  tasks.map(({ standing, estimate }) => (standing === "dropped" ? 0 : (estimate?.likely ?? 0)));

/** From the longest way to each task and the longest way from its end to the end of all. */
function timesFrom(hours: readonly number[], before: readonly number[], behind: readonly number[]): Times {
  const sums = hours.map((own, i) => (before[i] ?? 0) + own + (behind[i] ?? 0));
  const length = Math.max(0, ...sums);
  return sums.map((sum, i) => ({ start: before[i] ?? 0, slack: length - sum }));
}

/** Walks every chain there is. */
function byEveryChain(plan: Plan): Times {
  const hours = hoursOf(plan);
  const { tasks } = plan;
  const isBefore = (i: number, j: number): boolean => tasks[j]?.after.includes(tasks[i]?.id ?? "") ?? false;
  const longest = (i: number, leads: (from: number, to: number) => boolean): number =>
    Math.max(0, ...hours.map((own, j) => (leads(j, i) ? own + longest(j, leads) : 0)));
  return timesFrom(
    hours,
    hours.map((_, i) => longest(i, isBefore)),
    hours.map((_, i) => longest(i, (from, to) => isBefore(to, from))),
  );
}

/** Lengthens ways arc by arc until none grows any more (Bellman and Ford). */
function byRelaxing(plan: Plan): Times {
  const hours = hoursOf(plan);
  const indexOf = new Map(plan.tasks.map(({ id }, i) => [id, i]));
  const arcs = plan.tasks.flatMap(({ after }, to) => after.map((id) => [indexOf.get(id) ?? 0, to] as const));
  const relaxed = (ways: readonly (readonly [number, number])[]): number[] => {
    const times = hours.map(() => 0);
    for (let grows = true; grows;) {
      grows = false;
      for (const [from, to] of ways) {
        const time = (times[from] ?? 0) + (hours[from] ?? 0);
        if (time <= (times[to] ?? 0)) continue;
        times[to] = time;
        grows = true;
      }
    }
    return times;
  };
  return timesFrom(hours, relaxed(arcs), relaxed(arcs.map(([from, to]) => [to, from] as const)));
}

/** Each task of the path waits for the one before it, through dropped ones as well, and they fill the whole time. */
function isLongestChain(plan: Plan, { criticalPath, tasks, length }: Schedule): boolean {
  const byId = new Map(plan.tasks.map((task, i) => [task.id, { task, times: tasks[i] }]));
  const reaches = (id: string, wanted: string): boolean =>
    byId
      .get(id)
      ?.task.after.some(
        (one) => one === wanted || (byId.get(one)?.task.standing === "dropped" && reaches(one, wanted)),
      ) ?? false;
  const work = criticalPath.reduce((sum, id) => sum + (byId.get(id)?.task.estimate?.likely ?? 0), 0);
  return (
    work === length &&
    criticalPath.every((id, i) => i === 0 || reaches(id, criticalPath[i - 1] ?? "")) &&
    criticalPath.every((id) => byId.get(id)?.times?.isCritical)
  );
}

const isSame = (plan: Plan, times: Times): boolean => {
  const schedule = scheduleOf(plan);
  const hours = hoursOf(plan);
  const isRight = schedule.tasks.map(({ start, finish, latestStart, slack, isCritical }, i) => {
    const isOnPath = times[i]?.slack === 0 && plan.tasks[i]?.standing !== "dropped";
    const isTimed = start === times[i]?.start && finish === start + (hours[i] ?? 0);
    return isTimed && slack === times[i]?.slack && latestStart === start + slack && isCritical === isOnPath;
  });
  return isRight.length === plan.tasks.length && isRight.every(Boolean) && isLongestChain(plan, schedule);
};

const oddSeeds = (count: number, name: string, most: number, timesOf: (plan: Plan) => Times): number[] =>
  Array.from({ length: count }, (_, seed) => seed).filter((seed) => {
    const plan = randomPlan(`${name} ${seed}`, most);
    return !isSame(plan, timesOf(plan));
  });

describe("against other ways to find the same, on random plans", () => {
  test("every chain of up to 10 tasks, 1,000 plans", () => {
    expect(oddSeeds(1_000, "chains", 10, byEveryChain)).toEqual([]);
  });

  test("arcs relaxed one by one, up to 30 tasks, 1,200 plans", () => {
    expect(oddSeeds(1_200, "relaxed", 30, byRelaxing)).toEqual([]);
  });

  test("a plan has a schedule unless tasks wait for each other, and then the cycle is one", () => {
    const odd = Array.from({ length: 500 }, (_, seed) => seed).filter((seed) => {
      const { tasks } = randomPlan(`cycles ${seed}`, 12);
      const [first, last] = [tasks[0], tasks.at(-1)];
      if (first === undefined || last === undefined) return false;
      const waiting = { ...first, after: [...first.after, last.id] };
      const plan = planOfTasks(tasks.map((task) => (task === first ? waiting : task)));
      const schedule = computeSchedule(plan);
      const isCyclic = waitsFor(plan, last.id, first.id);
      return "cycle" in schedule ? !isCyclic || !isCycle(plan, schedule) : isCyclic;
    });
    expect(odd).toEqual([]);
  });
});

const isCycle = (plan: Plan, { cycle }: Cycle): boolean =>
  cycle.every((id, i) => plan.tasks.find((task) => task.id === id)?.after.includes(cycle.at(i - 1) ?? ""));

function waitsFor(plan: Plan, id: string, wanted: string): boolean {
  const task = plan.tasks.find((one) => one.id === id);
  return id === wanted || (task?.after.some((one) => one !== id && waitsFor(plan, one, wanted)) ?? false);
}

const chain = (count: number, who: string | null): Plan =>
  planOfTasks(
    Array.from({ length: count }, (_, i) => taskOf(`T${i}`, { hours: 1, who, after: i === 0 ? [] : [`T${i - 1}`] })),
  );

describe("sizes", () => {
  test("a chain of 20,000 tasks needs no stack, and no more for one person", () => {
    const { tasks } = chain(20_000, null);
    expect(scheduleOf(planOfTasks(tasks)).length).toBe(20_000);
    expect(scheduleOf(chain(2_000, "ada")).length).toBe(2_000);
    const closed = computeSchedule(planOfTasks([taskOf("T0", { after: ["T19999"] }), ...tasks.slice(1)]));
    expect("cycle" in closed && closed.cycle.length).toBe(20_000);
  });

  test("2,000 tasks beside each other, and one after the other when one person does them", () => {
    const wide = Array.from({ length: 2_000 }, (_, i) => taskOf(`T${i}`, { hours: 1 }));
    expect(scheduleOf(planOfTasks(wide))).toMatchObject({ length: 1, parallelWidth: 2_000 });
    const alone = scheduleOf(planOfTasks(wide.map((task) => ({ ...task, who: "ada" }))));
    expect(alone).toMatchObject({ length: 2_000, parallelWidth: 1 });
    expect(alone.criticalPath).toHaveLength(2_000);
  });
});
