// One pass over the syntax tree that gathers what rules ask for.
import type { SyntaxNode, Tree, TreeCursor } from "@lezer/common";
import { readTable } from "./read-table.ts";
import { plainText } from "./plain-text.ts";
import type {
  CodeSpan,
  Definition,
  Elements,
  Fence,
  Heading,
  Label,
  Link,
  ListItem,
  Paragraph,
  Table,
} from "./markdown.ts";
import { blockSpan, type Span } from "./span.ts";

interface Collected {
  headings: Heading[];
  paragraphs: Paragraph[];
  items: ListItem[];
  tables: Table[];
  fences: Fence[];
  links: Link[];
  definitions: Definition[];
  codeSpans: CodeSpan[];
  labels: Label[];
  comments: Span[];
  html: Span[];
}

/** A node with what its parents say of it. */
interface Place {
  readonly tree: Tree;
  readonly text: string;
  readonly lists: number;
  readonly quotes: number;
  readonly into: Collected;
}

type Collect = (node: SyntaxNode, place: Place) => void;

export function collectElements(tree: Tree, text: string): Elements {
  const into: Collected = {
    headings: [],
    paragraphs: [],
    items: [],
    tables: [],
    fences: [],
    links: [],
    definitions: [],
    codeSpans: [],
    labels: [],
    comments: [],
    html: [],
  };
  walk(tree.cursor(), { tree, text, into });
  return into;
}

/** Without recursion: nesting is as deep as its author likes. */
function walk(cursor: TreeCursor, { tree, text, into }: Omit<Place, "lists" | "quotes">): void {
  let lists = 0;
  let quotes = 0;
  const count = (name: string, step: number): void => {
    if (name === "BulletList" || name === "OrderedList") lists += step;
    if (name === "Blockquote") quotes += step;
  };
  for (;;) {
    COLLECTORS[cursor.name]?.(cursor.node, { tree, text, lists, quotes, into });
    count(cursor.name, 1);
    if (cursor.firstChild()) continue;
    for (;;) {
      count(cursor.name, -1);
      if (cursor.nextSibling()) break;
      if (!cursor.parent()) return;
    }
  }
}

const heading =
  (level: number): Collect =>
  (node, { tree, text, lists, quotes, into }) => {
    const span = blockSpan(node, text);
    if (lists + quotes === 0) into.headings.push({ ...span, level, title: plainText(tree, text, span) });
  };

const paragraph: Collect = (node, { lists, quotes, tree, text, into }) => {
  into.paragraphs.push({ ...blockSpan(node, text), isQuoted: quotes > 0, isInItem: lists > 0 });
  into.labels.push(...labelsOf(node, tree, text));
};

const link =
  (isImage: boolean): Collect =>
  (node, { text, into }) => {
    const marks = node.getChildren("LinkMark");
    // An address among the words is a link of its own to the parser.
    const url = node.getChildren("URL").find(({ from }) => from >= (marks[1]?.to ?? node.to)) ?? null;
    const label = node.getChild("LinkLabel");
    const content = { from: node.from + (isImage ? 2 : 1), to: marks[1]?.from ?? node.to };
    const name = label === null ? "" : text.slice(label.from + 1, label.to - 1);
    const isInline = url !== null || text[marks[1]?.to ?? node.to] === "(";
    into.links.push({
      from: node.from,
      to: node.to,
      isImage,
      content,
      isShortcut: !isInline && label === null,
      target: isInline ? unwrap(url === null ? "" : text.slice(url.from, url.to)) : null,
      reference: isInline ? null : name === "" ? text.slice(content.from, content.to) : name,
      targetSpan: { from: url?.from ?? marks[1]?.to ?? node.to, to: url?.to ?? node.to },
    });
  };

/** `<address with spaces>` is an address too. */
const unwrap = (target: string): string => (/^<.*>$/s.test(target) ? target.slice(1, -1) : target);

