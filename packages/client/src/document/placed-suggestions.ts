// Suggestions with the places of their hunks in the present text.
import type { Hunk, SuggestionId } from "@nomous/protocol";
import type { DocumentFacts } from "./document-facts.ts";
import type { OpenSuggestion, PlacedHunk, TextChange } from "./live-document.ts";
import { rangeOf } from "./range-of.ts";
import type { SharedText } from "./shared-text.ts";

export function placedSuggestions({ suggestions }: DocumentFacts, text: SharedText | undefined): OpenSuggestion[] {
  const open: OpenSuggestion[] = [];
  for (const [suggestion, { event, hunks }] of suggestions) {
    if (hunks.size === 0) continue;
    const { why, note, actor, at } = event;
    open.push({ suggestion, why, note, actor, at, hunks: [...hunks.values()].map((hunk) => placed(hunk, text)) });
  }
  return open;
}

/** What accepting these hunks changes in the text, in order; `undefined` when one of them does not wait, or its place is gone. */
export function changesOf(
  facts: DocumentFacts,
  text: SharedText,
  suggestion: SuggestionId,
  hunks: readonly number[],
): TextChange[] | undefined {
  const open = placedSuggestions(facts, text).find((one) => one.suggestion === suggestion)?.hunks ?? [];
  const changes = open
    .filter(({ hunk }) => hunks.includes(hunk))
    .flatMap(({ place, inserted }) => (place === null ? [] : [{ ...place, insert: inserted }]));
  return changes.length < hunks.length ? undefined : changes.toSorted((a, b) => a.from - b.from);
}

function placed(hunk: Hunk, text: SharedText | undefined): PlacedHunk {
  const place = rangeOf(text, hunk.from, hunk.to);
  return { ...hunk, place, isOutdated: place === null || text?.text.slice(place.from, place.to) !== hunk.removed };
}
