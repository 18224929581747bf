import { expect, test } from "vitest";
import { durationText } from "./progress-bar.ts";

test.each([
  [0.2, "1 s"],
  [60, "1 min"],
  [125, "2 min 5 s"],
  [3_600, "1 h"],
  [5_400, "1 h 30 min"],
  [Infinity, "?"],
])("%d seconds are said in two parts at most, and none of them is zero", (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});
