// What the server wants to know of the folder that it serves; the lab's functions are adapted to it at the composition root.
import type { QueryResult, WorkspaceStatus } from "@nomous/protocol";

/** A passage found in the workspace. */
export interface Passage {
  readonly path: string;
  /** First and last line, from 1. */
  readonly line: number;
  readonly endLine: number;
  /** The lines as they are in the file. */
  readonly text: string;
  /** Higher is better; comparable within one search. */
  readonly score: number;
}

export interface Retriever {
  /** The best passages for a question, best first; waits for the index when it is being built. */
  search(query: string, limit: number, signal: AbortSignal): Promise<readonly Passage[]>;
}

interface WorkspaceImage {
  /** `image/png`, `image/jpeg`, `image/webp` or `image/gif`, told by the bytes. */
  readonly type: string;
  /** At most 8 MiB. */
  readonly data: Uint8Array;
}

export interface WorkspaceSource {
  readonly name: string;
  readonly path: string;
  status(): Promise<Pick<WorkspaceStatus, "files" | "index" | "git">>;
  files(text: string, limit: number): Promise<QueryResult<"workspace.files">>;
  /**
   * Lines, with what looks like keys and passwords covered. Rejects with a `WorkspaceError` when the path leaves the
   * workspace, does not exist, or is not text.
   */
  read(path: string, from: number, to: number): Promise<QueryResult<"workspace.read">>;
  /** Rejects as `read` does; `not-text` when it is no image either. */
  readImage(path: string): Promise<WorkspaceImage>;
}

export class WorkspaceError extends Error {
  readonly code: "not-found" | "forbidden" | "not-text" | "unreadable";
  constructor(code: WorkspaceError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "WorkspaceError";
    this.code = code;
  }
}
