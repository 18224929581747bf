import { isLeftOpen } from "../placeholder.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { alternativesOf, type Said } from "./alternatives.ts";

export const oneSidedAlternative: Rule = {
  id: "alternative.one-sided",
  title: "An alternative with only pros or only cons",
  why: "What has no drawback was not looked at, and what has no advantage was never an alternative.",
  remedy: "Write the other side too: what it would cost, or what would be gained.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 6. Alternatives Considered\n\n| Option | Pros | Cons | Reason for Rejection |\n| --- | --- | --- | --- |\n| localStorage | | blocks the page, 5 MB | the outbox of one day is larger than 5 MB |\n| IndexedDB (chosen) | transactions | none | chosen |\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 6. Alternatives Considered\n\n| Option | Pros | Cons | Reason for Rejection |\n| --- | --- | --- | --- |\n| localStorage | two calls | blocks the page, 5 MB | the outbox of one day is larger than 5 MB |\n| IndexedDB (chosen) | transactions | an API of events, which needs a wrapper | chosen |\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    for (const { from, to, name, pros, cons } of alternativesOf(subject)) {
      if (pros === null || cons === null) continue;
      const lacks = (side: Said, what: string): Problem => ({
        ...(side.to > side.from ? { from: side.from, to: side.to } : { from, to }),
        message: `${quote(name)} has no ${what} here. Write what speaks ${what === "pros" ? "for" : "against"} it too.`,
      });
      if (!isSaid(pros)) yield lacks(pros, "pros");
      if (!isSaid(cons)) yield lacks(cons, "cons");
    }
  },
};

/** One word such as "simple" is little, and it is a side; `TBD` is told as what it is. */
const isSaid = ({ text }: Said): boolean =>
  isLeftOpen(text) || (/\p{L}/u.test(text) && !/^\W*(?:none|no|n\/?a|nothing|unknown)\W*$/i.test(text));
