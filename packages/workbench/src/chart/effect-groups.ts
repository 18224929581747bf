// Which metrics share an axis: ratios that have the same good side. A difference has the unit of its metric, and an axis of its own.
import type { Comparison, MetricResults } from "../analysis/results.ts";

export interface EffectGroup {
  readonly scale: Comparison["scale"];
  readonly metrics: readonly [MetricResults, ...MetricResults[]];
}

export function effectGroups(metrics: readonly MetricResults[]): EffectGroup[] {
  const groups = new Map<string, EffectGroup>();
  for (const one of metrics) {
    const scale = one.comparisons[0]?.scale ?? "ratio";
    const key = scale === "ratio" ? `ratio ${one.metric.better}` : one.metric.id;
    const before = groups.get(key);
    groups.set(key, before === undefined ? { scale, metrics: [one] } : { scale, metrics: [...before.metrics, one] });
  }
  return [...groups.values()];
}
