// CommonMark with the tables, task lists, strike-through and bare addresses of GitHub, for rules, editor and command line alike.
import { parser as commonMark, GFM, type MarkdownConfig } from "@lezer/markdown";
import type { Tree } from "@lezer/common";

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

/**
 * The syntax tree of what follows `from`; offsets are those of the text. For the parser's eyes some characters are replaced by as
 * many others: it knows LF alone as the end of a line, and what comes before `from` is blank lines to it.
 */
export function parseTree(text: string, from: number): Tree {
  const lines = text.includes("\r") ? text.replaceAll("\r\n", " \n").replaceAll("\r", "\n") : text;
  const seen = lines.replaceAll(DELIMITER_ROW, "$1$2|");
  return parser.parse(from === 0 ? seen : "\n".repeat(from) + seen.slice(from));
}
