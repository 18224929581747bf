// Whose edits the text here has before its stream, as far as that was read, has them: those of earlier pages and of other tabs that waited in the
// outbox when the text was put together, those that a copy of the text brought along, and what is written here. What is written next builds on them,
// and its `base` does not say so; nor does the cursor of the document's copy, which the next page begins with.
import { LIMITS } from "@nomous/protocol";
import type { UnconfirmedEdits } from "./unconfirmed-edits.ts";

export interface TextReached {
  readonly epoch: number;
  /** The last item of the stream that is applied. */
  readonly seq: number;
  /** It is all that the bridge had. */
  readonly isLive: boolean;
  /** The client id of Yjs that writes here, once there is a text. */
  readonly yjs: number | undefined;
}

export interface WritersAheadParts {
  readonly unconfirmed: Pick<UnconfirmedEdits, "isAhead">;
  readonly reached: () => TextReached;
}

export class WritersAhead {
  readonly #parts: WritersAheadParts;
  /** Client ids of Yjs, longest known first, with the epoch of their edits. */
  readonly #epochs = new Map<number, number>();

  constructor(parts: WritersAheadParts) {
    this.#parts = parts;
  }

  /** Edits of these writers came into the text from elsewhere than the stream. */
  add(writers: readonly number[]): void {
    const { epoch } = this.#parts.reached();
    for (const yjs of writers) this.#epochs.set(yjs, epoch);
  }

  /** On what an edit by the writer here builds besides, longest known first. */
  get others(): number[] {
    const { epoch, seq, isLive } = this.#parts.reached();
    // How far edits that nobody here sent have come is known once the stream was read to its end.
    if (isLive)
      for (const yjs of this.#epochs.keys()) if (!this.#parts.unconfirmed.isAhead(yjs, seq)) this.#epochs.delete(yjs);
    const here = [...this.#epochs].filter(([, of]) => of === epoch).map(([yjs]) => yjs);
    return here.slice(0, LIMITS.editsAfter);
  }

  /** The same for an edit by anybody else, and for a copy. */
  get all(): number[] {
    const { seq, yjs } = this.#parts.reached();
    if (yjs === undefined || !this.#parts.unconfirmed.isAhead(yjs, seq)) return this.others;
    return [...this.others.slice(0, LIMITS.editsAfter - 1), yjs];
  }
}
