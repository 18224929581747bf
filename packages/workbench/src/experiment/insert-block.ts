// Puts an experiment or a decision into a document: at the end of the part that it belongs to, else at the end of the document.
import type { Subject } from "../rule/subject.ts";
import { partsOf } from "../rule/subject.ts";
import { type Edit, lineEndingAt, splice } from "../text/splice.ts";
import type { Role } from "../type/document-type.ts";

/** The text with the block, which has LF line ends and one at its end; line ends of the document are kept. */
export const insertBlock = (subject: Subject, block: string, role: "method" | "decision"): string =>
  splice(subject.markdown.text, [blockEdit(subject, block, [role])]);

/** Of the roles the first counts that the document has a part of. */
export function blockEdit(subject: Subject, block: string, roles: readonly Role[]): Edit {
  const { text, headings } = subject.markdown;
  // Below a label there is no room for a block.
  const part = roles
    .flatMap((role) => partsOf(subject, role))
    .find(({ anchor }) => headings.some(({ from }) => from === anchor.from));
  const span = part?.own ?? { from: subject.markdown.bodyFrom, to: text.length };
  const at = span.from + text.slice(span.from, span.to).trimEnd().length;
  const end = lineEndingAt(text, at);
  const insert = `${text.slice(0, at) === "" ? "" : "\n\n"}${block.trimEnd()}${at === text.length ? "\n" : ""}`;
  return { from: at, to: at, insert: insert.replaceAll("\n", end) };
}
