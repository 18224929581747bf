// An experiment with every field set, for tests that are about one of them.
import type { Experiment, Metric, Variant } from "./experiment.ts";

export const variantWith = (id: string, more: Partial<Variant> = {}): Variant => ({
  id,
  title: id,
  command: { kind: "argv", argv: ["node", "bench/batch.mjs", "--frames", id] },
  ref: null,
  build: null,
  folder: ".",
  env: {},
  ...more,
});

export const metricWith = (id: string, more: Partial<Metric> = {}): Metric => ({
  id,
  title: id,
  unit: "ms",
  better: "lower",
  threshold: { kind: "share", share: 0.05 },
  source: { from: "output", key: id },
  kind: "number",
  ...more,
});

/** `ws-batch`: the variants `one` and `four`, the metric `p95` in ms, 16 rounds. */
export const experimentWith = (more: Partial<Experiment> = {}): Experiment => ({
  id: "ws-batch",
  question: "Do four frames a message lower p95 on this machine?",
  variants: [variantWith("one", { title: "one frame" }), variantWith("four", { title: "four frames" })],
  metrics: [metricWith("p95", { title: "p95 latency" })],
  inputs: ["bench/batch.mjs"],
  env: [],
  design: { looks: [16], seed: 4747, warmup: 1, timeoutMs: 60_000, restMs: 0, success: [0] },
  faults: [],
  ...more,
});
