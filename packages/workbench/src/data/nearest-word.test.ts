import { expect, test } from "vitest";
import { nearestWord } from "./nearest-word.ts";

test.each([
  ["eror", "error"],
  ["worning", "warning"],
  ["ntoe", "note"],
  ["OFF", "off"],
  ["folder", undefined],
  ["", undefined],
])("of four words, %j was meant to be %j", (word, meant) => {
  expect(nearestWord(word, ["off", "note", "warning", "error"])).toBe(meant);
});

test("of two that are near the nearer one is meant, of two as near the first", () => {
  expect(nearestWord("plans", ["plane", "plan"])).toBe("plane");
  expect(nearestWord("planss", ["plan", "plans"])).toBe("plans");
});
