// The block that somebody begins with: every option equal, the usual five criteria with weights that add up to 100, and the reasons left
// open, which `nomous check` goes on to ask for.
import { Document, isMap, visit } from "yaml";
import type { MetricSource } from "../experiment/experiment.ts";
import type { DecisionOption, MetricName } from "./decision.ts";

export interface OfferedMetric extends MetricName {
  readonly from: MetricSource["from"];
}

/** A fenced block, with a line end. The first metric is the performance, the first of the process is the use of resources. */
export function composeDecision(options: readonly DecisionOption[], metrics: readonly OfferedMetric[]): string {
  const [performance] = metrics;
  const resources = metrics.find((metric) => metric !== performance && metric.from === "process");
  const data = {
    id: performance?.experiment ?? "choice",
    options: Object.fromEntries(options.map(({ name, variants }) => [name, variants])),
    criteria: [
      measuredOrJudged("Performance metrics", 35, performance, options),
      measuredOrJudged("Resource utilisation", 20, resources, options),
      measuredOrJudged("Implementation effort", 15, undefined, options),
      measuredOrJudged("Maintenance impact", 15, undefined, options),
      measuredOrJudged("Risk", 15, undefined, options),
    ],
  };
  return `\`\`\`yaml decision\n${yamlText(data)}\`\`\`\n`;
}

/** What nobody has judged yet is in the middle for all. */
const NEUTRAL = 5;
const OPEN = "TBD";

function measuredOrJudged(
  name: string,
  weight: number,
  metric: OfferedMetric | undefined,
  options: readonly DecisionOption[],
): Readonly<Record<string, unknown>> {
  if (metric !== undefined) return { name, weight, metric: `${metric.experiment}/${metric.metric}` };
  const judged = Object.fromEntries(options.map((option) => [option.name, NEUTRAL]));
  return { name, weight, judged, by: OPEN, because: OPEN };
}

/** What fits on one line stands on one: variants, scores, and a criterion that is measured. */
function yamlText(data: unknown): string {
  const document = new Document(data);
  visit(document, {
    Map: (_, map) => {
      map.flow = map.items.length < 4 && !map.items.some(({ value }) => isMap(value));
    },
  });
  return document.toString({ lineWidth: 0 });
}
