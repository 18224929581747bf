// Writes a field of the metadata where it stands: of a list the items that are there give way to the new ones, in the form they have.
import { fieldsOf, namesOfField, setField, type TypedDocument } from "@nomous/workbench";
import type { Markdown } from "@nomous/workbench";
import type { TextEdit } from "./check-message.ts";

/** The edits that give the field with this key its values; null when the document has no place for it. */
export function fieldEdits(
  markdown: Markdown,
  typed: TypedDocument,
  key: string,
  values: readonly string[],
): readonly TextEdit[] | null {
  const isScopes = key === "scopes";
  const field = isScopes ? SCOPES : typed.type.fields.find((one) => one.key === key);
  if (field === undefined) return null;
  const known = fieldsOf(typed.metadata, namesOfField(field));
  const { frontMatter, text } = markdown;
  if (field.kind !== "list" || frontMatter === null || (known[0]?.from ?? 0) >= frontMatter.to) {
    const edit = setField(markdown, typed.metadata, field, values.join(", "));
    return edit === null ? null : [edit];
  }
  const written = values.map(quoted).join(", ");
  const line = lineOfKey(text, frontMatter.yaml, namesOfField(field));
  const insert = `${line === null ? field.key : text.slice(line.from, line.nameTo)}: [${written}]\n`;
  const at = frontMatter.yaml.to;
  return [line === null ? { from: at, to: at, insert } : { from: line.from, to: line.to, insert }];
}

const SCOPES = {
  key: "scopes",
  label: "Scopes",
  aliases: ["scope"],
  isRequired: false,
  kind: "list",
  guidance: "",
} as const;

/** A word needs no quotes in a list of YAML; anything else may mean something there. */
const quoted = (value: string): string => (/^[A-Za-z][\w -]*$/.test(value) ? value : JSON.stringify(value));

/** The lines of a key of the highest level: up to the next line that is neither indented nor an item of a list. */
function lineOfKey(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
  names: readonly string[],
): { readonly from: number; readonly to: number; readonly nameTo: number } | null {
  const yaml = text.slice(from, to);
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  for (const match of yaml.matchAll(/^([\w -]+?)[ \t]*:[^\n]*\n(?:(?:[ \t]+|- )[^\n]*\n)*/gm)) {
    const name = match[1] ?? "";
    if (!wanted.has(name.toLowerCase())) continue;
    const start = from + match.index;
    return { from: start, to: start + match[0].length, nameTo: start + name.length };
  }
  return null;
}
