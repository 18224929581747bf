import { findResults } from "../evidence/find-results.ts";
import { readExperiments } from "../experiment/read-experiments.ts";
import type { Surroundings } from "../rule/subject.ts";
import type { Markdown } from "../text/markdown.ts";
import type { ResultsByExperiment } from "./found-evidence.ts";

/** What was found of every experiment of a document. */
export function resultsByExperiment(markdown: Markdown, surroundings: Surroundings): ResultsByExperiment {
  const experiments = readExperiments(markdown).flatMap(({ experiment }) => experiment ?? []);
  return new Map(experiments.map((one) => [one.id, findResults(surroundings, one)]));
}
