// A search through what this browser has, as state: it is asked again when more has been read.
import type { Client } from "@nomous/client";
import { useEffect, useState } from "react";
import { type Bridge, useBridge } from "../../hooks/use-client.ts";
import { useReadable } from "../../hooks/use-readable.ts";
import type { Found } from "./local-index.ts";
import { LocalSearch } from "./local-search.ts";
import type { SearchState } from "./search-message.ts";
import { startSearchWorker } from "./start-search-worker.ts";

export interface SearchView {
  /** Of the last text that was looked for; `undefined` before the first, and without a text. */
  readonly found: Found | undefined;
  readonly state: SearchState | undefined;
}

const searches = new WeakMap<Client, LocalSearch>();

function searchOf({ client, runtime }: Bridge): LocalSearch {
  const known = searches.get(client);
  if (known !== undefined) return known;
  const search = new LocalSearch(runtime.clock, startSearchWorker);
  searches.set(client, search);
  return search;
}

/** Starts looking through everything here as soon as it is rendered, so that the first words find it read. */
export function useLocalSearch(text: string, limit: number): SearchView {
  const bridge = useBridge();
  const search = searchOf(bridge);
  const state = useReadable(search.state);
  const { list } = useReadable(bridge.client.conversations);
  const [answer, setAnswer] = useState<{ readonly found: Found; readonly of: string }>();
  useEffect(() => search.hold(), [search]);
  const query = text.trimStart();
  const revision = state?.revision;
  useEffect(() => {
    if (query === "") return undefined;
    let isOld = false;
    const deleted = [...list.values()].flatMap(({ id, deletedAt }) => (deletedAt === undefined ? [] : [id]));
    void search.find(query, limit, deleted).then((found) => isOld || setAnswer({ found, of: query }));
    return () => {
      isOld = true;
    };
    // What was read since may hold it too.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [search, query, limit, list, revision]);
  return { found: query === "" ? undefined : answer?.found, state };
}
