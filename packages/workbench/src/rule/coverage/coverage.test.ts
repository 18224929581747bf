import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import { planWithTasks } from "./example.ts";
import { strayTask } from "./stray-task.ts";
import { unknownGoal } from "./unknown-goal.ts";

test.each([strayTask, unknownGoal])("$id tells its bad example and not its good one", (rule) => {
  expect(problemsOf(rule, rule.bad).length).toBeGreaterThan(0);
  expect(problemsOf(rule, rule.good)).toEqual([]);
});

const stray = (...rows: readonly string[]): string[] =>
  problemsOf(strayTask, planWithTasks(...rows)).map(({ text }) => text);
const [CURSOR, ORDER] = ["T1 | Keep a cursor (O1) | - | x", "T2 | Number the turns (O2) | - | x"];

describe("coverage.stray-task", () => {
  test("what a task that serves waits for serves too, however far it is", () => {
    expect(
      stray("T1 | Keep a cursor (O1) | T2 | x", "T2 | Give the log an index | T3 | x", "T3 | Add a column | - | x"),
    ).toEqual([]);
    expect(stray(CURSOR, ORDER, "T3 | Add a column | T1 | x")).toEqual(["Add a column"]);
  });

  test("a target that rests on a task is reason enough, and a task that was dropped needs none", () => {
    const { text } = planWithTasks(CURSOR, ORDER, "T3 | Shrink the script | - | x");
    const target =
      "\n## Performance Considerations\n\n| Metric | Baseline | Target | Verified by |\n| - | - | - | - |\n| Script | 219 kB | 190 kB | T3 |\n";
    expect(problemsOf(strayTask, { text })).toHaveLength(1);
    expect(problemsOf(strayTask, { text: text + target })).toEqual([]);
    expect(
      problemsOf(strayTask, {
        text: text
          .replace("| ID | Task | After | Verify |", "| ID | Task | After | Status |")
          .replace("T3 | Shrink the script | - | x", "T3 | Shrink the script | - | dropped"),
      }),
    ).toEqual([]);
  });

  test("nothing is told where tasks do not say what they serve", () => {
    expect(stray("T1 | Keep a cursor | - | x", "T2 | Number the turns | - | x")).toEqual([]);
    expect(stray(CURSOR, "T2 | Number the turns | - | x", "T3 | Add a column | - | x")).toEqual([]);
  });
});

const unknown = (row: string): string[] => problemsOf(unknownGoal, planWithTasks(CURSOR, row)).map(({ text }) => text);

describe("coverage.unknown-goal", () => {
  test("a name of the same letters is told, alone, in a list and at the end of a range", () => {
    expect(unknown("T2 | Number the turns (O2, O4) | T1 | x")).toEqual(["O4"]);
    expect(unknown("T2 | Number the turns (O1–O3) | T1 | x")).toEqual(["O3"]);
  });

  test("names of tasks, of other things, and what stands in code are left alone", () => {
    for (const row of [
      "T2 | Number the turns (O2) | T1 | T9 passes",
      "T2 | Build with -O3 (O2) | T1 | `cc O3`",
      "T2 | Read G7 (O2) | - | x",
    ])
      expect(unknown(row)).toEqual([]);
  });

  test("a spec's test for a goal that was removed is told", () => {
    const text =
      "---\nnomous: spec\n---\n# Resume\n\n## 3. Goals\n\n- [ ] G1: A reader resumes\n- [ ] G2: One order\n\n## 8. Tests\n\n- G1 and G2: a browser is cut\n- G3: a phone sleeps\n";
    expect(problemsOf(unknownGoal, { text }).map((problem) => problem.text)).toEqual(["G3"]);
  });
});
