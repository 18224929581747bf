import type { WorkspaceIndex } from "@nomous/lab";
import type { Retriever } from "@nomous/server";
import { translateWorkspaceError } from "./translate-workspace-error.ts";

/** The lab's index as the server's port. */
export const createRetriever = (index: WorkspaceIndex): Retriever => ({
  search: (query, limit, signal) => translateWorkspaceError(index.search(query, limit, signal)),
});
