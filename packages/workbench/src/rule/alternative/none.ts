import { proseIn, waiverOf, writingOf } from "../part-content.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";
import { alternativesIn } from "./alternatives.ts";

export const noAlternative: Rule = {
  id: "alternative.none",
  title: "A design without one alternative that was decided against",
  why: "A proposal that was compared with nothing was not decided, and the next person will ask the same questions again.",
  remedy: "Add what else would work, leaving things as they are included, and what decided against it.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 6. Alternatives Considered\n\n| Option | Pros | Cons | Reason for Rejection |\n| --- | --- | --- | --- |\n| IndexedDB (chosen) | transactions | an old API | chosen |\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 6. Alternatives Considered\n\n| Option | Pros | Cons | Reason for Rejection |\n| --- | --- | --- | --- |\n| IndexedDB (chosen) | transactions | an old API | chosen |\n| localStorage | two calls | blocks the page, 5 MB | the outbox of one day is larger than 5 MB |\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, typed } = subject;
    if (typed === null) return;
    for (const part of partsOf(subject, "alternatives")) {
      const isWritten =
        writingOf(markdown, part, typed.type) === "something" && waiverOf(markdown, part, typed.type) === null;
      if (!isWritten) continue;
      const rejected = alternativesIn(subject, part).filter(({ isChosen, name }) => !isChosen && !NONE.test(name));
      if (rejected.length > 0 && !NONE.test(proseIn(markdown, part.content, typed.type))) continue;
      yield {
        from: part.anchor.from,
        to: part.anchor.to,
        message:
          "No alternative that was decided against stands here. Add one, doing nothing included, and say what decided against it.",
      };
    }
  },
};

const NONE =
  /^\W*(?:none\b|nothing else|(?:there (?:are|were|is|was) )?no (?:other |real |viable )*(?:alternatives?|options?)|we (?:did not|didn['’]t) (?:consider|look at)|the only (?:option|way))/i;
