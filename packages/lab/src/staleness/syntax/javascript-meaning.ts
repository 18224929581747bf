// What is written in more than one way in JavaScript and TypeScript.
import type { Node } from "web-tree-sitter";
import { chain, isIgnored, numberWord, type Piece, type Place, withoutQuoteEscapes } from "./piece.ts";

export const javascriptPiece = (type: string): Piece | undefined => PIECES.get(type);

const inner = ({ namedChildren }: Node): Node[] => namedChildren.filter((child) => !isIgnored(child));

/** Parentheses end a chain of `?.`; elsewhere the tree has the shape that they give it. */
const parentheses: Piece = (node, parent, writer) => {
  const ends = parent !== null && CHAINS.has(parent.type) && node.descendantsOfType("optional_chain").length > 0;
  if (ends) writer.mark("<chain");
  for (const child of inner(node)) writer.node(child, node);
  if (ends) writer.mark(">");
};

const CHAINS: ReadonlySet<string> = new Set(["member_expression", "subscript_expression", "call_expression"]);

/** Strings are their content, so that a text can be told from a name. */
const string: Piece = (node, parent, writer) => {
  const content = contentOf(node);
  const isKey = parent !== null && KEYED.has(parent.type) && isKeyOf(node, parent) && NAME.test(content);
  writer.word(isKey ? content : `"${content}`, node);
};

const contentOf = (node: Node): string => withoutQuoteEscapes(node.text.slice(1, -1));
const NAME = /^[A-Za-z_$][\w$]*$/;
const KEYED: ReadonlySet<string> = new Set([
  "pair",
  "pair_pattern",
  "property_signature",
  "method_signature",
  "method_definition",
  "public_field_definition",
  "field_definition",
  "enum_assignment",
]);

const isKeyOf = (node: Node, parent: Node): boolean =>
  (parent.childForFieldName("key") ?? parent.childForFieldName("name"))?.startIndex === node.startIndex;

/** Without anything put in it, and without a function that reads it, a template is a string. */
const template: Piece = (node, parent, writer) => {
  const isPlain = node.namedChildren.every(({ type }) => type === "string_fragment" || type === "escape_sequence");
  if (isPlain && parent?.type !== "call_expression") writer.word(`"${contentOf(node)}`, node);
  else writer.piece(node, node.type);
};

/** `x => x` is `(x) => x`. */
const arrow: Piece = (node, _parent, writer) => {
  const alone = node.childForFieldName("parameter");
  if (alone === null) return writer.piece(node, node.type);
  writer.mark(`<${node.type}`);
  for (const child of node.children) {
    if (child.startIndex !== alone.startIndex) writer.node(child, node);
    else {
      writer.mark("<formal_parameters");
      parameter(child, node, writer);
      writer.mark(">");
    }
  }
  writer.mark(">");
};

/** One grammar wraps a parameter that is only a name, the other does not. */
const parameter: Piece = (node, _parent, writer) => {
  writer.mark("<required_parameter");
  writer.word(node.text, node);
  writer.mark(">");
};

const parameters: Piece = (node, parent, writer) => {
  writer.mark(`<${node.type}`);
  for (const child of node.children)
    if (child.type === "identifier") parameter(child, parent, writer);
    else writer.node(child, node);
  writer.mark(">");
};

/** `new A` is `new A()`. */
const creation: Piece = (node, _parent, writer) => {
  writer.mark(`<${node.type}`);
  for (const child of node.children) writer.node(child, node);
  if (node.childForFieldName("arguments") === null) {
    writer.mark("<arguments");
    writer.mark(">");
  }
  writer.mark(">");
};

/** A leading bar says nothing, nor does the nesting of the tree. */
const alternatives: Piece = (node, parent, writer) => {
  const members = flattened(node, node.type);
  const [only] = members;
  if (members.length === 1 && only !== undefined) return writer.node(only, parent);
  writer.mark(`<${node.type}`);
  for (const member of members) writer.node(member, node);
  writer.mark(">");
};

