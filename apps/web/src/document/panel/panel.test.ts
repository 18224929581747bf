import fc from "fast-check";
import { expect, test } from "vitest";
import type { OutlineEntry } from "../check/check-message.ts";
import { edited } from "../check/checker.ts";
import { changesBetween } from "../check/line-changes.ts";
import { rowsOf } from "./outline.tsx";
import { guidanceAt } from "./section-guidance.tsx";

const heading = (level: number, title: string): OutlineEntry => ({ from: 0, to: 0, level, title, worst: null });
const part = (from: number, to: number, heading: string) => ({ from, to, heading, text: "" });

test("the changes between two texts turn one into the other", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c", "", "d d"), { maxLength: 30 }).map((all) => all.join("\n"));
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      expect(edited(before, changesBetween(before, after))).toBe(after);
    }),
    { seed: 5, numRuns: 500 },
  );
});

test("a fix of one line changes that line alone", () => {
  expect(changesBetween("a\nb\nc\n", "a\nB\nc\n")).toEqual([{ from: 2, to: 4, insert: "B\n" }]);
});

test("the outline leaves the title out, and tells numbers apart from words", () => {
  const outline = [heading(1, "Title"), heading(2, "3. Solution Overview"), heading(3, "3.1 Parts"), heading(2, "End")];
  expect(rowsOf(outline).map(({ number, title, depth }) => [number, title, depth])).toEqual([
    ["3", "Solution Overview", 0],
    ["3.1", "Parts", 1],
    ["", "End", 0],
  ]);
  expect(rowsOf([heading(1, "Alone")])).toHaveLength(1);
});

test("the guidance is that of the innermost part around the cursor", () => {
  const parts = [part(0, 50, "outer"), part(10, 20, "inner")];
  expect(guidanceAt(parts, 15)?.heading).toBe("inner");
  expect(guidanceAt(parts, 20)?.heading).toBe("outer");
  expect(guidanceAt(parts, 60)).toBeUndefined();
});
