import type { DocumentType, Field, Scope, State } from "./document-type.ts";
import { author, branch, commit, date, status, updated } from "./fields.ts";
import { type DataPaths, partsFromData } from "./parts-from-data.ts";
import { RESEARCH_STATES } from "./states.ts";
import type { TypeData } from "./type-data.ts";
import { withoutUndefined } from "./without-undefined.ts";

interface TypeFromData {
  readonly type: DocumentType;
  readonly paths: DataPaths;
}

/** The type that data describes, on top of the one that it extends, if any. It may contradict itself. */
export function typeFromData(data: TypeData, base: DocumentType | undefined): TypeFromData {
  const paths: DataPaths = new Map();
  const listed = <D, T extends object>(key: keyof TypeData, list: readonly D[], from: (one: D) => T): T[] =>
    list.map((one, i) => {
      const made = from(one);
      paths.set(made, [key, i]);
      return made;
    });
  const type = withoutUndefined<DocumentType>({
    name: data.type,
    title: data.title ?? base?.title ?? "",
    purpose: data.purpose ?? base?.purpose ?? "",
    folder: data.folder ?? base?.folder ?? "",
    metadata: data.metadata ?? base?.metadata ?? "front-matter",
    fields: mergeBy("key", base?.fields ?? USUAL_FIELDS, listed("fields", data.fields ?? [], fieldOf)),
    states: data.states === undefined ? (base?.states ?? RESEARCH_STATES) : listed("states", data.states, stateOf),
    scopes: mergeBy("name", base?.scopes ?? [], listed("scopes", data.scopes ?? [], scopeOf)),
    isNumbered: data.numbered ?? base?.isNumbered,
    parts: partsFromData(data.parts ?? [], base?.parts ?? [], { id: "", path: [] }, paths),
    phases: data.phases === undefined ? (base?.phases ?? []) : listed("phases", data.phases, (phase) => phase),
    leadsTo: data["leads-to"] ?? base?.leadsTo ?? [],
  });
  return { type, paths };
}

const USUAL_FIELDS: readonly Field[] = [status, date, updated, author, branch, commit];

/** Those of the team take the place of those with the same name; a name that stands there twice stays twice. */
function mergeBy<K extends string, T extends Readonly<Record<K, unknown>>>(
  key: K,
  base: readonly T[],
  own: readonly T[],
): T[] {
  const replaced = base.map((one) => own.find((other) => other[key] === one[key]) ?? one);
  return [...replaced, ...own.filter((one) => !replaced.includes(one))];
}

const capitalised = (name: string): string =>
  `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll(/[-_]/g, " ")}`;

const stateOf = ({ name, label, aliases, stage, next, approval }: NonNullable<TypeData["states"]>[number]): State =>
  withoutUndefined<State>({
    name,
    label: label ?? capitalised(name),
    aliases,
    stage,
    next: next ?? [],
    isApproval: approval,
  });

const scopeOf = (data: NonNullable<TypeData["scopes"]>[number]): Scope => withoutUndefined<Scope>(data);

function fieldOf(data: NonNullable<TypeData["fields"]>[number]): Field {
  const { key, label = capitalised(key), aliases, required = false, choices, aspects } = data;
  const { kind = choices === undefined ? "text" : "choice", guidance = `Say what the ${label.toLowerCase()} is.` } =
    data;
  return withoutUndefined<Field>({ key, label, aliases, isRequired: required, kind, choices, aspects, guidance });
}
