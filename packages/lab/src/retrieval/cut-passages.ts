import type { FileKind } from "../workspace/file-kind.ts";
import { cutMarkdown } from "./markdown-passages.ts";
import { paragraphCost, type PassageSpan, splitLines } from "./passage-span.ts";
import { cutSource } from "./source-passages.ts";

const CUTS: Readonly<Record<FileKind, (lines: readonly string[]) => PassageSpan[]>> = {
  markdown: cutMarkdown,
  source: cutSource,
  other: cutText,
};

/** Cuts a file into the passages that search finds; together they hold every line that is not blank or a bare heading. */
export const cutPassages = (kind: FileKind, lines: readonly string[]): PassageSpan[] => CUTS[kind](lines);

function cutText(lines: readonly string[]): PassageSpan[] {
  return splitLines(lines, 0, lines.length, paragraphCost(lines)).map(({ from, end }) => ({
    line: from + 1,
    endLine: end,
    title: "",
  }));
}
