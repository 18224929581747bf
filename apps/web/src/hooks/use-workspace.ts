// What is served here: asked once for the whole page, again while the index grows and when a person comes back to it.
import type { QueryResult } from "@nomous/client";
import { createContext, use, useEffect } from "react";
import { useRuntime } from "./use-client.ts";
import { type QueryState, useQuery } from "./use-query.ts";

export type WorkspaceStatus = QueryResult<"workspace.status">;

const INDEXING_MS = 1_000;
const QUIET_MS = 30_000;

export const WorkspaceContext = createContext<QueryState<WorkspaceStatus> | undefined>(undefined);

/** The state to provide once, at the shell. */
export function useWorkspaceStatus(): QueryState<WorkspaceStatus> {
  const state = useQuery("workspace.status", {});
  const { clock } = useRuntime();
  const { data, at, again } = state;
  const isIndexing = data?.index.state === "indexing";
  useEffect(
    () => (at === undefined ? undefined : clock.after(isIndexing ? INDEXING_MS : QUIET_MS, again)),
    [at, isIndexing, again, clock],
  );
  useEffect(() => {
    window.addEventListener("focus", again);
    return () => window.removeEventListener("focus", again);
  }, [again]);
  return state;
}

export function useWorkspace(): QueryState<WorkspaceStatus> {
  const state = use(WorkspaceContext);
  if (state === undefined) throw new Error("useWorkspace outside WorkspaceContext");
  return state;
}
