// A suggestion as the log has it.
import type { Actor, Hunk, SuggestionId, SuggestionReason } from "@nomous/protocol";
import type { NewEntry } from "../document-log.ts";

interface NewSuggestion {
  readonly suggestion: SuggestionId;
  readonly why: SuggestionReason;
  readonly note: string;
  readonly hunks: readonly Hunk[];
}

/** What makes a suggestion: what it is, and its hunks. */
export function suggestionEntries(
  { suggestion, why, note, hunks }: NewSuggestion,
  { actor }: { readonly actor: Actor },
): NewEntry[] {
  return [
    { event: { type: "suggestion", suggestion, why, note, actor } },
    ...hunks.map((hunk): NewEntry => ({ event: { type: "hunk", suggestion, hunk } })),
  ];
}
