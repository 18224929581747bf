// What is written in more than one way in Python.
import type { Node } from "web-tree-sitter";
import { isIgnored, numberWord, type Piece, withoutQuoteEscapes } from "./piece.ts";

export const pythonPiece = (type: string): Piece | undefined => PIECES.get(type);

const inner = ({ namedChildren }: Node): Node[] => namedChildren.filter((child) => !isIgnored(child));

const parentheses: Piece = (node, _parent, writer) => {
  for (const child of inner(node)) writer.node(child, node);
};

const as =
  (type: string): Piece =>
  (node, _parent, writer) =>
    writer.piece(node, type);

/** `for (x) in y` is `for x in y`; `(x,) = y` is something else. */
const target: Piece = (node, parent, writer) => {
  const [only, ...more] = inner(node);
  const isAlone = only !== undefined && more.length === 0 && !node.children.some(({ type }) => type === ",");
  if (isAlone) writer.node(only, parent);
  else writer.piece(node, "tuple_pattern");
};

/** What parts the places of an index says which of them are left out. */
const withSigns: Piece = (node, _parent, writer) => {
  writer.mark(`<${node.type}`);
  for (const child of node.children) {
    if (child.type === "," || child.type === ":") writer.mark(child.type);
    else writer.node(child, node);
  }
  writer.mark(">");
};

/** The content behind its prefix; a line break in three quotes is one. */
const string: Piece = (node, _parent, writer) => {
  const start = node.child(0)?.text ?? "";
  const prefix = start
    .replace(/["']+$/, "")
    .toLowerCase()
    .replace("u", "");
  const isRaw = prefix.includes("r");
  if (!node.namedChildren.some(({ type }) => type === "interpolation")) {
    const content = node.text.slice(start.length, node.text.length - start.replace(/^\w*/, "").length);
    writer.word(`${prefix}"${isRaw ? content : withoutQuoteEscapes(content)}`, node);
    return;
  }
  writer.mark(`<string ${prefix}`);
  for (const child of node.children) {
    if (child.type === "string_start" || child.type === "string_end") continue;
    if (child.type === "string_content") writer.word(`"${isRaw ? child.text : withoutQuoteEscapes(child.text)}`, child);
    else writer.node(child, node);
  }
  writer.mark(">");
};

const BODIES: ReadonlySet<string> = new Set(["function_definition", "class_definition"]);

/** A string at the beginning of a body is a comment that can be read at run time. */
const statement: Piece = (node, parent, writer) => {
  if (!isDocumentation(node, parent)) writer.piece(node, node.type);
};

function isDocumentation(node: Node, parent: Node | null): boolean {
  const [only, ...more] = inner(node);
  if (parent === null || more.length > 0 || (only?.type !== "string" && only?.type !== "concatenated_string"))
    return false;
  const isBody = parent.type === "module" || (parent.type === "block" && BODIES.has(parent.parent?.type ?? ""));
  return isBody && parent.namedChildren.find((child) => !isIgnored(child))?.startIndex === node.startIndex;
}

const number: Piece = (node, _parent, writer) => writer.word(numberWord(node.text), node);

const PIECES: ReadonlyMap<string, Piece> = new Map([
  ["parenthesized_expression", parentheses],
  ["expression_list", as("tuple")],
  ["tuple_pattern", target],
  ["pattern_list", target],
  ["slice", withSigns],
  ["subscript", withSigns],
  ["string", string],
  ["expression_statement", statement],
  ["integer", number],
  ["float", number],
]);
