import { findResults } from "../../evidence/find-results.ts";
import { readExperiments } from "../../experiment/read-experiments.ts";
import { boundBindings, type BoundBinding } from "../../staleness/bound-mentions.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { boundTo, stated } from "./example.ts";

export const needsReview: Rule = {
  id: "staleness.needs-review",
  title: "Something that the document rests on was changed since",
  why: "What the sentence says was true of what was there when it was written, and nobody has looked since.",
  remedy: "Correct the sentence, or say that it still holds with `nomous reviewed`.",
  weight: "advice",
  appliesTo: "any",
  bad: boundTo("needs-review", "`resumeAt` was changed in 1a2b3c4 (Cut slices)"),
  good: stated,
  *check(subject: Subject): Iterable<Problem> {
    for (const one of boundBindings(subject)) {
      const { binding, bound } = one;
      const [mention] = binding.mentions;
      if (bound.freshness !== "needs-review" || bound.cause === null || mention === undefined) continue;
      if (isToldByEvidence(subject, one)) continue;
      const { from, to } = mention;
      yield { from, to, message: `${sentence(bound.cause.text)} ${needsReview.remedy}` };
    }
  },
};

/** Causes are phrases that may begin with a name. */
export const sentence = (cause: string): string => `${cause.replace(/[.\s]+$/, "")}.`;

/** Changed inputs and experiments are told where the experiment stands, without a history. */
function isToldByEvidence({ markdown, surroundings }: Subject, { binding }: BoundBinding): boolean {
  const id = binding.evidence?.experiment;
  if (id === undefined) return false;
  const own = readExperiments(markdown).find(({ experiment }) => experiment?.id === id)?.experiment;
  const found = own === undefined || own === null ? undefined : findResults(surroundings, own);
  return found?.status === "found" && (found.changedInputs.length > 0 || !found.isProtocolCurrent);
}
