import { expect, test } from "vitest";
import { hedgeIn, isDecided, saysSource } from "./sourced.ts";

test.each([
  "[12 MB](load.md)",
  "[12 MB][ev:load/p95]",
  "12 MB[^1]",
  "`src/a.ts:10`",
  "12 MB (estimate)",
  "39 files, counted by a script",
  "210 pictures a minute in the bench",
  "40 users, as the vendor said",
  "12 MB, measured in May",
  "see §4",
])("“%s” says where it comes from", (text) => {
  expect(saysSource(text)).toBe(true);
});

test("a bare number does not", () => {
  expect(saysSource("12 MB a day")).toBe(false);
});

test("a word that makes a number rough is no source, and stands where it begins", () => {
  expect(saysSource("~12 MB")).toBe(false);
  expect(["~12 MB", "12 MB and about 3 GB", "12 MB a day"].map(hedgeIn)).toEqual([0, 10, null]);
});

test("limits, defaults and targets were decided", () => {
  expect(["at most 12 MB", "a limit of 12 MB", "12 MB by default", "≤ 12 MB"].map(isDecided)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(isDecided("12 MB a day")).toBe(false);
});
