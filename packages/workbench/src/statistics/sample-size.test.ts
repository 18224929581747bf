import { expect, test } from "vitest";
import { nominalAlpha } from "./nominal-alpha.ts";
import { detectableEffect, roundsNeeded } from "./sample-size.ts";

test("rounds follow 1.05 · ((1.96 + 0.84) · sd / effect)²", () => {
  expect(roundsNeeded(0.07, 0.05)).toBe(Math.ceil(1.05 * ((2.8016 * 0.07) / 0.05) ** 2));
  expect(roundsNeeded(0.04, 0.05)).toBe(6);
  expect(roundsNeeded(0.04, 0.05, nominalAlpha(4))).toBe(7);
});

test("what so many rounds detect needs so many rounds", () => {
  expect(detectableEffect(0.05, 16)).toBeCloseTo(2.8016 * 0.05 * Math.sqrt(1.05 / 16), 5);
  expect(roundsNeeded(0.05, detectableEffect(0.05, 16) * 1.000001)).toBe(16);
});

test("levels of looks are Pocock's, and Bonferroni's beyond five", () => {
  expect([1, 2, 3, 4, 5].map(nominalAlpha)).toEqual([0.05, 0.0294, 0.0221, 0.0182, 0.0158]);
  expect(nominalAlpha(10)).toBe(0.005);
});
