import { expect, test } from "vitest";
import { experimentWith, metricWith } from "../experiment/experiment-fixture.ts";
import { createRandom } from "../statistics/random.ts";
import { resultOf } from "./analyse-fixture.ts";
import type { Comparison } from "./results.ts";

/** Runs of `count` samples of about 100; of the variant every `heavy`th sample takes three times as long. */
function sampled(count: number, heavy: number, better: "lower" | "higher" = "lower"): Comparison {
  const random = createRandom(5);
  return resultOf({
    experiment: experimentWith({ metrics: [metricWith("p95", { better })] }),
    value: (id) =>
      Array.from({ length: count }, (_, index) => {
        const usual = 100 + 2 * random.normal();
        return id === "four" && index % heavy === 0 ? usual * (better === "lower" ? 3 : 1 / 3) : usual;
      }),
  });
}

test("a heavy tail is worse while the typical run is equivalent", () => {
  const result = sampled(200, 16);
  expect(result.verdict).toBe("equivalent");
  expect(result.tail?.verdict).toBe("worse");
  expect(result.tail?.quantiles.map(({ quantile, verdict }) => [quantile, verdict])).toEqual([
    [0.95, "worse"],
    [0.99, "worse"],
  ]);
});

test("where higher is better, the tail is the low end", () => {
  expect(sampled(200, 16, "higher").tail?.verdict).toBe("worse");
});

test("equal tails are equivalent", () => {
  expect(sampled(400, Infinity).tail).toMatchObject({
    verdict: "equivalent",
    stalls: { baseline: 0, variant: 0, p: 1 },
  });
});

test("a quantile needs samples beyond it: 20 for the 95th, 100 for the 99th, none of single numbers", () => {
  expect(sampled(19, 9).tail?.quantiles).toEqual([]);
  expect(sampled(20, 9).tail?.quantiles.map(({ quantile }) => quantile)).toEqual([0.95]);
  expect(sampled(100, 9).tail?.quantiles.map(({ quantile }) => quantile)).toEqual([0.95, 0.99]);
  expect(resultOf().tail?.quantiles).toEqual([]);
});

/** A session whose variant stalls in so many rounds, spread over it. */
const stalling = (count: number): Comparison => {
  const stalled = [2, 4, 7, 9, 11, 14, 16].slice(0, count);
  return resultOf({
    value: (id, round) => (id === "four" && stalled.includes(round) ? 300 : 100) + ((round * 7) % 5),
  });
};

test("runs that stall as a whole are counted in pairs: seven against none is worse, three is not yet", () => {
  expect(stalling(7).verdict).not.toBe("worse");
  expect(stalling(7).tail).toMatchObject({ verdict: "worse", stalls: { baseline: 0, variant: 7, p: 2 / 2 ** 7 } });
  expect(stalling(3).tail).toMatchObject({ verdict: "inconclusive", stalls: { baseline: 0, variant: 3, p: 0.25 } });
});

test("a variant that is slower in every run does not stall in every run", () => {
  expect(resultOf({ times: 3 }).tail?.stalls).toEqual({ baseline: 0, variant: 0, p: 1 });
});

test("a byte more in one of sixteen equal runs is no stall", () => {
  expect(resultOf({ value: (id, round) => (id === "four" && round === 4 ? 1001 : 1000) }).tail?.stalls.variant).toBe(0);
});

const ramp = (step: number): number[] => Array.from({ length: 40 }, (_, index) => 100 + step * index);

const shorter = (failed: number): Comparison =>
  resultOf({ value: (id, round) => (id === "one" ? ramp(5) : round === failed ? null : ramp(0)) });

test("a variant that failed has no better tail", () => {
  expect(shorter(0).tail).toMatchObject({ verdict: "better", quantiles: [{ quantile: 0.95, verdict: "better" }] });
  expect(shorter(2).tail).toMatchObject({ verdict: "inconclusive", quantiles: [{ verdict: "inconclusive" }] });
});
