import type { Span } from "../../text/span.ts";
import { countWords, waiverOf } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { isTyped, nameOf } from "./expectation.ts";

const MIN_WORDS = 3;

export const notApplicablePart: Rule = {
  id: "structure.not-applicable",
  title: "A part that does not apply, without a reason",
  why: "Without the reason nobody can tell whether it was thought about, or notice when it applies after all.",
  remedy: "Write why, in a few words: `Not applicable, because …`.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: plan\n---\n# Shared dictionary\n\n## 9. Risks\n\nNot applicable.\n",
  },
  good: {
    text: "---\nnomous: plan\n---\n# Shared dictionary\n\n## 9. Risks\n\nNot applicable, because the change is behind a flag that nobody has on.\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    if (!isTyped(subject)) return;
    const { markdown, typed } = subject;
    for (const located of typed.located) {
      const { part, anchor, content } = located;
      const waiver = waiverOf(markdown, located, typed.type);
      if (waiver === null) continue;
      const span = firstLineOf(markdown.text, content) ?? anchor;
      if (part.isMandatory === true)
        yield { ...span, message: `${quote(nameOf(markdown, located))} always applies. ${part.guidance}` };
      else if (countWords(waiver.reason) < MIN_WORDS && part.role !== "open-questions")
        yield {
          ...span,
          message: `Nothing says why ${quote(nameOf(markdown, located))} does not apply. ${notApplicablePart.remedy}`,
        };
    }
  },
};

/** Where the words stand. */
function firstLineOf(text: string, { from, to }: Span): Span | null {
  const line = /\S[^\r\n]*/.exec(text.slice(from, to));
  return line === null ? null : { from: from + line.index, to: from + line.index + line[0].trimEnd().length };
}
