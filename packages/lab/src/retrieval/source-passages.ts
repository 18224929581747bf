// Source of any language by its outline: blank lines and indentation say where one thing ends. The title of a passage is the
// definition that encloses it and those that it begins, because that is what people ask for by name.
import { type CutCost, isBlank, type PassageSpan, splitLines } from "./passage-span.ts";

/** Top-level pieces smaller than this stay with their neighbours: one-line types and imports say little alone. */
const SMALL_LINES = 6;
const MAX_TITLE_DEFINITIONS = 4;
/** How far up the enclosing definition is looked for. */
const MAX_LINES_ABOVE = 400;

const MODIFIERS =
  "(?:(?:export|default|declare|public|private|protected|internal|static|abstract|async|final|sealed|override|inline|extern|unsafe|pub(?:\\([^)]*\\))?)\\s+)*";
const KEYWORDS =
  "(?:function|class|interface|type|enum|namespace|module|def|fn|func|fun|struct|trait|impl|const|let|var|val|object|record|protocol|extension|package|macro_rules!|create (?:table|view|index))";
const NAMED = new RegExp(`^\\s*${MODIFIERS}${KEYWORDS}\\b`, "i");
const METHOD = /^\s+(?:[\w<>[\],.?]+\s+)*[#*]?[\w$]+\s*(?:<[^>]*>)?\([^;]*(?:\{|\($|,$)\s*$/;
const CONTROL =
  /^\s*(?:\}?\s*(?:if|else|for|while|switch|catch|try|do|return|await|throw|yield|new|case|with|elif|match)\b)/;

const CLOSING = /^\s*[)\]}]/;

const isDefinition = (line: string): boolean => NAMED.test(line) || (METHOD.test(line) && !CONTROL.test(line));
const isComment = (line: string): boolean => /^\s*(?:\/\/|\/?\*|#(?!include|define)|--|;;)/.test(line);
const indentOf = (line: string): number => line.length - line.trimStart().length;

/** The passages of a source file. */
export function cutSource(lines: readonly string[]): PassageSpan[] {
  const cutCost: CutCost = (index) => costAt(lines, index);
  return sectionsOf(lines)
    .flatMap(({ from, end }) => splitLines(lines, from, end, cutCost))
    .map(({ from, end }) => ({ line: from + 1, endLine: end, title: titleOf(lines, from, end) }));
}

/** Inside a long piece a cut may come after a blank line or before a definition; the less it is indented, the better. */
function costAt(lines: readonly string[], index: number): number {
  const line = lines[index] ?? "";
  const above = lines[index - 1];
  const isCut = isBlank(above) ? !isBlank(line) && !CLOSING.test(line) : isDefinition(line) && !isComment(above ?? "");
  return isCut ? indentOf(line) : Number.POSITIVE_INFINITY;
}

/** Runs of lines from one top-level beginning to the next, with small ones gathered. */
function sectionsOf(lines: readonly string[]): { from: number; end: number }[] {
  const sections: { from: number; end: number }[] = [];
  let from = 0;
  for (let index = 1; index < lines.length; index += 1) {
    if (!startsTopLevel(lines, index) || index - from < SMALL_LINES) continue;
    sections.push({ from, end: index });
    from = index;
  }
  if (from < lines.length) sections.push({ from, end: lines.length });
  return sections;
}

/** The first line of a top-level thing, or of the comment that belongs to it. */
function startsTopLevel(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? "";
  return isBlank(lines[index - 1]) && !isBlank(line) && indentOf(line) === 0 && !CLOSING.test(line);
}

function titleOf(lines: readonly string[], from: number, end: number): string {
  const inside: string[] = [];
  let indent = Number.POSITIVE_INFINITY;
  for (const line of lines.slice(from, end)) {
    if (isBlank(line)) continue;
    if (indentOf(line) < indent && isDefinition(line)) {
      indent = indentOf(line);
      inside.length = 0;
    }
    if (indentOf(line) === indent && isDefinition(line) && inside.length < MAX_TITLE_DEFINITIONS)
      inside.push(nameOf(line));
  }
  return [enclosing(lines, from), ...inside].filter((part) => part !== "").join(" ");
}

/** The definition that the passage stands in: the nearest one above with less indentation. */
function enclosing(lines: readonly string[], from: number): string {
  const indent = indentOf(lines[from] ?? "");
  if (indent === 0) return "";
  for (let index = from - 1; index >= Math.max(0, from - MAX_LINES_ABOVE); index -= 1) {
    const line = lines[index] ?? "";
    if (!isBlank(line) && indentOf(line) < indent && isDefinition(line)) return nameOf(line);
  }
  return "";
}

/** What stands before the parameters and the body: `export class SessionStore`. */
const nameOf = (line: string): string => /^[^({=;]*/.exec(line.trim())?.[0].trim() ?? "";
