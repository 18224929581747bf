import { expect, test } from "vitest";
import { holm } from "./holm.ts";

test("adjusted values are those of R's p.adjust", () => {
  const expected = [0.03, 0.06, 0.06, 0.02];
  holm([0.01, 0.04, 0.03, 0.005]).forEach((p, index) => expect(p).toBeCloseTo(expected[index] ?? NaN, 12));
  expect(holm([])).toEqual([]);
  expect(holm([0.04])).toEqual([0.04]);
  expect(holm([0.6, 0.9])).toEqual([1, 1]);
});
