import type { Markdown } from "../../text/markdown.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { isInCode } from "./is-in-code.ts";

export const openMark: Rule = {
  id: "text.open-mark",
  title: "Bold words or code whose second mark is missing",
  why: "Readers see the mark itself, and whatever stands between it and the next one looks like what it is not.",
  remedy: "Write the second mark, or a backslash before one that belongs to the text.",
  weight: "wrong",
  appliesTo: "any",
  bad: { text: "# Bridge\n\n**Every reader keeps its own cursor.\n\nIt is read by `cursorAfter and stored.\n" },
  good: { text: "# Bridge\n\n**Every reader** keeps its own cursor.\n\nIt is read by `cursorAfter` and stored.\n" },
  *check({ markdown }: Subject): Iterable<Problem> {
    const { text, paragraphs } = markdown;
    const read = marksRead(markdown);
    for (const { from, to } of paragraphs) {
      const marks = [...text.slice(from, to).matchAll(OPEN)];
      // Those behind it may be what it would have been closed with.
      const open = marks.find(({ index }) => !read.has(from + index) && isText(markdown, from + index));
      if (open === undefined) continue;
      const start = from + open.index;
      const what = open[0] === "`" ? "This code mark" : "This mark of bold words";
      const message = `${what} has no second one in its paragraph. ${openMark.remedy}`;
      yield { from: start, to: start + open[0].length, message };
    }
  },
};

/** Neither wildcards nor arguments of a call, neither an apostrophe nor the quotes of old manuals: `so'. */
const OPEN = /(?<![*\\\w"']|\w\()\*\*(?=\p{L})|(?<![`\\\p{L}])`(?=[^\s`])(?!\p{L}[\w -]{0,40}')/gu;

/** Where the parser has found marks, in one pass: to look each up costs as much as its paragraph has. */
function marksRead({ tree }: Markdown): ReadonlySet<number> {
  const found = new Set<number>();
  tree.iterate({
    enter: ({ name, from }) => {
      if (name === "EmphasisMark" || name === "CodeMark") found.add(from);
    },
  });
  return found;
}

const isText = ({ tree }: Markdown, offset: number): boolean =>
  !/^(?:Escape|Link(?:Label|Title))$/.test(tree.resolveInner(offset, 1).name) && !isInCode(tree, offset);
