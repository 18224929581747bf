import { expect, test } from "vitest";
import { courseOf } from "./course.ts";

test.each([
  ["The press keeps running by hand", true],
  ["Writing slows down by at most 5 %", true],
  ["Writing never waits", true],
  ["The press stops", false],
  ["The press never runs", false],
  ["Uploads are paused", false],
])("“%s” says whether it goes on", (text, goesOn) => {
  expect(courseOf(text)?.goesOn).toBe(goesOn);
});

test("what says neither, or both, takes no course", () => {
  expect(courseOf("Edits are kept")).toBeNull();
  expect(courseOf("The press runs and then stops")).toBeNull();
});

test("what happens meanwhile is no course", () => {
  expect(courseOf("Edits are kept while a backup runs")).toBeNull();
});
