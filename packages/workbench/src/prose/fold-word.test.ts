import { expect, test } from "vitest";
import { foldWord } from "./fold-word.ts";

test.each([
  ["resume resumes resumed resuming"],
  ["choose chose chosen chooses choosing"],
  ["retry retries retried retrying"],
  ["cache caches cached caching"],
  ["file files filed"],
  ["run runs running ran"],
  ["match matches matched matching"],
  ["write wrote written writing writes"],
])("forms of one word meet: %s", (forms) => {
  expect(new Set(forms.split(" ").map(foldWord)).size).toBe(1);
});

test("words that differ stay apart", () => {
  const words = ["process", "status", "bus", "this", "thing", "string", "red", "need", "connection", "connect"];
  expect(new Set(words.map(foldWord)).size).toBe(words.length);
});
