import { describe, expect, test } from "vitest";
import { computeSchedule } from "./compute-schedule.ts";
import { planOf, planOfTasks, randomPlan, taskOf } from "./plan-fixture.ts";
import type { Plan } from "./plan.ts";
import type { Simulation } from "./schedule.ts";
import { simulateSchedule, type SimulationOptions } from "./simulate-schedule.ts";

function simulationOf(plan: Plan, options: Partial<SimulationOptions> = {}): Simulation {
  const simulation = simulateSchedule(plan, { seed: 4747, ...options });
  if ("cycle" in simulation) throw new Error(simulation.cycle.join());
  return simulation;
}

/** Where a share of a triangle lies below. */
function triangleAt(share: number, [min, likely, max]: readonly [number, number, number]): number {
  const cut = (likely - min) / (max - min);
  return share < cut
    ? min + Math.sqrt(share * (max - min) * (likely - min))
    : max - Math.sqrt((1 - share) * (max - min) * (max - likely));
}

const chainOf = (hours: readonly [number, number, number], count: number): Plan =>
  planOfTasks(Array.from({ length: count }, (_, i) => taskOf(`T${i}`, { hours, after: i === 0 ? [] : [`T${i - 1}`] })));

describe("one seed, one answer", () => {
  test("the same bytes for the same seed, others for another", () => {
    const plan = randomPlan("bytes", 40, ["ada", "bob"]);
    const vary = planOfTasks(plan.tasks.map((task) => ({ ...task, estimate: { min: 1, likely: 2, max: 5 } })));
    const bytes = (seed: number): string => {
      const { criticality, ...rest } = simulationOf(vary, { seed, runs: 200 });
      return JSON.stringify([rest, ...criticality]);
    };
    expect(bytes(1)).toBe(bytes(1));
    expect(bytes(1)).not.toBe(bytes(2));
  });

  test("these are the numbers on every machine", () => {
    const { p50, p80, p95, mean } = simulationOf(chainOf([2, 4, 12], 3), { runs: 500 });
    expect([p50, p80, p95, mean]).toMatchInlineSnapshot(`
      [
        17.791248210692814,
        20.96542150566569,
        24.607833829425385,
        18.049845470879887,
      ]
    `);
  });

  test("a task that is dropped leaves the luck of all others as it is", () => {
    const hours = [1, 2, 9] as const;
    const plan = planOf({ A: { hours }, B: { hours, after: ["A"] }, C: { hours, after: ["B"] } });
    const without = planOfTasks(
      plan.tasks.map((task) => (task.id === "A" ? { ...task, standing: "dropped" as const } : task)),
    );
    const [all, less] = [simulationOf(plan), simulationOf(without)];
    expect(all.quantiles.every((length, i) => length > (less.quantiles[i] ?? Number.NaN))).toBe(true);
  });
});

describe("what is drawn is the triangle of the estimate", () => {
  test("quantiles of one task are those of its triangle", () => {
    for (const hours of [
      [2, 4, 12],
      [2, 2, 12],
      [2, 12, 12],
    ] as const) {
      const { p50, p80, p95, mean } = simulationOf(planOf({ A: { hours } }), { runs: 20_000 });
      for (const [share, found] of [
        [0.5, p50],
        [0.8, p80],
        [0.95, p95],
      ] as const)
        expect(Math.abs(found - triangleAt(share, hours))).toBeLessThan(0.15);
      expect(Math.abs(mean - (hours[0] + hours[1] + hours[2]) / 3)).toBeLessThan(0.1);
    }
  });

  test("the mean of a chain is the sum of the means, and of branches it is more than the longest", () => {
    expect(Math.abs(simulationOf(chainOf([2, 4, 12], 10), { runs: 5_000 }).mean - 60)).toBeLessThan(0.5);
    const branches = planOf({ A: { hours: [2, 4, 12] }, B: { hours: [2, 4, 12] }, C: { hours: [2, 4, 12] } });
    expect(simulationOf(branches).mean).toBeGreaterThan(6.5);
  });

  test("estimates that do not vary give the schedule, and its critical tasks are so in every run", () => {
    for (let seed = 0; seed < 200; seed += 1) {
      const plan = randomPlan(`fixed ${seed}`, 15, ["ada", "bob"]);
      const schedule = computeSchedule(plan);
      if ("cycle" in schedule) throw new Error("a random plan has none");
      const { p50, p95, criticality } = simulationOf(plan, { runs: 2 });
      expect([p50, p95]).toEqual([schedule.length, schedule.length]);
      expect(criticality).toEqual(new Map(schedule.tasks.map(({ id, isCritical }) => [id, isCritical ? 1 : 0])));
    }
  });
});

describe("what a simulation says", () => {
  test("half of the runs are done by p50 and four of five by p80, and quantiles ascend", () => {
    const { runs, quantiles, p50, p80, p95 } = simulationOf(chainOf([1, 2, 6], 4), { runs: 1_000 });
    expect([runs, quantiles.length]).toEqual([1_000, 200]);
    expect(quantiles).toEqual(quantiles.toSorted((a, b) => a - b));
    expect(quantiles.filter((length) => length <= p50)).toHaveLength(100);
    expect(quantiles.filter((length) => length <= p80)).toHaveLength(160);
    expect(p95).toBeGreaterThan(p80);
    expect(simulationOf(chainOf([1, 2, 6], 4), { runs: 7 }).quantiles).toHaveLength(7);
  });

  test("of two branches the longer one is critical more often, and what both wait for always", () => {
    const { criticality } = simulationOf(
      planOf({
        A: { hours: 1 },
        B: { hours: [2, 5, 8], after: ["A"] },
        C: { hours: [2, 4, 8], after: ["A"] },
        D: { hours: 1, after: ["B"] },
        E: { hours: 1, after: ["C"] },
      }),
    );
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = criticality.values();
    expect([a, d, e]).toEqual([1, b, c]);
    expect(b + c).toBeCloseTo(1);
    expect(b).toBeGreaterThan(c);
    expect(c).toBeGreaterThan(0.1);
  });

  test("what was off before stretches all that is not done by the same", () => {
    const plan = planOf({ A: { hours: 4, standing: "done", actual: 6 }, B: { hours: 10, after: ["A"] } });
    expect(simulationOf(plan, { ratios: [2] })).toMatchObject({ p50: 26, mean: 26 });
    expect(simulationOf(plan, { ratios: [2], remaining: true })).toMatchObject({ p50: 20 });
    // One ratio a run: all tasks are late together, which no sum of their own luck reaches.
    const wide = simulationOf(chainOf([1, 2, 3], 50), { ratios: [1, 2] });
    expect([wide.quantiles[20], wide.quantiles[180]].map((length) => Math.round((length ?? 0) / 100))).toEqual([1, 2]);
  });

  test("no task takes no time, and a cycle has no simulation", () => {
    expect(simulationOf(planOf({}))).toMatchObject({ p50: 0, mean: 0, criticality: new Map() });
    expect(simulateSchedule(planOf({ A: { after: ["A"] } }), { seed: 1 })).toEqual({ cycle: ["A"] });
  });
});
