import type { Markdown } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { isInCode } from "./is-in-code.ts";

export const openComment: Rule = {
  id: "text.open-comment",
  title: "A comment without an end of its own",
  why: "At the beginning of a line it hides everything up to the next `-->`, or to the end; in a sentence readers see it.",
  remedy: "Write `-->` where the comment ends.",
  weight: "broken",
  appliesTo: "any",
  bad: {
    text: "# Latency\n\n<!-- numbers of the second run\n\n## Results\n\nThe 95th percentile is 140 ms. <!-- ask Maya\n",
  },
  good: {
    text: "# Latency\n\n<!-- numbers of the second run -->\n\n## Results\n\nThe 95th percentile is 140 ms. <!-- ask Maya -->\n",
  },
  *check({ markdown }: Subject): Iterable<Problem> {
    for (const comment of markdown.comments) {
      const what = isClosed(comment, markdown) ? foreignEnd(comment, markdown) : hidden(comment, markdown);
      if (what !== null) yield problemAt(comment.from, what);
    }
    for (const from of shownMarks(markdown))
      yield problemAt(
        from,
        "This comment never ends, so readers see it. Write `-->`, or put code marks around `<!--`.",
      );
  },
};

const MARK = "<!--";

const problemAt = (from: number, message: string): Problem => ({ from, to: from + MARK.length, message });

const isClosed = ({ from, to }: Span, { text }: Markdown): boolean => text.slice(from, to).includes("-->");

function hidden({ from, to }: Span, { lines }: Markdown): string {
  const count = lines.positionOf(Math.max(from, to - 1)).line - lines.positionOf(from).line;
  const what = count === 1 ? "the line after it is" : `the ${count} lines after it are`;
  const effect = count === 0 ? "what is written below it will be" : what;
  return `This comment never ends: ${effect} hidden. ${openComment.remedy}`;
}

/** The end of a comment is not its own when another comment, or code that goes on behind it, has begun before. */
function foreignEnd({ from, to }: Span, { text, lines }: Markdown): string | null {
  const written = text.slice(from, to);
  const end = written.indexOf("-->");
  const inside = written.slice(MARK.length, end);
  const fences = inside.match(/^[ \t]*(?:```|~~~)/gm) ?? [];
  const isOfComment = /^[ \t]*<!--/m.test(inside);
  if (!isOfComment && fences.length % 2 === 0) return null;
  const whose = isOfComment ? "with another comment" : "in a block of code";
  const { line } = lines.positionOf(from + end);
  return `This comment ends only in line ${line}, ${whose}: everything between is hidden. ${openComment.remedy}`;
}

/** Where the mark is no comment to the parser, because its paragraph has no end for it. */
const shownMarks = ({ tree, text, bodyFrom }: Markdown): number[] =>
  [...text.matchAll(/(?<!\\)<!--/g)].map(({ index }) => index).filter((at) => at >= bodyFrom && !isInCode(tree, at));
