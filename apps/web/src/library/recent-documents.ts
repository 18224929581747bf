import type { DocumentId, DocumentOverview } from "@nomous/client";
import { byChange } from "./library-rows.ts";
import { RECENT } from "./opened-documents.ts";
import { isTyped } from "./use-documents.ts";

/** The few that one comes back to: those that were opened here last, then those of a type that changed last. */
export function recentDocuments(
  documents: readonly DocumentOverview[],
  opened: readonly DocumentId[],
): readonly DocumentOverview[] {
  const here = opened.flatMap((id) => documents.find(({ document }) => document === id) ?? []);
  const others = documents.filter((document) => isTyped(document) && !here.includes(document)).toSorted(byChange);
  return [...here, ...others].slice(0, RECENT);
}
