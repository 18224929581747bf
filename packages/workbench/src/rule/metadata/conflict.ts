import type { DocumentType, Field, State } from "../../type/document-type.ts";
import { headingKey } from "../../type/locate-parts.ts";
import type { FieldValue } from "../../type/metadata.ts";
import { namesOfField } from "../../type/set-field.ts";
import { isPlaceholder } from "../placeholder.ts";
import { quote } from "../quote.ts";
import type { Problem, Rule } from "../rule.ts";
import type { Subject } from "../subject.ts";
import { readDate } from "./calendar-date.ts";

export const conflictingField: Rule = {
  id: "metadata.conflict",
  title: "A field that says one thing at the top and another below",
  why: "People read one of the two and programs the other, and nobody notices that they differ.",
  remedy: "Correct the one that is wrong, or keep only one.",
  weight: "wrong",
  appliesTo: "typed",
  bad: {
    text: "---\nnomous: research\nbranch: resume-buffer\n---\n# Resume\n\n**Branch:** main\n\n## Summary\n\nReaders keep their own cursor.\n",
  },
  good: {
    text: "---\nnomous: research\nbranch: resume-buffer\n---\n# Resume\n\n**Branch:** resume-buffer\n\n## Summary\n\nReaders keep their own cursor.\n",
  },
  *check({ markdown, typed }: Subject): Iterable<Problem> {
    if (typed === null) return;
    const { type, metadata } = typed;
    for (const field of type.fields)
      for (const key of new Set(namesOfField(field).map(headingKey))) {
        const first = metadata.values.get(key) ?? [];
        const again = metadata.repeated.get(key) ?? [];
        const [one, other] = [textOf(first), textOf(again)];
        const [above, below] = [first[0], again[0]];
        if (above === undefined || below === undefined || agree(one, other, field, type)) continue;
        const { line } = markdown.lines.positionOf(above.from);
        const message = `${quote(field.label)} is ${quote(other)} here and ${quote(one)} in line ${line}. ${conflictingField.remedy}`;
        yield { from: below.from, to: below.to, message };
      }
  },
};

const textOf = (values: readonly FieldValue[]): string => values.map(({ text }) => text).join(", ");

/** Precise rather than strict: one may say more than the other. */
function agree(a: string, b: string, { kind, key }: Field, type: DocumentType): boolean {
  if (kind === "list" || isPlaceholder(a) || isPlaceholder(b)) return true;
  const [day, other] = [readDate(a), readDate(b)];
  if (day.status === "day" && other.status === "day") return day.iso === other.iso;
  if (saysAll(a, b) || saysAll(b, a)) return true;
  const state = key === "status" ? stateOf(a, type) : undefined;
  return state !== undefined && state === stateOf(b, type);
}

const wordsOf = (text: string): string[] =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word !== "and");

function saysAll(a: string, b: string): boolean {
  const said = new Set(wordsOf(a));
  return wordsOf(b).every((word) => said.has(word));
}

const stateOf = (text: string, { states }: DocumentType): State | undefined =>
  states.find(({ name, label, aliases = [] }) =>
    [name, label, ...aliases].some((one) => saysAll(one, text) && saysAll(text, one)),
  );
