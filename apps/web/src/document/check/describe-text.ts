// What the page shows of a text besides its findings: outline, guidance, the blocks of the preview, what the document says of itself.
import {
  type CheckedDocument,
  type DocumentType,
  fieldOf,
  fieldsOf,
  namesOfField,
  progressOf,
  readMetadata,
  type Severity,
  type State,
  type Subject,
  type TypedDocument,
} from "@nomous/workbench";
import { claimsIn, experimentsIn } from "./describe-experiments.ts";
import { stalePlaces } from "./stale-places.ts";
import { worseOf } from "./worse-of.ts";
import type { CheckedText, FieldFacts, Guidance, OutlineEntry, StateFacts, TypeFacts } from "./check-message.ts";

/** Without what is known of the world around it, and since when. */
export function describeText(checked: CheckedDocument): Omit<CheckedText, "wants" | "asOf"> {
  const { subject, findings } = checked;
  const { markdown, typed } = subject;
  const { written, required, phase } = progressOf(checked);
  return {
    title: markdown.headings.find(({ level }) => level === 1)?.title ?? null,
    findings,
    outline: outlineOf(checked),
    guidance: typed === null ? [] : guidanceOf(typed),
    blocks: blocksOf(subject),
    definitions: markdown.definitions.map(({ from, to }) => markdown.text.slice(from, to)).join("\n"),
    type: typed === null ? null : typeFacts(subject, typed),
    facts: frontMatterFacts(subject),
    progress: { written, required, phase },
    words: countWords(markdown.text, markdown.bodyFrom),
    claims: claimsIn(subject),
    stale: stalePlaces(subject),
    experiments: experimentsIn(subject),
  };
}

/** Findings and headings are both in the order of the text, so each is looked at once. */
function outlineOf({ subject: { markdown }, findings }: CheckedDocument): OutlineEntry[] {
  const { headings, text } = markdown;
  let at = findings.findIndex(({ from }) => from >= (headings[0]?.from ?? text.length));
  if (at < 0) at = findings.length;
  return headings.map(({ from, level, title }, i) => {
    const to = headings[i + 1]?.from ?? text.length + 1;
    let worst: Severity | null = null;
    for (; (findings[at]?.from ?? to) < to; at += 1) worst = worseOf(worst, findings[at]?.severity ?? "note");
    return { from, to, level, title, worst };
  });
}

const guidanceOf = ({ located }: TypedDocument): Guidance[] =>
  located.map(({ part, anchor, own }) => ({
    from: anchor.from,
    to: own.to,
    heading: part.heading,
    text: part.guidance,
  }));

/** The blocks of the highest level that are read: each is rendered alone, and only when it is in view. Comments mark what is generated. */
function blocksOf({ markdown: { tree, bodyFrom, definitions } }: Subject): Uint32Array {
  const isDefinition = new Set(definitions.map(({ from }) => from));
  const places: number[] = [];
  for (let node = tree.topNode.firstChild; node !== null; node = node.nextSibling)
    if (node.from >= bodyFrom && !isDefinition.has(node.from) && node.name !== "CommentBlock")
      places.push(node.from, node.to);
  return Uint32Array.from(places);
}

function typeFacts({ stage }: Subject, typed: TypedDocument): TypeFacts {
  const { type, state, scopes, metadata } = typed;
  const present = state ?? type.states[0];
  return {
    name: type.name,
    title: type.title,
    stage,
    state: state === null ? null : stateFacts(state),
    possible: type.states.filter(({ name }) => present?.next.includes(name)).map(stateFacts),
    fields: type.fields.map((field): FieldFacts => {
      const names = namesOfField(field);
      const values = field.kind === "list" ? fieldsOf(metadata, names) : [fieldOf(metadata, names)];
      return {
        key: field.key,
        label: labelOf(field, type.fields),
        kind: field.kind,
        choices: field.choices ?? [],
        guidance: field.guidance,
        values: values.flatMap((value) => (value === undefined || value.text === "" ? [] : [value.text])),
      };
    }),
    isPlan: hasTasks(type.parts),
    scopes: type.scopes.map(({ name, question }) => ({ name, question, isDeclared: scopes.has(name) })),
  };
}

const hasTasks = (parts: DocumentType["parts"]): boolean =>
  parts.some(({ role, parts: below }) => role === "steps" || hasTasks(below ?? []));

type Field = DocumentType["fields"][number];

/** Two fields may share a line of a table and so a label: then the key says which is which. */
const labelOf = ({ key, label }: Field, fields: readonly Field[]): string =>
  fields.some((other) => other.key !== key && other.label === label)
    ? `${key.charAt(0).toUpperCase()}${key.slice(1).replaceAll("-", " ")}`
    : label;

const stateFacts = ({ name, label, isApproval = false }: State): StateFacts => ({ name, label, isApproval });

/** What stands in the front matter, for the table above the preview; a table in the text is shown where it is. */
function frontMatterFacts({ markdown }: Subject): CheckedText["facts"] {
  const { frontMatter } = markdown;
  if (frontMatter === null) return [];
  const values = new Map<string, { name: string; value: string }>();
  for (const fields of readMetadata(markdown).values.values())
    for (const { from, text, name } of fields) {
      if (from >= frontMatter.to || text === "") continue;
      const label = markdown.text.slice(name.from, name.to).replaceAll(/^["']|["']$/g, "");
      const known = values.get(label);
      values.set(label, { name: label, value: known === undefined ? text : `${known.value}, ${text}` });
    }
  return [...values.values()];
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’.-]*/gu;

/** Words of the text behind the front matter, marks not counted. */
function countWords(text: string, from: number): number {
  WORD.lastIndex = from;
  let count = 0;
  while (WORD.test(text)) count += 1;
  WORD.lastIndex = 0;
  return count;
}
