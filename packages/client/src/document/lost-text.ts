// The text that was here when the bridge turned out to have lost data: it went back to a backup, or its database was replaced. The document begins
// anew with what the bridge has. What this client had more, what waits in its outbox included, is then proposed as a suggestion: nobody knows
// better whether it should count. Until the bridge has the suggestion the text is kept beside the document's copy, also over page loads.
import type { Cursor, DocumentEdit, DocumentId, StreamId } from "@nomous/protocol";
import * as Y from "yjs";
import type { Outbox } from "../outbox/outbox.ts";
import type { ClientStorage, StoredCommand } from "../storage/client-storage.ts";
import { applyUpdate, type Update } from "./apply-update.ts";
import { fromBase64 } from "./base64.ts";
import { decodeCopy, encodeCopy } from "./document-copy.ts";
import { type DocumentFacts, epochOf } from "./document-facts.ts";
import { editOf, EDITS_MERGING } from "./edit-command.ts";
import { lostChanges, stringOf } from "./lost-changes.ts";
import { lostStream } from "./lost-stream.ts";
import { lostSuggestions } from "./lost-suggestions.ts";
import type { SharedText } from "./shared-text.ts";

export interface LostTextParts {
  readonly storage: ClientStorage;
  readonly outbox: Outbox;
  readonly document: DocumentId;
  /** Calls of the storage in the order in which the document's copy is written. */
  readonly enqueue: (call: () => Promise<void>) => void;
  /** The bridge's text, once it is here up to all that was sent. */
  readonly present: () => PresentText | undefined;
  /** Something is done. */
  readonly changed: () => void;
}

export interface PresentText {
  readonly text: SharedText;
  readonly epoch: number;
  readonly cursor: Cursor;
}

/** A text as it was. */
export interface LostCopy {
  readonly text: SharedText;
  readonly facts: DocumentFacts;
  /** Client ids of Yjs whose edits it has that the bridge may never have had. */
  readonly ahead: readonly number[];
  readonly cursor: Cursor;
}

interface Lost {
  readonly doc: Y.Doc;
  readonly facts: DocumentFacts;
  /** Client ids of Yjs that wrote here. */
  readonly writers: Set<number>;
  readonly cursor: Cursor;
}

export class LostText {
  readonly #parts: LostTextParts;
  readonly #sid: StreamId;
  #lost: Lost | undefined;
  #isBusy = false;
  /** The bridge does not take it as a suggestion: tried again with the next page. */
  #isTried = false;
  /** What was proposed: edits of it that the bridge refuses are of no use any more. */
  #proposed: Lost | undefined;
  #isClosed = false;

  constructor(parts: LostTextParts) {
    this.#parts = parts;
    this.#sid = lostStream(parts.document);
  }

  /** Nothing waits to be proposed. */
  get isDone(): boolean {
    return this.#lost === undefined || this.#isTried;
  }

  /** Of a page before, which did not come to propose it. */
  async load(): Promise<void> {
    const copy = await this.#parts.storage.readState(this.#sid);
    const decoded = copy && decodeCopy(copy.data);
    if (copy === undefined || decoded === undefined) return;
    const { facts, ahead, state, later } = decoded;
    const doc = new Y.Doc();
    for (const update of [...state, ...later]) applyUpdate(doc, update);
    this.#lost = { doc, facts, writers: new Set(ahead), cursor: copy.cursor };
  }

