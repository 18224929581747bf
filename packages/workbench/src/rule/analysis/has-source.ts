// Whether a reader is told where something can be looked up: a link, a path, a line, a commit, a numbered document.
import type { Markdown } from "../../text/markdown.ts";
import { type Span, spansWithin } from "../../text/span.ts";
import { isTextFile } from "../citation/text-file.ts";

const PLACE = /[:#]\S*$/;
const FOLDER = /^(?!@)[\w.~$*{}()[\]@+-]+\/\S*$/;

const IN_PROSE = new RegExp(
  [
    "https?://",
    // `src/log.ts`, `log.ts:10`, lines of a file that was named before
    "(?:^|[\\s(])(?:[\\w@.-]+/)+[\\w@.-]+\\.\\w{1,6}\\b",
    "\\b[\\w-]+\\.[a-z]\\w{0,5}:\\d+",
    "\\blines? ~?\\d+",
    // a commit, an issue, a numbered document, a place in it, a footnote
    "\\b(?=[a-f]*\\d)(?=\\d*[a-f])[0-9a-f]{7,40}\\b",
    "(?:^|[\\s(])#\\d+\\b",
    "\\b(?:RFC|ADR|PEP|KEP|PRD|PR|issue|commit|ticket)[ -]?#?\\d+\\b",
    "§ ?\\d",
    "\\bsections? \\d",
    "\\[\\^[^\\]]+\\]",
  ].join("|"),
  "im",
);

export function hasSource({ text, links, codeSpans, definitions }: Markdown, span: Span): boolean {
  const isLink = spansWithin(links, span).some(
    ({ isImage, isShortcut, reference }) =>
      !isImage && (!isShortcut || definitions.some(({ name }) => name === reference)),
  );
  return (
    isLink ||
    spansWithin(codeSpans, span).some((code) => isFile(code.text)) ||
    IN_PROSE.test(text.slice(span.from, span.to))
  );
}

function isFile(code: string): boolean {
  const path = code.replace(PLACE, "");
  return !/\s/.test(path) && (FOLDER.test(path) || (path.includes(".") && isTextFile(path)));
}
