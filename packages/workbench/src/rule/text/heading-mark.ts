import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { isInCode } from "./is-in-code.ts";

export const headingMark: Rule = {
  id: "text.heading-mark",
  title: "A heading without a blank behind its marks",
  why: "It is no heading then: readers see the marks, and the outline and its links do not have it.",
  remedy: "Write a blank behind the marks.",
  weight: "broken",
  appliesTo: "any",
  bad: { text: "# Bridge\n\n##Start\n\nThe bridge starts with the page.\n" },
  good: { text: "# Bridge\n\n## Start\n\nThe bridge starts with the page.\n" },
  *check({ markdown: { text, tree, paragraphs } }: Subject): Iterable<Problem> {
    for (const { from, to } of paragraphs)
      for (const { 0: marks, index } of text.slice(from, to).matchAll(MARKS)) {
        const start = from + index;
        const end = start + marks.length;
        if (isInCode(tree, start)) continue;
        const fix = { title: "Write a blank behind the marks", edits: [{ from: end, to: end, insert: " " }] };
        yield { from: start, to: end, message: `This is no heading. ${headingMark.remedy}`, fix };
      }
  },
};

/** At the beginning of a line; one mark alone begins a number or a tag. */
const MARKS = /(?<=^|[\r\n][ \t]*)#{2,6}(?=[\p{L}\d])/gu;
