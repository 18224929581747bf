import type { Markdown } from "../../text/markdown.ts";
import type { Span } from "../../text/span.ts";
import type { Field } from "../../type/document-type.ts";
import { fieldOf, type FieldValue } from "../../type/metadata.ts";
import { namesOfField } from "../../type/set-field.ts";
import { isLeftOpen, isPlaceholder } from "../placeholder.ts";
import { STATUS_FIELDS } from "../lifecycle/status-fields.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject, TypedDocument } from "../subject.ts";

export const missingField: Rule = {
  id: "metadata.missing-field",
  title: "A document that does not say who, when or how far",
  why: "Readers do not know whom to ask and whether it still holds, and lists cannot show it.",
  remedy: "Fill the field.",
  weight: "missing",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: research\nstatus: draft\ndate: 2026-11-28\n---\n# Resume\n\n## Summary\n\nReaders keep their own cursor.\n",
  },
  good: {
    text: "---\nnomous: research\nstatus: draft\ndate: 2026-11-28\nauthor: Maya Ruiz\n---\n# Resume\n\n## Summary\n\nReaders keep their own cursor.\n",
  },
  *check({ markdown, typed }: Subject): Iterable<Problem> {
    if (typed === null) return;
    const fields = typed.type.fields
      .filter(({ isRequired }) => isRequired)
      .map((field) => ({ field, value: fieldOf(typed.metadata, namesOfField(field)) }));
    const absent = fields.filter(({ value }) => value === undefined).map(({ field }) => field);
    if (absent.length > 0)
      yield { ...firstLineOf(markdown.text, typed.metadata.home), message: absentMessage(absent, typed) };
    for (const { field, value } of fields)
      if (value !== undefined && isGap(value, field, markdown))
        yield { ...placeOf(value), message: `${quote(nameOf(field, typed))} says nothing. ${field.guidance}` };
  },
};

/** A placeholder in a table of the text is told where all are, and what is no state or no day by the rules about these. */
function isGap({ text, from, to }: FieldValue, { key, kind }: Field, { text: all, bodyFrom }: Markdown): boolean {
  if (kind === "text" && !STATUS_FIELDS.includes(key) && NOBODY.test(text)) return true;
  // `<name>` is a tag, and has no text.
  return isPlaceholder(text) && !(from >= bodyFrom && isLeftOpen(all.slice(from, to)));
}

const NOBODY =
  /^(?:anonymous|author(?: name)?|j(?:ane|ohn) doe|me|myself|name|nobody|none|somebody|someone|unknown|us|we|your name)\.?$/i;

const placeOf = ({ from, to, name }: FieldValue): Span => (to > from ? { from, to } : { from: name.from, to: name.to });

const nameOf = ({ key, label }: Field, { type }: TypedDocument): string => (type.metadata === "table" ? label : key);

function absentMessage(fields: readonly Field[], typed: TypedDocument): string {
  const [only] = fields;
  const names = fields.map((field) => quote(nameOf(field, typed)));
  if (only !== undefined && fields.length === 1) return `${names.join()} is missing. ${only.guidance}`;
  const where = typed.type.metadata === "table" ? "the table below the title" : "the front matter";
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)} are missing. Add them to ${where}.`;
}

function firstLineOf(text: string, { from, to }: Span): Span {
  const line = /^[^\r\n]*/.exec(text.slice(from, to))?.[0] ?? "";
  return { from, to: from + line.length };
}
