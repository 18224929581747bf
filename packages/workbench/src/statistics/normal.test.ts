import { expect, test } from "vitest";
import { normalAtMost, normalQuantile } from "./normal.ts";

test("the distribution has the values of the tables", () => {
  const known: readonly (readonly [number, number])[] = [
    [-3, 0.0013498980316300933],
    [-1.96, 0.024997895148220435],
    [-0.5, 0.3085375387259869],
    [0, 0.5],
    [0.3, 0.6179114221889526],
    [2.5, 0.9937903346742238],
  ];
  for (const [z, chance] of known) expect(normalAtMost(z)).toBeCloseTo(chance, 14);
  expect([normalAtMost(-40), normalAtMost(40)]).toEqual([0, 1]);
});

test("quantiles undo it", () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12);
  expect(normalQuantile(0.0091)).toBeCloseTo(-2.3615238743101443, 12);
  expect(normalQuantile(0.8)).toBeCloseTo(0.8416212335729143, 12);
});
