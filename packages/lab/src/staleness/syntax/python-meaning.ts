// What is written in more than one way in Python.
import type { Node } from "web-tree-sitter";
import { chain, isIgnored, numberWord, type Piece, withoutQuoteEscapes, type Writer } from "./piece.ts";

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

/** What parts the places of a slice says which of them are left out. */
const slice: Piece = (node, _parent, writer) => {
  writer.mark(`<${node.type}`);
  for (const child of node.children) {
    if (child.type === ":") writer.mark(":");
    else writer.node(child, node);
  }
  writer.mark(">");
};

/** `a[x, y]` is `a[(x, y)]`. */
const subscript: Piece = (node, _parent, writer) => {
  const [value, ...places] = inner(node);
  const isTuple = node.children.some(({ type }) => type === ",");
  writer.mark(`<${node.type}`);
  if (value !== undefined) writer.node(value, node);
  if (isTuple) writer.mark("<tuple");
  for (const place of places) writer.node(place, node);
  if (isTuple) writer.mark(">");
  writer.mark(">");
};

/** `f(x for x in y)` is `f((x for x in y))`. */
const call: Piece = (node, _parent, writer) => {
  writer.mark(`<${node.type}`);
  for (const child of node.children) {
    const isAlone = child.type === "generator_expression";
    if (isAlone) writer.mark("<argument_list");
    writer.node(child, node);
    if (isAlone) writer.mark(">");
  }
  writer.mark(">");
};

interface TextPiece {
  /** Without `u`, `f` and `r`. */
  readonly prefix: string;
  readonly isRaw: boolean;
  /** What is put in, between texts. */
  readonly parts: readonly (Node | string)[];
  readonly hasHoles: boolean;
}

function textPiece(node: Node): TextPiece {
  const start = node.child(0)?.text ?? "";
  const letters = start.replace(/["']+$/, "").toLowerCase();
  const isRaw = letters.includes("r");
  const plain = (text: string): string => (isRaw ? text : withoutQuoteEscapes(text));
  const hasHoles = letters.includes("f") || letters.includes("t");
  const quotes = start.length - letters.length;
  const parts = hasHoles
    ? node.children.flatMap((child): (Node | string)[] => {
        if (child.type === "string_start" || child.type === "string_end") return [];
        return child.type === "string_content" ? [plain(child.text)] : [child];
      })
    : [plain(node.text.slice(start.length, node.text.length - quotes))];
  return { prefix: letters.replaceAll(/[ufr]/g, ""), isRaw, parts, hasHoles };
}

/** Texts side by side are one text, wherever they are cut. */
function writeTexts(pieces: readonly TextPiece[], node: Node, writer: Writer): void {
  const hasHoles = pieces.some((piece) => piece.hasHoles);
  const { prefix = "", isRaw = false } = pieces[0] ?? {};
  const name = `${prefix}${isRaw ? "r" : ""}`;
  const parts: (Node | string)[] = [];
  for (const piece of pieces)
    for (const part of piece.parts) {
      const said = typeof part === "string" && hasHoles && !piece.hasHoles ? part.replaceAll(/[{}]/g, "$&$&") : part;
      const last = parts.at(-1);
      if (typeof said === "string" && typeof last === "string") parts[parts.length - 1] = last + said;
      else parts.push(said);
    }
  if (!hasHoles) return writer.word(`${name}"${parts.join("")}`, node);
  writer.mark(`<string ${name}`);
  for (const part of parts)
    if (typeof part === "string") writer.word(`"${part}`, node);
    else writer.node(part, node);
  writer.mark(">");
}

const string: Piece = (node, _parent, writer) => writeTexts([textPiece(node)], node, writer);

const strings: Piece = (node, _parent, writer) => {
  const pieces = inner(node)
    .filter(({ type }) => type === "string")
    .map(textPiece);
  const [first] = pieces;
  const isOne = pieces.every(({ prefix, isRaw }) => prefix === first?.prefix && isRaw === first.isRaw);
  if (isOne) writeTexts(pieces, node, writer);
  else writer.piece(node, node.type);
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
  ["slice", slice],
  ["subscript", subscript],
  ["call", call],
  ["string", string],
  ["concatenated_string", strings],
  ["expression_statement", statement],
  ["boolean_operator", chain(new Set(["and", "or"]))],
  ["integer", number],
  ["float", number],
]);
