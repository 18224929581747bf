// Everything that a person may leave out is filled in here, so that the protocol that is frozen says all of it.
import type { ExperimentData, FaultData, MetricData, VariantData } from "./experiment-schema.ts";
import type { Experiment, Fault, Metric, MetricSource, Threshold, Variant, VariantCommand } from "./experiment.ts";
import { isMeasure, unitOf } from "./metric-unit.ts";
import { readDuration, readThreshold } from "./read-amount.ts";

const USUAL_ROUNDS = 16;

/** Of data in which no contradiction was found. */
export function experimentFromData(data: ExperimentData): Experiment {
  const { id, question, inputs, env, seed, warmup, success, rounds = USUAL_ROUNDS } = data;
  const [baseline, other, ...variants] = data.variants.map(variantFrom);
  const [primary, ...metrics] = data.metrics.map(metricFrom);
  const [look = rounds, ...looks] = data.looks ?? [];
  if (baseline === undefined || other === undefined || primary === undefined)
    throw new Error("the schema lets no experiment without two variants and a metric pass");
  return {
    id,
    question: question.trim(),
    variants: [baseline, other, ...variants],
    metrics: [primary, ...metrics],
    inputs,
    env,
    design: {
      looks: [look, ...looks],
      seed,
      warmup,
      timeoutMs: readDuration(data.timeout),
      restMs: readDuration(data.rest),
      success,
    },
    faults: data.faults.map(faultFrom),
  };
}

const variantFrom = (data: VariantData): Variant => ({
  id: data.id,
  title: data.title ?? data.id,
  command: commandFrom(data),
  ref: data.ref ?? null,
  build: data.build ?? null,
  folder: data.folder,
  env: data.env,
});

function commandFrom({ run = [], probe, with: params = {} }: VariantData): VariantCommand {
  if (probe !== undefined) return { kind: "probe", probe, params };
  return { kind: "argv", argv: argvFrom(run) };
}

function argvFrom([program, ...rest]: readonly string[]): [string, ...string[]] {
  if (program === undefined) throw new Error("the schema lets no empty command pass");
  return [program, ...rest];
}

function metricFrom(data: MetricData): Metric {
  const { id, title = id, better, kind } = data;
  const unit = unitOf(data);
  return { id, title, unit, better, threshold: thresholdFrom(data, unit), source: sourceFrom(data), kind };
}

function thresholdFrom({ threshold, kind }: MetricData, unit: string): Threshold {
  const read = readThreshold(threshold, { unit, kind });
  if (!read.ok) throw new Error(read.message);
  return read.threshold;
}

function sourceFrom({ id, from, key = id, path = "" }: MetricData): MetricSource {
  if (isMeasure(from)) return { from: "process", measure: from };
  return from === "file" ? { from, path, key } : { from: "output", key };
}

const faultFrom = (data: FaultData): Fault => ({
  id: data.id,
  kind: data.do,
  afterMs: readDuration(data.after ?? "0 ms"),
  forMs: readDuration(data.for ?? "0 ms"),
  port: data.port ?? null,
  recover: data.recover === undefined ? null : argvFrom(data.recover),
});
