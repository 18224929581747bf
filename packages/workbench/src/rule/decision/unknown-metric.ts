import { nearestWord } from "../../data/nearest-word.ts";
import type { MetricName } from "../../decision/decision.ts";
import { readDecisions } from "../../decision/read-decisions.ts";
import { type ReadExperiment, readExperiments } from "../../experiment/read-experiments.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { measuredWith, soundMeasured } from "./example.ts";
import { metricNamesIn } from "./metric-names.ts";

export const unknownMetric: Rule = {
  id: "decision.unknown-metric",
  title: "A decision by a metric that no experiment of the document has",
  why: "What is not measured has no score, so the criterion counts for nothing.",
  remedy: "Name an experiment of this document and one of its metrics.",
  weight: "broken",
  appliesTo: "typed",
  bad: measuredWith("metric: codec/encode, at-most", "metric: codec/encoding, at-most"),
  good: soundMeasured,
  *check({ markdown }: Subject): Iterable<Problem> {
    const experiments = readExperiments(markdown);
    for (const { metric, from, to } of readDecisions(markdown).flatMap(metricNamesIn)) {
      const message = whatIsUnknown(metric, experiments);
      if (message !== null) yield { from, to, message };
    }
  },
};

/** Null also where an experiment cannot be read, which is told there. */
function whatIsUnknown({ experiment, metric }: MetricName, experiments: readonly ReadExperiment[]): string | null {
  const ids = experiments.flatMap(({ id }) => id ?? []);
  const read = experiments.find(({ id }) => id === experiment);
  if (read === undefined)
    return ids.length < experiments.length
      ? null
      : `There is no experiment "${experiment}" in this document. ${remedyFor(experiment, ids)}`;
  const metrics = read.experiment?.metrics.map(({ id }) => id);
  if (metrics === undefined || metrics.includes(metric)) return null;
  return `${experiment} has no metric "${metric}". ${remedyFor(metric, metrics)}`;
}

function remedyFor(word: string, known: readonly string[]): string {
  const meant = nearestWord(word, known);
  return meant === undefined ? unknownMetric.remedy : `Did you mean "${meant}"?`;
}
