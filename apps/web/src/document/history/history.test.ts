import { expect, test } from "vitest";
import { diffRows } from "./diff-rows.ts";

test("what stays is told in short, with a little around each change", async () => {
  const lines = Array.from({ length: 20 }, (_, n) => `line ${n}`);
  const after = lines.with(10, "changed");
  const rows = await diffRows(lines.join("\n"), after.join("\n"));
  expect(rows.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    "skipped 7 lines that stay",
    "same line 7",
    "same line 8",
    "same line 9",
    "removed line 10",
    "added changed",
    "same line 11",
    "same line 12",
    "same line 13",
    "skipped 6 lines that stay",
  ]);
});

test("two texts that are alike have no change", async () => {
  const rows = await diffRows("a\nb\n", "a\nb\n");
  expect(rows.every(({ kind }) => kind === "same" || kind === "skipped")).toBe(true);
});
