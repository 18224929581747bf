import { expect, test } from "vitest";
import { clusterSignFlip, mcnemarExact, signFlip } from "./sign-flip.ts";

test("Darwin's maize has Fisher's 863 of 32,768 sign changes at least as far on one side", () => {
  const maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];
  expect(signFlip(maize)).toBe((2 * 863) / 32_768);
});

test("McNemar's exact test is binomial on the pairs that differ", () => {
  expect(mcnemarExact(1, 9)).toBeCloseTo(0.021484375, 12);
  expect(mcnemarExact(4, 15)).toBeCloseTo(0.0192108154296875, 12);
  expect(mcnemarExact(16, 37)).toBeCloseTo(0.005486344876760141, 12);
  expect(mcnemarExact(16, 59)).toBeCloseTo(6.114156572521501e-7, 15);
  expect(mcnemarExact(0, 5)).toBe(0.0625);
  expect(mcnemarExact(0, 6)).toBe(0.03125);
});

test("no difference at all is no evidence", () => {
  expect(signFlip([])).toBe(1);
  expect(signFlip([0, 0, 0])).toBe(1);
  expect(mcnemarExact(3, 3)).toBe(1);
});

test("five seeds of one prompt are one witness, not five", () => {
  const prompts = [1, 2, 3, 4].map(() => [1, 1, 1, 1, 1]);
  expect(clusterSignFlip(prompts)).toBe(2 / 2 ** 4);
  expect(signFlip(prompts.flat())).toBe(2 / 2 ** 20);
});
