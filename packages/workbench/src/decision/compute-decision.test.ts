import { expect, test } from "vitest";
import type { MetricResults } from "../analysis/results.ts";
import { metricWith } from "../experiment/experiment-fixture.ts";
import { computeDecision } from "./compute-decision.ts";
import { comparedBy, countedBy, CPU, decisionWith, DROPPED, foundWith, P95, sessionWith } from "./decision-fixture.ts";
import type { DecisionResults, MustOutcome } from "./decision-results.ts";
import type { ResultsByExperiment } from "./found-evidence.ts";

const statuses = ({ options }: DecisionResults): string[] => options.map(({ status }) => status);
const winnerOf = ({ outcome }: DecisionResults): string | null => (outcome.kind === "winner" ? outcome.winner : null);

const failed = (variant: string, runs: number, timeouts = 0) =>
  sessionWith().failures.map((one) => (one.variant === variant ? { ...one, failed: runs, timeouts } : one));

/** The answers to "none dropped" for what each run of four frames dropped. */
function answerFor(values: number | readonly number[], limit = "at-most: 0"): MustOutcome | undefined {
  const metrics = [P95, CPU, countedBy("dropped", { one: 0, four: values, eight: 0 })] as const;
  return computeDecision(decisionWith(["at-most: 0", limit]), foundWith({ metrics })).musts[1]?.answers[1];
}

const fourWins = (decision: ReturnType<typeof decisionWith>, found: ResultsByExperiment): unknown =>
  computeDecision(decision, found).options[1]?.wins;

const scoreOfFour = (effect: number): number | undefined => {
  const p95 = comparedBy("p95", { four: [effect, effect, effect], eight: [0, 0, 0] });
  return computeDecision(decisionWith(), foundWith({ metrics: [p95, CPU, DROPPED] })).criteria[0]?.scores[1]?.value;
};

const judgedAs = (answer: string): DecisionResults =>
  computeDecision(
    decisionWith([
      "- { name: none dropped, metric: ws-batch/dropped, at-most: 0 }",
      `- { name: old clients, judged: { One frame: met, Four frames: ${answer}, Eight frames: met }, by: mara, because: tried with 0.9 }`,
    ]),
    foundWith(),
  );

test("the option with the highest score wins, and one that fails a must-have is out without scores", () => {
  const results = computeDecision(decisionWith(), foundWith());
  expect(results.outcome).toEqual({ kind: "winner", winner: "Four frames", runnersUp: ["One frame"], lead: 0.62 });
  expect(statuses(results)).toEqual(["in", "in", "out"]);
  expect(results.options[2]).toEqual({ name: "Eight frames", status: "out", score: null, interval: null, wins: null });
  expect(results.criteria.map(({ scores }) => scores[2])).toEqual([null, null, null, null, null]);
  expect(results.doubts).toEqual([]);
});

test("the result is plain data, and the same evidence gives the same bytes", () => {
  const results = computeDecision(decisionWith(), foundWith());
  expect(structuredClone(results)).toEqual(results);
  expect(JSON.stringify(computeDecision(decisionWith(), foundWith()))).toBe(JSON.stringify(results));
});

test("other evidence, or another name, draws other simulations", () => {
  const { evidence } = sessionWith();
  const before = fourWins(decisionWith(), foundWith());
  expect(fourWins(decisionWith(["id: transport", "id: frames"]), foundWith())).not.toBe(before);
  expect(fourWins(decisionWith(), foundWith({ evidence: { ...evidence, seal: "another" } }))).not.toBe(before);
});

test("the baseline has 5 points, and each threshold of improvement is one more", () => {
  expect(scoreOfFour(0)).toBe(5);
  expect(scoreOfFour(-0.05)).toBeCloseTo(6, 9);
  expect(scoreOfFour(0.95 * 0.95 - 1)).toBeCloseTo(7, 9);
  expect(scoreOfFour(0.05)).toBeCloseTo(4.05, 2);
  expect(scoreOfFour(-0.9)).toBe(10);
  expect(scoreOfFour(-1)).toBe(10);
  expect(scoreOfFour(20)).toBe(0);
});

test("where more is better, more scores higher; a difference is counted in thresholds as it is", () => {
  const better = comparedBy("p95", { four: [0.05, 0.05, 0.05], eight: [0, 0, 0] });
  const higher = { ...better, metric: metricWith("p95", { better: "higher" }) };
  const difference = {
    ...higher,
    comparisons: higher.comparisons.map((one) => ({ ...one, scale: "difference" as const, threshold: 0.02 })),
  };
  const scores = [higher, difference].map(
    (p95) => computeDecision(decisionWith(), foundWith({ metrics: [p95, CPU, DROPPED] })).criteria[0]?.scores[1]?.value,
  );
  expect(scores[0]).toBeCloseTo(6, 9);
  expect(scores[1]).toBeCloseTo(7.5, 9);
});

