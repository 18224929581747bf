import { boundBindings } from "../../staleness/bound-mentions.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { boundTo, stated } from "./example.ts";
import { sentence } from "./needs-review.ts";
import { createToldElsewhere } from "./told-elsewhere.ts";

export const brokenBinding: Rule = {
  id: "staleness.broken",
  title: "Something that the document rests on was removed since",
  why: "What the sentence says cannot be looked up any more, and was made to go on purpose.",
  remedy: "Read what the commit did, and correct the sentence or remove it.",
  weight: "missing",
  appliesTo: "any",
  bad: boundTo("broken", "`resumeAt` was removed in 1a2b3c4 (Cut slices)"),
  good: stated,
  *check(subject: Subject): Iterable<Problem> {
    const isTold = createToldElsewhere(subject);
    for (const { binding, bound } of boundBindings(subject)) {
      const [mention] = binding.mentions;
      if (bound.freshness !== "broken" || bound.cause === null || mention === undefined || isTold(mention)) continue;
      const { from, to } = mention;
      yield { from, to, message: `${sentence(bound.cause.text)} ${brokenBinding.remedy}` };
    }
  },
};
