import { expect, test } from "vitest";
import { createSubject } from "../check/check-document.ts";
import { BUILT_IN_TYPES } from "../type/built-in.ts";
import { claimOf, isClaim, isTarget, type Point, pointsOf } from "./points.ts";
import { surroundingsOf } from "./rule-fixture.ts";

/** The points of the goals of a spec. */
function points(goals: string): Point[] {
  const text = `---\nnomous: spec\n---\n# Outbox\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n${goals}\n`;
  const { subject } = createSubject({ path: "a.md", text, types: BUILT_IN_TYPES, surroundings: surroundingsOf() });
  return pointsOf(subject, "goals");
}
const texts = (goals: string): string[] => points(goals).map(({ text }) => text);

test("items, rows and paragraphs are points, in that order of preference", () => {
  expect(texts("- [ ] **G1:** one\n- two")).toEqual(["G1: one", "two"]);
  expect(texts("| Goal |\n| --- |\n| one |\n| two |")).toEqual(["one", "two"]);
  expect(texts("G1: one.\n\nG2: two.")).toEqual(["G1: one.", "G2: two."]);
  expect(texts("These are the goals:\n\n- one")).toEqual(["one"]);
});

test("a title gives its place to the items below it, a goal with details does not", () => {
  expect(texts("- Resume\n  - one\n  - two\n- Order\n  - three\n  - four")).toEqual(["one", "two", "three", "four"]);
  expect(texts("- G1: one\n  - a detail\n  - another")).toEqual(["G1: one"]);
  expect(texts("- [ ] one\n  - a detail\n  - another")).toEqual(["one"]);
  expect(points("- [x] one\n  - a detail").map(({ below, task }) => [below, task])).toEqual([["a detail", "done"]]);
});

test("what a template leaves and what does not apply are no points", () => {
  expect(texts("- [ ] Goal 1\n- …\n- one")).toEqual(["one"]);
  expect(texts("Not applicable, because nothing changes.")).toEqual([]);
  expect(texts("- None of the turns is lost")).toEqual(["None of the turns is lost"]);
});

test("a row claims its metric and the value that it is to have", () => {
  const [row] = points(
    "| ID | Metric | Baseline | Target |\n| --- | --- | --- | --- |\n| M1 | Resume p95 | 900 ms | ≤ 200 ms |",
  );
  expect(row === undefined ? "" : claimOf(row)).toBe("M1 Resume p95 ≤ 200 ms");
  expect(row !== undefined && isTarget(row) && isClaim(row)).toBe(true);
  const [data] = points("| Library | Time |\n| --- | --- |\n| a | 2 ms |");
  expect(data !== undefined && (isTarget(data) || isClaim(data))).toBe(false);
  const [item] = points("- one");
  expect(item !== undefined && isClaim(item)).toBe(true);
});

test("a row that ends early has empty cells, a table without the column has none", () => {
  const [row] = points("| Goal | Priority |\n| --- | --- |\n| one |");
  expect(row?.cellOf("Importance", "Priority")?.text).toBe("");
  expect(row?.cellOf("Owner")).toBeUndefined();
});
