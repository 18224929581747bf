import { expect, test } from "vitest";
import { median, quantile } from "./quantile.ts";
import { ranks } from "./ranks.ts";
import { isBeyond, tukeyFences } from "./tukey-fences.ts";

const VALUES = [3, 1, 4, 1, 5, 9, 2, 6];

test("quantiles are those of R and NumPy by default", () => {
  expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantile(VALUES, share))).toEqual([1, 1.75, 3.5, 5.25, 9]);
  expect(quantile(VALUES, 0.95)).toBeCloseTo(7.95, 12);
  expect([median([]), median([7]), median([7, 8])]).toEqual([null, 7, 7.5]);
});

test("equal values share the mean of their ranks", () => {
  expect(ranks(VALUES)).toEqual([4, 1.5, 5, 1.5, 6, 8, 3, 7]);
});

test("fences stand 1.5 and 3 times the quartiles' distance beyond the quartiles", () => {
  const fences = tukeyFences([10, 11, 12, 13, 14]);
  expect(fences).toEqual({ inner: { low: 8, high: 16 }, outer: { low: 5, high: 19 } });
  expect([16, 16.1, 19.1].map((value) => isBeyond(value, fences.inner))).toEqual([false, true, true]);
  expect(isBeyond(16.1, fences.outer)).toBe(false);
});
