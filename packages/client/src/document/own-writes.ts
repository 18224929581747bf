// What this connection's commands wrote into a document's stream: the bridge does not send it back. It counts once the stream is there, and it may be of
// another tab, or of a page before.
import type { Actor, DocumentEdit } from "@nomous/protocol";
import { fromBase64 } from "./base64.ts";
import type { DocumentModel } from "./document-model.ts";
import type { WrittenChange } from "./edit-command.ts";

export class OwnWrites {
  readonly #model: DocumentModel;
  readonly #actor: () => Actor;
  /** By the last item. */
  readonly #written = new Map<number, WrittenChange>();

  constructor(model: DocumentModel, actor: () => Actor) {
    this.#model = model;
    this.#actor = actor;
  }

  add(written: WrittenChange): void {
    this.#written.set(written.items[1], written);
  }

  /** The stream has come to items that were written here. */
  take(first: number, last: number): void {
    for (const [at, written] of this.#written) {
      if (at > last) continue;
      this.#written.delete(at);
      if (at >= first) this.#count(written, first);
    }
  }

  /** Takes an edit that is in this client's storage or in the log; true when the text has it now, and did not write it itself. */
  apply({ epoch, yjs, encoding, update }: DocumentEdit): boolean {
    const { text } = this.#model;
    const bytes = fromBase64(update);
    if (text === undefined || bytes === undefined || epoch !== this.#model.epoch || yjs === text.yjs) return false;
    text.apply([{ encoding, update: bytes }]);
    return true;
  }

  #count({ change: { edit, settled, resolved }, items, at }: WrittenChange, first: number): void {
    if (settled !== undefined) this.#model.settle(settled.suggestion, settled.hunks);
    // What was read of it from the log is known already.
    if (resolved !== undefined && items[0] >= first) {
      const { conflict, choice, text } = resolved;
      this.#model.resolve(conflict, { choice, text, actor: this.#actor(), at });
    }
    // A decision that came second is one item alone: its edit was not stored.
    if (edit !== undefined && (resolved === undefined || items[1] > items[0])) this.apply(edit);
  }
}
