// A JSON Schema as far as llama.cpp's grammars can hold it. What they cannot hold is refused by name instead of dropped,
// because an answer that quietly breaks its schema is worse than none.
import type { Llama } from "node-llama-cpp";
import { LlamaFailure } from "./failure.ts";

/** What node-llama-cpp makes a grammar of. */
type GrammarSchema = Parameters<Llama["createGrammarForJsonSchema"]>[0];
type Schema = Readonly<Record<string, unknown>>;

/** Say nothing about what fits; or say less than the grammar, which lets every property be there. */
const WITHOUT_EFFECT = new Set(
  "$schema $id $comment title description default examples deprecated readOnly writeOnly required".split(" "),
);
const KEYWORDS = new Set(
  (
    "type const enum oneOf anyOf $ref $defs properties additionalProperties minProperties maxProperties " +
    "items prefixItems minItems maxItems minLength maxLength format"
  ).split(" "),
);
const FORMATS: readonly unknown[] = ["date-time", "time", "date"];
const PLAIN_TYPES: readonly unknown[] = ["string", "number", "integer", "boolean", "null"];

/** Throws a `LlamaFailure` that names the keyword. */
export function toGrammarSchema(schema: unknown): GrammarSchema {
  if (!isSchema(schema)) throw refused("a schema that is no object");
  const rest: Record<string, unknown> = {};
  for (const [keyword, value] of Object.entries(schema)) {
    if (WITHOUT_EFFECT.has(keyword)) continue;
    if (!KEYWORDS.has(keyword)) throw refused(`"${keyword}"`);
    rest[keyword === "anyOf" ? "oneOf" : keyword] = translate(keyword, value);
  }
  checkKind(rest);
  return rest as unknown as GrammarSchema;
}

function translate(keyword: string, value: unknown): unknown {
  switch (keyword) {
    case "oneOf":
    case "anyOf":
    case "prefixItems":
      if (!Array.isArray(value)) throw refused(`"${keyword}" that is no list`);
      return value.map((part) => toGrammarSchema(part));
    case "$defs":
    case "properties":
      if (!isSchema(value)) throw refused(`"${keyword}" that is no object`);
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, toGrammarSchema(part)]));
    case "items":
      return toGrammarSchema(value);
    case "additionalProperties":
      return typeof value === "boolean" ? value : toGrammarSchema(value);
    case "format":
      if (!FORMATS.includes(value)) throw refused(`the format "${String(value)}"`);
      return value;
    default:
      return value;
  }
}

/** A grammar takes a schema without a known kind for `null`. */
function checkKind(schema: Schema): void {
  const { type } = schema;
  const isKnown =
    "oneOf" in schema ||
    "const" in schema ||
    "enum" in schema ||
    type === "object" ||
    type === "array" ||
    (typeof schema["$ref"] === "string" && schema["$ref"].startsWith("#/$defs/")) ||
    (Array.isArray(type)
      ? type.length > 0 && type.every((one) => PLAIN_TYPES.includes(one))
      : PLAIN_TYPES.includes(type));
  if (isKnown) return;
  if (type !== undefined) throw refused(`the type ${JSON.stringify(type)}`);
  if ("$ref" in schema) throw refused('a "$ref" out of "#/$defs/"');
  throw refused('a part without "type"');
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const refused = (what: string): LlamaFailure =>
  new LlamaFailure({
    message: `The JSON Schema has ${what}, which llama.cpp cannot hold an answer to. Take it out of the schema, or ask for it in the prompt.`,
  });
