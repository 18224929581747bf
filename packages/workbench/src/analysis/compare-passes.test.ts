import { expect, test } from "vitest";
import { experimentWith, metricWith } from "../experiment/experiment-fixture.ts";
import { resultOf } from "./analyse-fixture.ts";
import type { Comparison } from "./results.ts";

const experiment = experimentWith({
  metrics: [metricWith("right", { kind: "passes", better: "higher", unit: "" })],
  design: { ...experimentWith().design, looks: [2] },
});

/** Prompts are numbered from 0; each variant passes those of which its test holds. */
const passes = (prompts: number, one: (prompt: number, round: number) => boolean, four: typeof one): Comparison =>
  resultOf({
    experiment,
    rounds: 2,
    value: (id, round) =>
      Object.fromEntries(
        Array.from({ length: prompts }, (_, prompt) => [`q${prompt}`, (id === "four" ? four : one)(prompt, round)]),
      ),
  });

test("prompts that only the variant passes make it better, by the difference of shares", () => {
  const result = passes(
    40,
    (prompt) => prompt < 20,
    (prompt) => prompt < 32,
  );
  expect(result).toMatchObject({ scale: "difference", threshold: 0.05, verdict: "better", doubts: [] });
  expect(result.effect).toBeCloseTo(0.3, 12);
  expect(result.pairs).toHaveLength(2);
});

test("the unit is the prompt: four more of ten are no proof, however often each is repeated", () => {
  const result = passes(
    10,
    (prompt) => prompt < 4,
    (prompt) => prompt < 8,
  );
  expect(result).toMatchObject({ verdict: "inconclusive", doubts: ["interval-crosses"], interval: { low: 0 } });
  expect(result.p).toBeGreaterThan(0.05);
});

const even = (prompt: number): boolean => prompt % 2 === 0;

test("the same answers on twenty prompts are not equivalent within 5 points, on two hundred they are", () => {
  expect(passes(20, even, even)).toMatchObject({ effect: 0, verdict: "inconclusive" });
  expect(passes(200, even, even)).toMatchObject({ effect: 0, verdict: "equivalent" });
});

test("a prompt that one of the two did not try is no pair", () => {
  const result = resultOf({
    experiment,
    rounds: 2,
    value: (id) => (id === "four" ? { a: true, b: true } : { a: true, c: false }),
  });
  expect(result).toMatchObject({ effect: 0, verdict: "inconclusive", doubts: ["too-few-rounds", "interval-crosses"] });
});
