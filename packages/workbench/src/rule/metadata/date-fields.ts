// The dates that a document gives, each once, whatever fields share them.
import type { Markdown } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import type { Field } from "../../type/document-type.ts";
import { fieldOf } from "../../type/metadata.ts";
import { namesOfField } from "../../type/set-field.ts";
import type { TypedDocument } from "../subject.ts";

export interface DateField {
  readonly field: Field;
  readonly text: string;
  /** The date alone, without quotes. */
  readonly span: Span;
}

export function dateFieldsOf({ type, metadata }: TypedDocument, { text }: Markdown): DateField[] {
  const found = new Map<number, DateField>();
  for (const field of type.fields) {
    const value = field.kind === "date" ? fieldOf(metadata, namesOfField(field)) : undefined;
    // In `2026-11-28 / `, the second date is still to come.
    const words = value?.text.replace(/\s*\/\s*$/, "") ?? "";
    if (value === undefined || words === "") continue;
    const from = Math.max(value.from, text.indexOf(words, value.from));
    if (!found.has(from)) found.set(from, { field, text: words, span: { from, to: from + words.length } });
  }
  return [...found.values()];
}
