// The files of the workspace whose path holds some words. While the bridge is away they are looked for in the list that it gave last.
import type { QueryArgs, QueryResult } from "@nomous/client";
import { useMemo } from "react";
import { useIsOnline } from "../hooks/use-client.ts";
import { type QueryState, useQuery } from "../hooks/use-query.ts";

/** The whole list, as far as one reply holds it. */
export const ALL_FILES: QueryArgs<"workspace.files"> = { text: "", limit: 1_000 };

export function useFiles(text: string, limit: number): QueryState<QueryResult<"workspace.files">> {
  const isOnline = useIsOnline();
  const state = useQuery("workspace.files", isOnline ? { text: text.slice(0, 400), limit } : ALL_FILES);
  const { data } = state;
  const fitting = useMemo(() => {
    if (isOnline || data === undefined) return data;
    const words = text.toLowerCase().split(/\s+/);
    const files = data.files.filter(({ path }) => words.every((word) => path.toLowerCase().includes(word)));
    return { files: files.slice(0, limit), total: files.length };
  }, [isOnline, data, text, limit]);
  return { ...state, data: fitting };
}
