import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { repeatedHeadings } from "./repeated-headings.ts";

export const duplicatePart: Rule = {
  id: "structure.duplicate-part",
  title: "A part that is there twice",
  why: "One of them is corrected later and the other is not, and then the document contradicts itself.",
  remedy: "Put the two together.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: research\n---\n# Resume\n\n## Summary\n\nA reader resumes at its cursor.\n\n## Open Questions\n\n- Who closes a stream that nobody reads?\n\n## Summary\n\nA reader begins at the first turn.\n",
  },
  good: {
    text: "---\nnomous: research\n---\n# Resume\n\n## Summary\n\nA reader resumes at its cursor; a new one begins at the first turn.\n\n## Open Questions\n\n- Who closes a stream that nobody reads?\n",
  },
  *check({ markdown, typed }: Subject): Iterable<Problem> {
    if (typed === null) return;
    const parts = new Set(typed.located.map(({ anchor }) => anchor.from));
    for (const { first, again } of repeatedHeadings(markdown)) {
      const { from, to, title } = again.heading;
      if (!parts.has(from)) continue;
      const { line } = markdown.lines.positionOf(first.from);
      yield { from, to, message: `${quote(title)} is there already, in line ${line}. ${duplicatePart.remedy}` };
    }
  },
};
