// A contract as people read it: the operations of an API, or the properties of a schema, one a row. What is left out of a fragment is
// left out here too; the source says the rest.
import { contractKindOf } from "./contract-kind.ts";
import { readJson } from "./json-source.ts";
import { entriesOf, itemsOf, nodeAt, type SourceEntry, type SourceNode, textOf, valueOf } from "./source-tree.ts";
import { readYaml } from "./yaml-source.ts";

export interface ContractOutline {
  readonly kind: "openapi" | "json-schema";
  readonly title: string | null;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Nobody reads more in a table. */
const MOST_ROWS = 200;
const METHODS: ReadonlySet<string> = new Set("delete get head options patch post put query trace".split(" "));

/** The table of an OpenAPI description or a JSON Schema in a fence; null when it is neither, or says nothing to list. */
export function outlineContract(language: string, text: string): ContractOutline | null {
  const kind = contractKindOf(language, text);
  if (kind !== "openapi" && kind !== "json-schema") return null;
  const { root } = /^\s*[[{]/.test(text) ? readJson(text) : readYaml(text);
  if (root === null) return null;
  const outline = kind === "openapi" ? outlineApi(root) : outlineSchema(root);
  return outline.rows.length === 0 ? null : { ...outline, rows: outline.rows.slice(0, MOST_ROWS) };
}

function outlineApi(root: SourceNode): ContractOutline {
  const paths = [...entriesOf(valueOf(root, "paths")), ...entriesOf(root)].filter(({ key }) => key.startsWith("/"));
  const rows = paths.flatMap(({ key, value }) =>
    entriesOf(value)
      .filter((entry) => METHODS.has(entry.key))
      .map((operation) => [operation.key.toUpperCase(), key, purposeOf(operation), answersOf(operation)]),
  );
  const title = textOf(valueOf(valueOf(root, "info"), "title"));
  return { kind: "openapi", title, columns: ["Method", "Path", "What it does", "Answers"], rows };
}

const purposeOf = ({ value }: SourceEntry): string =>
  ["summary", "description", "operationId"].map((key) => textOf(valueOf(value, key))).find((text) => text !== null) ??
  "";

const answersOf = ({ value }: SourceEntry): string =>
  entriesOf(valueOf(value, "responses"))
    .map(({ key }) => key)
    .join(", ");

function outlineSchema(root: SourceNode): ContractOutline {
  return {
    kind: "json-schema",
    title: textOf(valueOf(root, "title")),
    columns: ["Property", "Type", "Required", "What it is"],
    rows: propertyRows(root, root, "", 0),
  };
}

/** So deep properties of properties are shown; a schema may hold itself. */
const MOST_LEVELS = 3;

function propertyRows(root: SourceNode, schema: SourceNode, prefix: string, level: number): string[][] {
  const required = new Set(itemsOf(valueOf(schema, "required")).map(textOf));
  return entriesOf(valueOf(schema, "properties")).flatMap(({ key, value }) => {
    const meant = followed(root, value);
    const description = textOf(valueOf(value, "description")) ?? textOf(valueOf(meant, "description")) ?? "";
    const row = [`${prefix}${key}`, typeOf(root, value), required.has(key) ? "yes" : "", description];
    return level + 1 < MOST_LEVELS ? [row, ...propertyRows(root, meant, `${prefix}${key}.`, level + 1)] : [row];
  });
}

function followed(root: SourceNode, schema: SourceNode): SourceNode {
  const reference = textOf(valueOf(schema, "$ref"));
  return reference?.startsWith("#/") === true ? (nodeAt(root, reference) ?? schema) : schema;
}

function typeOf(root: SourceNode, schema: SourceNode): string {
  const reference = textOf(valueOf(schema, "$ref"));
  if (reference !== null) return reference.split("/").at(-1) ?? reference;
  const choices = itemsOf(valueOf(schema, "enum"));
  if (choices.length > 0) return choices.map((one) => (one.kind === "scalar" ? String(one.value) : "…")).join(" | ");
  const type = valueOf(schema, "type");
  const names = type?.kind === "list" ? type.items.map(textOf) : [textOf(type)];
  const name = names.filter((one) => one !== null).join(" | ");
  const items = valueOf(schema, "items");
  return name === "array" && items !== undefined ? `${typeOf(root, items)}[]` : name;
}
