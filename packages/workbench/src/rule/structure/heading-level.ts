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
  *check({ markdown: { sections }, typed }: Subject): Iterable<Problem> {
    if (typed === null) return;
    const families = Map.groupBy(sections, ({ parent }) => parent);
    const highest = new Map([...families].map(([parent, below]) => [parent, highestOf(below)]));
    const leaps = sections.filter((section) => leapOf(section) !== null);
    const alike = Map.groupBy(leaps, leapOf);
    for (const section of leaps) {
      const { from, to, level, title } = section.heading;
      const isAmongHigher = (highest.get(section.parent) ?? level) < level;
      // Made everywhere, it is how the author writes captions, or begins below the title.
      if (!isAmongHigher && alike.get(leapOf(section))?.length !== 1) continue;
      const above = section.parent?.heading.level ?? 0;
      const what = `${quote(title)} is of level ${level}, below one of level ${above}.`;
      yield { from, to, message: `${what} Write ${"#".repeat(above + 1)} before it.` };
    }
  },
};

const highestOf = (sections: readonly Section[]): number =>
  sections.reduce((least, { heading }) => Math.min(least, heading.level), Number.POSITIVE_INFINITY);

/** From which level to which; null where none is left out. */
function leapOf({ heading, parent }: Section): string | null {
  const above = parent?.heading.level ?? heading.level;
  return heading.level > above + 1 ? `${above} ${heading.level}` : null;
}
