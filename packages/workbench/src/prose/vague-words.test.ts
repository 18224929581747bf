import { expect, test } from "vitest";
import { vagueWordsIn, withoutVagueWords } from "./vague-words.ts";

const words = (text: string): string[] =>
  vagueWordsIn(text).map(({ index, length }) => text.slice(index, index + length));

test.each([
  ["The bridge is fast and reliable", ["fast", "reliable"]],
  ["Latency is low", ["low"]],
  ["High throughput", ["High"]],
  ["Errors are handled gracefully", ["gracefully"]],
  ["Chrome, Firefox, etc.", ["etc."]],
  ["As few reconnects as possible", ["as possible"]],
  ["It performs well", ["performs well"]],
  ["User-friendly and state of the art", ["User-friendly", "state of the art"]],
])("“%s” measures nothing", (text, vague) => {
  expect(words(text)).toEqual(vague);
});

test.each([
  "A low-level reader",
  "The fast path",
  "Best-effort delivery",
  "Fail fast",
  "A small model",
  "High availability",
  "A short form on one page",
  "Latency is lower than before",
  "Stable ids",
  "Breakfast",
])("“%s” names a thing", (text) => {
  expect(words(text)).toEqual([]);
});

test("the rest of the words stays", () => {
  expect(withoutVagueWords("The bridge is fast and reliable").split(/\s+/)).toEqual(["The", "bridge", "is", "and", ""]);
});
