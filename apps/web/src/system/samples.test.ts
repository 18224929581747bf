import type { SystemSample } from "@nomous/client";
import { expect, test } from "vitest";
import { mergeSamples, WINDOW_MS } from "./samples.ts";

const sample = (at: number): SystemSample => ({
  at,
  cpu: 0,
  cores: 1,
  memory: { totalBytes: 1, usedBytes: 1 },
  bridgeBytes: 1,
  gpus: [],
  engines: { slots: 0, busy: 0, waiting: 0 },
});
const timesOf = (samples: readonly SystemSample[]): number[] => samples.map(({ at }) => at);

test("what came before the history and after it is put in order, each once", () => {
  const live = mergeSamples([], [sample(5_000)]);
  expect(timesOf(mergeSamples(live, [sample(3_000), sample(4_000), sample(5_000)]))).toEqual([3_000, 4_000, 5_000]);
});

test("only the last five minutes are kept", () => {
  const old = mergeSamples([], [sample(1_000), sample(2_000)]);
  expect(timesOf(mergeSamples(old, [sample(WINDOW_MS + 1_500)]))).toEqual([2_000, WINDOW_MS + 1_500]);
});

test("the same array comes back when there is nothing new, however old the history has become", () => {
  const history = [sample(1_000), sample(2_000)];
  const samples = mergeSamples(mergeSamples([], history), [sample(WINDOW_MS + 1_500)]);
  expect(mergeSamples(samples, [...history, sample(WINDOW_MS + 1_500)])).toBe(samples);
  expect(mergeSamples(samples, [])).toBe(samples);
});
