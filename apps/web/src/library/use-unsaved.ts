import type { DocumentId, OutboxEntry } from "@nomous/client";
import { useMemo } from "react";
import { useClient } from "../hooks/use-client.ts";
import { useReadable } from "../hooks/use-readable.ts";

/** How many edits of each document wait in this browser; those that the bridge has are not counted. */
export function useUnsaved(): ReadonlyMap<DocumentId, number> {
  const outbox = useReadable(useClient().outbox);
  return useMemo(() => unsavedEdits(outbox), [outbox]);
}

export function unsavedEdits(outbox: readonly OutboxEntry[]): ReadonlyMap<DocumentId, number> {
  const edits = new Map<DocumentId, number>();
  for (const { name, args } of outbox) {
    if (name !== "document.edit") continue;
    const { document } = args as { readonly document: DocumentId };
    edits.set(document, (edits.get(document) ?? 0) + 1);
  }
  return edits;
}
