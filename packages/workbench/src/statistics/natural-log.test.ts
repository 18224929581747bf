import { expect, test } from "vitest";
import { exp, ln } from "./natural-log.ts";

const near = (ours: number, theirs: number): number => Math.abs(ours - theirs) / Math.max(1e-300, Math.abs(theirs));

test("ln agrees with the engine's logarithm to a few units of the last place, from the smallest number to the largest", () => {
  for (let x = 1e-320; x < 1e308; x *= 1.37) expect(near(ln(x), Math.log(x))).toBeLessThan(1e-15);
  for (const x of [5e-324, 0.95, 1.05, 1 + 1e-9, 1 - 1e-12, 2, Math.E])
    expect(near(ln(x), Math.log(x))).toBeLessThan(1e-15);
  expect([ln(1), ln(0), ln(-1), ln(Infinity)]).toEqual([0, -Infinity, NaN, Infinity]);
});

test("exp agrees with the engine's, and undoes ln", () => {
  for (let x = -700; x < 700; x += 0.83) expect(near(exp(x), Math.exp(x))).toBeLessThan(1e-13);
  for (const x of [0.2, 0.95, 1, 1.05, 31]) expect(near(exp(ln(x)), x)).toBeLessThan(1e-15);
  expect([exp(0), exp(-Infinity), exp(Infinity)]).toEqual([1, 0, Infinity]);
});
