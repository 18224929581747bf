// A team's own type: YAML, with a Markdown template beside it if they like. One that contradicts itself is told everything that is wrong
// with it, each with its place.
import { isCollection, isMap, isNode, type Document } from "yaml";
import { decodeYaml } from "../data/decode-yaml.ts";
import { nearestWord } from "../data/nearest-word.ts";
import type { Span } from "../text/span.ts";
import { applyTemplate } from "./apply-template.ts";
import { BUILT_IN_TYPES } from "./built-in.ts";
import type { DocumentType, Part } from "./document-type.ts";
import { findContradictions, type TypePlace } from "./find-contradictions.ts";
import type { DataPath, DataPaths } from "./parts-from-data.ts";
import { type TypeData, typeData } from "./type-data.ts";
import { typeFromData } from "./type-from-data.ts";

export interface TextFile {
  /** As it is told to people. */
  readonly file: string;
  readonly text: string;
}

/** What is wrong, in which file and where, as UTF-16 offsets into its text. */
export interface TypeProblem extends Span {
  readonly file: string;
  readonly message: string;
}

export type DecodedType =
  | { readonly ok: true; readonly type: DocumentType; readonly file: string; readonly places: TypePlaces }
  | { readonly ok: false; readonly problems: readonly TypeProblem[] };

/** Where the YAML says what has to agree with other types. */
interface TypePlaces {
  readonly name: Span;
  readonly folder: Span;
  readonly leadsTo: Span;
}

/** Reads a type and checks it against itself and against its template. */
export function decodeType(text: string, file: string, template?: TextFile): DecodedType {
  const decoded = decodeYaml(typeData, text);
  if (!decoded.ok) return { ok: false, problems: decoded.problems.map((problem) => ({ ...problem, file })) };
  const { value: data, document } = decoded;
  const at = (path: DataPath): Span => spanAt(document, path);
  const base = BUILT_IN_TYPES.find(({ name }) => name === data.extends);
  const missing = findMissing(data, base).map(({ path, message }) => ({ ...at(path), message, file }));
  if (missing.length > 0) return { ok: false, problems: missing };

  const { type: written, paths } = typeFromData(data, base);
  const applied = template === undefined ? null : applyTemplate(written, template.text);
  const type = applied?.type ?? written;
  const problems = [
    ...findContradictions(type)
      .map(({ place, message }) => ({ ...at(pathOf(place, type, paths, applied?.origin)), message, file }))
      .toSorted((a, b) => a.from - b.from),
    ...(applied?.problems ?? []).map((problem) => ({ ...problem, file: template?.file ?? file })),
  ];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, type, file, places: { name: at(["type"]), folder: at(["folder"]), leadsTo: at(["leads-to"]) } };
}

/** Only a type that extends another can leave things out. */
function findMissing(data: TypeData, base: DocumentType | undefined): { path: DataPath; message: string }[] {
  if (base !== undefined) return [];
  if (data.extends !== undefined) return [{ path: ["extends"], message: unknownBase(data.extends) }];
  const keys = ["title", "purpose", "folder", "parts"] as const;
  return keys
    .filter((key) => data[key] === undefined)
    .map((key) => ({ path: ["type"], message: `"${key}" is missing: add it, or extend a type that has it` }));
}

function unknownBase(name: string): string {
  const names = BUILT_IN_TYPES.map((type) => type.name);
  const meant = nearestWord(name, names);
  const hint = meant === undefined ? `name one of ${names.join(", ")}` : `did you mean ${meant}?`;
  return `there is no type "${name}" to extend: ${hint}`;
}

/** The keys of YAML that are called differently in a type. */
const KEYS: Readonly<Partial<Record<keyof Part, string>>> = { as: "label", isMandatory: "mandatory" };

function pathOf(place: TypePlace, type: DocumentType, paths: DataPaths, origin?: ReadonlyMap<Part, Part>): DataPath {
  if (place.of === "type") return [place.key];
  const thing = place.of === "part" ? (origin?.get(place.part) ?? place.part) : type[place.of][place.index];
  const path = thing === undefined ? undefined : paths.get(thing);
  const key = place.of === "part" ? (KEYS[place.key] ?? place.key) : place.key;
  // What comes from the type that is extended can only be told there.
  return path === undefined ? ["extends"] : [...path, key];
}

/** Where a value stands; what is not written is told at the heading or the first key of what it belongs to. */
function spanAt(document: Document, path: DataPath): Span {
  const node = document.getIn(path, true);
  if (isNode(node) && node.range) return { from: node.range[0], to: node.range[1] };
  const above = path.slice(0, -1);
  const owner = above.length === 0 ? document.contents : document.getIn(above, true);
  const first: unknown = isMap(owner) ? (owner.get("heading", true) ?? owner.items[0]?.value) : undefined;
  if (isNode(first) && !isCollection(first) && first.range) return { from: first.range[0], to: first.range[1] };
  return path.length === 0 ? { from: 0, to: 0 } : spanAt(document, above);
}
