import { describe, expect, test } from "vitest";
import { estimateBias } from "./estimate-bias.ts";
import { nextTasks } from "./next-tasks.ts";
import { planOf, planOfTasks, taskOf } from "./plan-fixture.ts";

describe("what can be begun now", () => {
  test("comes by how late it may be, with why it is its turn", () => {
    const { ready, waiting, cycle } = nextTasks(
      planOf({
        A: { hours: 2, standing: "done" },
        B: { hours: 1, after: ["A"] },
        C: { hours: 9, after: ["A"] },
        D: { hours: 1, standing: "doing", after: ["C"] },
        E: { hours: 1, standing: "not-verified" },
        F: { hours: 1, standing: "failed" },
        G: { hours: 1, after: ["X"] },
        X: { hours: 1, standing: "dropped", after: ["A"] },
      }),
    );
    expect(ready.map(({ task, slack, why }) => [task.id, slack, why])).toEqual([
      ["C", 0, "everything before it is done"],
      ["D", 0, "it is begun"],
      ["B", 9, "everything before it is done"],
      ["E", 9, "it is said to be done: verify it"],
      ["F", 9, "its verification failed: do it again"],
      ["G", 9, "everything before it is done"],
    ]);
    expect([waiting, cycle]).toEqual([[], null]);
  });

  test("what others wait for is told with how it stands, through what is dropped", () => {
    const { ready, waiting } = nextTasks(
      planOf({
        A: { standing: "not-verified" },
        B: { after: ["A"], standing: "dropped" },
        C: { after: ["B"] },
        D: { standing: "blocked" },
        E: { after: ["D", "C", "D"] },
      }),
    );
    expect(ready.map(({ task }) => task.id)).toEqual(["A"]);
    expect(waiting.map(({ task, waitsFor }) => [task.id, waitsFor])).toEqual([
      ["C", [{ id: "A", why: "it is said to be done, and not verified" }]],
      ["D", []],
      [
        "E",
        expect.arrayContaining([
          { id: "D", why: "it is blocked" },
          { id: "C", why: "it is not done" },
        ]),
      ],
    ]);
  });

  test("tasks that wait for each other are told, and the others can be begun all the same", () => {
    const { ready, waiting, cycle } = nextTasks(planOf({ A: { after: ["B"] }, B: { after: ["A"] }, C: {} }));
    expect(ready.map(({ task, slack }) => [task.id, slack])).toEqual([["C", null]]);
    expect(waiting).toHaveLength(2);
    expect(cycle).toHaveLength(2);
  });
});

const planWith = (...actuals: readonly (number | null)[]): ReturnType<typeof planOf> =>
  planOfTasks(actuals.map((actual, i) => taskOf(`T${i}`, { hours: 4, actual, standing: "done" })));

describe("how far estimates were off", () => {
  test("is not told from fewer than five tasks", () => {
    expect(estimateBias(planWith(8, 8, 8, 8, null))).toBeNull();
    expect(estimateBias(planOf({}))).toBeNull();
  });
  test("is the median of actual over likely, with its interval as soon as there is one", () => {
    const milestone = taskOf("M", { hours: 0, actual: 1, standing: "done" });
    expect(estimateBias(planOfTasks([...planWith(2, 4, 6, 8, 12, null).tasks, milestone]))).toEqual({
      count: 5,
      medianRatio: 1.5,
      interval: null,
      ratios: [0.5, 1, 1.5, 2, 3],
    });
    expect(estimateBias(planWith(2, 4, 6, 8, 12, 16))?.interval).toEqual({ low: 0.5, high: 4 });
  });
});
