import { spansWithin } from "../../text/span.ts";
import { countWords, notApplicable, waiverOf } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { isTyped, nameOf, type TypedSubject } from "./expectation.ts";
import { firstLineOf } from "./first-line.ts";

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
    yield* waivedParts(subject);
    yield* waivedSections(subject);
  },
};

function* waivedParts({ markdown, typed }: TypedSubject): Iterable<Problem> {
  for (const located of typed.located) {
    const { part, anchor, content } = located;
    const waiver = waiverOf(markdown, located, typed.type);
    // Below a heading of its own it is told there.
    if (waiver === null || spansWithin(markdown.headings, content).length > 0) continue;
    const span = firstLineOf(markdown.text, content) ?? anchor;
    const name = nameOf(markdown, located);
    if (part.isMandatory === true) yield { ...span, message: `${quote(name)} always applies. ${part.guidance}` };
    else if (countWords(waiver.reason) < MIN_WORDS && part.role !== "open-questions")
      yield { ...span, message: unreasoned(name) };
  }
}

/** Under headings that the type does not know. There, "none" may be all that is to say. */
function* waivedSections({ markdown: { sections, text }, typed }: TypedSubject): Iterable<Problem> {
  const parts = new Set(typed.located.map(({ anchor }) => anchor.from));
  for (const { heading, own, body } of sections) {
    const isLeaf = own.to === body.to;
    const span = isLeaf && !parts.has(heading.from) ? firstLineOf(text, own) : null;
    if (span === null || text.slice(span.to, own.to).trim() !== "") continue;
    const waiver = notApplicable(text.slice(span.from, span.to).replaceAll(MARKS, ""));
    const isNone = /^\W*none/i.test(text.slice(span.from, span.to));
    if (waiver !== null && !isNone && countWords(waiver.reason) < MIN_WORDS)
      yield { ...span, message: unreasoned(heading.title) };
  }
}

/** Of an item, and of emphasis. */
const MARKS = /^[-*+]\s+|[*_]/g;

const unreasoned = (name: string): string =>
  `Nothing says why ${quote(name)} does not apply. ${notApplicablePart.remedy}`;
