// What a person chooses before a document is begun, and which of the choices a refusal is about.
import type { CommandArgs, ErrorBody, WorkbenchSettings } from "@nomous/client";
import type { DocumentType } from "@nomous/workbench";

/** The types of the workspace, the team's own among them; the bridge sends what the workbench of its build calls a type. */
export const typesOf = ({ types }: WorkbenchSettings): readonly DocumentType[] => types as readonly DocumentType[];

export interface Wish {
  readonly type: string;
  readonly title: string;
  readonly category: string;
  readonly scopes: readonly string[];
  /** Paths of what it builds on. */
  readonly from: readonly string[];
  readonly isFull: boolean;
}

/** The categories that documents of a type have; none where it asks for none. */
export const categoriesOf = (type: DocumentType): readonly string[] =>
  type.fields.find(({ key }) => key === "category")?.choices ?? [];

/** The scopes that are asked about here. */
export const scopesOf = (type: DocumentType, { without }: WorkbenchSettings): DocumentType["scopes"] =>
  type.scopes.filter(({ name }) => !without.includes(name));

/** The arguments of the command; what the type does not ask for is left out, and no scope means that nobody said. */
export function argsOf(wish: Wish, type: DocumentType, settings: WorkbenchSettings): CommandArgs<"document.new"> {
  const offered = scopesOf(type, settings).map(({ name }) => name);
  const scopes = wish.scopes.filter((name) => offered.includes(name));
  const category = categoriesOf(type).includes(wish.category) ? wish.category : undefined;
  return {
    type: type.name,
    title: wish.title.trim(),
    from: [...wish.from],
    isFull: wish.isFull,
    scopes: scopes.length === 0 ? null : scopes,
    ...(category !== undefined && { category }),
  };
}

const FIELDS = ["type", "title", "category", "scopes", "from"] as const;
type Field = (typeof FIELDS)[number];

const NAMED: readonly (readonly [RegExp, Field])[] = [
  [/\bscope\b/i, "scopes"],
  [/\bcategory\b/i, "category"],
  [/\bdocument type\b/i, "type"],
  [/\b(title|already|exists)\b/i, "title"],
];

/** The field to show a refusal at; `undefined`: it is about the whole. */
export function fieldOf({ details, message }: Pick<ErrorBody, "details" | "message">): Field | undefined {
  const named = FIELDS.find((field) => field === details?.["field"]);
  return named ?? NAMED.find(([words]) => words.test(message))?.[1];
}
