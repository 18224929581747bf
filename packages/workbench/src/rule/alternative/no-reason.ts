import { isReason } from "../../prose/reason.ts";
import { countWords } from "../part-content.ts";
import { isLeftOpen } from "../placeholder.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { alternativesOf } from "./alternatives.ts";

export const unreasonedAlternative: Rule = {
  id: "alternative.no-reason",
  title: "A rejected alternative without a reason that can be checked",
  why: "Without the reason nobody knows when the decision is due again, and the alternative comes back in every review.",
  remedy: "Say which goal, number or risk decided against it.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 6. Alternatives Considered\n\n| Option | Pros | Cons | Reason for Rejection |\n| --- | --- | --- | --- |\n| localStorage | two calls | blocks the page, 5 MB | not chosen |\n| Leave things as they are | no work | turns are lost | |\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 6. Alternatives Considered\n\n| Option | Pros | Cons | Reason for Rejection |\n| --- | --- | --- | --- |\n| localStorage | two calls | blocks the page, 5 MB | the outbox of one day is larger than 5 MB |\n| Leave things as they are | no work | turns are lost | misses G1, 12 turns were lost last month |\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    for (const { from, to, name, isChosen, reason } of alternativesOf(subject)) {
      // `TBD` is told as what it is.
      if (isChosen || reason === null || isLeftOpen(reason.text) || saysWhy(reason.text)) continue;
      const span = reason.to > reason.from ? reason : { from, to };
      const said = reason.text === "" ? "Nothing says why" : `${quote(reason.text)} does not say why`;
      yield {
        from: span.from,
        to: span.to,
        message: `${said} ${quote(name)} was rejected. Name the goal, number or risk that decided it.`,
      };
    }
  },
};

const MIN_WORDS = 3;

/** Fewer words can only be a reason when they name a goal or a number. */
const saysWhy = (text: string): boolean => isReason(text) && (countWords(text) >= MIN_WORDS || /\d/.test(text));
