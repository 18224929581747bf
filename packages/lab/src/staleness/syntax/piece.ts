// What pieces of code are said with; each language adds what it writes in more than one way.
import type { Node } from "web-tree-sitter";

/** Of a node, as the parser tells it. */
export interface Place {
  readonly startIndex: number;
  readonly endIndex: number;
}

/** Where pieces write what they say. */
export interface Writer {
  readonly text: string;
  /** A leaf, with where it stands. */
  word(word: string, at: Place): void;
  /** The beginning or the end of a piece. */
  mark(mark: string): void;
  /** What a node says. */
  node(node: Node, parent: Node | null): void;
  /** A node under another name, its children as they are. */
  piece(node: Node, type: string): void;
}

/** How one kind of node is said; undefined where it is said like any other. */
export type Piece = (node: Node, parent: Node | null, writer: Writer) => void;

/** Kinds of nodes that say nothing. */
export const IGNORED: ReadonlySet<string> = new Set(["comment", "html_comment", "hash_bang_line", "line_continuation"]);
export const isIgnored = ({ type }: Node): boolean => IGNORED.has(type);

/** `a && (b && c)` is `a && b && c`. `signs`: of the chains that may be grouped as one likes. */
export const chain =
  (signs: ReadonlySet<string>): Piece =>
  (node, _parent, writer) => {
    const sign = node.childForFieldName("operator")?.type ?? "";
    if (!signs.has(sign)) return writer.piece(node, node.type);
    writer.mark(`<${node.type} ${sign}`);
    for (const part of chained(node, node.type, sign)) writer.node(part, node);
    writer.mark(">");
  };

function chained(node: Node, type: string, sign: string): Node[] {
  return [node.childForFieldName("left"), node.childForFieldName("right")].flatMap((side) => {
    let inner = side;
    while (inner?.type === "parenthesized_expression")
      inner = inner.namedChildren.find((one) => !isIgnored(one)) ?? null;
    const isSame = inner?.type === type && inner.childForFieldName("operator")?.type === sign;
    if (isSame && inner !== null) return chained(inner, type, sign);
    return side === null ? [] : [side];
  });
}

/** `'it\'s'` and `"it's"` say the same. */
export const withoutQuoteEscapes = (text: string): string =>
  text.replaceAll(/\\(\\|["'`])/g, (all, sign: string) => (sign === "\\" ? all : sign));

/** `0XFF`, `1_000` and `.50` are other ways to write a number. */
export function numberWord(written: string): string {
  const text = written.toLowerCase().replaceAll("_", "");
  if (/^0[xob]/.test(text)) return text;
  return text
    .replace(/^\./, "0.")
    .replace(/(\.\d*?)0+(?=e|j|$)/, "$1")
    .replace(/\.(?=e|j|$)/, "")
    .replace(/e\+/, "e");
}
