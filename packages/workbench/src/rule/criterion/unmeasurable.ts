import { type Observability, observabilityOf } from "../../prose/observable.ts";
import { withoutId } from "../../prose/subject-words.ts";
import { vagueWordsIn } from "../../prose/vague-words.ts";
import { isLeftOpen, isPlaceholder } from "../placeholder.ts";
import { claimOf, type Point, pointsOf, valueOf } from "../points.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const unmeasurableCriterion: Rule = {
  id: "criterion.unmeasurable",
  title: "A success criterion without a number or an outcome that one can watch",
  why: "When the work is done, everybody finds that it succeeded, and nobody can show it.",
  remedy: "Say which number is enough, with its unit, or what is seen when the criterion is met.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spike\n---\n# Codec of token frames\n\n## Overview\n\n### Success criteria\n\n- p95 of encoding is at most 0.2 ms a frame\n- Memory use of the encoder\n- The team is happy with the codec\n",
  },
  good: {
    text: "---\nnomous: spike\n---\n# Codec of token frames\n\n## Overview\n\n### Success criteria\n\n- p95 of encoding is at most 0.2 ms a frame\n- The encoder takes at most 4 MB for 100 sockets\n- Every frame of the recorded session decodes to the same message\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const criteria = pointsOf(subject, "criteria").map((point) => ({ point, observability: observe(point) }));
    const counted = criteria.filter(({ observability }) => observability === "figure").length;
    // Beside others that all count something, one that counts nothing was forgotten.
    const isOdd = counted >= MIN_COUNTED && counted >= (criteria.length - 1) * MOST;
    for (const { point, observability } of criteria)
      if (observability === "nothing" || (observability === "unclear" && isOdd))
        yield {
          from: point.from,
          to: point.to,
          message: `Nothing in ${quote(claimOf(point))} can be measured or watched. Give a number with its unit, or the outcome that shows it.`,
        };
  },
};

const MIN_COUNTED = 2;
const MOST = 0.75;

/** Null where another rule speaks: of words that only sound like a measure. */
function observe(point: Point): Observability | null {
  const value = valueOf(point);
  if (value !== undefined && isPlaceholder(value.text)) return isLeftOpen(value.text) ? null : "nothing";
  const claim = withoutId(claimOf(point));
  const observability = observabilityOf(claim);
  return observability !== "figure" &&
    vagueWordsIn(value === undefined ? claim : `${claim} is ${value.text}`).length > 0
    ? null
    : observability;
}
