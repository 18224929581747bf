import { expect, test } from "vitest";
import { countChangedLines, unifiedDiff } from "./text-difference.ts";

test("two texts as programs for diffs read them", () => {
  expect(unifiedDiff("one\ntwo\nthree\n", "one\n2\nthree\n", ["seq:4", "now"])).toBe(
    "--- seq:4\n+++ now\n@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n",
  );
  expect(unifiedDiff("one\n", "one\n", ["a", "b"])).toBe("");
  expect(countChangedLines("one\ntwo\n", "one\n2\n3\n")).toEqual({ added: 2, removed: 1 });
});
