import { expect, test } from "vitest";
import type { RunRecord } from "../evidence/evidence.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { experimentWith, metricWith, variantWith } from "../experiment/experiment-fixture.ts";
import { analyse } from "./analyse.ts";
import { primaryOf, resultOf, type SessionFixture, sessionOf, without } from "./analyse-fixture.ts";

const { design } = experimentWith();
const FAILED = { outcome: "failed", values: {} } as const;
const looks = (...numbers: [number, ...number[]]): Experiment =>
  experimentWith({ design: { ...design, looks: numbers } });

test("a variant that is 10 % slower is worse, one that is 10 % faster is better, and the effect is near the truth", () => {
  const slower = resultOf({ times: 1.1 });
  expect([slower.verdict, slower.doubts]).toEqual(["worse", []]);
  expect(slower.effect).toBeCloseTo(0.1, 1);
  const faster = resultOf({ times: 0.9 });
  expect(faster.verdict).toBe("better");
  expect(faster.interval?.high).toBeLessThan(-0.05);
  expect(faster.p).toBeLessThan(0.001);
});

test("where higher is better, the same numbers mean the opposite", () => {
  const experiment = experimentWith({ metrics: [metricWith("p95", { better: "higher" })] });
  expect(resultOf({ experiment, times: 1.1 }).verdict).toBe("better");
  expect(resultOf({ experiment, times: 0.9 }).verdict).toBe("worse");
});

test("equal variants are equivalent on a quiet machine and inconclusive on a restless one, never without an interval", () => {
  const quiet = resultOf();
  expect([quiet.verdict, quiet.doubts]).toEqual(["equivalent", []]);
  expect(quiet.p).toBeLessThan(0.001);
  const restless = resultOf({ noise: 0.2 });
  expect([restless.verdict, restless.doubts]).toEqual(["inconclusive", ["interval-crosses"]]);
});

test("an effect at the threshold is inconclusive, because the interval reaches over it", () => {
  expect(resultOf({ times: 1.05 })).toMatchObject({ verdict: "inconclusive", doubts: ["interval-crosses"] });
});

test("an absolute threshold compares differences, which may be 0 or below", () => {
  const metrics = [metricWith("p95", { threshold: { kind: "value", value: 2 } })] as const;
  const shifted = resultOf({
    experiment: experimentWith({ metrics }),
    value: (id, round) => (id === "four" ? 5 : 0) + (round % 2),
  });
  expect(shifted).toMatchObject({ scale: "difference", effect: 5, interval: { low: 5, high: 5 }, verdict: "worse" });
  const still = resultOf({ experiment: experimentWith({ metrics }), value: () => 0 });
  expect(still).toMatchObject({ effect: 0, interval: { low: 0, high: 0 }, verdict: "equivalent" });
});

test("a metric of zero has no ratio, and says so instead of dropping the round", () => {
  const result = resultOf({ value: (_, round) => (round === 7 ? 0 : 100 + round) });
  expect(result).toMatchObject({
    verdict: "inconclusive",
    doubts: ["no-ratio"],
    effect: null,
    interval: null,
  });
  expect(result.pairs).toHaveLength(15);
});

test("three rounds tell an effect and no verdict", () => {
  const result = analyse(sessionOf({ rounds: 3, times: 1.5 }));
  expect(result).toMatchObject({ roundsDone: 3, roundsCounted: 3, look: null, status: "stopped", mayStop: false });
  expect(primaryOf(result)).toMatchObject({
    interval: null,
    p: null,
    verdict: "inconclusive",
    doubts: ["too-few-rounds"],
  });
  expect(primaryOf(result).effect).toBeCloseTo(0.5, 1);
});

test("no verdict before the first look: who stops when it looks good would be right too often", () => {
  const result = analyse(sessionOf({ rounds: 15, times: 1.5 }));
  expect(primaryOf(result)).toMatchObject({ verdict: "inconclusive", doubts: ["too-few-rounds"] });
  expect(primaryOf(result).interval).not.toBeNull();
});

test("rounds beyond a look wait for the next one, and the level is that of a look", () => {
  const result = analyse(sessionOf({ experiment: looks(8, 16, 24, 32), rounds: 19, times: 1.2, end: null }));
  expect(result).toMatchObject({ status: "running", roundsDone: 19, roundsCounted: 16, level: 0.9818, mayStop: true });
  expect(result.look).toEqual({ index: 2, of: 4, isLast: false });
  const { pairs, later } = primaryOf(result);
  expect([pairs.length, later.map(({ round }) => round)]).toEqual([16, [17, 18, 19]]);
  expect(result.order.filter(({ isCounted }) => isCounted)).toHaveLength(16 * 3);
});

