// What a document says of itself: in front matter, in a table whose first column names things, or in bold lines below the title.
// Documents written elsewhere use either; the first place that has a field wins.
import { isMap, isScalar, isSeq, type Pair, parseDocument } from "yaml";
import type { Cell, Markdown, Table } from "../text/markdown.ts";
import { plainText } from "../text/plain-text.ts";
import type { Span } from "../text/span.ts";
import { headingKey } from "./locate-parts.ts";

/** A value with where it stands. */
export interface FieldValue extends Span {
  readonly text: string;
  /** Where the name of the field stands. */
  readonly name: Span;
}

export interface Metadata {
  /** By normalised name: `last updated`. */
  readonly values: ReadonlyMap<string, readonly FieldValue[]>;
  /** What other places say of the same fields, by the same names. */
  readonly repeated: ReadonlyMap<string, readonly FieldValue[]>;
  /** Where a field that is missing belongs. */
  readonly home: Span;
}

/** The first value of a field that has one of these names. */
export function fieldOf({ values }: Metadata, names: readonly string[]): FieldValue | undefined {
  return names.map((name) => values.get(headingKey(name))?.[0]).find((value) => value !== undefined);
}

/** All values that say something: a list in front matter has several, or none. */
export const fieldsOf = ({ values }: Metadata, names: readonly string[]): readonly FieldValue[] =>
  names.flatMap((name) => values.get(headingKey(name)) ?? []).filter(({ text }) => text !== "");

export function readMetadata(markdown: Markdown): Metadata {
  const table = metadataTable(markdown);
  const values = new Map<string, FieldValue[]>();
  const repeated = new Map<string, FieldValue[]>();
  for (const [name, value] of [...frontMatterFields(markdown), ...tableFields(table), ...labelFields(markdown)]) {
    const key = headingKey(name);
    const known = values.get(key);
    if (known === undefined) values.set(key, [value]);
    else if (known[0]?.name === value.name) known.push(value);
    else repeated.set(key, [...(repeated.get(key) ?? []), value]);
  }
  const title = markdown.headings[0] ?? { from: markdown.bodyFrom, to: markdown.bodyFrom };
  return { values, repeated, home: markdown.frontMatter ?? table ?? title };
}

type NamedValue = readonly [name: string, value: FieldValue];

function frontMatterFields({ text, frontMatter }: Markdown): NamedValue[] {
  if (frontMatter === null) return [];
  const offset = frontMatter.yaml.from;
  const { contents } = parseDocument(text.slice(offset, frontMatter.yaml.to), { logLevel: "silent" });
  if (!isMap(contents)) return [];
  return contents.items.flatMap((pair) => yamlFields(pair, offset));
}

function yamlFields({ key, value }: Pair, offset: number): NamedValue[] {
  if (!isScalar(key) || typeof key.value !== "string") return [];
  const own = key.value;
  const name = spanOf(key.range, offset);
  if (isSeq(value) && value.items.length === 0) return [[own, { ...spanOf(value.range, offset), text: "", name }]];
  const scalars = isSeq(value) ? value.items : [value];
  return scalars
    .filter(isScalar)
    .map(({ range, source = "" }) => [own, { ...spanOf(range, offset), text: source.trim(), name }] as const);
}

const spanOf = (range: readonly number[] | null | undefined, offset: number): Span => ({
  from: offset + (range?.[0] ?? 0),
  to: offset + (range?.[1] ?? 0),
});

/** A table of names and values before the second heading: that of an RFC, or of one that was filled in by hand. */
function metadataTable({ tables, headings }: Markdown): Table | undefined {
  const end = headings.find(({ level }, i) => i > 0 || level > 1)?.from ?? Number.POSITIVE_INFINITY;
  return tables.find(({ from, header, rows }) => from < end && header.cells.length === 2 && rows.length > 0);
}

function tableFields(table: Table | undefined): NamedValue[] {
  const [first, ...rows] = table === undefined ? [] : [table.header, ...table.rows];
  const named = [...(first === undefined ? [] : [first]), ...rows];
  return named.flatMap(({ cells: [name, value] }) =>
    name === undefined || value === undefined ? [] : pairNames(name, value),
  );
}

/** `Created / Last updated` holds two names, and two values when its value has a stroke between blanks too. */
function pairNames(name: Cell, value: Cell): NamedValue[] {
  const names = name.text.split(/\s*\/\s*/);
  const parts = value.text.split(/\s+\/\s+/);
  if (names.length === 1 || names.length !== parts.length) return names.map((one) => [one, { ...value, name }]);
  let from = value.from;
  return names.map((one, i) => {
    const text = parts[i] ?? "";
    const field = { from, to: from + text.length, text, name };
    from += text.length + 3;
    return [one, field];
  });
}

/** `**Status:** Draft` in its own paragraph or item before the second heading. */
function labelFields({ labels, headings, tree, text }: Markdown): NamedValue[] {
  const end = headings.find(({ level }, i) => i > 0 || level > 1)?.from ?? Number.POSITIVE_INFINITY;
  return labels
    .filter(({ from }) => from < end)
    .map((label) => {
      const words = text.slice(label.content.from, label.content.to);
      const from = label.content.from + (words.length - words.trimStart().length);
      const to = Math.max(from, label.content.from + words.trimEnd().length);
      return [label.text, { from, to, text: plainText(tree, text, { from, to }), name: label }];
    });
}
