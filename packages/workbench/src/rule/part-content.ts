// What stands in a part, as rules read it: entries, prose, and whether anybody has written anything yet.
import type { Cell, Fence, ListItem, Markdown, Paragraph, Row, Table } from "../text/markdown.ts";
import { writtenByPeople } from "../region/plan-region-spans.ts";
import { plainText } from "../text/plain-text.ts";
import { type Span, spansWithin } from "../text/span.ts";
import type { DocumentType } from "../type/document-type.ts";
import type { LocatedPart } from "../type/locate-parts.ts";
import { isGuidance, isTemplateCell, withoutGuidance } from "./guidance.ts";
import { isPlaceholder } from "./placeholder.ts";
import { wordsKey } from "../text/words-key.ts";

export { isPlaceholder } from "./placeholder.ts";

/** An item of a list or a row of a table: one goal, one risk, one task. */
export interface Entry extends Span {
  /** Without marks. */
  readonly text: string;
  /** What its checkbox says, where it has one. */
  readonly task: "open" | "done" | null;
  /** For rows: the cells, in order, and by the heading of their column. */
  readonly cells: readonly Cell[];
  readonly cellOf: (...columns: readonly string[]) => Cell | undefined;
}

export const tablesIn = (markdown: Markdown, span: Span): Table[] =>
  writtenByPeople(markdown, spansWithin(markdown.tables, span));
export const fencesIn = (markdown: Markdown, span: Span): Fence[] => spansWithin(markdown.fences, span);
export const itemsIn = (markdown: Markdown, span: Span): ListItem[] =>
  writtenByPeople(markdown, spansWithin(markdown.items, span));
export const paragraphsIn = (markdown: Markdown, span: Span): Paragraph[] => spansWithin(markdown.paragraphs, span);

/** The rows of the tables and the items of the lists in a span, in the order of the text; items below an item belong to it. */
export function entriesIn(markdown: Markdown, span: Span): Entry[] {
  const rows = tablesIn(markdown, span).flatMap((table) => table.rows.map((row) => rowEntry(table, row)));
  const items = itemsIn(markdown, span);
  const least = items.reduce((depth, item) => Math.min(depth, item.depth), Number.POSITIVE_INFINITY);
  const entries = items.filter(({ depth }) => depth === least).map((item) => itemEntry(markdown, item));
  return [...rows, ...entries].toSorted((a, b) => a.from - b.from);
}

function rowEntry({ header }: Table, { from, to, cells }: Row): Entry {
  const headings = header.cells.map(({ text }) => wordsKey(text));
  const text = cells.map((cell) => cell.text).join(" ");
  return {
    from,
    to,
    text: text.trim(),
    task: null,
    cells,
    cellOf: (...columns) => {
      const wanted = columns.map(wordsKey);
      return cells[headings.findIndex((heading) => wanted.includes(heading))];
    },
  };
}

const itemEntry = (markdown: Markdown, { from, task, content }: ListItem): Entry => ({
  from,
  to: content.to,
  text: wordsOf(markdown, content),
  task,
  cells: [],
  cellOf: () => undefined,
});

/** The words of a paragraph or an item; `[insert a name]` and `<name>` as a whole keep their brackets, which look like marks. */
export function wordsOf({ tree, text, definitions }: Markdown, span: Span): string {
  const written = text.slice(span.from, span.to).trim();
  const [, name] = /^(?:\[([^\]^][^\]]*)\]|<[^>]*>)[.:]?$/.exec(written) ?? [];
  const isReference = name !== undefined && definitions.some((one) => one.name.toLowerCase() === name.toLowerCase());
  return /^[[<]/.test(written) && isPlaceholder(written) && !isReference ? written : plainText(tree, text, span);
}

/** The prose of a span: paragraphs and items, without guidance, tables and code. */
export const proseIn = (markdown: Markdown, span: Span, type: DocumentType): string =>
  paragraphsIn(markdown, span)
    .map((paragraph) => withoutGuidance(wordsOf(markdown, paragraph), type))
    .filter((text) => text !== "")
    .join("\n");

export const countWords = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’_.,%/+-]*/gu)?.length ?? 0;

/** Nothing else than a reason may follow: "does not apply the patch twice" and "not relevant to readers" say something. */
const DENIED =
  "(?:(?:it|that|this) )?(?:does not|doesn['’]t) apply|(?:(?:it|that|this) is )?(?:not relevant|irrelevant)";
const NOT_APPLICABLE = new RegExp(
  String.raw`^\(?(?:not applicable|n\/a|(?:there (?:is|are) )?none(?!\s+of\b)|(?:${DENIED})(?=\s*$|[,.:;)–—]|\s+(?:because|since|as|here|[(–—-])))(?!\w)[\s,.:;–—()-]*(?:because|since|as)?\s*(.*)$`,
  "is",
);

