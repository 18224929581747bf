// The documents of the workspace: asked once for the whole page, again when the bridge says that the list changed. With them what was
// opened here last, which only this browser knows.
import type { DocumentId, DocumentOverview, QueryResult } from "@nomous/client";
import { createContext, use, useEffect, useMemo, useState } from "react";
import { useLocation } from "wouter";
import { documentIdOf } from "../address.ts";
import { recall, remember } from "../browser-storage.ts";
import { useLatest } from "../hooks/use-latest.ts";
import { type QueryState, useQuery } from "../hooks/use-query.ts";
import { withOpened } from "./opened-documents.ts";

/** Whether it is a document of the workbench; the list has every other Markdown file too. */
export const isTyped = ({ type }: DocumentOverview): boolean => type !== null;

export interface DocumentsView extends QueryState<QueryResult<"documents.list">> {
  /** Newest first. */
  readonly opened: readonly DocumentId[];
}

export const DocumentsContext = createContext<DocumentsView | undefined>(undefined);

/** The view to provide once, at the shell. */
export function useDocumentsView(): DocumentsView {
  const state = useQuery("documents.list", {});
  const { again } = state;
  const revision = useLatest("documents")?.revision;
  useEffect(() => {
    if (revision !== undefined) again();
  }, [revision, again]);
  const opened = useOpened();
  return useMemo(() => ({ ...state, opened }), [state, opened]);
}

export function useDocuments(): DocumentsView {
  const view = use(DocumentsContext);
  if (view === undefined) throw new Error("useDocuments outside DocumentsContext");
  return view;
}

const KEY = "opened-documents";

function useOpened(): readonly DocumentId[] {
  const [address] = useLocation();
  const [opened, setOpened] = useState<readonly DocumentId[]>(
    () => (recall(localStorage, KEY)?.split(" ") ?? []) as DocumentId[],
  );
  const id = documentIdOf(address);
  const next = id === undefined ? opened : withOpened(opened, id);
  if (next !== opened) setOpened(next);
  useEffect(() => remember(localStorage, KEY, next.join(" ")), [next]);
  return next;
}
