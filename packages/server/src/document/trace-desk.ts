// What leads to what in a workspace, and whether it still holds, as the server passes it on; adapted to the lab at the composition root.
import type { DocumentFreshness, QueryResult } from "@nomous/protocol";

/** Rejects with a `FileTrouble` when a document cannot be read, with a `DeskError` when it cannot be done as it was asked. */
export interface TraceDesk {
  freshness(signal: AbortSignal): Promise<QueryResult<"freshness.list">>;
  /** `null`: it is no document of a type. */
  freshnessOf(path: string, signal: AbortSignal): Promise<DocumentFreshness | null>;
  /** Writes down that somebody looked at what the document rests on now. */
  reviewed(path: string, why: string | null): Promise<void>;
  trace(id: string | null, signal: AbortSignal): Promise<QueryResult<"trace.read">>;
  verifications(path: string): Promise<QueryResult<"plan.verifications">>;
  commands(path: string, task: string): Promise<QueryResult<"plan.commands">>;
}
