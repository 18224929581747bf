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

const IGNORED: ReadonlySet<string> = new Set(["comment", "html_comment", "hash_bang_line", "line_continuation"]);
export const isIgnored = ({ type }: Node): boolean => IGNORED.has(type);

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
