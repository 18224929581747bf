// What is known of edit conflicts beside the documents, in files that are committed with them; adapted to the lab at the composition root.
import type { KnownConflict } from "@nomous/protocol";

export interface ConflictMirror {
  /** Makes the reviews of the document at `path` say all this; what they say already is not written again. Durable when it resolves. */
  write(path: string, conflicts: readonly KnownConflict[]): Promise<void>;
}
