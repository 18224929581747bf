import * as z from "zod/mini";

/** What a schema takes, as a noun phrase: "a list of text". */
export function describeSchema(schema: unknown): string {
  if (!(schema instanceof z.core.$ZodType)) return OTHER;
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "enum") return oneOf(Object.values(def.entries));
  if (def.type === "literal") return oneOf(def.values);
  if (def.type === "union") return def.options.map(describeSchema).join(" or ");
  if (def.type === "array") return `a list of ${ITEMS[def.element._zod.def.type] ?? "values"}`;
  if (def.type === "pipe") return describeSchema(def.in);
  if ("innerType" in def) return describeSchema(def.innerType);
  return describeFormat("format" in def ? def.format : undefined) ?? NAMES[def.type] ?? OTHER;
}

const OTHER = "another value";

const NAMES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  null: "nothing",
  object: "a mapping of names to values",
  record: "a mapping of names to values",
};

const ITEMS: Readonly<Record<string, string>> = {
  string: "text",
  number: "numbers",
  object: "mappings",
  array: "lists",
};

const FORMATS: Readonly<Record<string, string>> = {
  safeint: "a whole number",
  datetime: "a date and time with its zone, such as 2026-01-31T09:30:00+01:00",
  date: "a date, such as 2026-01-31",
  url: "a URL",
  email: "an email address",
};

export const describeFormat = (format: unknown): string | undefined => FORMATS[String(format)];

/** A choice of words, in the order that the schema has. */
export const oneOf = (choices: readonly unknown[]): string =>
  `${choices.length === 1 ? "" : "one of "}${choices.map(String).join(", ")}`;
