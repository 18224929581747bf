import fc from "fast-check";
import { expect, test } from "vitest";
import { bar } from "./bar.ts";
import { histogram } from "./histogram.ts";
import { textTable } from "./text-table.ts";

test("a bar has a place in its width, however short the task is beside the plan", () => {
  const hours = fc.integer({ min: 0, max: 400 });
  fc.assert(
    fc.property(hours, hours, hours, hours, fc.integer({ min: 1, max: 60 }), (start, work, slack, more, width) => {
      const task = {
        id: "T1",
        start,
        finish: start + work,
        latestStart: start + slack,
        slack,
        isCritical: slack === 0,
      };
      const length = start + work + slack + more;
      expect(bar(task, length, width)).toMatch(length === 0 ? /^$/ : new RegExp(`^(?=.{1,${width}}$) *[█▓]+░*$`));
    }),
  );
});

test("a table is as wide as the terminal: one column gives way, empty ones are left out, and nothing moves the cursor", () => {
  const columns = [
    { heading: "ID", cells: ["T1", "T2"] },
    { heading: "Task", cells: ["Build the codec of segments", "\u001B[2J\nTest it"], least: 10 },
    { heading: "Who", cells: ["", ""] },
    { heading: "Slack", cells: ["1 d", "12 d"], isRight: true },
  ];
  expect(textTable(columns, 25)).toEqual([
    "ID  Task            Slack",
    "T1  Build the cod…    1 d",
    "T2  [2J Test it      12 d",
  ]);
  expect(textTable(columns, 200)[1]).toBe("T1  Build the codec of segments    1 d");
});

test("a histogram counts every run once and says where P50 and P80 are", () => {
  const quantiles = Array.from({ length: 200 }, (_, i) => 40 + i * 0.2);
  const lines = histogram({
    seed: 1,
    runs: 2_000,
    p50: 60,
    p80: 72,
    p95: 78,
    mean: 60,
    quantiles,
    criticality: new Map(),
  });
  expect(lines.filter((line) => line.includes("P50"))).toEqual([expect.stringMatching(/^ {2}from +7\.5 d/)]);
  expect(lines.filter((line) => line.includes("P80"))).toEqual([expect.stringMatching(/^ {2}from +9 d/)]);
  expect(lines).toHaveLength(10);
  const same = { seed: 1, runs: 1, p50: 8, p80: 8, p95: 8, mean: 8, quantiles: [8], criticality: new Map() };
  expect(histogram(same)).toEqual([`  from 1 d  ${"█".repeat(40)} P50 P80`]);
});