  /** The bridge does not have all of this any more, or not under these numbers. */
  remember({ text, facts, ahead, cursor }: LostCopy): void {
    const before = this.#lost;
    const epoch = epochOf(facts);
    // What is of another epoch cannot be joined, and what was lost first is the older loss of the two.
    if (before !== undefined && epochOf(before.facts) !== epoch) return;
    const doc = new Y.Doc();
    const writers = new Set([...(before?.writers ?? []), ...ahead, text.yjs]);
    if (before !== undefined) Y.applyUpdateV2(doc, Y.encodeStateAsUpdateV2(before.doc));
    Y.applyUpdateV2(doc, text.state());
    for (const { edit, refusal } of this.#edits())
      if (edit.epoch === epoch && (refusal === undefined || EDITS_MERGING.mayPass(refusal))) {
        apply(doc, edit);
        writers.add(edit.yjs);
      }
    const lost = { doc, facts, writers, cursor };
    this.#lost = lost;
    this.#isTried = false;
    this.#parts.enqueue(() => this.#parts.storage.putState(this.#sid, { cursor, data: encoded(lost) }));
  }

  /** Another store: this one's text is nothing to it. */
  drop(): void {
    this.#lost = undefined;
    this.#proposed = undefined;
  }

  close(): void {
    this.#isClosed = true;
  }

  /** Whether an edit was made on a text that was lost: the present one does not have it. */
  has({ epoch, yjs }: Pick<DocumentEdit, "epoch" | "yjs">): boolean {
    return [this.#lost, this.#proposed].some(
      (lost) => lost?.writers.has(yjs) === true && epochOf(lost.facts) === epoch,
    );
  }

  /** Something changed: perhaps it can be proposed now. */
  look(): void {
    if (this.#isClosed) return;
    this.#dismiss();
    const lost = this.#lost;
    const present = this.#parts.present();
    if (lost === undefined || present === undefined || this.#isBusy || this.#isTried) return;
    const isOpen = ({ edit, refusal }: WaitingEdit): boolean =>
      refusal === undefined || (EDITS_MERGING.mayPass(refusal) && !this.has(edit));
    if (this.#edits().some(isOpen)) return;
    void this.#attempt(lost, present);
  }

  async #attempt(lost: Lost, present: PresentText): Promise<void> {
    this.#isBusy = true;
    const isThere = await this.#propose(lost, present).catch(() => false);
    this.#isBusy = false;
    if (this.#lost === lost) this.#ended(lost, isThere);
    this.#parts.changed();
  }

  /** Resolves with whether the bridge has all of it. */
  async #propose(lost: Lost, { text, epoch, cursor }: PresentText): Promise<boolean> {
    const { document, outbox } = this.#parts;
    for (const { edit } of this.#turnedDown(lost, cursor.seq)) apply(lost.doc, edit);
    const was = stringOf(lost.doc);
    const changes = lostChanges(
      { doc: text.doc, epoch, seq: cursor.seq },
      { doc: lost.doc, epoch: epochOf(lost.facts), seq: lost.cursor.seq },
    );
    const all = await lostSuggestions({ document, epoch, cursor, was, changes });
    const results = await Promise.all(all.map((args) => outbox.put("document.suggest", args).result));
    // Whose id is taken was proposed before.
    return results.every(({ status, error }) => status === "applied" || error?.code === "conflict");
  }

  #ended(lost: Lost, isThere: boolean): void {
    this.#isTried = !isThere;
    if (!isThere) return;
    this.#lost = undefined;
    this.#proposed = lost;
    this.#parts.enqueue(() => this.#parts.storage.forgetState(this.#sid));
    this.#dismiss();
  }

  /** What the bridge will never take stands in the suggestion, or in the text: kept, it would be told as unsent for ever. */
  #dismiss(): void {
    const lost = this.#proposed;
    if (lost === undefined) return;
    for (const { id, edit, refusal } of this.#edits())
      if (refusal !== undefined && this.has(edit) && isIn(lost.doc, edit))
        void this.#parts.outbox.dismiss(id).catch(() => {});
  }

  /** Edits that the bridge refused because it does not have what they were made on. */
  #turnedDown(lost: Lost, head: number): WaitingEdit[] {
    const isAbove = ({ epoch, base }: DocumentEdit): boolean =>
      epoch === epochOf(lost.facts) && base > head && base <= lost.cursor.seq;
    const turnedDown = this.#edits().filter(
      ({ edit, refusal }) => refusal !== undefined && (this.has(edit) || isAbove(edit)),
    );
    for (const { edit } of turnedDown) lost.writers.add(edit.yjs);
    return turnedDown;
  }

  /** Of this document in the outbox. */
  #edits(): WaitingEdit[] {
    return this.#parts.outbox.commands.current().flatMap((command) => {
      const args = editOf(command);
      const { id, refusal } = command;
      return args?.document === this.#parts.document ? [{ id, edit: args.edit, refusal }] : [];
    });
  }
}

interface WaitingEdit extends Pick<StoredCommand, "id"> {
  readonly edit: DocumentEdit;
  readonly refusal: StoredCommand["refusal"] | undefined;
}

const encoded = ({ doc, facts, writers }: Lost): Uint8Array =>
  encodeCopy({ facts, ahead: [...writers], state: [{ encoding: 2, update: Y.encodeStateAsUpdateV2(doc) }], later: [] });

const updateOf = ({ encoding, update }: DocumentEdit): Update | undefined => {
  const bytes = fromBase64(update);
  return bytes && { encoding, update: bytes };
};

function apply(doc: Y.Doc, edit: DocumentEdit): void {
  const update = updateOf(edit);
  if (update !== undefined) applyUpdate(doc, update);
}

/** Whether a text has all that an edit inserted. */
function isIn(doc: Y.Doc, edit: DocumentEdit): boolean {
  const update = updateOf(edit);
  if (update === undefined) return false;
  const { to } = update.encoding === 1 ? Y.parseUpdateMeta(update.update) : Y.parseUpdateMetaV2(update.update);
  return [...to].every(([client, clock]) => Y.getState(doc.store, client) >= clock);
}
