// What the page shows of experiments in a text: which there are, how the claims about them stand, and what one could be bound to.
import {
  checkClaims,
  type Claim,
  type ClaimChoice,
  claimChoices,
  findMeasurements,
  findResults,
  readClaims,
  readExperiments,
  type Subject,
  type Surroundings,
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

/** A claim whose evidence, or what that was measured on, nobody has told of yet is left out: it neither matches nor disagrees. */
export function claimsIn(subject: Subject): ClaimFacts[] {
  const claims = readClaims(subject.markdown);
  if (claims.length === 0) return [];
  const problems = checkClaims(subject);
  const isMeasured = createMeasured(subject);
  return claims.flatMap(({ from, to, key }) => {
    const kinds = problems.filter((one) => one.from < to && from < one.to).map(({ kind }) => kind);
    if (kinds.length === 0 && (key === null || !isMeasured(key))) return [];
    return [{ from, to, state: stateOf(kinds) }];
  });
}

/** Whether all that a claim rests on is known: an input that may have changed makes it one to review. */
function createMeasured({ markdown, surroundings }: Subject): (key: NonNullable<Claim["key"]>) => boolean {
  let isUnknown = false;
  const look = (path: string): ReturnType<Surroundings["kindOf"]> => {
    const kind = surroundings.kindOf(path);
    isUnknown ||= kind === "unknown";
    return kind;
  };
  const measurements = findMeasurements(markdown, {
    ...surroundings,
    kindOf: look,
    textOf: (path) => (look(path) === "unknown" ? undefined : surroundings.textOf(path)),
  });
  const known = new Map<string, boolean>();
  return (key) => {
    isUnknown = false;
    const { status } = measurements.find(key);
    // It looks at an experiment once.
    const isKnown = known.get(key.experiment) ?? !isUnknown;
    known.set(key.experiment, isKnown);
    return status === "measured" && isKnown;
  };
}

type Kind = ReturnType<typeof checkClaims>[number]["kind"];

/** The worst of what is the matter; a definition that is missing says nothing about the number. */
function stateOf(kinds: readonly Kind[]): ClaimState {
  if (kinds.some((kind) => kind === "form" || kind === "unknown")) return "unbound";
  if (kinds.some((kind) => kind !== "stale" && kind !== "no-definition")) return "disagrees";
  return kinds.includes("stale") ? "review" : "matches";
}
