import { expect, test } from "vitest";
import type { OutlineEntry } from "../check/check-message.ts";
import { blockAt, headingNamed } from "./preview-blocks.ts";

const heading = (from: number, title: string): OutlineEntry => ({ from, to: from, level: 2, title, worst: null });

test.each([
  [0, -1],
  [5, 0],
  [9, 0],
  [12, 0],
  [15, 1],
  [99, 2],
])("a place at %d belongs to block %d", (at, block) => {
  expect(blockAt(Uint32Array.from([5, 10, 15, 20, 25, 30]), at)).toBe(block);
});

test("an anchor means its heading; the second of two alike has a number", () => {
  const outline = [heading(1, "5. Security & Trust"), heading(2, "Notes"), heading(3, "Notes")];
  expect(headingNamed(outline, "5-security--trust")?.from).toBe(1);
  expect(headingNamed(outline, "Notes")?.from).toBe(2);
  expect(headingNamed(outline, "notes-1")?.from).toBe(3);
  expect(headingNamed(outline, "nowhere")).toBeUndefined();
});
