import { holm } from "../statistics/holm.ts";
import type { MetricResults } from "./results.ts";

/** Secondary metrics are one family: among many comparisons one is striking by chance. What Holm does not leave is inconclusive. */
export function adjustSecondary(metrics: readonly MetricResults[], alpha: number): MetricResults[] {
  const adjusted = holm(metrics.flatMap(({ comparisons }) => comparisons.map(({ p }) => p ?? 1)));
  let next = 0;
  return metrics.map((metric) => ({
    ...metric,
    comparisons: metric.comparisons.map((comparison) => {
      const p = adjusted[next] ?? 1;
      next += 1;
      if (comparison.verdict === "inconclusive" || p <= alpha) return comparison;
      return { ...comparison, verdict: "inconclusive", doubts: [...comparison.doubts, "many-comparisons"] };
    }),
  }));
}
