import { expect, test } from "vitest";
import { readToolResults } from "./read-tool-results.ts";

const row = (model: string, prompt: number, generated: number, samples: readonly number[], depth = 0) => ({
  build_commit: "5143fa89",
  model_filename: model,
  n_prompt: prompt,
  n_gen: generated,
  n_depth: depth,
  avg_ns: 72_135_640,
  avg_ts: 7_100.002165,
  samples_ns: samples.map((rate) => 1e9 / rate),
  samples_ts: samples,
});

const hyperfine = (one: object) => readToolResults("hyperfine", JSON.stringify({ results: [one] }), undefined);

test("the times of hyperfine become milliseconds, and the memory that newer ones tell becomes MB", () => {
  const result = {
    command: "true",
    mean: 0.002,
    stddev: 0.001,
    median: 0.002,
    user: 0.0008,
    system: 0.0004,
    min: 0.001,
    max: 0.003,
  };
  const timed = { ...result, times: [0.001, 0.003], memory_usage_byte: [3_000_000, 3_100_000], exit_codes: [0, 0] };
  expect(hyperfine(timed)).toEqual({ time: [1, 3], user: 0.8, system: 0.4, memory: [3, 3.1] });
  expect(hyperfine(result)).toEqual({ time: 2, user: 0.8, system: 0.4 });
});

test("the tests of llama-bench are metrics in tokens/s, each with its samples and its name", () => {
  const rows = [
    row("a.gguf", 512, 0, [6_863.1, 7_147.55]),
    row("a.gguf", 0, 128, [118.2]),
    row("a.gguf", 64, 16, [90], 4_096),
  ];
  expect(readToolResults("llama-bench", JSON.stringify(rows), undefined)).toEqual({
    pp512: [6_863.1, 7_147.55],
    tg128: [118.2],
    "pp64+tg16@d4096": [90],
  });
  const both = JSON.stringify([...rows, row("b.gguf", 0, 128, [50])]);
  expect(readToolResults("llama-bench", both, "b.gguf")).toEqual({ tg128: [50] });
  expect(() => readToolResults("llama-bench", both, undefined)).toThrow("1 (a.gguf), 2 (b.gguf)");
});

/** As tinybench 6.2.3 wrote it, with most of its statistics left out. */
const task = (name: string, samples?: readonly number[]) => ({
  name,
  result: {
    state: "completed",
    latency: { mean: 0.000289, min: 0.000047, p50: 0.000054, p99: 0.001315, rme: 134.3, ...(samples && { samples }) },
    throughput: { mean: 16_354_290, p50: 18_518_519 },
    totalTime: 1.55,
  },
});

test("the tasks of tinybench are read, with samples when they were retained", () => {
  const text = JSON.stringify([task("plus", [0.000047, 0.000054]), task("times")]);
  expect(readToolResults("tinybench", text, "plus")).toEqual({ latency: [0.000047, 0.000054], throughput: 16_354_290 });
  expect(readToolResults("tinybench", text, "2")).toEqual({ latency: 0.000289, throughput: 16_354_290 });
  const minus = (): unknown => readToolResults("tinybench", text, "minus");
  expect(minus).toThrow("It has no result minus: it has 1 (plus), 2 (times).");
});

test("a task that failed is no result", () => {
  const text = JSON.stringify([{ name: "fails", result: { state: "errored", error: {} } }]);
  expect(() => readToolResults("tinybench", text, undefined)).toThrow(/another JSON than expected, 0\.result/);
});
