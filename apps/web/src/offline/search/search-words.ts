// How much a search looks through, as a person is told.
import type { OfflineState } from "@nomous/client";
import { countText, plural } from "../../words/numbers.ts";
import type { SearchState } from "./search-message.ts";

/** "1,214 turns, 38 documents, all of this browser" */
export function searchedText(state: SearchState | undefined, offline: OfflineState): string {
  if (state === undefined) return "Reading what this browser has";
  const size = `${plural(state.turns, "turn")}, ${plural(state.documents, "document")}`;
  if (state.trouble !== undefined) return `${size}; not all could be read: ${state.trouble}`;
  if (state.isReading) return `Reading what this browser has: ${size} so far`;
  const lacks = [lackText(offline.documents, "documents"), lackText(offline.conversations, "conversations")];
  const lacking = lacks.filter((lack) => lack !== undefined);
  return `${size}, ${lacking.length === 0 ? "all of this browser" : lacking.join(", ")}`;
}

/** "312 of 1,000 documents are here" */
const lackText = ({ here, total }: OfflineState["documents"], what: string): string | undefined =>
  here < total ? `${countText(here)} of ${countText(total)} ${what} are here` : undefined;
