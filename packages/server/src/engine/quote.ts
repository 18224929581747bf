// Passages as Markdown that says exactly what stands in the file: source in a fence, prose as a blockquote, both cut to the
// lines that fit the question best.
import { type Citation, oneLine, shorten } from "@nomous/protocol";
import { plainWords } from "../conversation/plain-words.ts";
import { wordsOf } from "../conversation/words.ts";
import type { Passage } from "../workspace/workspace-source.ts";

/** Consecutive lines of a file. */
export interface Excerpt {
  readonly path: string;
  /** Number of the first line, from 1. */
  readonly line: number;
  readonly lines: readonly string[];
}

export const excerptOf = ({ path, line, text }: Passage): Excerpt => ({ path, line, lines: text.split(/\r?\n/) });

const MAX_LINE_CHARACTERS = 400;
const MAX_CITATION_CHARACTERS = 200;

const PROSE = new Set(["", "md", "mdx", "markdown", "txt", "text", "rst", "adoc", "org"]);

/** The run of at most `max` lines that holds most of `words`, without blank lines at its ends. */
export function bestLines({ path, line, lines }: Excerpt, words: readonly string[], max: number): Excerpt {
  const scores = lines.map((text) => {
    const present = new Set(wordsOf(text));
    return words.filter((word) => present.has(word)).length;
  });
  let [best, bestScore] = [0, -1];
  for (let from = 0; from === 0 || from + max <= lines.length; from += 1) {
    const score = scores.slice(from, from + max).reduce((sum, each) => sum + each, 0);
    if (score > bestScore) [best, bestScore] = [from, score];
  }
  let [from, to] = [best, Math.min(best + max, lines.length)];
  while (from < to - 1 && isBlank(lines[from])) from += 1;
  while (to - 1 > from && isBlank(lines[to - 1])) to -= 1;
  return { path, line: line + from, lines: lines.slice(from, to) };
}

const isBlank = (line: string | undefined): boolean => line === undefined || line.trim() === "";

/** The number of words of `words` that occur. */
export function countWords({ lines }: Excerpt, words: readonly string[]): number {
  const present = new Set(wordsOf(lines.join("\n")));
  return words.filter((word) => present.has(word)).length;
}

export function quote({ path, lines }: Excerpt): string {
  const cut = lines.map((line) =>
    line.length > MAX_LINE_CHARACTERS ? `${line.slice(0, MAX_LINE_CHARACTERS)}…` : line,
  );
  if (isProse(path)) return cut.map((line) => `> ${line}`.trimEnd()).join("\n");
  const fence = "`".repeat(Math.max(3, 1 + longestRun(cut.join("\n"))));
  const extension = extensionOf(path);
  return `${fence}${/^\w+$/.test(extension) ? extension : ""}\n${cut.join("\n")}\n${fence}`;
}

export const citationOf = (n: number, excerpt: Excerpt): Citation => ({
  n,
  path: excerpt.path,
  line: excerpt.line,
  endLine: excerpt.line + excerpt.lines.length - 1,
  excerpt: shorten(firstLine(excerpt), MAX_CITATION_CHARACTERS),
});

/** Its first line with words: of prose without the marks of Markdown, of source as it stands. */
const firstLine = ({ path, lines }: Excerpt): string =>
  lines.map(isProse(path) ? plainWords : oneLine).find((line) => line !== "") ?? "";

/** Where it stands: `docs/pilots.md:1-3`, `docs/pilots.md:4` when it is one line. */
export function placeOf({ path, line, lines }: Excerpt): string {
  return lines.length === 1 ? `${path}:${line}` : `${path}:${line}-${line + lines.length - 1}`;
}

const isProse = (path: string): boolean => PROSE.has(extensionOf(path));

const extensionOf = (path: string): string => /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";

const longestRun = (text: string): number =>
  [...text.matchAll(/`+/g)].reduce((longest, [run]) => Math.max(longest, run.length), 0);
