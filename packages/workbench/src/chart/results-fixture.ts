// Sessions that are hard to draw, for tests: long names, many variants, rounds that failed, values that are far apart.
import { analyse } from "../analysis/analyse.ts";
import type { SessionResults } from "../analysis/results.ts";
import type { RunValue } from "../evidence/evidence.ts";
import { evidenceOf, type EvidenceOptions } from "../evidence/evidence-fixture.ts";
import type { Experiment, Metric } from "../experiment/experiment.ts";
import { experimentWith, metricWith, variantWith } from "../experiment/experiment-fixture.ts";
import { createRandom } from "../statistics/random.ts";

const LONG =
  "the time from the first byte of the question to the first <token> of the answer & all that comes behind it";

interface Case extends Partial<EvidenceOptions> {
  readonly variants?: readonly (readonly [id: string, title: string])[];
  readonly metrics?: readonly [Metric, ...Metric[]];
  readonly looks?: readonly [number, ...number[]];
  /** Median of a variant. */
  readonly level: (variant: string, metric: Metric) => number;
  readonly spread?: number;
}

function resultsOf({ variants, metrics, looks, level, spread = 0.05, ...more }: Case): SessionResults {
  const plain = experimentWith();
  const [first, second, ...others] = (variants ?? []).map(([id, title]) => variantWith(id, { title }));
  const experiment: Experiment = experimentWith({
    ...(first === undefined || second === undefined ? {} : { variants: [first, second, ...others] }),
    metrics: metrics ?? plain.metrics,
    design: { ...plain.design, looks: looks ?? plain.design.looks },
  });
  const random = createRandom(1);
  const valueOf =
    (metric: Metric) =>
    (variant: string): RunValue =>
      level(variant, metric) * (1 + spread * random.normal());
  const values = Object.fromEntries(experiment.metrics.map((metric) => [metric.id, valueOf(metric)]));
  return analyse(evidenceOf({ experiment, rounds: 16, value: () => 1, values, ...more }).evidence);
}

const THREE = [
  ["one", "one frame per message"],
  ["four", "four frames"],
  ["eight", "eight frames"],
] as const;

const FIVE = ["alpha", "beta", "gamma", "delta", "epsilon"].map((id) => [id, `${id}, ${LONG}`] as const);

/** By name. */
export const CASES: Readonly<Record<string, () => SessionResults>> = {
  "a usual session": () => resultsOf({ level: (variant) => (variant === "four" ? 36 : 42) }),
  "metrics of all kinds, in the middle of a session": () =>
    resultsOf({
      variants: THREE,
      looks: [8, 16],
      rounds: 11,
      end: null,
      metrics: [
        metricWith("p95", { title: "p95 latency" }),
        metricWith("cpu", { title: "Gateway CPU", unit: "s" }),
        metricWith("rate", { title: "Throughput", unit: "tokens/s", better: "higher" }),
        metricWith("dropped", { title: "Dropped frames", unit: "", threshold: { kind: "value", value: 1 } }),
      ],
      level: (variant, { id }) => (id === "dropped" ? 0 : ({ one: 42, four: 36, eight: 44 }[variant] ?? 1)),
      again: [6],
      run: ({ round, attempt, position, guard }) => ({
        stages: { decode: 4 + position, model: 20, [LONG]: 0.01 },
        ...(round === 6 && attempt === 1 && position === 3 ? { guard: { ...guard, load: 29 } } : {}),
      }),
    }),
  "five variants with long names in 32 rounds": () =>
    resultsOf({
      variants: FIVE,
      looks: [8, 16, 24, 32],
      rounds: 32,
      metrics: [
        metricWith("p95", { title: LONG }),
        metricWith("memory", { title: `memory, ${LONG}`, unit: "bytes", threshold: { kind: "value", value: 200_000 } }),
      ],
      level: (variant, { id }) => (id === "memory" ? 2e6 : 40) * (variant === "delta" ? 1.6 : 1),
    }),
  "a variant that is 50 times slower": () => resultsOf({ level: (variant) => (variant === "four" ? 2_100 : 42) }),
  "one run that stalled": () =>
    resultsOf({
      level: () => 42,
      values: { p95: (variant, round) => (variant === "four" && round === 5 ? 2_100 : 42 + round / 10) },
    }),
  "a variant that always failed": () =>
    resultsOf({ level: () => 1, values: { p95: (variant) => (variant === "four" ? null : 42) } }),
  "one round": () => resultsOf({ rounds: 1, level: () => 42 }),
  "no round yet": () => resultsOf({ rounds: 0, end: null, level: () => 42 }),
  "values that never differ": () => resultsOf({ level: () => 24, spread: 0 }),
  "samples over four powers of ten": () =>
    resultsOf({
      level: () => 1,
      values: { p95: (_, round) => Array.from({ length: 500 }, (_, i) => 10 ** (i / 125) + round) },
    }),
};
