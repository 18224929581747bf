import { expect, test } from "vitest";
import { computeDecision } from "./compute-decision.ts";
import { composeDecision } from "./compose-decision.ts";
import { countedBy, CPU, decisionWith, foundWith, P95 } from "./decision-fixture.ts";
import { readDecisions } from "./read-decisions.ts";
import { renderDecision } from "./render-decision.ts";
import { shareText, weightText } from "./render-matrix.ts";
import { parseMarkdown } from "../text/markdown.ts";

test("the matrix has the must-haves first, then scores with intervals, and what an option that is out would have scored nowhere", () => {
  expect(renderDecision(computeDecision(decisionWith(), foundWith())).matrix).toBe(
    `
| Criterion             | Weight | One frame         | Four frames       | Eight frames | Flips when |
| --------------------- | ------ | ----------------- | ----------------- | ------------ | ---------- |
| Must: no failed runs  |        | met               | met               | met          |            |
| Must: none dropped    |        | met: 0            | met: 0            | not met: 2   |            |
| Performance metrics   | 35     | 5.0               | 8.1 [7.5, 8.7]    | out          | below 19   |
| Resource utilisation  | 20     | 5.0               | 7.5 [7.1, 7.9]    | out          | never      |
| Implementation effort | 15     | 9.0 [8.0, 10.0]   | 5.5 [4.5, 6.5]    | out          | above 28   |
| Maintenance impact    | 15     | 7.5 [6.5, 8.5]    | 6.0 [5.0, 7.0]    | out          | above 40   |
| Risk                  | 15     | 8.0 [7.0, 9.0]    | 6.5 [5.5, 7.5]    | out          | above 40   |
| Score                 | 100    | 6.42 [6.17, 6.68] | 7.04 [6.69, 7.38] | out          |            |
| Result                |        | wins 2 %          | wins 98 %         | out          |            |
`.trim(),
  );
});

test("the statement says who wins, by how much, against whom, and what would change it", () => {
  expect(renderDecision(computeDecision(decisionWith(), foundWith())).statement).toBe(
    "Choose **Four frames**: it scores 7.04 [6.69, 7.38] of 10, 0.62 more than One frame, and wins 98 % of 10,000 simulations. " +
      "One frame would win if Implementation effort weighed more than 28 % instead of 15 %.",
  );
});

test("what is not certain stands below the matrix, and the statement says that it is provisional and why", () => {
  const found = foundWith(
    { status: "running", look: { index: 1, of: 2, isLast: false } },
    { isProtocolCurrent: false },
  );
  const { matrix, statement } = renderDecision(computeDecision(decisionWith(), found));
  expect(matrix).toMatch(/\n\nNot certain:\n\n- ws-batch was changed after its data\n- ws-batch is at look 1 of 2$/);
  expect(statement).toMatch(/^Choose \*\*Four frames\*\* for now: /);
  expect(statement).toMatch(/ This is provisional: ws-batch was changed after its data; ws-batch is at look 1 of 2\.$/);
});

test("without a winner the statement says so, and what to do", () => {
  const metrics = [P95, CPU, countedBy("dropped", { one: 1, four: 2, eight: 2 })] as const;
  const out = renderDecision(computeDecision(decisionWith(), foundWith({ metrics })));
  expect(out.statement).toBe(
    "One frame, Four frames and Eight frames each fail a must-have, so none is left. Another option would change that, or a must-have that turns out to be none.",
  );
  expect(out.matrix).not.toContain("Score");
  const open = renderDecision(computeDecision(decisionWith(), new Map([["ws-batch", { status: "none" }]])));
  expect(open.statement).toBe(
    "One frame, Four frames and Eight frames cannot be compared yet: Performance metrics and Resource utilisation count for nothing, because ws-batch has no results yet. This can be decided once it is measured with `nomous run`.",
  );
});

test("names cannot break the table or become marks", () => {
  const decision = decisionWith(
    ["Four frames: { ws-batch: four }", '"a|b *c*": { ws-batch: four }'],
    ["Four frames: 5.5", '"a|b *c*": 5.5'],
    ["Four frames: 6,", '"a|b *c*": 6,'],
    ["Four frames: 6.5", '"a|b *c*": 6.5'],
  );
  const { matrix, statement } = renderDecision(computeDecision(decision, foundWith()));
  const [table] = parseMarkdown(`# A\n\n${matrix}\n`).tables;
  expect(table?.header.cells.map(({ text }) => text)).toEqual([
    "Criterion",
    "Weight",
    "One frame",
    "a|b *c*",
    "Eight frames",
    "Flips when",
  ]);
  expect(table?.rows.every(({ cells }) => cells.length === 6)).toBe(true);
  expect(statement).toContain("Choose **a|b \\*c\\***");
});

test("a share of simulations is never told as all or none unless it is", () => {
  expect([0, 0.0001, 0.5, 0.9999, 1].map(shareText)).toEqual([
    "0 %",
    "less than 1 %",
    "50 %",
    "more than 99 %",
    "100 %",
  ]);
});

test("a break-even weight is rounded to where the other option wins for certain", () => {
  const winner = "One frame";
  expect(weightText({ at: 16.7, side: "below", winner })).toBe("16");
  expect(weightText({ at: 16.3, side: "above", winner })).toBe("17");
  expect(weightText({ at: 0.42, side: "below", winner })).toBe("0.4");
  expect(weightText({ at: 99.2, side: "above", winner })).toBe("99.2");
});

test("the block that somebody begins with is read again: the usual criteria, 100 in all, and the reasons left open", () => {
  const text = composeDecision(
    [
      { name: "One: frame", variants: { "ws-batch": "one" } },
      { name: "Four frames", variants: { "ws-batch": "four" } },
    ],
    [
      { experiment: "ws-batch", metric: "p95", from: "output" },
      { experiment: "ws-batch", metric: "bytes", from: "file" },
      { experiment: "ws-batch", metric: "memory", from: "process" },
    ],
  );
  const [read] = readDecisions(parseMarkdown(text));
  expect(read?.problems).toEqual([]);
  expect(read?.decision?.options.map(({ name }) => name)).toEqual(["One: frame", "Four frames"]);
  expect(read?.decision?.criteria.map(({ name, weight, kind }) => [name, weight, kind])).toEqual([
    ["Performance metrics", 35, "metric"],
    ["Resource utilisation", 20, "metric"],
    ["Implementation effort", 15, "judged"],
    ["Maintenance impact", 15, "judged"],
    ["Risk", 15, "judged"],
  ]);
  expect(text).toContain("metric: ws-batch/memory");
  expect(text).toContain("because: TBD");
});
