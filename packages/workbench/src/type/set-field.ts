// Writes one field of a document's metadata where it stands, or where it belongs when it is missing.
import { stringify } from "yaml";
import type { Markdown } from "../text/markdown.ts";
import { type Edit, lineEndingAt } from "../text/splice.ts";
import type { DocumentType, Field } from "./document-type.ts";
import { fieldOf, type Metadata } from "./metadata.ts";

export const namesOfField = ({ key, label, aliases = [] }: Field): readonly string[] => [key, label, ...aliases];

/** The edit that gives a field a value; null when the document has no place for it. */
export function setField(markdown: Markdown, metadata: Metadata, field: Field, value: string): Edit | null {
  const known = fieldOf(metadata, namesOfField(field));
  const { frontMatter, text } = markdown;
  if (known === undefined)
    return frontMatter === null ? null : insertIntoFrontMatter(text, frontMatter.yaml.to, field, value);
  const isInYaml = frontMatter !== null && known.from < frontMatter.to;
  const words = isInYaml ? yamlScalar(value) : value.replaceAll("|", "\\|");
  // `status:` with nothing behind it has an empty value right after the colon; so has a cell between two bars.
  const isEmpty = known.from === known.to;
  return { from: known.from, to: known.to, insert: isEmpty ? padded(text, known.from, words) : words };
}

const insertIntoFrontMatter = (text: string, at: number, { key }: Field, value: string): Edit => ({
  from: at,
  to: at,
  insert: `${key}: ${yamlScalar(value)}${lineEndingAt(text, at)}`,
});

const yamlScalar = (value: string): string => stringify(value, { lineWidth: 0 }).trimEnd();

const padded = (text: string, at: number, words: string): string =>
  `${/\s/.test(text[at - 1] ?? "") ? "" : " "}${words}${text[at] === "|" ? " " : ""}`;

/** How a state is written in documents of a type: people read the table, programs the front matter. */
export const writtenState = ({ metadata }: DocumentType, { name, label }: { name: string; label: string }): string =>
  metadata === "table" ? label : name;
