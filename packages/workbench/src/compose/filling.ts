import type { Part, Role } from "../type/document-type.ts";

/** What is known for a part before anybody has written it. */
export type Filling =
  /** Instead of the guidance; below it, where it is only a beginning. */
  | { readonly kind: "text"; readonly text: string; readonly isBeginning?: boolean }
  /** Instead of the guidance, an item each. */
  | { readonly kind: "items"; readonly items: readonly string[] }
  /** For the table; one that begins like a row of the template takes its place. The guidance stays, because cells are missing. */
  | { readonly kind: "rows"; readonly rows: readonly Row[] }
  /** A table each, below a heading of its own; where parts below have tables the first takes all rows. */
  | { readonly kind: "groups"; readonly groups: readonly RowGroup[] };

export interface RowGroup {
  /** Null: it needs no heading. */
  readonly title: string | null;
  readonly rows: readonly Row[];
}

/** Cells by the name of their column. */
export type Row = Readonly<Record<string, string>>;

/** By role; for a part that has none, or shares it, by the part itself. */
export type Fillings = ReadonlyMap<Role | Part, Filling>;

export const fillingOf = (part: Part, fillings: Fillings): Filling | undefined =>
  fillings.get(part) ?? (part.role === undefined ? undefined : fillings.get(part.role));

/** What a table has to hold. */
export const rowsOf = (filling: Filling | undefined): readonly Row[] => {
  if (filling?.kind === "rows") return filling.rows;
  return filling?.kind === "groups" ? filling.groups.flatMap(({ rows }) => rows) : [];
};
