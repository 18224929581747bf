// Where JavaScript and TypeScript give names.
import type { Node } from "web-tree-sitter";
import type { Declaration, ForeignName, Names } from "./declaration.ts";

interface Found {
  readonly declarations: Declaration[];
  readonly foreign: ForeignName[];
}

/** The names of a file, a class, an object, an interface or a body. */
export function javascriptNames(node: Node): Names {
  const found: Found = { declarations: [], foreign: [] };
  for (const child of node.namedChildren) collect(child, found);
  return found;
}

type Collect = (node: Node, found: Found) => void;

function collect(node: Node, found: Found): void {
  COLLECTORS.get(node.type)?.(node, found);
}

const add = (
  { declarations }: Found,
  name: string | undefined,
  nodes: readonly Node[],
  inside: readonly Node[] = nodes,
) => {
  if (name !== undefined && name !== "") declarations.push({ name, nodes, inside: inside.flatMap(bodiesOf) });
};

const nameOf = (node: Node): string | undefined => {
  const name = node.childForFieldName("name") ?? node.childForFieldName("key");
  if (name === null) return undefined;
  return name.type === "string" ? name.text.slice(1, -1) : name.text;
};

const named: Collect = (node, found) => add(found, nameOf(node), [node]);

/** Each of several variables has the word before them. */
const variables: Collect = (node, found) => {
  const kind = node.child(0);
  for (const one of node.namedChildren) {
    if (one.type !== "variable_declarator") continue;
    const name = one.childForFieldName("name");
    const value = one.childForFieldName("value");
    const nodes = kind === null ? [one] : [kind, one];
    const inside = value === null ? [] : [value];
    if (name === null) continue;
    if (name.type === "identifier") add(found, name.text, nodes, inside);
    else for (const part of patternNames(name)) add(found, part, nodes, []);
  }
};

const patternNames = (pattern: Node): string[] =>
  pattern
    .descendantsOfType(["identifier", "shorthand_property_identifier_pattern"])
    .filter(({ parent }) => parent?.type !== "computed_property_name")
    .map(({ text }) => text);

/** What is exported is what is declared, whether or not it is exported. */
const exported: Collect = (node, found) => {
  const declaration = node.childForFieldName("declaration");
  const value = node.childForFieldName("value");
  const source = sourceOf(node);
  const isDefault = node.children.some(({ type }) => type === "default");
  if (declaration !== null) {
    collect(declaration, found);
    const decorators = node.namedChildren.filter(({ type }) => type === "decorator");
    if (isDefault) add(found, "default", [...decorators, declaration]);
  }
  if (value !== null) {
    if (nameOf(value) !== undefined) named(value, found);
    if (value.type !== "identifier") add(found, "default", [value]);
    else found.foreign.push({ name: "default", original: value.text, source: "" });
  }
  const clause = node.namedChildren.find(({ type }) => type === "export_clause");
  for (const specifier of clause?.namedChildren ?? []) {
    if (specifier.type !== "export_specifier") continue;
    const original = specifier.childForFieldName("name")?.text ?? "";
    const name = specifier.childForFieldName("alias")?.text ?? original;
    if (source !== "" || name !== original) found.foreign.push({ name, original, source });
  }
  if (source !== "" && node.children.some(({ type }) => type === "*"))
    found.foreign.push({ name: null, original: "*", source });
};

const sourceOf = (node: Node): string => node.childForFieldName("source")?.text.slice(1, -1) ?? "";

const imported: Collect = (node, found) => {
  const source = sourceOf(node);
  const clause = node.namedChildren.find(({ type }) => type === "import_clause");
  for (const child of clause?.namedChildren ?? [])
    if (child.type === "identifier") found.foreign.push({ name: child.text, original: "default", source });
  for (const specifier of node.descendantsOfType("import_specifier")) {
    const original = specifier.childForFieldName("name")?.text ?? "";
    found.foreign.push({ name: specifier.childForFieldName("alias")?.text ?? original, original, source });
  }
};

/** `exports.read = …`, `Reader.prototype.read = …`, and a namespace, which one grammar takes for an expression. */
const statement: Collect = (node, found) => {
  const [only] = node.namedChildren;
  if (only?.type === "internal_module") return named(only, found);
  const left = only?.type === "assignment_expression" ? only.childForFieldName("left") : null;
  const right = only?.childForFieldName("right") ?? null;
  if (only === undefined || left?.type !== "member_expression" || right === null) return;
  const written = left.text.replaceAll(/\s+/g, "");
  if (written === "module.exports") {
    for (const body of bodiesOf(right)) for (const child of body.namedChildren) collect(child, found);
    return;
  }
  const name = written.replace(/^(?:module\.)?exports\./, "").replace(".prototype.", ".");
  add(found, name, [only], [right]);
};

const parametersOfConstructor: Collect = (node, found) => {
  named(node, found);
  if (nameOf(node) !== "constructor") return;
  for (const one of node.childForFieldName("parameters")?.namedChildren ?? [])
    if (one.namedChildren.some(({ type }) => type === "accessibility_modifier"))
      add(found, one.childForFieldName("pattern")?.text, [one], []);
};

const throughout: Collect = (node, found) => {
  for (const child of node.namedChildren) collect(child, found);
};

const enumMember: Collect = (node, found) => add(found, node.text, [node], []);

const COLLECTORS: ReadonlyMap<string, Collect> = new Map([
  ...[
    "function_declaration",
    "generator_function_declaration",
    "function_signature",
    "class_declaration",
    "abstract_class_declaration",
    "interface_declaration",
    "type_alias_declaration",
    "enum_declaration",
    "internal_module",
    "module",
    "public_field_definition",
    "method_signature",
    "abstract_method_signature",
    "property_signature",
    "enum_assignment",
  ].map((type) => [type, named] as const),
  ["field_definition", (node, found) => add(found, node.childForFieldName("property")?.text, [node])],
  ["pair", named],
  ["method_definition", parametersOfConstructor],
  ["lexical_declaration", variables],
  ["variable_declaration", variables],
  ["export_statement", exported],
  ["import_statement", imported],
  ["ambient_declaration", throughout],
  ["expression_statement", statement],
  ["property_identifier", enumMember],
  ["shorthand_property_identifier", enumMember],
]);

const BODIES: ReadonlySet<string> = new Set([
  "class_body",
  "interface_body",
  "object_type",
  "enum_body",
  "object",
  "statement_block",
]);

/** What holds names: the body of a declaration, or the object that a value is, also behind `as const` and in a call. */
function bodiesOf(node: Node): Node[] {
  if (BODIES.has(node.type)) return [node];
  const body = node.childForFieldName("body") ?? node.childForFieldName("value");
  if (body !== null) return bodiesOf(body);
  if (!WRAPPERS.has(node.type)) return [];
  return node.namedChildren.flatMap(bodiesOf);
}

const WRAPPERS: ReadonlySet<string> = new Set([
  "satisfies_expression",
  "as_expression",
  "parenthesized_expression",
  "call_expression",
  "arguments",
  "non_null_expression",
]);
