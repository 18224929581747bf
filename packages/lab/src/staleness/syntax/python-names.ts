// Where Python gives names.
import type { Node } from "web-tree-sitter";
import type { Declaration, ForeignName, Names } from "./declaration.ts";

interface Found {
  readonly declarations: Declaration[];
  readonly foreign: ForeignName[];
}

/** The names of a module, a class or a function. */
export function pythonNames(node: Node): Names {
  const found: Found = { declarations: [], foreign: [] };
  for (const child of node.namedChildren) collect(child, found);
  if (node.type === "block" && node.parent?.type === "class_definition") attributesOf(node, found);
  return found;
}

type Collect = (node: Node, found: Found) => void;

function collect(node: Node, found: Found): void {
  COLLECTORS.get(node.type)?.(node, found);
}

const bodyOf = (node: Node): Node[] => {
  const body = node.childForFieldName("body");
  return body === null ? [] : [body];
};

const definition: Collect = (node, { declarations }) => {
  const name = node.childForFieldName("name")?.text;
  if (name !== undefined) declarations.push({ name, nodes: [node], inside: bodyOf(node) });
};

/** Its decorators belong to it. */
const decorated: Collect = (node, { declarations }) => {
  const inner = node.childForFieldName("definition");
  const name = inner?.childForFieldName("name")?.text;
  if (inner !== null && name !== undefined) declarations.push({ name, nodes: [node], inside: bodyOf(inner) });
};

const statement: Collect = (node, found) => {
  for (const one of node.namedChildren) {
    if (one.type !== "assignment" && one.type !== "augmented_assignment") continue;
    const left = one.childForFieldName("left");
    if (left === null) continue;
    const names = left.type === "identifier" ? [left] : left.descendantsOfType("identifier");
    if (left.type === "identifier" || left.type.endsWith("pattern") || left.type === "pattern_list")
      for (const { text } of names) found.declarations.push({ name: text, nodes: [one], inside: [] });
  }
};

/** `self.at = 0`, in whatever method. */
function attributesOf(body: Node, { declarations }: Found): void {
  for (const assignment of body.descendantsOfType("assignment")) {
    const left = assignment.childForFieldName("left");
    const [, name] = left?.type === "attribute" ? (/^self\.(\w+)$/.exec(left.text) ?? []) : [];
    if (name !== undefined) declarations.push({ name, nodes: [assignment], inside: [] });
  }
}

const alias: Collect = (node, { declarations }) => {
  const name = node.childForFieldName("left")?.text.replace(/\[.*/s, "");
  if (name !== undefined) declarations.push({ name, nodes: [node], inside: [] });
};

const imported: Collect = (node, { foreign }) => {
  const source = node.childForFieldName("module_name")?.text ?? "";
  if (node.namedChildren.some(({ type }) => type === "wildcard_import"))
    foreign.push({ name: null, original: "*", source });
  for (const one of node.childrenForFieldName("name")) {
    const original = (one.childForFieldName("name") ?? one).text;
    foreign.push({ name: one.childForFieldName("alias")?.text ?? original, original, source });
  }
};

/** Names are given in branches too. */
const throughout: Collect = (node, found) => {
  for (const child of node.namedChildren) collect(child, found);
};

const COLLECTORS: ReadonlyMap<string, Collect> = new Map([
  ["function_definition", definition],
  ["class_definition", definition],
  ["decorated_definition", decorated],
  ["expression_statement", statement],
  ["type_alias_statement", alias],
  ["import_from_statement", imported],
  ...[
    "if_statement",
    "elif_clause",
    "else_clause",
    "try_statement",
    "except_clause",
    "finally_clause",
    "with_statement",
    "for_statement",
    "while_statement",
    "block",
  ].map((type) => [type, throughout] as const),
]);