/** "Not applicable, because there is no GPU." With a reason it is an answer; without, it is none. */
export function notApplicable(text: string): { readonly reason: string } | null {
  const match = NOT_APPLICABLE.exec(text.trim());
  return match === null ? null : { reason: (match[1] ?? "").trim() };
}

export type Writing = "nothing" | "guidance" | "placeholder" | "something";

interface Reading {
  readonly writing: Writing;
  readonly waiver: { readonly reason: string } | null;
}

const known = new WeakMap<LocatedPart, Reading>();

/** How far somebody has got with a part, those below it included. */
export const writingOf = (markdown: Markdown, part: LocatedPart, type: DocumentType): Writing =>
  readPart(markdown, part, type).writing;

/** Whether a part says that it does not apply, and nothing else. */
export const waiverOf = (
  markdown: Markdown,
  part: LocatedPart,
  type: DocumentType,
): { readonly reason: string } | null => readPart(markdown, part, type).waiver;

/** Everything that a person wrote in a span: prose, cells and code, a piece a line. */
export const writtenIn = (markdown: Markdown, span: Span, type: DocumentType): string =>
  [...textsIn(markdown, span, type)]
    .map((text) => withoutGuidance(text, type))
    .filter((text) => text !== "")
    .join("\n");

/** Many rules ask, so each part is read once. */
function readPart(markdown: Markdown, part: LocatedPart, type: DocumentType): Reading {
  const before = known.get(part);
  if (before !== undefined) return before;
  const found = decisive(textsIn(markdown, part.content, type), type);
  const texts = found.length > 0 ? found : indentedCode(markdown, part.content);
  const [first = "", ...others] = texts;
  const reading = { writing: writingOfTexts(texts, type), waiver: others.length === 0 ? notApplicable(first) : null };
  known.set(part, reading);
  return reading;
}

/** The texts up to one that somebody wrote, two at least: those behind them would say nothing new of the part. */
function decisive(texts: Iterable<string>, type: DocumentType): string[] {
  const read: string[] = [];
  let isDecided = false;
  for (const text of texts) {
    if (text === "") continue;
    read.push(text);
    isDecided ||= isWritten(text, type);
    if (isDecided && read.length > 1) break;
  }
  return read;
}

const isWritten = (text: string, type: DocumentType): boolean =>
  !isPlaceholder(withoutLabel(withoutGuidance(text, type)));

function writingOfTexts(texts: readonly string[], type: DocumentType): Writing {
  if (texts.some((text) => isWritten(text, type))) return "something";
  if (texts.some((text) => isGuidance(text, type))) return "guidance";
  return texts.length > 0 ? "placeholder" : "nothing";
}

/** Everything in a span that somebody may have written, piece by piece. */
function* textsIn(markdown: Markdown, content: Span, type: DocumentType): Generator<string> {
  const { text, links, html } = markdown;
  const slice = ({ from, to }: Span): string => text.slice(from, to).trim();
  yield labelRest(markdown, content);
  for (const paragraph of paragraphsIn(markdown, content)) yield wordsOf(markdown, paragraph);
  for (const { rows } of tablesIn(markdown, content))
    for (const { cells } of rows) for (const cell of cells) if (!isTemplateCell(cell.text, type)) yield cell.text;
  for (const { body } of fencesIn(markdown, content)) yield slice(body);
  for (const { isImage, target } of spansWithin(links, content)) if (isImage) yield target ?? "picture";
  for (const span of spansWithin(html, content))
    yield slice(span)
      .replaceAll(/<(?!img|svg|video)[^>]*>/gi, "")
      .trim();
}

/** Looked for only where nothing else stands, because the whole part has to be walked for it. */
function indentedCode({ tree, text }: Markdown, { from, to }: Span): string[] {
  const blocks: string[] = [];
  tree.iterate({
    from,
    to,
    enter: (node) => {
      if (node.name === "CodeBlock" && node.from >= from && node.to <= to) blocks.push(text.slice(node.from, node.to));
    },
  });
  return blocks;
}

/** A labelled part begins in the middle of a paragraph. */
function labelRest(markdown: Markdown, content: Span): string {
  const { paragraphs } = markdown;
  let low = 0;
  let high = paragraphs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((paragraphs[middle]?.from ?? 0) < content.from) low = middle + 1;
    else high = middle;
  }
  const around = paragraphs[low - 1];
  if (around === undefined || around.to <= content.from) return "";
  return wordsOf(markdown, { from: content.from, to: Math.min(around.to, content.to) });
}

const withoutLabel = (text: string): string => text.replace(/^[^:.]{1,40}:\s*/, "");
