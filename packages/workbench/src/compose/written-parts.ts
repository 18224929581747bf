// Which parts a new document begins with: the short form has what every document must say, what its scopes ask for, and what is known
// already; the full form has every line of the type, except for scopes that somebody denied.
import type { Part } from "../type/document-type.ts";
import type { Draft } from "./draft.ts";
import { fillingOf, type Fillings } from "./filling.ts";

/** A part that is written, with those below it that are. */
export interface WrittenPart {
  readonly part: Part;
  readonly below: readonly WrittenPart[];
}

export const writtenParts = (draft: Draft, fillings: Fillings): readonly WrittenPart[] =>
  select(draft.type.parts, draft, fillings);

const select = (parts: readonly Part[], draft: Draft, fillings: Fillings): WrittenPart[] =>
  parts
    .map((part) => ({ part, below: select(part.parts ?? [], draft, fillings) }))
    .filter(({ part, below }) => below.length > 0 || isNeeded(part, draft) || fillingOf(part, fillings) !== undefined);

const isNeeded = ({ need }: Part, draft: Draft): boolean => {
  if (typeof need === "object") return isDeclared(need.scope, draft);
  return need === "always" || (need === "full" && draft.form === "full");
};

const isDeclared = (scope: string, { form, scopes, declined = [] }: Draft): boolean =>
  scopes.includes(scope) || (form === "full" && !declined.includes(scope));

/** The scopes that the document declares. */
export const declaredScopes = (draft: Draft): readonly string[] =>
  draft.type.scopes.map(({ name }) => name).filter((name) => isDeclared(name, draft));
