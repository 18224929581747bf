import { expect, test } from "vitest";
import { createRandom } from "./random.ts";
import {
  hodgesLehmann,
  signedRankDistribution,
  signedRankInterval,
  signedRankP,
  walshAverages,
} from "./signed-rank.ts";

/** Hollander and Wolfe (1973), table 3.1: a depression scale before and after tranquilliser therapy. */
const BEFORE = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3];
const AFTER = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];
const DEPRESSION = AFTER.map((after, index) => after - (BEFORE[index] ?? 0));

/** Darwin (1876): crossed less self-fertilised maize, in eighths of an inch, as Fisher (1935) uses it. */
const MAIZE = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

test("the depression data gives the book's V = 40, p = 0.0195 and 0.0391, estimate −0.46 and interval −0.786 to −0.010", () => {
  expect(walshAverages(DEPRESSION).filter((average) => average < 0)).toHaveLength(40);
  expect(signedRankP(DEPRESSION, 0, "below")).toBe(0.01953125);
  expect(signedRankP(DEPRESSION, 0, "other")).toBe(0.0390625);
  expect(hodgesLehmann(DEPRESSION)).toBeCloseTo(-0.46, 12);
  const interval = signedRankInterval(DEPRESSION, 0.04);
  expect(interval?.low).toBeCloseTo(-0.786, 12);
  expect(interval?.high).toBeCloseTo(-0.01, 12);
});

test("Darwin's maize gives V = 96 and p = 0.0413, as R and SciPy do", () => {
  expect(walshAverages(MAIZE).filter((average) => average > 0)).toHaveLength(96);
  expect(signedRankP(MAIZE, 0, "above")).toBe(0.0206298828125);
  expect(signedRankP(MAIZE, 0, "other")).toBe(0.041259765625);
  expect(hodgesLehmann(MAIZE)).toBe(25);
  expect(signedRankInterval(MAIZE, 0.05)).toEqual({ low: 4, high: 41.5 });
});

const critical = (alpha: number, counts: readonly number[]): number[] =>
  counts.map((n) => signedRankDistribution(n).critical(alpha / 2));

test("critical values are those of the printed tables (Wilcoxon 1945 and later)", () => {
  expect(critical(0.05, [5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50])).toEqual([
    -1, 0, 2, 3, 5, 8, 13, 25, 52, 89, 137, 264, 434,
  ]);
  expect(critical(0.01, [7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50])).toEqual([
    -1, 0, 1, 3, 7, 15, 37, 68, 109, 220, 373,
  ]);
  expect(critical(0.0182, [6, 7, 8, 16, 24, 32])).toEqual([-1, 0, 1, 22, 68, 138]);
});

test("beyond 60 the normal distribution stands within 0.001 of the exact one", () => {
  const exact: readonly (readonly [number, number])[] = [
    [600, 0.0062411055320225305],
    [700, 0.039187092769327504],
    [900, 0.37413091091975875],
  ];
  for (const [value, chance] of exact) {
    expect(Math.abs(signedRankDistribution(61).atMost(value) - chance)).toBeLessThan(0.001);
  }
  expect(Math.abs(signedRankDistribution(100).critical(0.025) - 1955)).toBeLessThanOrEqual(1);
});

test("a level that so few values cannot reach has no interval", () => {
  expect(signedRankInterval([1, 2, 3, 4, 5], 0.05)).toBeNull();
  expect(signedRankInterval([1, 2, 3, 4, 5, 6], 0.05)).toEqual({ low: 1, high: 6 });
  expect(signedRankInterval([1, 2, 3, 4, 5, 6], 0.0182)).toBeNull();
  expect(signedRankInterval([], 0.05)).toBeNull();
  expect(hodgesLehmann([])).toBeNull();
});

test("the interval excludes a shift exactly when p is at most alpha, with ties and zeros too", () => {
  const random = createRandom(12);
  for (let round = 0; round < 300; round += 1) {
    const values = Array.from({ length: 6 + random.int(12) }, () => random.int(9) - 4);
    const interval = signedRankInterval(values, 0.05);
    if (interval === null) throw new Error("six values reach 95 %");
    for (const shift of [-2, -0.5, 0, 1]) {
      expect(signedRankP(values, shift, "below") <= 0.025).toBe(interval.high < shift);
      expect(signedRankP(values, shift, "at-most") <= 0.025).toBe(interval.high <= shift);
      expect(signedRankP(values, shift, "above") <= 0.025).toBe(interval.low > shift);
      expect(signedRankP(values, shift, "at-least") <= 0.025).toBe(interval.low >= shift);
    }
  }
});

test("differences that are all zero prove no side, and that they are at most zero", () => {
  const zeros = Array<number>(10).fill(0);
  expect(signedRankP(zeros, 0, "other")).toBe(1);
  expect(signedRankP(zeros, 0, "at-most")).toBe(1 / 1024);
  expect(signedRankInterval(zeros, 0.05)).toEqual({ low: 0, high: 0 });
});
