import type { MetricName } from "../../decision/decision.ts";
import type { ReadDecision } from "../../decision/read-decisions.ts";
import type { Span } from "../../text/span.ts";

export interface UsedMetric extends Span {
  readonly metric: MetricName;
}

/** Every metric that a decision names, with its place. */
export function metricNamesIn({ decision, placeOf }: ReadDecision): UsedMetric[] {
  const { musts = [], criteria = [] } = decision ?? {};
  return (
    [
      ["must", musts],
      ["criteria", criteria],
    ] as const
  ).flatMap(([list, entries]) =>
    entries.flatMap((entry, i) =>
      entry.kind === "metric" ? [{ metric: entry.metric, ...placeOf([list, i, "metric"]) }] : [],
    ),
  );
}
