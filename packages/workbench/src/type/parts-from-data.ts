// Parts as a team writes them, laid over those of the type that is extended: a part with a heading that the other knows changes what it
// says and keeps the rest, others are added.
import type { Column, Expectation, Part, RowStart } from "./document-type.ts";
import { headingKey, isNamed } from "./locate-parts.ts";
import type { ExpectsData, PartData } from "./type-data.ts";
import { withoutUndefined } from "./without-undefined.ts";

/** Where in the YAML a part, a state, a scope or a field is described: `["parts", 2, "parts", 0]`. */
export type DataPaths = Map<object, DataPath>;
export type DataPath = readonly (string | number)[];

export function partsFromData(
  list: readonly PartData[],
  base: readonly Part[],
  above: { readonly id: string; readonly path: DataPath },
  paths: DataPaths,
): Part[] {
  const changed = new Map<Part, Part>();
  const added: Part[] = [];
  for (const [i, data] of list.entries()) {
    const known = base.find((part) => part.id === data.id || isNamed(part, headingKey(data.heading)));
    const part = partFromData(data, known, { id: above.id, path: [...above.path, "parts", i] }, paths);
    // A second one is added, so that it is found to be there twice.
    if (known !== undefined && !changed.has(known)) changed.set(known, part);
    else added.push(part);
  }
  return [...base.map((part) => changed.get(part) ?? part), ...added];
}

function partFromData(
  data: PartData,
  base: Part | undefined,
  { id: above, path }: { readonly id: string; readonly path: DataPath },
  paths: DataPaths,
): Part {
  const id = data.id ?? base?.id ?? `${above}${headingKey(data.heading).replaceAll(" ", "-")}`;
  const parts = partsFromData(data.parts ?? [], base?.parts ?? [], { id: `${id}.`, path }, paths);
  const part = withoutUndefined<Part>({
    id,
    heading: data.heading,
    aliases: aliasesOf(data, base),
    as: data.label === undefined ? base?.as : data.label ? "label" : "heading",
    need: data.need ?? base?.need ?? "always",
    role: data.role ?? base?.role,
    guidance: data.guidance ?? base?.guidance ?? "",
    skeleton: data.skeleton ?? base?.skeleton,
    expects: data.expects === undefined ? base?.expects : expectationsOf(data.expects),
    isMandatory: data.mandatory ?? base?.isMandatory,
    parts: parts.length === 0 ? undefined : parts,
  });
  paths.set(part, path);
  return part;
}

/** The names that the other type knows go on to mean the part. */
function aliasesOf({ heading, aliases = [] }: PartData, base: Part | undefined): readonly string[] | undefined {
  if (base === undefined) return aliases.length === 0 ? undefined : aliases;
  const inherited = [base.heading, ...(base.aliases ?? [])];
  return [...new Set([...aliases, ...inherited])].filter((name) => headingKey(name) !== headingKey(heading));
}

function expectationsOf({ words, entries, table, fence, ...flags }: ExpectsData): Expectation[] {
  const wanted = (["tasks", "number", "duration", "person", "link", "citation", "diagram"] as const).filter(
    (kind) => flags[kind] === true,
  );
  return [
    ...(words === undefined ? [] : [withoutUndefined<Expectation>({ kind: "words", min: words.min, max: words.max })]),
    ...(entries === undefined ? [] : [{ kind: "entries" as const, min: entries }]),
    ...(table === undefined ? [] : [tableOf(table)]),
    ...(fence === undefined ? [] : [{ kind: "fence" as const, languages: fence }]),
    ...wanted.map((kind) => ({ kind })),
  ];
}

function tableOf(table: NonNullable<ExpectsData["table"]>): Expectation {
  if (!("columns" in table)) return { kind: "table", columns: table.map(columnOf) };
  const { columns, rows = [] } = table;
  return { kind: "table", columns: columns.map(columnOf), rows: rows.map(rowOf) };
}

type TableData = Extract<NonNullable<ExpectsData["table"]>, { readonly columns: unknown }>;

const columnOf = (data: TableData["columns"][number]): Column =>
  typeof data === "string"
    ? { heading: data, isRequired: true }
    : { heading: data.heading, aliases: data.aliases ?? [], isRequired: data.required ?? true };

const rowOf = (data: NonNullable<TableData["rows"]>[number]): RowStart =>
  typeof data === "string" ? { text: data } : withoutUndefined<RowStart>(data);
