import { expect, test } from "vitest";
import { medianInterval } from "./median-interval.ts";

const upTo = (n: number): number[] => Array.from({ length: n }, (_, index) => n - index);

test("the ends are the order statistics of the sign test's tables: the 1st of 6, the 4th of 16, the 10th of 30", () => {
  expect(medianInterval(upTo(6), 0.05)).toEqual({ low: 1, high: 6 });
  expect(medianInterval(upTo(10), 0.05)).toEqual({ low: 2, high: 9 });
  expect(medianInterval(upTo(16), 0.05)).toEqual({ low: 4, high: 13 });
  expect(medianInterval(upTo(20), 0.05)).toEqual({ low: 6, high: 15 });
  expect(medianInterval(upTo(30), 0.05)).toEqual({ low: 10, high: 21 });
});

test("five values reach no 95 %", () => {
  expect(medianInterval(upTo(5), 0.05)).toBeNull();
  expect(medianInterval([], 0.05)).toBeNull();
});
