// What is said between the thread that serves and the thread that searches.
import type { FoundFiles } from "../workspace/find-files.ts";
import type { WorkspaceError } from "../workspace/workspace-error.ts";
import type { IndexStatus, Passage } from "./live-index.ts";

export interface IndexWorkerData {
  readonly root: string;
}

export interface IndexCall {
  readonly type: "find" | "search";
  readonly id: number;
  readonly text: string;
  readonly limit: number;
  /** The folder was looked at a moment ago. */
  readonly mayBeStale: boolean;
}

export type IndexReply =
  | { readonly type: "status"; readonly status: IndexStatus }
  | { readonly type: "found"; readonly id: number; readonly value: FoundFiles | readonly Passage[] }
  | { readonly type: "failed"; readonly id: number; readonly code: WorkspaceError["code"]; readonly message: string };
