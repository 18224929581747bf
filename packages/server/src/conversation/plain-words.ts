// Markdown as the words that a person reads, in one line: for excerpts, which are shown as plain text.
import { oneLine } from "@nomous/protocol";

/** A line that is a mark only: a fence, or a rule between sections. */
const MARK_LINE = /^[ \t>]*(?:(?:`{3,}|~{3,})[^`\n]*|(?:[-*_][ \t]*){3,})$/gm;
/** Marks at the beginning of a line, nested ones too: quotation, heading, list item, with or without a box. */
const LINE_MARKS = /^(?:[ \t]*(?:>|#{1,6}[ \t]|[-*+][ \t](?:\[[ x]\][ \t])?|\d{1,9}[.)][ \t]))+/gm;
/** A reference to a citation, not an index as in `list[0]`. */
const REFERENCE = /(?<![\w)\]])\[\d+\]/g;
const INLINE_MARKS = /`+|\*\*|~~/g;

export const plainWords = (markdown: string): string =>
  oneLine([MARK_LINE, LINE_MARKS, REFERENCE, INLINE_MARKS].reduce((text, mark) => text.replaceAll(mark, ""), markdown));
