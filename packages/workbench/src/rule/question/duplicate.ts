import { subjectWords, withoutId } from "../../prose/subject-words.ts";
import { type Point, pointsOf } from "../points.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const duplicateQuestion: Rule = {
  id: "question.duplicate",
  title: "A question that is asked twice",
  why: "One of the two gets the answer, and the other keeps the document from being approved.",
  remedy: "Remove one of the two, or say what the second one asks besides.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 9. Open Questions / Unresolved Issues\n\n- [ ] How long does the outbox keep a command?\n- [ ] Who pays for the storage of a phone?\n- [ ] How long should a command be kept in the outbox?\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 9. Open Questions / Unresolved Issues\n\n- [ ] How long does the outbox keep a command?\n- [ ] Who pays for the storage of a phone?\n- [ ] How large may the outbox of a phone become?\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const first = new Map<string, Point>();
    for (const question of pointsOf(subject, "open-questions")) {
      const key = keyOf(question.text);
      const before = key === null ? undefined : first.get(key);
      if (key !== null && before === undefined) first.set(key, question);
      if (before === undefined) continue;
      const { line } = subject.markdown.lines.positionOf(before.from);
      yield {
        from: question.from,
        to: question.to,
        message: `This asks the same as ${quote(before.text)} (line ${line}). Remove one of the two, or say what this one asks besides.`,
      };
    }
  },
};

const MIN_WORDS = 2;

/** Two questions with one key ask the same; null where too little is asked to tell. Answers do not count. */
function keyOf(text: string): string | null {
  const [asked = ""] = withoutId(text).split("?", 1);
  const words = [...subjectWords(asked)].toSorted();
  return words.length < MIN_WORDS ? null : words.join(" ");
}
