import { writingOf } from "../part-content.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { isTyped, nameOf, type TypedSubject } from "./expectation.ts";

export const emptyPart: Rule = {
  id: "structure.empty-part",
  title: "A heading with nothing below it",
  why: "It looks as if the part had been written, in the outline and to whoever counts headings.",
  remedy: "Write it, or remove the heading.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: research\n---\n# Resume\n\n## Summary\n\n## Open Questions\n\nWho closes a stream that nobody reads?\n",
  },
  good: {
    text: "---\nnomous: research\n---\n# Resume\n\n## Summary\n\nA reader resumes at the cursor that it saw last.\n\n## Open Questions\n\nWho closes a stream that nobody reads?\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    if (!isTyped(subject)) return;
    yield* emptyParts(subject);
    yield* emptySections(subject);
  },
};

function* emptyParts({ markdown, typed }: TypedSubject): Iterable<Problem> {
  for (const [i, located] of typed.located.entries()) {
    const { part, anchor, content } = located;
    const next = typed.located[i + 1];
    // Of a part with parts below it, those that are empty are told.
    if (next !== undefined && next.anchor.from < content.to) continue;
    if (writingOf(markdown, located, typed.type) !== "nothing") continue;
    const message = `Nothing stands below ${quote(nameOf(markdown, located))}. ${part.guidance}`;
    yield { from: anchor.from, to: anchor.to, message };
  }
}

/** Headings that the type does not know; the first is the title. */
function* emptySections({ markdown: { sections, text }, typed }: TypedSubject): Iterable<Problem> {
  const parts = new Set(typed.located.map(({ anchor }) => anchor.from));
  for (const { heading, own, body } of sections.slice(1)) {
    const isLeaf = own.to === body.to;
    if (!isLeaf || parts.has(heading.from)) continue;
    if (
      text
        .slice(own.from, own.to)
        .replaceAll(/<!--.*?-->/gs, "")
        .trim() !== ""
    )
      continue;
    const message = `Nothing stands below ${quote(heading.title)}. ${emptyPart.remedy}`;
    yield { from: heading.from, to: heading.to, message };
  }
}