test("a score's interval has the ends of the effect's interval, the lower score first", () => {
  const { criteria } = computeDecision(decisionWith(), foundWith());
  const [, four] = criteria[0]?.scores ?? [];
  expect(four?.low).toBeCloseTo(5 + Math.log(0.88) / Math.log(0.95), 9);
  expect(four?.high).toBeCloseTo(5 + Math.log(0.828) / Math.log(0.95), 9);
  expect(criteria[2]?.scores[0]).toEqual({ value: 9, low: 8, high: 10 });
});

test("a variant with failed runs is out, whatever it scores, and so is one that only timed out", () => {
  for (const failures of [failed("four", 2), failed("four", 0, 2)]) {
    const results = computeDecision(decisionWith(), foundWith({ failures }));
    expect(winnerOf(results)).toBe("One frame");
    expect(results.musts[0]).toMatchObject({
      name: "no failed runs",
      answers: [{ answer: "met" }, { answer: "not met", because: "2 of 16 runs failed" }, { answer: "met" }],
    });
  }
});

test.each([
  [0, "met", "0"],
  [2, "not met", "2"],
  [[...Array.from({ length: 15 }, () => 0), 3], "not sure", "3 in 1 of 16 runs"],
  [[0, 0, 0], "not sure", "only 3 runs"],
  [[0, 0, 4], "not sure", "between 0 and 4"],
  [[3, 4], "not met", "4"],
  [[], "not sure", "dropped has no values"],
])("a must-have holds when the typical run and every run keep to it: %j dropped is %s", (values, answer, because) => {
  expect(answerFor(values)).toEqual({ answer, because });
});

test("a lower bound is one too", () => {
  expect(answerFor(2, "at-least: 2")?.answer).toBe("met");
  expect(answerFor(1, "at-least: 2")?.answer).toBe("not met");
});

test("a must-have that nobody is sure of keeps the option in, and the winner provisional", () => {
  const runs = [...Array.from({ length: 15 }, () => 0), 3];
  const metrics = [P95, CPU, countedBy("dropped", { one: 0, four: runs, eight: 2 })] as const;
  const results = computeDecision(decisionWith(), foundWith({ metrics }));
  expect(winnerOf(results)).toBe("Four frames");
  expect(results.doubts).toEqual(['whether Four frames meets "none dropped" is not sure (3 in 1 of 16 runs)']);
});

test("a must-have may be judged", () => {
  expect(statuses(judgedAs("not met"))).toEqual(["in", "out", "in"]);
  expect(judgedAs("not sure").doubts).toContain('whether Four frames meets "old clients" is not sure (mara says so)');
  expect(judgedAs("met").musts[1]?.answers[1]).toEqual({ answer: "met", because: "mara says so" });
});

test("equal scores are a tie, with no winner and nothing that could flip", () => {
  const decision = decisionWith(
    [
      "{ name: Performance metrics, weight: 35, metric: ws-batch/p95 }",
      "{ name: Looks, weight: 9, judged: { One frame: 5, Four frames: 8.5, Eight frames: 1 }, by: mara, because: tried }",
    ],
    ["  - { name: Resource utilisation, weight: 20, metric: ws-batch/cpu }\n", ""],
    ["weight: 15", "weight: 9"],
    ["One frame: 7.5, Four frames: 6", "One frame: 6, Four frames: 6"],
    ["One frame: 8, Four frames: 6.5", "One frame: 6, Four frames: 6"],
  );
  const results = computeDecision(decision, foundWith());
  expect(results.outcome).toEqual({ kind: "tie", tied: ["One frame", "Four frames"] });
  expect(results.criteria.map(({ flips }) => flips)).toEqual([null, null, null, null]);
});

test("when every option is out nobody wins", () => {
  const metrics = [P95, CPU, countedBy("dropped", { one: 1, four: 2, eight: 2 })] as const;
  expect(computeDecision(decisionWith(), foundWith({ metrics })).outcome).toEqual({ kind: "all-out" });
});

test("the only option that is left wins without a lead", () => {
  const metrics = [P95, CPU, countedBy("dropped", { one: 1, four: 0, eight: 2 })] as const;
  const results = computeDecision(decisionWith(), foundWith({ metrics }));
  expect(results.outcome).toEqual({ kind: "winner", winner: "Four frames", runnersUp: [], lead: null });
  expect(results.options[1]?.wins).toBe(1);
  expect(results.criteria.map(({ flips }) => flips)).toEqual([null, null, null, null, null]);
});

test("judgements alone decide nothing while something is still to be measured", () => {
  const none: ResultsByExperiment = new Map([["ws-batch", { status: "none" }]]);
  const results = computeDecision(decisionWith(), none);
  expect(results.outcome).toEqual({ kind: "not-measured" });
  expect(results.musts).toEqual([
    {
      name: "none dropped",
      answers: Array.from({ length: 3 }, () => ({ answer: "not sure", because: "not measured" })),
    },
  ]);
  expect(results.doubts).toEqual([
    "Performance metrics and Resource utilisation count for nothing, because ws-batch has no results yet",
  ]);
});

