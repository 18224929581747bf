// What the decisions of a document come to now. Several rules ask, so it is computed once a subject.
import { computeDecision } from "../../decision/compute-decision.ts";
import type { Decision } from "../../decision/decision.ts";
import type { DecisionResults } from "../../decision/decision-results.ts";
import { resultsByExperiment } from "../../decision/document-results.ts";
import { experimentsOf } from "../../decision/found-evidence.ts";
import { readDecisions } from "../../decision/read-decisions.ts";
import type { Subject } from "../subject.ts";

export interface ComputedDecision {
  readonly decision: Decision;
  readonly results: DecisionResults;
}

const known = new WeakMap<Subject, readonly ComputedDecision[]>();

/** Without those whose evidence cannot be seen from here: of them nobody can say what they come to. */
export function computedDecisions(subject: Subject): readonly ComputedDecision[] {
  const before = known.get(subject);
  if (before !== undefined) return before;
  const computed = compute(subject);
  known.set(subject, computed);
  return computed;
}

function compute({ markdown, surroundings }: Subject): ComputedDecision[] {
  const decisions = readDecisions(markdown).flatMap(({ decision }) => decision ?? []);
  if (decisions.length === 0) return [];
  const found = resultsByExperiment(markdown, surroundings);
  return decisions
    .filter((decision) => experimentsOf(decision).every((id) => found.get(id)?.status !== "unknown"))
    .map((decision) => ({ decision, results: computeDecision(decision, found) }));
}
