// The files of documents, each one replica of its document: what a program writes there is merged into the log, what the log has is written
// there after a short quiet.
import type { DocumentId, FileState } from "@nomous/protocol";

export interface FileReplicas {
  /** Compares the file of a document with its log, and follows both from then on. Resolves with how it stands; following again does no harm. */
  follow(id: DocumentId): Promise<FileState>;
  /** As it stands now; `undefined` while it is not followed. */
  state(id: DocumentId): FileState | undefined;
  /** Resolves when the file has everything up to `seq`, or cannot be written for a reason that stays. */
  written(id: DocumentId, seq: number, signal: AbortSignal): Promise<FileState>;
  /** Calls `changed` after each change of a file's state. Returns how to stop. */
  watch(changed: (id: DocumentId, state: FileState) => void): () => void;
  /** Writes what is behind, then lets go of all files. */
  close(): Promise<void>;
}
