import type { Part, Role } from "../type/document-type.ts";

/** What is known for a part before anybody has written it. */
export type Filling =
  /** Instead of the guidance. */
  | { readonly kind: "text"; readonly text: string }
  /** Instead of the guidance, an item each. */
  | { readonly kind: "items"; readonly items: readonly string[] }
  /** For the table; one that begins like a row of the template takes its place. The guidance stays, because cells are missing. */
  | { readonly kind: "rows"; readonly rows: readonly Row[] };

/** Cells by the name of their column. */
export type Row = Readonly<Record<string, string>>;

export type Fillings = ReadonlyMap<Role, Filling>;

export const fillingOf = ({ role }: Part, fillings: Fillings): Filling | undefined =>
  role === undefined ? undefined : fillings.get(role);
