// What a fence describes, told by its language and, where that says JSON, YAML or nothing, by its content.
import { remember } from "../text/remember.ts";
import { readJson } from "./json-source.ts";
import { entriesOf, entryOf, textOf, valueOf } from "./source-tree.ts";

/** A kind of contract, or of data that may hold one. */
export type ContractKind = "openapi" | "proto" | "json-schema" | "json" | "yaml" | "graphql" | "typescript";

const LANGUAGES: ReadonlyMap<string, ContractKind> = new Map([
  ["gql", "graphql"],
  ["graphql", "graphql"],
  ["graphqls", "graphql"],
  ["json", "json"],
  ["json-schema", "json-schema"],
  ["jsonschema", "json-schema"],
  ["openapi", "openapi"],
  ["proto", "proto"],
  ["proto2", "proto"],
  ["proto3", "proto"],
  ["protobuf", "proto"],
  ["swagger", "openapi"],
  ["ts", "typescript"],
  ["tsx", "typescript"],
  ["typescript", "typescript"],
  ["yaml", "yaml"],
  ["yml", "yaml"],
]);

/** The kind of a fence by its info string and its text; null where it holds none of them. */
export function contractKindOf(language: string, text: string): ContractKind | null {
  const words = language.toLowerCase().match(/[\w-]+/g) ?? [];
  const [first = ""] = words;
  const kind = LANGUAGES.get(first);
  if (kind === undefined && first !== "") return null;
  if (kind !== undefined && kind !== "json" && kind !== "yaml") return kind;
  if (words.some((word) => word === "openapi" || word === "swagger")) return "openapi";
  if (words.some((word) => word === "schema" || LANGUAGES.get(word) === "json-schema")) return "json-schema";
  const isJson = kind === "json" || (kind === undefined && /^\s*\{/.test(text));
  return (isJson ? kindOfJson(text) : kindOfYaml(text)) ?? kind ?? kindOfOther(text);
}

const kindOfJson = remember((text): ContractKind | null => {
  const root = readJson(text).root ?? undefined;
  if (
    isOpenapi(
      entriesOf(root).map(({ key }) => key),
      text,
    )
  )
    return "openapi";
  const draft = textOf(valueOf(root, "$schema"));
  const isObject = textOf(valueOf(root, "type")) === "object" && entryOf(root, "properties") !== undefined;
  return draft?.includes("json-schema.org") === true || isObject ? "json-schema" : null;
});

const kindOfYaml = remember((text): ContractKind | null => {
  const indent = /^[^\S\n]*(?=[^\s#-])/m.exec(text)?.[0] ?? "";
  const top = [...text.matchAll(/^([^\S\n]*)["']?([^\s"'#:-][^\s"':]*)["']?\s*:(?!\S)/gm)];
  const keys = top.filter(([, before]) => before === indent).map(([, , key = ""]) => key);
  if (isOpenapi(keys, text)) return "openapi";
  const isObject = /^[^\S\n]*type:\s*["']?object\b/m.test(text) && keys.includes("type") && keys.includes("properties");
  return /^[^\S\n]*["']?\$schema["']?:.*json-schema\.org/m.test(text) || isObject ? "json-schema" : null;
});

/** A key that begins with a slash, as the paths of an API do. */
const PATH = /(?:^[^\S\n]*|[{,]\s{0,9})["']?\/[^\s"']{0,999}["']?[^\S\n]{0,9}:/m;
const METHOD = /["']?\b(?:get|post|put|patch|delete)["']?\s{0,9}:/;
const SCHEMAS = /["']?\bschemas["']?\s{0,9}:/;

function isOpenapi(keys: readonly string[], text: string): boolean {
  if (keys.includes("openapi") || keys.includes("swagger")) return true;
  if (keys.includes("paths") && PATH.test(text)) return true;
  if (keys.includes("components") && SCHEMAS.test(text)) return true;
  return keys.some((key) => key.startsWith("/")) && METHOD.test(text);
}

function kindOfOther(text: string): ContractKind | null {
  if (/^[^\S\n]*(?:syntax|edition)\s{0,9}=\s{0,9}["']/m.test(text)) return "proto";
  return /^[^\S\n]*message\s+\w+\s*\{/m.test(text) && /=\s{0,9}\d+\s{0,9};/.test(text) ? "proto" : null;
}
