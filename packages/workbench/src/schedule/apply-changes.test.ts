import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splice } from "../text/splice.ts";
import { applyChanges } from "./apply-changes.ts";
import { computeSchedule } from "./compute-schedule.ts";
import { planText, subjectOf, tableOf } from "./document-fixture.ts";
import { editsOfChanges } from "./edits-of-changes.ts";
import { parsePlanChange } from "./parse-plan-change.ts";
import { planOf } from "./plan-fixture.ts";
import type { Plan, PlanChange } from "./plan.ts";
import { readPlan } from "./read-plan.ts";

function changed(plan: Plan, ...words: readonly string[]): Plan {
  const applied = applyChanges(plan, words.map(changeOf));
  if ("problems" in applied) throw new Error(applied.problems.join());
  return applied;
}

function changeOf(words: string): PlanChange {
  const change = parsePlanChange(words);
  if ("problems" in change) throw new Error(change.problems.join());
  return change;
}

const problemsOf = (result: object): unknown => ("problems" in result ? result.problems : []);

describe("a change in words", () => {
  test("is an estimate, an order, a task that is dropped, or who does it", () => {
    expect(parsePlanChange("F3=1d/2d/4d")).toEqual({
      kind: "estimate",
      task: "F3",
      estimate: { min: 8, likely: 16, max: 32 },
    });
    expect(parsePlanChange(" F3 = 2–4 h ")).toMatchObject({ estimate: { min: 2, likely: 3, max: 4 } });
    expect(parsePlanChange("F3 after B1, B2")).toEqual({ kind: "after", task: "F3", after: ["B1", "B2"] });
    expect(parsePlanChange("F3 after -")).toMatchObject({ after: [] });
    expect(parsePlanChange("Drop F3")).toEqual({ kind: "drop", task: "F3" });
    expect(parsePlanChange("F3 by Ada Byron")).toEqual({ kind: "who", task: "F3", who: "Ada Byron" });
    expect(parsePlanChange("F3 by anybody")).toMatchObject({ who: null });
  });
  test("says what it can be when it is none", () => {
    for (const words of ["", "F3", "drop", "F3 after", "delete F3"])
      expect(problemsOf(parsePlanChange(words))).toEqual([expect.stringContaining("F3=1d/2d/4d")]);
    for (const words of ["F3=soon", "F3=4d/1d", "F3=-2h", "F3=1d/2d/3d/4d", "F3=9999999999d"])
      expect(problemsOf(parsePlanChange(words))).toEqual([expect.stringContaining("is no estimate")]);
  });
});

describe("what a plan would be", () => {
  const plan = planOf({ A: { hours: 4 }, B: { hours: 8, after: ["A"], who: "ada" }, C: { hours: 2, after: ["B"] } });

  test("changes one after the other, and leaves the plan as it is", () => {
    const before = JSON.stringify(plan);
    const next = changed(plan, "b=1h/2h/3h", "C after a", "A by bob, ada", "drop C", "b by -");
    expect(next.tasks).toMatchObject([
      { id: "A", who: "bob, ada" },
      { id: "B", estimate: { min: 1, likely: 2, max: 3 }, who: null },
      { id: "C", after: ["A"], standing: "dropped" },
    ]);
    expect(computeSchedule(next)).toMatchObject({ length: 6 });
    expect(JSON.stringify(plan)).toBe(before);
  });

  test("a change that makes no sense is told, and none is made", () => {
    const refused = applyChanges(plan, [
      changeOf("D1=1d"),
      changeOf("A after Q77"),
      { kind: "estimate", task: "A", estimate: { min: 3, likely: 2, max: 4 } },
      { kind: "estimate", task: "A", estimate: { min: Number.NaN, likely: 2, max: 4 } },
      { kind: "who", task: "A", who: "x | y" },
      changeOf("drop A"),
    ]);
    expect(problemsOf(refused)).toEqual([
      "No task of this plan is called D1. Name one that is there.",
      "No task of this plan is called Q77. Name one that is there.",
      expect.stringContaining("out of order"),
      expect.stringContaining("out of order"),
      expect.stringContaining("cannot be done by"),
    ]);
  });

  test("tasks may wait for each other afterwards, and the schedule says so", () => {
    expect(computeSchedule(changed(plan, "A after C"))).toEqual({ cycle: ["B", "C", "A"] });
  });
});

