// Citations of code and other text of the workspace: `src/session.ts:10-40`, `src/session.ts#resume`, `docs/wire.md`. What only looks
// like one (globs, commands, packages, examples such as `path/to/file.ts`) is left out: a false alarm costs more than a miss.
import type { SyntaxNode, Tree } from "@lezer/common";
import type { Markdown } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import { SITE } from "../link/address.ts";
import type { Subject } from "../subject.ts";
import { isInCode } from "../text/is-in-code.ts";
import { isTextFile } from "./text-file.ts";

export interface LineRange {
  /** From 1. */
  readonly first: number;
  readonly last: number;
}

export interface CodeCitation extends Span {
  readonly path: string;
  readonly lines: readonly LineRange[];
  /** A name in the file. */
  readonly symbol: string | null;
  /** A link leads somewhere from the document, and the rules of links tell when nothing is there; others only name a file. */
  readonly isLink: boolean;
}

const LINE = String.raw`L?\d+(?:C\d+)?(?:[-–]L?\d+(?:C\d+)?)?`;
const PLACE = String.raw`(?::(${LINE}(?:,\s?${LINE})*)(?::\d+)?|#(${LINE})|#([A-Za-z_$][\w$.]*))`;
const NAME = String.raw`[\w@.+~-]+`;
/** Routes of web frameworks have brackets in their names, prose has them around the names. */
const NAME_IN_CODE = String.raw`[\w@.+~()[\]-]+`;
const ENDING = String.raw`\.[A-Za-z][A-Za-z0-9]*`;

const WHOLE = new RegExp(`^((?:${NAME_IN_CODE}/)*${NAME_IN_CODE}${ENDING})${PLACE}?$`);
/** The end of a file's name and a place in it: one look that passes most texts over. */
const HINT = /\.[A-Za-z][A-Za-z0-9]*(?:[:#]L?\d|#[A-Za-z_$])/;
const IN_PROSE = new RegExp(String.raw`(?<![\w@.+~/:-])((?:${NAME}/)+${NAME}${ENDING})${PLACE}(?![\w/])`, "g");

const known = new WeakMap<Subject, readonly CodeCitation[]>();

/** In the order of the text. Prose is only searched in documents of a type: elsewhere it is full of traces and examples. */
export function citationsIn(subject: Subject): readonly CodeCitation[] {
  const before = known.get(subject);
  if (before !== undefined) return before;
  const { markdown, typed } = subject;
  const inCode = inCodeSpans(markdown).filter(({ from }) => typed !== null || !isExample(markdown.text, from));
  const cited = [...inCode, ...inLinks(markdown), ...(typed === null ? [] : inProse(markdown))];
  const sorted = cited.toSorted((a, b) => a.from - b.from);
  known.set(subject, sorted);
  return sorted;
}

const inCodeSpans = ({ tree, text, codeSpans }: Markdown): CodeCitation[] =>
  codeSpans.flatMap(({ from, to, text: code }) => {
    const citation = readCitation(WHOLE.exec(code), { from, to }, false);
    const link = linkAround(tree, from);
    if (citation === null) return [];
    return link === null ? [citation] : inWords(citation, addressOf(link, text));
  });

/** Where the file is, the address of a link says better than its words; the lines that these name are to be there too. */
function inWords(citation: CodeCitation, address: string): CodeCitation[] {
  const target = readCitation(WHOLE.exec(address), citation, true);
  if (target === null || citation.lines.length === 0) return [];
  return target.path.endsWith(citation.path) ? [{ ...target, lines: citation.lines }] : [citation];
}

/** A link to a whole file cites nothing in it. */
const inLinks = ({ links, definitions }: Markdown): CodeCitation[] =>
  [...links, ...definitions].flatMap(({ target, targetSpan: { from, to } }) => {
    const citation = target === null ? null : readCitation(WHOLE.exec(target), { from, to }, true);
    return citation === null || (citation.lines.length === 0 && citation.symbol === null) ? [] : [citation];
  });

function inProse({ text, tree, headings, paragraphs, tables }: Markdown): CodeCitation[] {
  const cells = tables.flatMap(({ header, rows }) => [header, ...rows].flatMap((row) => row.cells));
  return [...headings, ...paragraphs, ...cells].flatMap((span) => {
    const written = text.slice(span.from, span.to);
    if (!HINT.test(written)) return [];
    return [...written.matchAll(IN_PROSE)].flatMap((match) => {
      const from = span.from + match.index;
      const citation = readCitation(match, { from, to: from + match[0].length }, false);
      return citation === null || isInCode(tree, from) || linkAround(tree, from) !== null ? [] : [citation];
    });
  });
}

/** Outside of documents of a type, "such as `src/a.ts:10`" shows how a citation looks. */
const isExample = (text: string, offset: number): boolean =>
  /\b(?:such as|for example|for instance|like|e\.g\.)[\s,:(]*$/i.test(text.slice(Math.max(0, offset - 20), offset));

function linkAround(tree: Tree, offset: number): SyntaxNode | null {
  for (let node: SyntaxNode | null = tree.resolveInner(offset, 1); node !== null; node = node.parent)
    if (node.name === "Link" && (node.getChild("URL") ?? node.getChild("LinkLabel")) !== null) return node;
  return null;
}

function addressOf(link: SyntaxNode, text: string): string {
  const url = link.getChild("URL");
  return url === null ? "" : text.slice(url.from, url.to);
}

function readCitation(match: RegExpExecArray | null, { from, to }: Span, isLink: boolean): CodeCitation | null {
  const [, path = "", afterColon, afterHash, symbol = null] = match ?? [];
  if (!isTextFile(path) || isNoFileOfOurs(path)) return null;
  return { from, to, path, lines: rangesOf(afterColon ?? afterHash ?? ""), symbol, isLink };
}

const rangesOf = (text: string): LineRange[] =>
  [...text.matchAll(/L?(\d+)(?:C\d+)?(?:[-–]L?(\d+))?/g)].map(([, first, last]) => ({
    first: Number(first),
    last: Number(last ?? first),
  }));

/** Files of the system and of packages, what a build makes, and examples. */
const ELSEWHERE = /^[~@/]|(?:^|\/)(?:node_modules|dist|build|out|target|coverage|\.git|\.cache|\.nomous)\//;
const EXAMPLE = /(?:^|\/)(?:path\/to|your|foo|bar|baz)(?:[-_./]|$)|YYYY|XXX|\.\.\./;

const isNoFileOfOurs = (path: string): boolean => ELSEWHERE.test(path) || EXAMPLE.test(path) || SITE.test(path);
