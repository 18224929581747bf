// JSON Schema, of any draft: what no instance could satisfy, and what points nowhere. Keywords are read where a schema stands, not
// in its examples and constants.
import {
  type ContractProblem,
  entriesOf,
  entryOf,
  itemsOf,
  nodeAt,
  nodesOf,
  numberOf,
  type SourceNode,
  textOf,
  valueOf,
} from "./source-tree.ts";

const TYPES: ReadonlySet<string> = new Set(["array", "boolean", "integer", "null", "number", "object", "string"]);
/** Older drafts and other dialects have these. */
const OTHER_TYPES: ReadonlySet<string> = new Set(["any", "file"]);

/** Keywords whose value is a schema, a list of schemas, or a map of schemas. */
const SCHEMA = [
  "additionalItems",
  "additionalProperties",
  "contains",
  "contentSchema",
  "items",
  "propertyNames",
  "unevaluatedItems",
  "unevaluatedProperties",
];
const SCHEMA_LIST = ["items", "prefixItems"];
const SCHEMA_MAP = ["$defs", "definitions", "patternProperties", "properties"];
/** Schemas that stand for a part of the one that holds them: they may require what it declares. */
const PART = ["else", "if", "not", "then"];
const PART_LIST = ["allOf", "anyOf", "oneOf"];
const PART_MAP = ["dependentSchemas"];

/** With one of these, properties may be declared elsewhere. */
const ELSEWHERE = [
  "$ref",
  "$dynamicRef",
  "$recursiveRef",
  "allOf",
  "anyOf",
  "oneOf",
  "if",
  "patternProperties",
  "dependentSchemas",
  "extends",
];

const PAIRS = [
  ["minimum", "maximum"],
  ["exclusiveMinimum", "exclusiveMaximum"],
  ["minLength", "maxLength"],
  ["minItems", "maxItems"],
  ["minProperties", "maxProperties"],
  ["minContains", "maxContains"],
] as const;

/** Checks a schema and the schemas within it. */
export function schemaProblems(root: SourceNode): ContractProblem[] {
  const problems: ContractProblem[] = [];
  const waiting = [{ schema: root, isPart: false }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { schema, isPart } = next;
    problems.push(...typeProblems(schema), ...enumProblems(schema), ...rangeProblems(schema));
    if (!isPart) problems.push(...requiredProblems(schema));
    const add = (found: readonly SourceNode[], part: boolean): void => {
      waiting.push(...found.map((each) => ({ schema: each, isPart: part })));
    };
    add(schemasIn(schema, SCHEMA, SCHEMA_LIST, SCHEMA_MAP), false);
    add(schemasIn(schema, PART, PART_LIST, PART_MAP), true);
  }
  return problems;
}

function schemasIn(
  schema: SourceNode,
  single: readonly string[],
  lists: readonly string[],
  maps: readonly string[],
): SourceNode[] {
  return [
    ...single.flatMap((key) => valueOf(schema, key) ?? []),
    ...lists.flatMap((key) => itemsOf(valueOf(schema, key))),
    ...maps.flatMap((key) => entriesOf(valueOf(schema, key)).map(({ value }) => value)),
  ];
}

function typeProblems(schema: SourceNode): ContractProblem[] {
  const type = valueOf(schema, "type");
  const named = type?.kind === "list" ? type.items : type === undefined ? [] : [type];
  return named.flatMap((node) => {
    const name = textOf(node);
    if (name === null || TYPES.has(name) || OTHER_TYPES.has(name)) return [];
    return [
      { ...place(node), message: `\`${name}\` is no type of JSON Schema. Write one of ${[...TYPES].join(", ")}.` },
    ];
  });
}

function enumProblems(schema: SourceNode): ContractProblem[] {
  const list = valueOf(schema, "enum");
  if (list?.kind !== "list") return [];
  if (list.items.length === 0)
    return [{ ...place(list), message: "`enum` has no values, so nothing is valid. Add some." }];
  const seen = new Set<string>();
  return list.items.flatMap((item) => {
    const value = item.kind === "scalar" ? `${typeof item.value} ${String(item.value)}` : null;
    const isTwice = value !== null && seen.has(value);
    if (value !== null) seen.add(value);
    return isTwice ? [{ ...place(item), message: "`enum` has this value twice. Remove one." }] : [];
  });
}

function rangeProblems(schema: SourceNode): ContractProblem[] {
  return PAIRS.flatMap(([low, high]) => {
    const least = numberOf(valueOf(schema, low));
    const most = entryOf(schema, high);
    const limit = numberOf(most?.value);
    if (least === null || limit === null || most === undefined || least <= limit) return [];
    return [
      {
        from: most.place.from,
        to: most.value.to,
        message: `\`${high}\` is less than \`${low}\`, so nothing is valid.`,
      },
    ];
  });
}

/** A name that is required, and that no property of the same schema has. */
function requiredProblems(schema: SourceNode): ContractProblem[] {
  const properties = valueOf(schema, "properties");
  if (properties?.kind !== "map" || properties.isOpen || (schema.kind === "map" && schema.isOpen)) return [];
  const others = valueOf(schema, "additionalProperties");
  const allowsOthers = others !== undefined && !(others.kind === "scalar" && others.value === false);
  if (allowsOthers || ELSEWHERE.some((key) => entryOf(schema, key) !== undefined)) return [];
  return itemsOf(valueOf(schema, "required")).flatMap((node) => {
    const name = textOf(node);
    if (name === null || entryOf(properties, name) !== undefined) return [];
    return [
      {
        ...place(node),
        message: `\`${name}\` is required, and no property has that name. Add it, or correct the name.`,
      },
    ];
  });
}

/**
 * References within the text that lead nowhere. `isExpected` says of the first part of a pointer whether what it names would be
 * in this text.
 */
export function referenceProblems(root: SourceNode, isExpected: (part: string) => boolean): ContractProblem[] {
  const problems: ContractProblem[] = [];
  for (const node of nodesOf(root)) {
    const value = valueOf(node, "$ref");
    const pointer = textOf(value);
    if (value === undefined || pointer === null || !pointer.startsWith("#/")) continue;
    if (isExpected(pointer.split("/", 2)[1] ?? "") && nodeAt(root, pointer) === undefined)
      problems.push({ ...place(value), message: `\`${pointer}\` leads nowhere. Add what it names, or correct it.` });
  }
  return problems;
}

/** Checks a whole schema. A text that names its draft is all there is; in others only what is there can be pointed to. */
export function jsonSchemaProblems(root: SourceNode): ContractProblem[] {
  const hasOwnBase = [...nodesOf(root)].some((node) => node !== root && entryOf(node, "$id") !== undefined);
  const isWhole = entryOf(root, "$schema") !== undefined;
  const references = hasOwnBase ? [] : referenceProblems(root, (part) => isWhole || entryOf(root, part) !== undefined);
  return [...schemaProblems(root), ...references];
}

const place = ({ from, to }: SourceNode): { from: number; to: number } => ({ from, to });
