import { expect, test } from "vitest";
import { experimentWith, metricWith } from "./experiment-fixture.ts";
import { planSession } from "./plan.ts";
import { freezeProtocol } from "./protocol.ts";
import type { Experiment } from "./experiment.ts";

const planOf = (more: Partial<Experiment>, measured?: Parameters<typeof planSession>[1]) =>
  planSession(freezeProtocol(experimentWith(more)), measured);
const design = experimentWith().design;

test("runs are those of every variant and the control in every round, and faults", () => {
  const faults = [{ id: "killed", kind: "kill", afterMs: 200, forMs: 0, port: null, recover: null }] as const;
  expect(planOf({ faults })).toMatchObject({ rounds: 16, runs: 17 * 3 + 2, expectedMinutes: null, mostMinutes: 53 });
  expect(planOf({}, { runMs: 2_000, sd: 0.1 }).expectedMinutes).toBeCloseTo(1.7);
  expect(planOf({ design: { ...design, restMs: 1_000 } }, { runMs: 2_000, sd: 0.1 }).expectedMinutes).toBeCloseTo(2.55);
});

test("what can be found follows from the noise: n = 1.05 · ((1.96 + 0.84) · sd / δ)²", () => {
  expect(planOf({}, { runMs: 1, sd: 0.06 }).detectable).toBe("16 rounds find 4.4 % in four of five sessions.");
  expect(planOf({}, { runMs: 1, sd: 0.2 }).detectable).toBe(
    "16 rounds find 15 % in four of five sessions, which is more than the threshold of 5 %: more rounds or less noise are needed.",
  );
});

test("without a measurement it says how much noise the rounds withstand", () => {
  expect(planOf({}).detectable).toBe(
    "16 rounds find 5 % in four of five sessions when pairs vary by 7 % (standard deviation) at most.",
  );
  const metrics = [metricWith("p95", { threshold: { kind: "value", value: 2 } })] as const;
  expect(planOf({ metrics }).detectable).toContain("find 2 ms in four of five sessions when pairs vary by 2.8 ms");
});

test("too few rounds are said to decide nothing", () => {
  expect(planOf({ design: { ...design, looks: [3] } }).detectable).toBe(
    "3 rounds can decide nothing: it takes 8 at least.",
  );
});
