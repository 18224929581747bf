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
  bad: { text: "# Bridge\n\n**Every reader keeps its own cursor. It is read by `cursorAfter and stored.\n" },
  good: { text: "# Bridge\n\n**Every reader** keeps its own cursor. It is read by `cursorAfter` and stored.\n" },
  *check({ markdown }: Subject): Iterable<Problem> {
    const { text, paragraphs } = markdown;
    for (const { from, to } of paragraphs)
      for (const { 0: mark, index } of text.slice(from, to).matchAll(OPEN))
        if (isShown(markdown, from + index))
          yield {
            from: from + index,
            to: from + index + mark.length,
            message: `${mark === "**" ? "**" : "The code mark"} has no second one in this paragraph. ${openMark.remedy}`,
          };
  },
};

/** Neither wildcards nor arguments of a call, neither an apostrophe nor the quotes of old manuals: `so'. */
const OPEN = /(?<![*\\\w"']|\w\()\*\*(?=\p{L})|(?<![`\\\p{L}])`(?=[^\s`])(?!\p{L}[\w -]{0,40}')/gu;

/** Whether the parser took a sign for text. */
function isShown({ tree }: Markdown, offset: number): boolean {
  const { name } = tree.resolveInner(offset, 1);
  return !/^(?:EmphasisMark|CodeMark|Escape|Link(?:Label|Title))$/.test(name) && !isInCode(tree, offset);
}
