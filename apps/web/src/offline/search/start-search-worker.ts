import type { SearchWorker } from "./local-search.ts";

/** Fetches what searches as a file of its own and starts it. */
export const startSearchWorker = (): SearchWorker =>
  new Worker(new URL("./search-worker.ts", import.meta.url), { type: "module", name: "search" });
