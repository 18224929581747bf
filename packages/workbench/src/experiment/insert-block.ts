// Puts an experiment or a decision into a document: at the end of the part that it belongs to, else at the end of the document.
import type { Subject } from "../rule/subject.ts";
import { partsOf } from "../rule/subject.ts";
import { lineEndingAt, splice } from "../text/splice.ts";

/** The text with the block, which has LF line ends and one at its end; line ends of the document are kept. */
export function insertBlock(subject: Subject, block: string, role: "method" | "decision"): string {
  const { text, headings } = subject.markdown;
  // Below a label there is no room for a block.
  const part = partsOf(subject, role).find(({ anchor }) => headings.some(({ from }) => from === anchor.from));
  const span = part?.own ?? { from: subject.markdown.bodyFrom, to: text.length };
  const at = span.from + text.slice(span.from, span.to).trimEnd().length;
  const end = lineEndingAt(text, at);
  const insert = `${text.slice(0, at) === "" ? "" : "\n\n"}${block.trimEnd()}${at === text.length ? "\n" : ""}`;
  return splice(text, [{ from: at, to: at, insert: insert.replaceAll("\n", end) }]);
}
