// A document as the rules see it: one parse, then every heading, table, item, fence, link and code span in the order of the
// text, each with where it stands. Nothing here is ever printed back: changes are splices into `text`.
import type { Tree } from "@lezer/common";
import { collectElements } from "./collect-elements.ts";
import { type FrontMatter, findFrontMatter } from "./front-matter.ts";
import { createLineIndex, type LineIndex } from "./line-index.ts";
import { parseTree } from "./parser.ts";
import type { Section } from "./section.ts";
import { buildSections } from "./section.ts";
import type { Span } from "./span.ts";

export interface Heading extends Span {
  /** 1 to 6. */
  readonly level: number;
  /** Without marks. */
  readonly title: string;
}

export interface Paragraph extends Span {
  readonly isQuoted: boolean;
  readonly isInItem: boolean;
}

export interface ListItem extends Span {
  /** From 0. */
  readonly depth: number;
  readonly isOrdered: boolean;
  /** What its checkbox says, where it has one. */
  readonly task: "open" | "done" | null;
  /** Its own words, without the mark, the checkbox and the items below it. */
  readonly content: Span;
}

export interface Cell extends Span {
  /** Without marks, trimmed. */
  readonly text: string;
}

export interface Row extends Span {
  readonly cells: readonly Cell[];
}

export interface Table extends Span {
  readonly header: Row;
  readonly rows: readonly Row[];
}

export interface Fence extends Span {
  /** What follows the opening marks. */
  readonly info: string;
  /** The first word of `info`, in lower case. */
  readonly language: string;
  readonly body: Span;
  readonly isClosed: boolean;
}

export interface Link extends Span {
  readonly isImage: boolean;
  /** The address as it is written; null when the link names a definition. */
  readonly target: string | null;
  /** The name of the definition: `[text][name]`, `[name][]` or `[name]`. */
  readonly reference: string | null;
  /** `[name]` alone, which is a link only when the definition exists. */
  readonly isShortcut: boolean;
  readonly content: Span;
  readonly targetSpan: Span;
}

export interface Definition extends Span {
  readonly name: string;
  readonly target: string;
  readonly targetSpan: Span;
}

export interface CodeSpan extends Span {
  /** Without its marks. */
  readonly text: string;
}

/** `**Label:** text`, at the beginning of a paragraph or an item. */
export interface Label extends Span {
  readonly text: string;
  readonly isInItem: boolean;
  /** The rest of the paragraph, and of the item that it stands in. */
  readonly content: Span;
}

export interface Elements {
  readonly headings: readonly Heading[];
  readonly paragraphs: readonly Paragraph[];
  readonly items: readonly ListItem[];
  readonly tables: readonly Table[];
  readonly fences: readonly Fence[];
  readonly links: readonly Link[];
  readonly definitions: readonly Definition[];
  readonly codeSpans: readonly CodeSpan[];
  readonly labels: readonly Label[];
  /** HTML comments, with their marks. */
  readonly comments: readonly Span[];
  /** Blocks and tags of HTML that are no comments. */
  readonly html: readonly Span[];
}

export interface Markdown extends Elements {
  readonly text: string;
  readonly tree: Tree;
  readonly lines: LineIndex;
  readonly frontMatter: FrontMatter | null;
  /** Where the document begins, behind the byte order mark and the front matter. */
  readonly bodyFrom: number;
  /** By heading, in the order of the text; those of a deeper level are also below their parent. */
  readonly sections: readonly Section[];
}

let last: Markdown | undefined;

/** The same text twice in a row, as a document is first told apart and then checked, is parsed once. */
export function parseMarkdown(text: string): Markdown {
  last = last?.text === text ? last : parse(text);
  return last;
}

function parse(text: string): Markdown {
  const frontMatter = findFrontMatter(text);
  const bodyFrom = frontMatter?.to ?? (text.startsWith("\uFEFF") ? 1 : 0);
  const tree = parseTree(text, bodyFrom);
  const elements = collectElements(tree, text);
  const sections = buildSections(elements.headings, text.length);
  return { ...elements, text, tree, lines: createLineIndex(text), frontMatter, bodyFrom, sections };
}
