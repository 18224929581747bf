// What the page shows of experiments in a text: which there are, how the claims about them stand, and what one could be bound to.
import {
  checkClaims,
  type ClaimChoice,
  claimChoices,
  findMeasurements,
  findResults,
  readClaims,
  readExperiments,
  type Subject,
} from "@nomous/workbench";
import type { ClaimFacts, ClaimState, ExperimentFacts } from "./check-message.ts";

export const experimentsIn = ({ markdown, surroundings }: Subject): ExperimentFacts[] =>
  readExperiments(markdown).map(({ id, experiment }) => ({
    id,
    isRun: experiment !== null && findResults(surroundings, experiment).status === "found",
  }));

export const claimChoicesIn = ({ markdown, surroundings }: Subject): ClaimChoice[] =>
  claimChoices(
    surroundings,
    readExperiments(markdown).flatMap(({ experiment }) => experiment ?? []),
  );

/** A claim whose evidence nobody has told of yet is left out: it neither matches nor disagrees. */
export function claimsIn(subject: Subject): ClaimFacts[] {
  const { markdown, surroundings } = subject;
  const claims = readClaims(markdown);
  if (claims.length === 0) return [];
  const problems = checkClaims(subject);
  const measurements = findMeasurements(markdown, surroundings);
  return claims.flatMap(({ from, to, key }) => {
    const kinds = problems.filter((one) => one.from < to && from < one.to).map(({ kind }) => kind);
    if (kinds.length === 0 && (key === null || measurements.find(key).status !== "measured")) return [];
    return [{ from, to, state: stateOf(kinds) }];
  });
}

type Kind = ReturnType<typeof checkClaims>[number]["kind"];

/** The worst of what is the matter; a definition that is missing says nothing about the number. */
function stateOf(kinds: readonly Kind[]): ClaimState {
  if (kinds.some((kind) => kind === "form" || kind === "unknown")) return "unbound";
  if (kinds.some((kind) => kind !== "stale" && kind !== "no-definition")) return "disagrees";
  return kinds.includes("stale") ? "review" : "matches";
}
