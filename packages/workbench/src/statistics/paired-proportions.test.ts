import { expect, test } from "vitest";
import { proportionInterval, proportionP } from "./paired-proportions.ts";

const pairs = (gained: number, lost: number, same: number): number[] => [
  ...Array<number>(gained).fill(1),
  ...Array<number>(lost).fill(-1),
  ...Array<number>(same).fill(0),
];

test("approval of a prime minister in two surveys fell by 2 to 6 points (Agresti, Categorical Data Analysis, §10.1)", () => {
  const interval = proportionInterval(pairs(86, 150, 794 + 570), 0.05);
  expect(interval?.low).toBeCloseTo(-0.06, 2);
  expect(interval?.high).toBeCloseTo(-0.02, 2);
});

test("twenty prompts that all agree leave room for a difference", () => {
  const interval = proportionInterval(pairs(0, 0, 20), 0.05);
  expect(interval?.high).toBeCloseTo(1.96 / 22, 3);
  expect(interval?.low).toBe(-(interval?.high ?? NaN));
});

test("the interval and p agree at its ends", () => {
  const differences = pairs(9, 2, 30);
  const interval = proportionInterval(differences, 0.05);
  expect(proportionP(differences, interval?.low ?? NaN, "above")).toBeCloseTo(0.025, 10);
  expect(proportionP(differences, interval?.high ?? NaN, "below")).toBeCloseTo(0.025, 10);
});

test("repeats of a prompt narrow nothing when they all say the same", () => {
  const once = pairs(6, 1, 13);
  expect(proportionInterval(once, 0.05)).toEqual(
    proportionInterval(
      once.map((difference) => (5 * difference) / 5),
      0.05,
    ),
  );
  expect(proportionInterval([], 0.05)).toBeNull();
});
