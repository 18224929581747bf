// All claims of a document. A document is checked once, and the rules of the family each tell their own part of it.
import type { Subject } from "../rule/subject.ts";
import { isClaimName } from "./claim-key.ts";
import { claimProblems } from "./check-claim.ts";
import { definitionLine } from "./claim-definitions.ts";
import { type ClaimProblem, problemAt } from "./claim-problem.ts";
import { findMeasurements } from "./find-measurements.ts";
import type { Measurements } from "./measurements.ts";
import { readClaims } from "./read-claims.ts";

const known = new WeakMap<Subject, readonly ClaimProblem[]>();

/** What is wrong with the claims of a document, in the order of the text. */
export function checkClaims(subject: Subject): readonly ClaimProblem[] {
  const problems = known.get(subject) ?? check(subject);
  known.set(subject, problems);
  return problems;
}

function check(subject: Subject): ClaimProblem[] {
  const { markdown, surroundings } = subject;
  if (!markdown.links.some(({ reference, target }) => isClaimName(reference ?? target ?? ""))) return [];
  const measurements = findMeasurements(markdown, surroundings);
  const problems = [...claimProblems(markdown, measurements), ...undefinedClaims(subject, measurements)];
  return problems.toSorted((a, b) => a.from - b.from);
}

/** Told once a key, where it is first used. */
function undefinedClaims({ path, markdown }: Subject, measurements: Measurements): ClaimProblem[] {
  const defined = new Set(markdown.definitions.map(({ name }) => name.toLowerCase()));
  return readClaims(markdown).flatMap(({ from, to, form, name, key }) => {
    if (form !== "bound" || key === null || defined.has(name.toLowerCase())) return [];
    defined.add(name.toLowerCase());
    const found = measurements.find(key);
    if (found.status !== "measured") return [];
    const message = `Nothing defines ${name}. Add at the end of the document: ${definitionLine(name, path, found)}`;
    return [problemAt({ from, to }, "no-definition", message)];
  });
}