const TABLES = {
  "three columns": tableOf(
    "ID | Task | After | Min | Likely | Max | Owner | Status | Took",
    "T1 | Write rows | - | 2 h | 4 h | 1 d | ada | todo |",
    "T2 | Read \\| rows | T1 | 1 d | 2 d | 4 d |  | doing | 1 h",
    "T3 | Count rows | T1, T2 | 1 d | 2 d | 4 d | - | done | 5 h",
  ),
  "one column, CRLF": tableOf(
    "ID | Task | Estimate | Depends on | Who | State",
    "T1 | Write rows | 2–4 h | | ada | todo",
    "T2 | Read rows | 1 d | **T1** | bob |",
    "T3 | Count rows | | T1–T2 | - | todo",
  ).replaceAll("\n", "\r\n"),
  "a list":
    "- [ ] T1: Write rows (estimate: 2 h / 4 h / 1 d)\n  - Verify: `npm test`\n- [ ] T2: Read rows (after T1); who: ada\n- T3: Count rows (after T1, T2)\n  - Status: todo",
};

const CHANGE = fc.oneof(
  fc.tuple(fc.integer({ min: 0, max: 4_000 }), fc.nat(2_000), fc.nat(2_000)).map(([min, more, most]) => ({
    kind: "estimate" as const,
    estimate: { min: min / 60, likely: (min + more) / 60, max: (min + more + most) / 60 },
  })),
  fc.constant({ kind: "estimate" as const, estimate: { min: 0, likely: 0, max: 0 } }),
  fc.subarray(["T1", "T2", "T3"]).map((after) => ({ kind: "after" as const, after })),
  fc.constant({ kind: "drop" as const }),
  fc.constantFrom("ada", "Ada Byron, bob", null).map((who) => ({ kind: "who" as const, who })),
);
const CHANGES = fc.array(
  fc.tuple(fc.constantFrom("T1", "T2", "t3"), CHANGE).map(([task, change]): PlanChange => ({ ...change, task })),
  { maxLength: 5 },
);

/** Everything but where it stands. */
const essence = ({ tasks }: Plan): unknown => tasks.map((task) => ({ ...task, from: 0, to: 0, line: 0 }));

const refusedEdits = (steps: string, ...words: readonly string[]): unknown =>
  problemsOf(editsOfChanges(subjectOf(planText(steps)), words.map(changeOf)));

describe("the same changes as edits of the document", () => {
  for (const [name, steps] of Object.entries(TABLES))
    test(`read again, ${name} gives the plan that was tried`, () => {
      const text = planText(steps, "start: 2026-11-30\n");
      const subject = subjectOf(text);
      fc.assert(
        fc.property(CHANGES, (changes) => {
          const tried = applyChanges(readPlan(subject), changes);
          const edits = editsOfChanges(subject, changes);
          if ("problems" in tried || "problems" in edits) throw new Error(String(problemsOf(edits)));
          expect(essence(readPlan(subjectOf(splice(text, edits))))).toEqual(essence(tried));
        }),
        { numRuns: 60 },
      );
    });

  test("only the cells concerned are touched", () => {
    const text = planText(TABLES["three columns"]);
    const edits = editsOfChanges(subjectOf(text), ["T2=1d/3d/4d", "T2 by ada", "drop T3", "T1 after -"].map(changeOf));
    if ("problems" in edits) throw new Error(edits.problems.join());
    expect(edits.map(({ from, to, insert }) => [text.slice(from, to), insert])).toEqual([
      ["2 d", "3 d"],
      ["", expect.stringContaining("ada")],
      ["done", "dropped"],
    ]);
  });

  test("without a column for it, or with a row that is too short, it is told and nothing is written", () => {
    const narrow = tableOf("ID | Task | Likely", "T1 | Write rows | 2 d", "T2 | Read rows | 1 d");
    expect(refusedEdits(narrow, "drop T1", "T2 by ada", "T2=1d/2d/3d")).toEqual([
      "The table of T1 has no column Status. Add it, or change the table by hand.",
      "The table of T2 has no column Who, Min, Max. Add it, or change the table by hand.",
    ]);
    expect(refusedEdits(narrow, "T1=4h")).toEqual([]);
    expect(refusedEdits(narrow, "drop T9")).toEqual(["No task of this plan is called T9. Did you mean T1?"]);
    expect(
      refusedEdits("| ID | Task | Who | Status |\n|-|-|-|-|\n| T1 | Write rows |\n", "drop T1", "T1 by ada"),
    ).toEqual(["The row of T1 ends before its columns do. Give it all its cells first."]);
  });
});
