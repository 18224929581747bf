// What is known of edit conflicts beside the documents, in files that are committed with them; adapted to the lab at the composition root.
import type { Actor, ConflictChoice, EditConflict } from "@nomous/protocol";

interface ConflictResolution {
  readonly choice: ConflictChoice;
  /** What the place became, or would have. */
  readonly text: string;
  /** It decided the conflict; one that is not the first changed nothing. */
  readonly isFirst: boolean;
  readonly actor: Actor;
  /** Wall clock of the bridge, milliseconds. */
  readonly at: number;
}

/** A conflict with all that was decided about it, oldest first; open while there is none. */
export interface KnownConflict {
  readonly conflict: EditConflict;
  /** When it was found, wall clock of the bridge, milliseconds. */
  readonly at: number;
  readonly resolutions: readonly ConflictResolution[];
}

export interface ConflictMirror {
  /** Makes the reviews of the document at `path` say all this; what they say already is not written again. Durable when it resolves. */
  write(path: string, conflicts: readonly KnownConflict[]): Promise<void>;
}
