import { withoutId } from "../../prose/subject-words.ts";
import { itemsIn, paragraphsIn } from "../part-content.ts";
import { type Point, pointsIn } from "../points.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";

export const questionWithoutAnswer: Rule = {
  id: "question.answered-without-answer",
  title: "A question that is ticked off without an answer",
  why: "The tick says that somebody decided; what they decided is in nobody's document.",
  remedy: "Write the answer behind the question, or take the tick away.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 9. Open Questions / Unresolved Issues\n\n- [x] How long does the outbox keep a command?\n- [ ] Who pays for the storage of a phone?\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 9. Open Questions / Unresolved Issues\n\n- [x] How long does the outbox keep a command? Until it has a result, at most 30 days.\n- [ ] Who pays for the storage of a phone?\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown } = subject;
    for (const part of partsOf(subject, "open-questions")) {
      const ends = new Map(itemsIn(markdown, part.content).map(({ from, to }) => [from, to]));
      const paragraphs = paragraphsIn(markdown, part.content).filter(({ isInItem }) => !isInItem);
      const starts = new Set(paragraphs.map(({ from }) => from));
      for (const question of pointsIn(subject, part)) {
        if (question.task !== "done" || hasAnswer(question)) continue;
        const end = ends.get(question.from) ?? question.to;
        // An answer may stand in a paragraph of its own behind the item.
        const next = end + (/^\s*/.exec(markdown.text.slice(end, end + LONGEST_GAP))?.[0].length ?? 0);
        if (!starts.has(next))
          yield {
            from: question.from,
            to: question.to,
            message: `${quote(question.text)} is ticked off without an answer. Write the answer behind it, or take the tick away.`,
          };
      }
    }
  },
};

const LONGEST_GAP = 100;
const MIN_ANSWER = 2;

/** Words behind the question mark, or behind a dash, a colon or a full stop; or anything below it. */
function hasAnswer({ text, below }: Point): boolean {
  if (
    below.trim() !== "" ||
    /\b(?:answer(?:ed)?|resolved|decided|decision|resolution|outcome|moot|obsolete|no longer)\b/i.test(text)
  )
    return true;
  const asked = withoutId(text);
  const [, behind = ""] = /\?\W*(.*)$/s.exec(asked) ?? /(?:\s[–—-]\s|:\s|\.\s|→|=>|->)\s*(.*)$/s.exec(asked) ?? [];
  const words = behind.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  return words >= MIN_ANSWER || /^(?:yes|no|none|never|always|both|\d)/i.test(behind);
}
