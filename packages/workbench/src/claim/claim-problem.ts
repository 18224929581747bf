import type { Fix, Problem } from "../rule/rule.ts";
import type { Span } from "../text/span.ts";

/** Each is a rule of the family `claim`. */
export type ClaimProblemKind =
  | "form"
  | "unknown"
  | "evidence"
  | "unit"
  | "value"
  | "rounding"
  | "interval"
  | "other-experiment"
  | "other-variant"
  | "direction"
  | "verb"
  | "stale"
  | "no-definition";

export interface ClaimProblem extends Problem {
  readonly kind: ClaimProblemKind;
}

export const problemAt = (
  { from, to }: Span,
  kind: ClaimProblemKind,
  message: string,
  fix: Fix | null = null,
): ClaimProblem => ({ kind, from, to, message, ...(fix === null ? {} : { fix }) });

/** A fix that was made in a sentence, as one in the document; null when it changes nothing. */
export const fixFrom = (start: number, fix: Fix | null): Fix | null =>
  fix === null || fix.edits.length === 0
    ? null
    : {
        title: fix.title,
        edits: fix.edits.map(({ from, to, insert }) => ({ from: from + start, to: to + start, insert })),
      };