test("a criterion of an experiment without results is left out, and the winner is provisional", () => {
  const decision = decisionWith(["metric: ws-batch/cpu", "metric: gateway/cpu"]);
  const results = computeDecision(decision, new Map([...foundWith(), ["gateway", { status: "none" }]]));
  expect(winnerOf(results)).toBe("Four frames");
  expect(results.criteria[1]).toMatchObject({ isCounted: false, scores: [null, null, null], flips: null });
  expect(results.doubts).toEqual(["Resource utilisation counts for nothing, because gateway has no results yet"]);
});

test("a metric that the session did not measure counts for nothing, and that is told", () => {
  const results = computeDecision(decisionWith(["metric: ws-batch/cpu", "metric: ws-batch/energy"]), foundWith());
  expect(winnerOf(results)).toBe("Four frames");
  expect(results.doubts).toEqual([
    "Resource utilisation counts for nothing, because there is no comparison in ws-batch yet",
  ]);
});

test("an option that is no variant of the experiment has no score, and that is told", () => {
  const results = computeDecision(decisionWith(["Four frames: { ws-batch: four }", "Four frames: {}"]), foundWith());
  expect(statuses(results)).toEqual(["in", "unscored", "out"]);
  expect(winnerOf(results)).toBe("One frame");
  expect(results.doubts).toContain(
    "Four frames has no score by Performance metrics, because it is no variant of ws-batch",
  );
});

const withoutInterval = (...variants: readonly string[]): typeof P95 => ({
  ...P95,
  comparisons: P95.comparisons.map((one) => (variants.includes(one.variant) ? { ...one, interval: null } : one)),
});

test("an effect without an interval is no score", () => {
  const results = computeDecision(
    decisionWith(),
    foundWith({ metrics: [withoutInterval("four"), CPU, countedBy("dropped", { one: 0, four: 0, eight: 0 })] }),
  );
  expect(statuses(results)).toEqual(["in", "unscored", "in"]);
  expect(results.doubts).toContain(
    "Four frames has no score by Performance metrics, because too few of its runs count",
  );
});

test("the baseline does not win because nothing is compared with it yet", () => {
  const cpu = { ...withoutInterval("four", "eight"), metric: CPU.metric };
  const metrics = [withoutInterval("four", "eight"), cpu, DROPPED] as const;
  const results = computeDecision(decisionWith(), foundWith({ metrics }));
  expect(results.outcome).toEqual({ kind: "not-measured" });
  expect(results.doubts).toEqual([
    "Performance metrics and Resource utilisation count for nothing, because there is no comparison in ws-batch yet",
  ]);
});

test.each([
  ["a running session", { status: "running" as const, look: null }, {}, "ws-batch has not reached its first look"],
  [
    "a look that is not the last",
    { status: "running" as const, look: { index: 1, of: 4, isLast: false } },
    {},
    "ws-batch is at look 1 of 4",
  ],
  [
    "a session that was stopped",
    { status: "stopped" as const, look: { index: 1, of: 4, isLast: false } },
    {},
    "ws-batch was stopped before its last look",
  ],
  ["a changed experiment", {}, { isProtocolCurrent: false }, "ws-batch was changed after its data"],
  [
    "a changed input",
    {},
    { changedInputs: ["bench/batch.mjs"] },
    "bench/batch.mjs was changed after the data of ws-batch",
  ],
])("%s makes the winner provisional", (_, session, found, doubt) => {
  const results = computeDecision(decisionWith(), foundWith(session, found));
  expect(winnerOf(results)).toBe("Four frames");
  expect(results.doubts).toEqual([doubt]);
});

test("an inconclusive comparison of an option in front is a doubt, with its reason", () => {
  const results = computeDecision(decisionWith(), foundWith({ metrics: [doubted(P95), CPU, DROPPED] }));
  // That of eight frames, which is out, is not told.
  expect(results.doubts).toEqual(["p95 of Four frames is inconclusive (the same command twice was told apart)"]);
});

test("comparisons with one and the same reason are one doubt", () => {
  const results = computeDecision(decisionWith(), foundWith({ metrics: [doubted(P95), doubted(CPU), DROPPED] }));
  expect(results.doubts).toEqual([
    "p95 and cpu of Four frames are inconclusive (the same command twice was told apart)",
  ]);
});

const doubted = (results: MetricResults): MetricResults => ({
  ...results,
  comparisons: results.comparisons.map((one) => ({
    ...one,
    verdict: "inconclusive",
    doubts: ["control-differs"],
  })),
});

test("weights count by their share of the whole", () => {
  const results = computeDecision(decisionWith(["weight: 35", "weight: 70"]), foundWith());
  expect(results.criteria.map(({ weight }) => weight.toFixed(2))).toEqual([
    "51.85",
    "14.81",
    "11.11",
    "11.11",
    "11.11",
  ]);
});
