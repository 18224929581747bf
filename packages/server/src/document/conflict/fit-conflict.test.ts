import { LIMITS, utf8Length } from "@nomous/protocol";
import { expect, test } from "vitest";
import { sampleConflict } from "./sample-conflict-fixture.ts";
import { fitConflict } from "./fit-conflict.ts";

test("a conflict that an item holds stays as it is, and one that is too large is cut at whole characters, its runs with it", () => {
  const small = sampleConflict(1);
  expect(fitConflict(small)).toBe(small);
  // Each of these is six bytes in JSON, or four for two units.
  const text = "\u0001\u{1f600}".repeat(1_333);
  const runs = Array.from({ length: 1_333 }, () => [3, "mine"] as [number, "mine"]);
  const cut = fitConflict(sampleConflict(1, { base: text, mine: text, theirs: text, merged: text, runs }));
  expect(utf8Length(JSON.stringify(cut))).toBeLessThan(LIMITS.itemBytes);
  expect(cut.isCut).toBe(true);
  expect(cut.merged).toBe(cut.merged.toWellFormed());
  expect(cut.merged.length).toBeGreaterThan(500);
  expect(cut.runs.reduce((sum, [units]) => sum + units, 0)).toBe(cut.merged.length);
});
