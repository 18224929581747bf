import { expect, test } from "vitest";
import { coinSum } from "./coin-sum.ts";

test("weights of 1 are binomial, and unequal ones count every subset", () => {
  const three = coinSum([1, 1, 1]);
  expect([-1, 0, 1, 1.5, 2, 3, 9].map((value) => three.atMost(value))).toEqual([0, 1 / 8, 4 / 8, 4 / 8, 7 / 8, 1, 1]);
  const unequal = coinSum([2, 5]);
  expect([0, 1, 2, 4, 5, 6, 7].map((value) => unequal.atMost(value))).toEqual([0.25, 0.25, 0.5, 0.5, 0.75, 0.75, 1]);
});

test("the critical value is the largest that keeps the tail, −1 where none does", () => {
  expect(coinSum([1, 1, 1]).critical(0.5)).toBe(1);
  expect(coinSum([1, 1, 1]).critical(0.49)).toBe(0);
  expect(coinSum([1, 1, 1]).critical(0.1)).toBe(-1);
  expect(coinSum([]).critical(0.1)).toBe(-1);
});