const flattened = (node: Node, type: string): Node[] =>
  inner(node).flatMap((child) => (child.type === type ? flattened(child, type) : [child]));

/** A hole in a list is no comma that only ends it. */
const list: Piece = (node, _parent, writer) => {
  writer.mark(`<${node.type}`);
  let isOpen = true;
  for (const child of node.children) {
    if (isIgnored(child)) continue;
    if (child.type === "," && isOpen) writer.mark("hole");
    isOpen = child.type === "," || child.type === "[";
    writer.node(child, node);
  }
  writer.mark(">");
};

const BLOCKS: ReadonlySet<string> = new Set([
  "program",
  "statement_block",
  "class_body",
  "switch_case",
  "switch_default",
]);

const emptyStatement: Piece = (_node, parent, writer) => {
  if (parent === null || !BLOCKS.has(parent.type)) writer.mark("<empty_statement>");
};

/** The parts of its head may be left out, so what parts them is said. */
const loop: Piece = (node, _parent, writer) => {
  writer.mark(`<${node.type}`);
  for (const child of node.children) {
    if (child.type === ";" || child.type === "empty_statement") writer.mark(";");
    else writer.node(child, node);
  }
  writer.mark(">");
};

/** Line breaks in a text between tags are layout. */
const markup: Piece = (node, _parent, writer) => {
  writer.mark(`<${node.type}`);
  let text = "";
  let at: Place = node;
  const flush = (): void => {
    if (text !== "") writer.word(`"${text}`, at);
    text = "";
  };
  for (const child of node.children) {
    const said = markupText(child);
    if (said === null) {
      flush();
      writer.node(child, node);
    } else {
      at = { startIndex: text === "" ? child.startIndex : at.startIndex, endIndex: child.endIndex };
      text += said;
    }
  }
  flush();
  writer.mark(">");
};

/** Null for what is no text. `{" "}` is one. */
function markupText(node: Node): string | null {
  if (node.type === "jsx_text") return layoutFree(node.text);
  if (node.type === "html_character_reference") return node.text;
  if (node.type !== "jsx_expression") return null;
  const [only, ...more] = inner(node);
  if (only === undefined) return "";
  return only.type === "string" && more.length === 0 ? contentOf(only) : null;
}

function layoutFree(text: string): string {
  const lines = text.split(/\r\n|\n|\r/);
  const said = lines.map((line, i) => {
    const begun = i === 0 ? line : line.trimStart();
    return i === lines.length - 1 ? begun : begun.trimEnd();
  });
  return said.filter((line) => line !== "").join(" ");
}

/** `a={"b"}` is `a="b"`. */
const expression: Piece = (node, parent, writer) => {
  const [only, ...more] = inner(node);
  if (parent?.type === "jsx_attribute" && only?.type === "string" && more.length === 0) writer.node(only, node);
  else writer.piece(node, node.type);
};

/** `/a/gi` is `/a/ig`. */
const flags: Piece = (node, _parent, writer) => writer.word(node.text.split("").toSorted().join(""), node);

const number: Piece = (node, _parent, writer) => writer.word(numberWord(node.text), node);

const PIECES: ReadonlyMap<string, Piece> = new Map([
  ["parenthesized_expression", parentheses],
  ["parenthesized_type", parentheses],
  ["string", string],
  ["template_string", template],
  ["arrow_function", arrow],
  ["formal_parameters", parameters],
  ["new_expression", creation],
  ["union_type", alternatives],
  ["intersection_type", alternatives],
  ["array", list],
  ["array_pattern", list],
  ["empty_statement", emptyStatement],
  ["for_statement", loop],
  ["jsx_element", markup],
  ["jsx_expression", expression],
  ["number", number],
  ["regex_flags", flags],
  ["binary_expression", chain(new Set(["&&", "||", "??"]))],
]);
