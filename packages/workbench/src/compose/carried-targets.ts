// Rows for the targets of a plan: what was measured or estimated in a source is the baseline, bound to its evidence where there is some. The
// number to reach is for a person to say.
import { claimKeyText } from "../claim/claim-key.ts";
import { measuredText } from "../claim/claim-text.ts";
import { findMeasurements } from "../claim/find-measurements.ts";
import { shortKey } from "../claim/measured.ts";
import type { Experiment, Metric } from "../experiment/experiment.ts";
import { readExperiments } from "../experiment/read-experiments.ts";
import { quantitiesIn } from "../prose/quantity.ts";
import { notApplicable } from "../rule/part-content.ts";
import { pointsIn } from "../rule/points.ts";
import { partsOf, type Subject } from "../rule/subject.ts";
import { spansWithin } from "../text/span.ts";
import { carriedText, escapeMarks } from "./carried-text.ts";
import type { Row } from "./filling.ts";
import { type Passage, passageAt, passagesOf, withCitation } from "./passage.ts";

/** An experiment of a source that can be run again on what was built. */
export interface CarriedExperiment {
  readonly subject: Subject;
  readonly experiment: Experiment;
}

export const experimentsOf = (sources: readonly Subject[]): CarriedExperiment[] =>
  sources.flatMap((subject) =>
    readExperiments(subject.markdown).flatMap(({ experiment }) =>
      experiment === null ? [] : [{ subject, experiment }],
    ),
  );

/** `verifierOf` names the task that measures an experiment again. */
export const targetRows = (
  sources: readonly Subject[],
  verifierOf: (experiment: CarriedExperiment) => string | undefined,
): Row[] => [
  ...experimentsOf(sources).flatMap((one) =>
    one.experiment.metrics.map((metric) => metricRow(one, metric, verifierOf(one) ?? "")),
  ),
  ...sources.flatMap(capacityRows),
  ...sources.flatMap(watchedRows),
];

const metricRow = (one: CarriedExperiment, metric: Metric, verifier: string): Row => ({
  Metric: kindOf(metric) + escapeMarks(metric.title),
  Baseline: baselineOf(one, metric),
  "Verified by": verifier,
});

/** The first words of a row say which of the targets that every plan has it is. */
function kindOf({ unit, title }: Metric): string {
  if (/^(?:ns|µs|us|ms|s|sec|min)$/i.test(unit)) return "Latency: ";
  if (!/^(?:bytes?|[kMGT]i?B)$/i.test(unit)) return "";
  if (/\b(?:memory|heap|rss|vram|ram)\b/i.test(title)) return "Memory: ";
  return /\b(?:bytes|sen[dt]|receive\w*|traffic|payload|transfer\w*)\b/i.test(title) ? "Bandwidth: " : "";
}

/** What the variant that everything was compared with had. */
function baselineOf({ subject, experiment }: CarriedExperiment, metric: Metric): string {
  const [{ id, title }] = experiment.variants;
  const key = { experiment: experiment.id, metric: metric.id, variant: id, what: "value" };
  const found = findMeasurements(subject.markdown, subject.surroundings).find(key);
  if (found.status !== "measured") return "";
  const { measured } = found;
  return `[${measuredText(measured)}][${claimKeyText(shortKey(measured))}], ${escapeMarks(title)}`;
}

/** `Storage Growth: 300 bytes an approval`: the label names the metric. What says no number is no target. */
const capacityRows = (subject: Subject): Row[] =>
  partsOf(subject, "capacity").flatMap((part) => {
    const { markdown } = subject;
    const labels = spansWithin(markdown.labels, part.content);
    if (labels.length > 0)
      return labels.flatMap((label) => {
        const said = passageAt(subject, label.content, (span) => carriedText(subject, span, LONGEST_BASELINE));
        return estimateRow(label.text.replace(/\s*:$/, ""), said);
      });
    return pointsIn(subject, part).flatMap((point) => {
      const [metric, value] = point.cells.filter(({ text }) => text !== "");
      if (metric === undefined || value === undefined) return [];
      return estimateRow(
        metric.text,
        passageAt(subject, value, (span) => carriedText(subject, span, LONGEST_BASELINE)),
      );
    });
  });

const LONGEST_BASELINE = 200;

const estimateRow = (metric: string, said: Passage): Row[] =>
  notApplicable(said.plain) !== null ||
  !quantitiesIn(said.plain).some(({ index, length }) => /\d/.test(said.plain.slice(index, index + length)))
    ? []
    : [{ Metric: escapeMarks(metric), Baseline: withCitation(said) }];

/** What is watched in production has a value already; somebody has to look it up. */
const watchedRows = (subject: Subject): Row[] =>
  passagesOf(subject, "observed-metrics")
    .filter(({ plain }) => notApplicable(plain) === null)
    .map((passage) => ({ Metric: withCitation(passage) }));
