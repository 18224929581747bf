import { hasFigure } from "../../prose/observable.ts";
import { statementsIn } from "../../prose/statements.ts";
import { notApplicable, waiverOf, writingOf } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";

export const unverifiedMigration: Rule = {
  id: "migration.unverified",
  title: "Data that is moved, and nothing that shows it arrived",
  why: "A migration that loses rows looks like one that does not, until somebody looks for their conversation.",
  remedy:
    "Say what is counted or compared before and after, and what happens when it differs; or that no data changes.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 8. Migration, Rollout, and Testing\n\n### 8.2 Data Migration Plan\n\n- **Backfill:** the rows of the old queue are copied into the outbox at start\n- **Verification:** we make sure that it worked\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 8. Migration, Rollout, and Testing\n\n### 8.2 Data Migration Plan\n\n- **Backfill:** the rows of the old queue are copied into the outbox at start\n- **Verification:** the count and the newest id of both tables are equal, else the old queue stays in use\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, typed } = subject;
    if (typed === null) return;
    const said = (role: "backfill" | "verification"): string =>
      partsOf(subject, role)
        .flatMap(({ content }) => statementsIn(markdown, content).map(({ text }) => text))
        .join(" ");
    const backfill = said("backfill");
    if (backfill === "" || movesNothing(backfill) || COMPARED.test(backfill)) return;
    for (const part of partsOf(subject, "verification")) {
      const [first] = statementsIn(markdown, part.content);
      const waiver = waiverOf(markdown, part, typed.type);
      // Nothing, and "not applicable" without a reason, are told as what they are.
      const isAnswer = waiver === null ? writingOf(markdown, part, typed.type) === "something" : waiver.reason !== "";
      if (first === undefined || !isAnswer || verifies(said("verification"))) continue;
      yield {
        from: first.from,
        to: first.to,
        message: `${quote(first.text)} does not show that the data arrived. Say what is counted or compared before and after.`,
      };
    }
  },
};

const movesNothing = (text: string): boolean =>
  notApplicable(text) !== null ||
  /\b(?:no|nothing|none|never|not)\b[^.;]{0,30}\b(?:data|rows?|files?|schema|migrat\w+|backfill\w*|chang\w+|need\w*|required|moved?|rewritten|exist\w*)\b|\bunchanged\b/i.test(
    text,
  );

/** What was moved is held against what was there. */
const COMPARED =
  /\b(?:counts?|counted|check-?sums?|hash(?:es|ed)?|compar\w+|equals?|match(?:es|ed)?|identical|diff\w*|sums?|totals?|sampl\w+|spot|assert\w*|reconcil\w+|integrity|dry[- ]run|read back|round[- ]trip\w*|row by row|each row|every row|before and after)\b/i;
const RUN = /\b(?:same|quer(?:y|ies)|tests?|scripts?|replay\w*|report(?:s|ed)?|logs?|fails?|until|both|against)\b|`/i;
/** Says that somebody believes it, or that nobody looks. */
const BELIEVED =
  /\b(?:trust\w*|believ\w+|hope\w*|assum\w+|not (?:needed|necessary|required|planned)|unnecessary|(?:has|have|takes?) a look|looks? (?:at|over|good|fine|right|ok)|should (?:work|be fine|be ok)|nobody|nothing to (?:verify|check))\b/i;

/** Something is counted, compared or run. */
const verifies = (text: string): boolean =>
  COMPARED.test(text) || (!BELIEVED.test(text) && (hasFigure(text) || RUN.test(text)));
