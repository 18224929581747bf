// What the sentences of the table are held against: two experiments with every kind of verdict, written as numbers.
import type { Comparison, Doubt, Interval, MetricResults, Verdict } from "../analysis/results.ts";
import { metricWith, variantWith } from "../experiment/experiment-fixture.ts";
import type { Metric } from "../experiment/experiment.ts";
import type { MeasuredResults } from "./measured.ts";
import { measurementsOf } from "./measurements.ts";

type Effect = readonly [effect: number, low: number, high: number, verdict: Verdict, doubts?: readonly Doubt[]];

interface MetricWorld {
  readonly metric: Metric;
  readonly medians: Readonly<Record<string, number>>;
  readonly effects: Readonly<Record<string, Effect>>;
  readonly noise?: Interval;
}

const comparisonOf = (
  variant: string,
  { threshold }: Metric,
  [effect, low, high, verdict, doubts]: Effect,
): Comparison => ({
  variant,
  scale: threshold.kind === "share" ? "ratio" : "difference",
  pairs: [],
  later: [],
  effect,
  interval: { low, high },
  threshold: threshold.kind === "share" ? threshold.share : threshold.value,
  verdict,
  doubts: doubts ?? (verdict === "inconclusive" ? ["interval-crosses"] : []),
  p: null,
  tail: null,
});

const resultsOf = ({ metric, medians, effects, noise = { low: -0.021, high: 0.018 } }: MetricWorld): MetricResults => ({
  metric,
  isPrimary: false,
  control: comparisonOf("control", metric, [-0.002, noise.low, noise.high, "equivalent"]),
  summaries: Object.entries(medians).map(([variant, median]) => ({
    variant,
    values: [],
    median,
    interval: { low: median * 0.98, high: median * 1.02 },
    outliers: [],
  })),
  comparisons: Object.entries(effects).map(([variant, effect]) => comparisonOf(variant, metric, effect)),
});

function worldOf(
  variants: MeasuredResults["variants"],
  first: MetricWorld,
  ...more: readonly MetricWorld[]
): MeasuredResults {
  const [baseline = variantWith("none")] = variants;
  const failures = variants.map(({ id }) => ({
    variant: id,
    runs: 16,
    failed: id === "eight" ? 1 : 0,
    timeouts: 0,
    p: null,
    reasons: [],
  }));
  return { baseline, variants, metrics: [resultsOf(first), ...more.map(resultsOf)], failures };
}

const BATCH = worldOf(
  [
    variantWith("one", { title: "one frame" }),
    variantWith("four", { title: "four frames" }),
    variantWith("eight", { title: "eight frames" }),
  ],
  {
    metric: metricWith("p95", { title: "p95 latency" }),
    medians: { one: 120, four: 102.2, eight: 116.3 },
    effects: { four: [-0.1483, -0.172, -0.12, "better"], eight: [-0.031, -0.08, 0.02, "inconclusive"] },
  },
  {
    metric: metricWith("rate", { title: "throughput", unit: "messages/s", better: "higher" }),
    medians: { one: 1_214, four: 2_190, eight: 1_208 },
    effects: { four: [0.804, 0.761, 0.847, "better"], eight: [-0.005, -0.02, 0.011, "equivalent"] },
  },
  {
    metric: metricWith("memory", { title: "memory", unit: "MB", threshold: { kind: "share", share: 0.1 } }),
    medians: { one: 180, four: 182.3, eight: 61.2 },
    effects: { four: [0.013, -0.004, 0.031, "equivalent"], eight: [-0.66, -0.681, -0.639, "better"] },
  },
  {
    metric: metricWith("cpu", { title: "CPU", unit: "%", threshold: { kind: "value", value: 2 } }),
    medians: { one: 41, four: 44.3, eight: 40.9 },
    effects: { four: [3.3, 2.4, 4.1, "worse"], eight: [-0.1, -0.6, 0.5, "equivalent"] },
  },
  {
    metric: metricWith("lost", { title: "lost messages", unit: "", threshold: { kind: "value", value: 0 } }),
    medians: { one: 0, four: 0, eight: 2 },
    effects: { four: [0, 0, 0, "equivalent"], eight: [2, 1, 3, "worse"] },
  },
  {
    metric: metricWith("start", { title: "start-up", unit: "s", threshold: { kind: "share", share: 0.1 } }),
    medians: { one: 2.01, four: 1.87, eight: 2.26 },
    effects: { four: [-0.07, -0.115, -0.046, "inconclusive"], eight: [0.124, 0.106, 0.142, "worse"] },
  },
);

const CODEC = worldOf(
  [variantWith("json", { title: "JSON" }), variantWith("packed")],
  {
    metric: metricWith("size", { title: "bytes a message", unit: "bytes" }),
    medians: { json: 61, packed: 38 },
    effects: { packed: [-0.377, -0.38, -0.374, "better"] },
  },
  {
    metric: metricWith("time", { title: "time to encode" }),
    medians: { json: 1.21, packed: 1.14 },
    effects: { packed: [-0.062, -0.09, -0.035, "inconclusive", ["noisy"]] },
  },
);

export const PROSE_WORLD = measurementsOf({ "ws-batch": BATCH, codec: CODEC });