test("a session goes on while one comparison of the primary metric is open, whatever the others say", () => {
  const usual = new Map([
    ["one", [100, 101]],
    ["four", [200, 202]],
    ["six", [100, 140]],
  ]);
  const result = analyse(
    sessionOf({
      experiment: experimentWith({ variants: [variantWith("one"), variantWith("four"), variantWith("six")] }),
      value: (id, round) => usual.get(id)?.[round % 2] ?? null,
    }),
  );
  expect(result.metrics[0].comparisons.map(({ verdict }) => verdict)).toEqual(["worse", "inconclusive"]);
  expect(result.mayStop).toBe(false);
});

test("a round counts only when all its runs are there: not a torn last one, not one without its control, not a missing one", () => {
  const whole = sessionOf({ rounds: 20, experiment: looks(16) });
  const torn = without(whole, ({ round, position }) => round === 20 && position > 1);
  expect(analyse(torn).roundsDone).toBe(19);
  const uncontrolled = analyse(without(whole, ({ round, isControl }) => round === 3 && isControl));
  expect(uncontrolled.roundsDone).toBe(19);
  expect(primaryOf(uncontrolled).pairs.map(({ round }) => round)).toEqual([
    1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17,
  ]);
  expect(analyse(without(whole, ({ round }) => round === 5)).roundsDone).toBe(19);
  expect(analyse(without(whole, () => true))).toMatchObject({ roundsDone: 0, mayStop: false, drift: { lag1: null } });
});

test("a session without a single value says that nothing was measured", () => {
  const result = analyse(sessionOf({ value: () => null }));
  expect(primaryOf(result)).toMatchObject({
    effect: null,
    p: null,
    verdict: "inconclusive",
    doubts: ["no-values", "failures"],
  });
  expect(result.failures.map(({ failed }) => failed)).toEqual([32, 16]);
});

test("of a repeated round the second attempt counts, and both are kept", () => {
  const evidence = sessionOf({
    again: [4],
    run: ({ round, attempt }) => (round === 4 && attempt === 1 ? { values: { p95: 900 } } : {}),
  });
  const result = analyse(evidence);
  expect(primaryOf(result).pairs[3]?.baseline).toBeLessThan(110);
  expect(result.order).toHaveLength(evidence.runs.length);
  const fourth = result.order.filter(({ round }) => round === 4);
  expect(fourth.map(({ attempt, isCounted }) => `${attempt} ${isCounted}`)).toEqual([
    ...Array<string>(3).fill("1 false"),
    ...Array<string>(3).fill("2 true"),
  ]);
  const tornRepeat = analyse(
    without(evidence, ({ round, attempt, position }) => round === 4 && attempt === 2 && position === 3),
  );
  expect(primaryOf(tornRepeat).pairs[3]?.baseline).toBe(900);
});

test("runs that warm up are kept in the order and count for nothing, failed or not", () => {
  const result = analyse(sessionOf({ run: ({ round }) => (round < 1 ? { outcome: "failed", values: {} } : {}) }));
  expect(result.order.filter(({ round }) => round < 1).every(({ isCounted }) => !isCounted)).toBe(true);
  expect(result.failures.map(({ failed }) => failed)).toEqual([0, 0]);
});

test("a variant that failed once cannot be better, and can be worse", () => {
  const failing = { run: ({ round, variant }: RunRecord) => (round === 9 && variant === "four" ? FAILED : {}) };
  expect(resultOf({ ...failing, times: 0.5 })).toMatchObject({ verdict: "inconclusive", doubts: ["failures"] });
  expect(resultOf({ ...failing, times: 2 })).toMatchObject({ verdict: "worse", doubts: ["failures"] });
});

test("failures of the repeated and the later rounds count, with their first reasons and the exact test of the pairs", () => {
  const result = analyse(
    sessionOf({
      rounds: 18,
      value: (id, round) => (id === "four" && round >= 8 ? null : 100),
      run: ({ round, outcome }) =>
        outcome === "failed" && round % 2 === 0 ? { outcome: "timeout", reason: "it took 60 s" } : {},
    }),
  );
  expect(result.failures[1]).toEqual({
    variant: "four",
    runs: 18,
    failed: 11,
    timeouts: 6,
    p: 2 / 2 ** 9,
    reasons: [
      { reason: "it took 60 s", count: 6 },
      { reason: "it exited with 1", count: 5 },
    ],
  });
  expect(result.failures[0]).toMatchObject({ runs: 36, failed: 0, p: null, reasons: [] });
});

