// Whether what the documents rest on still holds: asked once for the whole page, after the list of documents, because it looks further than
// they do. It is asked again when documents have come to rest, when a job ended, and when a person comes back to the page.
import type { FreshnessOverview, QueryResult } from "@nomous/client";
import { createContext, use, useEffect, useMemo, useRef } from "react";
import { type QueryState, useQuery } from "../hooks/use-query.ts";
import { useSettled } from "../hooks/use-settled.ts";
import { type DocumentsView, isTyped } from "../library/use-documents.ts";
import { useLastEnd } from "../runs/use-experiment-job.ts";

export interface FreshnessView extends QueryState<QueryResult<"freshness.list">> {
  /** By path; a document that rests on nothing is not in it. */
  readonly byPath: ReadonlyMap<string, FreshnessOverview>;
}

export const FreshnessContext = createContext<FreshnessView | undefined>(undefined);

/** So long nobody has changed a document. */
const REST_MS = 1_000;

/** The view to provide once, at the shell. Where there are no documents nothing is asked: who only chats starts nothing. */
export function useFreshnessView({ data: list, at }: DocumentsView): FreshnessView {
  const listed = useSettled(list?.documents.some(isTyped) === true ? at : undefined, REST_MS);
  const state = useQuery("freshness.list", listed === undefined ? undefined : {});
  const { again, data } = state;
  const occasion = `${listed} ${useLastEnd()}`;
  const last = useRef<string>(undefined);
  useEffect(() => {
    if (listed === undefined) return;
    if (last.current !== undefined && last.current !== occasion) again();
    last.current = occasion;
  }, [listed, occasion, again]);
  useEffect(() => {
    window.addEventListener("focus", again);
    return () => window.removeEventListener("focus", again);
  }, [again]);
  const byPath = useMemo(() => new Map(data?.documents.map((one) => [one.path, one])), [data]);
  return useMemo(() => ({ ...state, byPath }), [state, byPath]);
}

/** Nothing is known where nobody provides it. */
export function useFreshness(): FreshnessView {
  return use(FreshnessContext) ?? NOTHING;
}

const NOTHING: FreshnessView = {
  data: undefined,
  at: undefined,
  error: undefined,
  isLoading: false,
  again: () => undefined,
  byPath: new Map(),
};
