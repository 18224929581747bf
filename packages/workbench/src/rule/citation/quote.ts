import { createLineIndex } from "../../text/line-index.ts";
import type { Markdown } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { findCitedFile } from "./cited-file.ts";
import { citationsIn, type LineRange } from "./code-citation.ts";

const FILES = { "specs/wire.md": "# Wire\n\nFrames are at most 64 KiB.\nA reader asks for credit.\n" };

export const citedQuote: Rule = {
  id: "citation.quote",
  title: "A quotation that its source does not contain",
  why: "The source was changed after it had been quoted, and what was concluded from it may not hold any more.",
  remedy: "Read the source again, and quote what it says now.",
  weight: "wrong",
  appliesTo: "any",
  bad: { text: "# Resume\n\n## Sources\n\n`specs/wire.md:3`:\n\n> Frames are at most 16 KiB.\n", files: FILES },
  good: { text: "# Resume\n\n## Sources\n\n`specs/wire.md:3`:\n\n> Frames are at most 64 KiB.\n", files: FILES },
  *check(subject: Subject): Iterable<Problem> {
    const { markdown, surroundings } = subject;
    for (const citation of citationsIn(subject)) {
      const quoted = citation.lines.length === 0 ? null : quotationOf(markdown, citation);
      const file = quoted === null ? null : findCitedFile(citation, subject);
      const source = file?.status === "found" ? surroundings.textOf(file.path) : undefined;
      if (quoted === null || source === undefined) continue;
      const words = markdown.text.slice(quoted.from, quoted.to);
      if (contains(linesOf(source, citation.lines), words)) continue;
      const where = contains(source, words) ? "stands in other lines now" : "is not there any more";
      yield { ...quoted, message: `What is quoted from ${quote(citation.path)} ${where}. ${citedQuote.remedy}` };
    }
  },
};

/** The quotation that a citation introduces, on a line of its own, or closes, behind a dash as its last line. */
function quotationOf({ text, lines }: Markdown, { from, to }: Span): Span | null {
  const { line } = lines.positionOf(from);
  const lineAt = (number: number): string => text.slice(lines.startOf(number), lines.startOf(number + 1)).trim();
  const around = lineAt(line).replace(text.slice(from, to), "").trim();
  let first = line;
  let end = line;
  if (/^:?$/.test(around)) {
    do first += 1;
    while (first <= lines.count && lineAt(first) === "");
    end = first;
    while (lineAt(end).startsWith(">")) end += 1;
  } else if (/^>\s*[—–-]+$/.test(around)) while (lineAt(first - 1).startsWith(">")) first -= 1;
  const start = lines.startOf(first);
  return end > first ? { from: start, to: start + text.slice(start, lines.startOf(end)).trimEnd().length } : null;
}

const linesOf = (source: string, ranges: readonly LineRange[]): string => {
  const lines = createLineIndex(source);
  return ranges.map(({ first, last }) => source.slice(lines.startOf(first), lines.startOf(last + 1))).join("\n");
};

const wordsOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Marks and line breaks do not count, and what stands on both sides of `…` may be apart. */
function contains(source: string, quoted: string): boolean {
  const words = wordsOf(source);
  return quoted.split(/\[?(?:…|\.{3})\]?/).every((piece) => words.includes(wordsOf(piece)));
}