test("when the same command twice is told apart, no verdict stands", () => {
  const result = analyse(
    sessionOf({ value: (id, round, isControl) => (id === "four" ? 150 : isControl ? 103 : 100) + (round % 3) / 10 }),
  );
  expect(primaryOf(result)).toMatchObject({ verdict: "inconclusive", doubts: ["control-differs"] });
  expect(result.metrics[0].control.interval?.low).toBeGreaterThan(0);
});

test("pairs that change midway leave no verdict, while drift of the machine is only told", () => {
  const learning = resultOf({ value: (id, round) => (id === "four" ? (round > 8 ? 200 : 130) : 100) + (round % 4) });
  expect(learning).toMatchObject({ verdict: "inconclusive", doubts: ["drifting-pairs"] });
  const drifting = analyse(
    sessionOf({
      value: (id, round) => (id === "four" ? 2 : 1) * (round > 8 ? 140 : 100) * (1 + ((round * 7) % 5) / 100),
    }),
  );
  expect(primaryOf(drifting).verdict).toBe("worse");
  expect(drifting.drift.changeAtRound).toBe(9);
});

const busyUntil = (last: number): SessionFixture => ({
  times: 2,
  run: ({ round, guard }) => (round <= last ? { guard: { ...guard, load: 30 } } : {}),
});

test("more than a fifth of the counted rounds still flagged leave no verdict", () => {
  expect(resultOf(busyUntil(3))).toMatchObject({ verdict: "worse", doubts: [] });
  expect(resultOf(busyUntil(4))).toMatchObject({ verdict: "inconclusive", doubts: ["noisy"] });
});

test("a flagged round that was quiet the second time is not noisy", () => {
  const again = Array.from({ length: 8 }, (_, index) => index + 1);
  const result = analyse(
    sessionOf({
      times: 2,
      again,
      run: ({ attempt, round, guard }) => (attempt === 1 && round <= 8 ? { guard: { ...guard, load: 30 } } : {}),
    }),
  );
  expect(primaryOf(result).verdict).toBe("worse");
  expect(result.flags.filter(({ round }) => round >= 1)).toHaveLength(8 * 3);
});

test("secondary metrics are held to Holm, the primary one is not", () => {
  const experiment: Experiment = {
    ...looks(8),
    metrics: [metricWith("a"), metricWith("b"), metricWith("c"), metricWith("d"), metricWith("e")],
  };
  const { metrics } = analyse(
    sessionOf({ experiment, rounds: 8, value: (id, round) => (id === "one" ? 100 : round === 5 ? 104 : 110) }),
  );
  const comparisons = metrics.flatMap((metric) => metric.comparisons);
  expect(comparisons.map(({ p }) => p)).toEqual(Array<number>(5).fill(4 / 256));
  expect(comparisons.map(({ verdict, doubts }) => `${verdict} ${doubts.join()}`)).toEqual([
    "worse ",
    ...Array<string>(4).fill("inconclusive many-comparisons"),
  ]);
});

test("summaries tell median, exact interval and outliers; a failed run leaves its place empty", () => {
  const result = analyse(
    sessionOf({
      value: (id, round) => (round === 5 && id === "one" ? null : round === 6 ? 400 : round === 7 ? 130 : 100 + round),
    }),
  );
  const [one, four] = result.metrics[0].summaries;
  expect(one?.values[4]).toBeNull();
  expect(one?.values).toHaveLength(16);
  expect(four?.median).toBe(110.5);
  expect(four?.interval).toEqual({ low: 104, high: 115 });
  expect(four?.outliers).toEqual([
    { round: 6, fence: "outer" },
    { round: 7, fence: "inner" },
  ]);
});

test("resources are medians of the counted rounds, null where the system does not tell", () => {
  const result = analyse(
    sessionOf({
      run: ({ round, process }) => ({ process: { ...process, wallMs: round > 16 ? 9e9 : 100 + round } }),
      rounds: 17,
    }),
  );
  expect(result.resources[1]).toMatchObject({
    variant: "four",
    medians: { wallMs: 108.5, gpuMemory: null, diskWritten: 4096 },
  });
});

test("the same lines give the same results, and two hundred rounds are judged as well", () => {
  const evidence = sessionOf({ rounds: 200, experiment: looks(200), times: 1.03, noise: 0.05 });
  expect(analyse(evidence)).toEqual(analyse(evidence));
  const result = primaryOf(analyse(evidence));
  expect(result.interval?.low).toBeGreaterThan(0.01);
  expect(result.interval?.high).toBeLessThan(0.05);
});