const COLLECTORS: Readonly<Record<string, Collect>> = {
  ATXHeading1: heading(1),
  ATXHeading2: heading(2),
  ATXHeading3: heading(3),
  ATXHeading4: heading(4),
  ATXHeading5: heading(5),
  ATXHeading6: heading(6),
  SetextHeading1: heading(1),
  SetextHeading2: heading(2),
  Paragraph: paragraph,
  Task: paragraph,
  ListItem: (node, { lists, text, into }) => into.items.push(itemOf(node, lists, text)),
  Table: (node, { text, into }) => into.tables.push(readTable(node, text)),
  FencedCode: (node, { text, into }) => into.fences.push(fenceOf(node, text)),
  Link: link(false),
  Image: link(true),
  LinkReference: (node, { text, into }) => {
    const label = node.getChild("LinkLabel");
    const url = node.getChild("URL");
    if (label === null || url === null) return;
    const name = text.slice(label.from + 1, label.to - 1);
    into.definitions.push({
      ...blockSpan(node, text),
      name,
      target: unwrap(text.slice(url.from, url.to)),
      targetSpan: { from: url.from, to: url.to },
    });
  },
  InlineCode: ({ from, to, firstChild, lastChild }, { text, into }) =>
    into.codeSpans.push({ from, to, text: text.slice(firstChild?.to ?? from, lastChild?.from ?? to).trim() }),
  Comment: (node, { text, into }) => into.comments.push(blockSpan(node, text)),
  CommentBlock: (node, { text, into }) => into.comments.push(blockSpan(node, text)),
  HTMLBlock: (node, { text, into }) => into.html.push(blockSpan(node, text)),
  HTMLTag: (node, { text, into }) => into.html.push(blockSpan(node, text)),
};

function itemOf(node: SyntaxNode, lists: number, text: string): ListItem {
  const first = node.getChild("Paragraph") ?? node.getChild("Task");
  const marker = node.getChild("Task")?.getChild("TaskMarker") ?? null;
  const mark = node.getChild("ListMark");
  const begin = mark?.to ?? node.from;
  const content = blockSpan(first ?? { from: begin, to: begin }, text);
  return {
    ...blockSpan(node, text),
    depth: Math.max(0, lists - 1),
    isOrdered: node.parent?.name === "OrderedList",
    task: marker === null ? null : text[marker.from + 1] === " " ? "open" : "done",
    content: { from: marker?.to ?? content.from, to: content.to },
  };
}

function fenceOf(node: SyntaxNode, text: string): Fence {
  const info = node.getChild("CodeInfo");
  const [opens, closes] = node.getChildren("CodeMark");
  const code = node.getChildren("CodeText");
  const words = info === null ? "" : text.slice(info.from, info.to).trim();
  const openEnd = info?.to ?? opens?.to ?? node.from;
  return {
    ...blockSpan(node, text),
    info: words,
    language: (/^[^\s{,]+/.exec(words)?.[0] ?? "").toLowerCase(),
    body: blockSpan({ from: code[0]?.from ?? openEnd, to: code.at(-1)?.to ?? openEnd }, text),
    isClosed: closes !== undefined,
  };
}

/** Bold words at the beginning of a line, when a colon or a full stop, inside or behind them, makes them the label of what follows. */
function labelsOf(node: SyntaxNode, tree: Tree, text: string): Label[] {
  const item = node.parent?.name === "ListItem" ? node.parent : node;
  const { to: end } = blockSpan(item, text);
  const strong = node.getChildren("StrongEmphasis").filter(({ from, to }) => {
    const isFirst = /(?:^|[\r\n])[ \t>]*(?:\[[ xX]\])?[ \t]*$/.test(text.slice(node.from, from));
    return isFirst && (/[:.][*_]*$/.test(text.slice(from, to)) || /^\s*[:–—-]/.test(text.slice(to, to + 3)));
  });
  return strong.map(({ from, to }, i) => ({
    from,
    to,
    text: plainText(tree, text, { from, to }).replace(/[:.\s]+$/, ""),
    isInItem: item !== node,
    content: {
      from: to + (/^\s*[:–—-]\s?/.exec(text.slice(to, node.to))?.[0].length ?? 0),
      to: strong[i + 1]?.from ?? end,
    },
  }));
}
