import { decodeExperiment, type Experiment, type RunRecord } from "@nomous/workbench";
import { expect, test } from "vitest";
import { secondsLeft } from "./follow-session.ts";

function experimentOf(yaml: string): Experiment {
  const decoded = decodeExperiment(yaml);
  if (!decoded.ok) throw new Error(decoded.problems.map(({ message }) => message).join("; "));
  return decoded.experiment;
}

const EXPERIMENT = experimentOf(
  `{ id: a, question: "a?", rounds: 9, variants: [{ id: a, run: [a] }, { id: b, run: [b] }],
     metrics: [{ id: a, better: lower, threshold: 5 % }] }`,
);

/** One a second, of a second each. */
const runsOf = (...places: readonly (readonly [round: number, attempt: number, position: number])[]): RunRecord[] =>
  places.map(
    ([round, attempt, position], second) =>
      ({
        round,
        attempt,
        position,
        startedAt: new Date(second * 1_000).toISOString(),
        process: { wallMs: 1_000 },
      }) as RunRecord,
  );

test("what is left counts the warm-up and every round that is still to come", () => {
  expect(secondsLeft(EXPERIMENT, runsOf([0, 1, 1], [0, 1, 2], [0, 1, 3]))).toBeCloseTo(27);
});

test("rounds that were run once more make those to come as long", () => {
  const twice = runsOf(
    [0, 1, 1],
    [0, 1, 2],
    [0, 1, 3],
    [1, 1, 1],
    [1, 1, 2],
    [1, 1, 3],
    [1, 2, 1],
    [1, 2, 2],
    [1, 2, 3],
  );
  expect(secondsLeft(EXPERIMENT, twice)).toBeCloseTo((9 / 2) * 8);
});

test("a session that is resumed is judged by what ran since", () => {
  expect(secondsLeft(EXPERIMENT, runsOf([5, 1, 1], [5, 1, 2], [5, 1, 3]))).toBeCloseTo(12);
  expect(secondsLeft(EXPERIMENT, runsOf([5, 1, 3], [5, 2, 1]))).toBeGreaterThan(0);
});
