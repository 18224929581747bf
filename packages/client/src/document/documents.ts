// The documents that this client has open: one object for each id, while anybody holds it. Loaded with Yjs, when the first one is opened.
import type { DocumentId } from "@nomous/protocol";
import type { DocumentParts } from "./document-parts.ts";
import type { WrittenChange } from "./edit-command.ts";
import type { LiveDocument } from "./live-document.ts";
import { OpenDocument } from "./open-document.ts";

interface Held {
  readonly document: OpenDocument;
  readonly loaded: Promise<void>;
  holders: number;
}

export class Documents {
  readonly #parts: DocumentParts;
  readonly #held = new Map<DocumentId, Held>();
  #recoveries: Promise<unknown> = Promise.resolve();

  constructor(parts: DocumentParts) {
    this.#parts = parts;
  }

  /** Resolves when what this client has of it is shown. */
  async open(id: DocumentId): Promise<LiveDocument> {
    const held = this.#held.get(id) ?? this.#make(id);
    held.holders += 1;
    await held.loaded;
    return held.document;
  }

  /**
   * Reads a document anew that the bridge has less of than its copy here, perhaps, and proposes what it lacks; one after the other. Resolves early
   * when it is cancelled: then it is done with the next reading.
   */
  recover(id: DocumentId, cancel: AbortSignal): Promise<void> {
    const recovered = this.#recoveries.then(() => this.#recover(id, cancel));
    this.#recoveries = recovered.catch(() => {});
    return recovered;
  }

  online(): void {
    for (const { document } of this.#held.values()) document.online();
  }

  /** Another store: nothing that was read from the one before counts. */
  forget(): void {
    for (const { document } of this.#held.values()) document.forget();
  }

  /** The bridge took what this connection sent. */
  wrote(written: WrittenChange): void {
    this.#held.get(written.change.document)?.document.wrote(written);
  }

  /** Resolves when edits and texts are in this client's storage. */
  async store(): Promise<void> {
    await Promise.all([...this.#held.values()].map(({ document }) => document.store()));
  }

  async close(): Promise<void> {
    const all = [...this.#held.values()];
    this.#held.clear();
    await Promise.all(all.map(({ document }) => document.end()));
  }

  async #recover(id: DocumentId, cancel: AbortSignal): Promise<void> {
    if (cancel.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const document = await this.open(id);
    cancel.addEventListener("abort", () => resolve(), { once: true });
    try {
      await Promise.race([this.#held.get(id)?.document.recovered(), promise]);
    } finally {
      resolve();
      await document.close();
    }
  }

  #make(id: DocumentId): Held {
    const document = new OpenDocument(this.#parts, id, () => this.#release(id, document));
    const held = { document, loaded: document.load(), holders: 0 };
    this.#held.set(id, held);
    return held;
  }

  async #release(id: DocumentId, document: OpenDocument): Promise<void> {
    const held = this.#held.get(id);
    if (held?.document !== document) return;
    held.holders -= 1;
    if (held.holders > 0) return;
    this.#held.delete(id);
    await document.end();
  }
}
