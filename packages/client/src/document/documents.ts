// The documents that this client has open: one object for each id, while anybody holds it. Loaded with Yjs, when the first one is opened.
import type { DocumentId } from "@nomous/protocol";
import type { WrittenChange } from "./edit-command.ts";
import type { LiveDocument } from "./live-document.ts";
import { type DocumentParts, OpenDocument } from "./open-document.ts";

interface Held {
  readonly document: OpenDocument;
  readonly loaded: Promise<void>;
  holders: number;
}

export class Documents {
  readonly #parts: DocumentParts;
  readonly #held = new Map<DocumentId, Held>();

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
