// What is known of the experiments that a decision rests on.
import type { SessionResults } from "../analysis/results.ts";
import type { FoundResults } from "../evidence/find-results.ts";
import type { Decision } from "./decision.ts";

/** By the id of the experiment; one that is not there is not in the document. */
export type ResultsByExperiment = ReadonlyMap<string, FoundResults>;

export function sessionOf(found: ResultsByExperiment, experiment: string): SessionResults | null {
  const one = found.get(experiment);
  return one?.status === "found" ? one.results : null;
}

/** Why an experiment has no results, as a clause; null when it has some. */
export function whyWithout(found: ResultsByExperiment, experiment: string): string | null {
  const one = found.get(experiment);
  if (one === undefined) return `there is no experiment ${experiment} in this document`;
  return one.status === "found" ? null : WITHOUT[one.status](experiment);
}

const WITHOUT: Readonly<Record<Exclude<FoundResults["status"], "found">, (experiment: string) => string>> = {
  none: (experiment) => `${experiment} has no results yet`,
  unknown: (experiment) => `the evidence of ${experiment} cannot be seen from here`,
  broken: (experiment) => `the evidence of ${experiment} is broken`,
};

/** Experiments that must-haves and criteria name, each once. */
export const experimentsOf = ({ musts, criteria }: Decision): string[] => [
  ...new Set([...musts, ...criteria].flatMap((one) => (one.kind === "metric" ? [one.metric.experiment] : []))),
];
