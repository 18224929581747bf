import { hasFigure } from "../../prose/observable.ts";
import { vagueWordsIn } from "../../prose/vague-words.ts";
import type { Span } from "../../text/span.ts";
import { claimOf, type Point, pointsOf, valueOf } from "../points.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const vagueCriterion: Rule = {
  id: "criterion.vague",
  title: "A success criterion with a word that everybody reads differently",
  why: "“Fast enough” is met for whoever wants to go on and missed for whoever does not.",
  remedy: "Put the figure in place of the word: a number, a unit, and where it is measured.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spike\n---\n# Codec of token frames\n\n## Overview\n\n### Success criteria\n\n- Encoding a frame is fast enough\n- Every frame of the recorded session decodes to the same message\n",
  },
  good: {
    text: "---\nnomous: spike\n---\n# Codec of token frames\n\n## Overview\n\n### Success criteria\n\n- Encoding a frame takes at most 0.2 ms at p95\n- Every frame of the recorded session decodes to the same message\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const { text } = subject.markdown;
    for (const point of pointsOf(subject, "criteria")) {
      const span = vagueSpan(text, point);
      if (span === null) continue;
      const word = quote(text.slice(span.from, span.to));
      yield { ...span, message: `${word} measures nothing. Say how much is enough, with a number and its unit.` };
    }
  },
};

/** Where a criterion leaves the measure to its reader; of a row with a place for the value, that place alone. */
function vagueSpan(text: string, point: Point): Span | null {
  const value = valueOf(point);
  if (value !== undefined && vagueWordsIn(`is ${value.text}`).length > 0 && !hasFigure(value.text))
    return { from: value.from, to: value.to };
  const [vague] = hasFigure(claimOf(point)) ? [] : vagueWordsIn(text.slice(point.from, point.to));
  if (vague === undefined) return null;
  const from = point.from + vague.index;
  return { from, to: from + vague.length };
}
