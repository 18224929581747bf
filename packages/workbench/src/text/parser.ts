// CommonMark with the tables, task lists, strike-through and bare addresses of GitHub, for rules, editor and command line alike.
import { parser as commonMark, GFM, type MarkdownConfig } from "@lezer/markdown";
import { type Tree, TreeFragment } from "@lezer/common";
import { equalEnd, equalStart } from "./equal-ends.ts";

/**
 * The time for a paragraph grows with the square of its marks. One with more than this is no prose; the rest of it is read as
 * plain text, so that a hostile megabyte costs a moment and not a minute.
 */
const MAX_MARKS_OF_A_PARAGRAPH = 4_000;

const markLimit: MarkdownConfig = {
  parseInline: [
    {
      name: "MarkLimit",
      before: "Escape",
      parse: (context) => {
        const { parts } = context as unknown as { readonly parts: readonly unknown[] };
        return parts.length > MAX_MARKS_OF_A_PARAGRAPH ? context.end : -1;
      },
    },
  ],
};

const parser = commonMark.configure([GFM, markLimit]);

/** A delimiter row that ends in blanks, which GitHub takes and the parser does not. */
const DELIMITER_ROW = /^([ \t>|:-]{0,500}-[ \t|:-]{0,500})\|([ \t]+)$/gm;

let last: { readonly seen: string; readonly tree: Tree } | undefined;

/**
 * The syntax tree of what follows `from`; offsets are those of the text. For the parser's eyes some characters are replaced by as
 * many others: it knows LF alone as the end of a line, and what comes before `from` is blank lines to it. Where the text is that of the
 * parse before, as while somebody types, its blocks are taken over.
 */
export function parseTree(text: string, from: number): Tree {
  const lines = text.includes("\r") ? text.replaceAll("\r\n", " \n").replaceAll("\r", "\n") : text;
  const body = lines.replaceAll(DELIMITER_ROW, "$1$2|");
  const seen = from === 0 ? body : "\n".repeat(from) + body.slice(from);
  const tree = parser.parse(seen, last === undefined ? [] : fragmentsOf(last.tree, last.seen, seen));
  last = { seen, tree };
  return tree;
}

function fragmentsOf(tree: Tree, before: string, after: string): readonly TreeFragment[] {
  // Whether a table ends a paragraph is told by its second line: what ends in the line before a change may end elsewhere now.
  const from = lineBefore(after, equalStart(before, after));
  const common = equalEnd(before, after, Math.min(before.length, after.length) - from);
  // Two documents, and not one that changed.
  if (2 * (from + common) < after.length) return [];
  const change = { fromA: from, toA: before.length - common, fromB: from, toB: after.length - common };
  return TreeFragment.applyChanges(TreeFragment.addTree(tree), [change]);
}

/** Where the line before that of an offset begins. */
function lineBefore(text: string, offset: number): number {
  const line = offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
  return line < 2 ? 0 : text.lastIndexOf("\n", line - 2) + 1;
}
