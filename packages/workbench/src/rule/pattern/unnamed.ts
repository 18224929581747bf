import { namesPattern } from "../../prose/named-pattern.ts";
import { waiverOf, writingOf } from "../part-content.ts";
import type { Problem, Rule } from "../rule.ts";
import { partsOf, type Subject } from "../subject.ts";

export const unnamedPattern: Rule = {
  id: "pattern.unnamed",
  title: "An architectural pattern without a name",
  why: "A name brings with it what is known of the pattern: when it fits, and how it fails. Praise brings nothing.",
  remedy: "Call the pattern by its name, such as event sourcing or outbox, and say where the design leaves it.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 4. Proposed Solution (High-Level Design)\n\n### 4.2 Architectural Pattern\n\nWe follow a modern and flexible architecture that keeps the parts apart and is easy to change.\n",
  },
  good: {
    text: "---\nnomous: spec\n---\n# Outbox\n\n## 4. Proposed Solution (High-Level Design)\n\n### 4.2 Architectural Pattern\n\nThe transactional outbox: a command and its effect are written together, and a sender empties the box. We leave it in one place: the browser has no second store.\n",
  },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, typed } = subject;
    if (typed === null) return;
    for (const part of partsOf(subject, "pattern")) {
      const isWritten =
        writingOf(markdown, part, typed.type) === "something" && waiverOf(markdown, part, typed.type) === null;
      if (isWritten && !namesPattern(markdown.text.slice(part.content.from, part.content.to)))
        yield {
          from: part.anchor.from,
          to: part.anchor.to,
          message:
            "This part names no pattern. Call it by its name, such as event sourcing or outbox, and say where you leave it.",
        };
    }
  },
};
