import { nearestWord } from "../../data/nearest-word.ts";
import { type ReadDecision, readDecisions } from "../../decision/read-decisions.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import { readExperiments } from "../../experiment/read-experiments.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { measuredWith, soundMeasured } from "./example.ts";
import { metricNamesIn } from "./metric-names.ts";

export const unknownVariant: Rule = {
  id: "decision.unknown-variant",
  title: "An option that stands for no variant of the experiment",
  why: "It has no score where the others have one, so it cannot win, whatever is measured.",
  remedy: "Name the variant that the option stands for, or judge the criterion instead.",
  weight: "broken",
  appliesTo: "typed",
  bad: measuredWith("MessagePack: { codec: msgpack }", "MessagePack: { codec: messagepack }"),
  good: soundMeasured,
  *check({ markdown }: Subject): Iterable<Problem> {
    const read = readExperiments(markdown);
    const experiments = read.flatMap(({ experiment }) => experiment ?? []);
    // Where one cannot be read, nobody can tell which are missing.
    const isWhole = experiments.length === read.length;
    for (const decision of readDecisions(markdown)) {
      yield* wrongVariants(decision, experiments, isWhole);
      yield* missingVariants(decision, experiments);
    }
  },
};

function* wrongVariants(
  { decision, placeOf }: ReadDecision,
  experiments: readonly Experiment[],
  isWhole: boolean,
): Iterable<Problem> {
  for (const { name, variants } of decision?.options ?? [])
    for (const [id, variant] of Object.entries(variants)) {
      const path = ["options", name, id];
      const known = experiments.find((one) => one.id === id)?.variants.map((one) => one.id);
      if (known === undefined && isWhole) {
        const message = `There is no experiment "${id}" in this document.`;
        yield {
          ...placeOf(path, "name"),
          message: `${message} ${remedyFor(
            id,
            experiments.map((one) => one.id),
          )}`,
        };
      }
      if (known !== undefined && !known.includes(variant))
        yield { ...placeOf(path), message: `${id} has no variant "${variant}". ${remedyFor(variant, known)}` };
    }
}

/** Told where the metric is named: there the option would need a result. */
function* missingVariants(read: ReadDecision, experiments: readonly Experiment[]): Iterable<Problem> {
  for (const { metric, from, to } of metricNamesIn(read)) {
    if (!experiments.some(({ id }) => id === metric.experiment)) continue;
    const missing = read.decision?.options.filter(({ variants }) => variants[metric.experiment] === undefined) ?? [];
    for (const { name } of missing)
      yield { from, to, message: `${quote(name)} is no variant of ${metric.experiment}. ${unknownVariant.remedy}` };
  }
}

function remedyFor(word: string, known: readonly string[]): string {
  const meant = nearestWord(word, known);
  return meant === undefined ? `Name one of ${known.join(", ")}.` : `Did you mean "${meant}"?`;
}
