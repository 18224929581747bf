import type { Section } from "../../text/section.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";

export const headingLevel: Rule = {
  id: "structure.heading-level",
  title: "A heading that leaves out a level",
  why: "In the outline it seems to belong to something that is missing, and whoever cannot see the page navigates by levels.",
  remedy: "Give it one mark more than the heading that it belongs under.",
  weight: "advice",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: research\n---\n# Resume\n\n## Detailed Findings\n\n##### Cursor\n\nIt moves forward only.\n\n### Buffer\n\nIt holds 2 MiB.\n",
  },
  good: {
    text: "---\nnomous: research\n---\n# Resume\n\n## Detailed Findings\n\n### Cursor\n\nIt moves forward only.\n\n### Buffer\n\nIt holds 2 MiB.\n",
  },
  *check({ markdown: { headings, sections }, typed }: Subject): Iterable<Problem> {
    if (typed === null) return;
    const used = new Set(headings.map(({ level }) => level));
    /** Where all headings below one are that deep, the first is told. */
    const told = new Set<Section>();
    for (const { heading, parent } of sections) {
      const above = parent?.heading.level ?? heading.level;
      // Below the title some authors begin with the third level, everywhere.
      const isStyle = above === 1 && !used.has(2);
      if (parent === null || heading.level <= above + 1 || isStyle || told.has(parent)) continue;
      told.add(parent);
      const { from, to, title, level } = heading;
      const what = `${quote(title)} is of level ${level}, below one of level ${above}.`;
      yield { from, to, message: `${what} Write ${"#".repeat(above + 1)} before it.` };
    }
  },
};
