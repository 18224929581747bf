// What code says, as a list of words: the leaves of its syntax tree between marks where a piece begins and ends. Layout, comments, semicolons, trailing
// commas, kinds of quotes and redundant parentheses leave no trace in it, and the shape of the tree keeps what parentheses and indentation mean.
import type { Node } from "web-tree-sitter";
import { javascriptPiece } from "./javascript-meaning.ts";
import type { LanguageName } from "./grammar.ts";
import { IGNORED, type Writer } from "./piece.ts";
import { pythonPiece } from "./python-meaning.ts";

export interface Meaning {
  readonly words: readonly string[];
  /** Of each word, where it begins and ends in the text; -1 for a mark. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** The kinds of nodes say as much. */
const PUNCTUATION: ReadonlySet<string> = new Set(["(", ")", "{", "}", "[", "]", ",", ";", ":", "`", "${", "", "\n"]);

/** With `within`, only of what has a part of it. */
export function meaningOf(
  nodes: readonly Node[],
  text: string,
  language: LanguageName,
  within?: { readonly from: number; readonly to: number },
): Meaning {
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const pieceOf = language === "python" ? pythonPiece : javascriptPiece;
  const writer: Writer = {
    text,
    word(word, { startIndex, endIndex }) {
      words.push(word);
      starts.push(startIndex);
      ends.push(endIndex);
    },
    mark(mark) {
      // No leaf begins so.
      words.push(`\u0001${mark}`);
      starts.push(-1);
      ends.push(-1);
    },
    node(node, parent) {
      // Each property of a node is a call into the parser.
      const { type, startIndex } = node;
      if (IGNORED.has(type)) return;
      const { endIndex } = node;
      if (within !== undefined && (endIndex <= within.from || startIndex >= within.to)) return;
      const at = { startIndex, endIndex };
      const written = text.slice(startIndex, endIndex);
      // What no grammar understands is compared as it is written.
      if (type === "ERROR") return writer.word(`!${written.replaceAll(/\s+/g, " ")}`, at);
      const special = pieceOf(type);
      if (special !== undefined) special(node, parent, writer);
      else if (node.childCount > 0) writer.piece(node, type);
      else if (!PUNCTUATION.has(type) || node.isNamed) writer.word(written, at);
    },
    piece(node, type) {
      writer.mark(`<${type}`);
      for (const child of node.children) writer.node(child, node);
      writer.mark(">");
    },
  };
  for (const node of nodes) writer.node(node, node.parent);
  return { words, starts, ends };
}
