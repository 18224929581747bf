// Writes the copy of a document, once nothing was changed for a while. The storage is called in the order in which things came to be.
import type { Clock, StopTimer, StreamId } from "@nomous/protocol";
import type { ClientStorage, DocumentCopy } from "../storage/client-storage.ts";

const QUIET_MS = 2_000;

export interface CopyWriterParts {
  readonly clock: Clock;
  readonly storage: ClientStorage;
  readonly sid: StreamId;
  /** `undefined` when nothing changed, or the text is none that could be kept. */
  readonly take: () => DocumentCopy | undefined;
}

export class CopyWriter {
  readonly #parts: CopyWriterParts;
  #stopTimer: StopTimer | undefined;
  #calls: Promise<void> = Promise.resolve();

  constructor(parts: CopyWriterParts) {
    this.#parts = parts;
  }

  /** A copy that cannot be written is missed only while the bridge is away. */
  readonly enqueue = (call: () => Promise<void>): void => {
    this.#calls = this.#calls.then(call).catch(() => {});
  };

  /** Something changed. */
  touch(): void {
    this.#stopTimer?.();
    this.#stopTimer = this.#parts.clock.after(QUIET_MS, () => void this.write());
  }

  /** Resolves when it is in the storage. */
  write(): Promise<void> {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    const copy = this.#parts.take();
    if (copy !== undefined) this.enqueue(() => this.#parts.storage.putState(this.#parts.sid, copy));
    return this.#calls;
  }

  forget(): void {
    this.enqueue(() => this.#parts.storage.forgetState(this.#parts.sid));
  }
}
