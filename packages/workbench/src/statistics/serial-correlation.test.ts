import { expect, test } from "vitest";
import { lag1 } from "./serial-correlation.ts";

test("tourists to the United States 1970–1982 have Bartels' ratio 0.0989 and statistic −3.645 (Gibbons and Chakraborti 2003, p. 98)", () => {
  const tourists = [12362, 12739, 13057, 13955, 14123, 15698, 17523, 18610, 19842, 20310, 22500, 23080, 21916];
  const found = lag1(tourists);
  expect(found?.correlation).toBeCloseTo(1 - 0.0989 / 2, 4);
  expect(found?.p).toBeCloseTo(0.0001336, 6);
});

test("an alternating series is no drift", () => {
  const found = lag1([1, 9, 2, 8, 3, 7, 4, 6, 1, 9]);
  expect(found?.correlation).toBeLessThan(0);
  expect(found?.p).toBeGreaterThan(0.9);
});

test("seven values, or equal ones, say nothing", () => {
  expect(lag1([1, 2, 3, 4, 5, 6, 7])).toBeNull();
  expect(lag1(Array<number>(20).fill(3))).toBeNull();
});
