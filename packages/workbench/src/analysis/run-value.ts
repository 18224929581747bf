// What a run counts as. Iterations inside a run share its process, so they are no samples of their own: each run is one number.
import type { RunRecord, RunValue } from "../evidence/evidence.ts";
import type { Metric } from "../experiment/experiment.ts";
import { median } from "../statistics/quantile.ts";

type Passes = Readonly<Record<string, boolean>>;

/** The number of a run: of samples their median, of passes the share of prompts. Null where the run failed or has no such value. */
export function numberOf(run: RunRecord | undefined, metric: Metric): number | null {
  if (metric.kind === "passes") {
    const passes = Object.values(passesOf(run, metric));
    return passes.length === 0 ? null : passes.filter(Boolean).length / passes.length;
  }
  const value = valueOf(run, metric);
  return typeof value === "number" ? value : median(samplesOf(run, metric));
}

/** Empty where a run gave one number, or none. */
export function samplesOf(run: RunRecord | undefined, metric: Metric): readonly number[] {
  const value = valueOf(run, metric);
  return isSamples(value) ? value : [];
}

/** By prompt; empty where the run failed. */
export function passesOf(run: RunRecord | undefined, metric: Metric): Passes {
  const value = valueOf(run, metric);
  return typeof value === "object" && !isSamples(value) ? value : {};
}

const valueOf = (run: RunRecord | undefined, { id }: Metric): RunValue | undefined =>
  run?.outcome === "ok" ? run.values[id] : undefined;

const isSamples = (value: RunValue | undefined): value is readonly number[] => Array.isArray(value);
