import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { repeatedHeadings } from "./repeated-headings.ts";

export const duplicateHeading: Rule = {
  id: "structure.duplicate-heading",
  title: "A heading that is there twice under one heading",
  why: "A reader of the outline cannot tell them apart, and a link to the second breaks when the first is renamed.",
  remedy: "Give one of them another name, or put the two together.",
  weight: "advice",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: research\n---\n# Resume\n\n## Detailed Findings\n\n### Cursor\n\nIt moves forward only (`src/cursor.ts:1`).\n\n### Cursor\n\nIt is stored for each reader (`src/cursor.ts:1`).\n",
    files: { "src/cursor.ts": "export const cursorAfter = (at: number): number => at + 1;\n" },
  },
  good: {
    text: "---\nnomous: research\n---\n# Resume\n\n## Detailed Findings\n\n### Cursor\n\nIt moves forward only (`src/cursor.ts:1`).\n\n### Where the cursor is kept\n\nIt is stored for each reader (`src/cursor.ts:1`).\n",
    files: { "src/cursor.ts": "export const cursorAfter = (at: number): number => at + 1;\n" },
  },
  *check({ markdown, typed }: Subject): Iterable<Problem> {
    if (typed === null) return;
    const parts = new Set(typed.located.map(({ anchor }) => anchor.from));
    for (const { first, again } of repeatedHeadings(markdown)) {
      const { from, to, title } = again.heading;
      if (parts.has(from)) continue;
      const { line } = markdown.lines.positionOf(first.from);
      yield { from, to, message: `${quote(title)} is there already, in line ${line}. ${duplicateHeading.remedy}` };
    }
  },
};
