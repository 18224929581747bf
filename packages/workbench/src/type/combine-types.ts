// The types of a workspace: those of a team take the place of those that ship and have the same name. No two may have one name or one
// folder, because then nobody could tell what a document is.
import { BUILT_IN_TYPES } from "./built-in.ts";
import type { DecodedType, TypeProblem } from "./decode-type.ts";
import type { DocumentType } from "./document-type.ts";

export type OwnType = Extract<DecodedType, { readonly ok: true }>;

export interface CombinedTypes {
  readonly types: readonly DocumentType[];
  readonly problems: readonly TypeProblem[];
}

export function combineTypes(own: readonly OwnType[]): CombinedTypes {
  const names = new Set(own.map(({ type }) => type.name));
  const shipped = BUILT_IN_TYPES.filter(({ name }) => !names.has(name));
  const types = [...shipped, ...own.map(({ type }) => type)];
  const problems = own.flatMap((one, i) => [
    ...findClash(one, own.slice(0, i), "name"),
    ...findClash(one, [...own.slice(0, i), ...shipped.map((type) => ({ type, file: null }))], "folder"),
    ...findUnknownNext(one, types),
  ]);
  return { types, problems };
}

interface Known {
  readonly type: DocumentType;
  /** Null for one that ships. */
  readonly file: string | null;
}

function findClash({ type, file, places }: OwnType, others: readonly Known[], key: "name" | "folder"): TypeProblem[] {
  const other = others.find((one) => one.type[key] === type[key] && (key === "name" || one.type.name !== type.name));
  if (other === undefined) return [];
  const owner =
    other.file === null ? `the type "${other.type.name}", which ships` : `"${other.type.name}" in ${other.file}`;
  return [{ ...places[key], file, message: `the ${key} "${type[key]}" belongs to ${owner}: choose another` }];
}

function findUnknownNext({ type, file, places }: OwnType, types: readonly DocumentType[]): TypeProblem[] {
  const names = types.map(({ name }) => name);
  return type.leadsTo
    .filter((name) => !names.includes(name))
    .map((name) => ({
      ...places.leadsTo,
      file,
      message: `there is no type "${name}" to lead to: name one of ${names.join(", ")}`,
    }));
}
