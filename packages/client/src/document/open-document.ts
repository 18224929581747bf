// One document that somebody has open: what was read of it, the Y.Doc that is edited, the edits on their way, and who else is here.
import {
  type Cursor,
  type DocumentEdit,
  type DocumentId,
  documentStream,
  type ErrorBody,
  RoomState,
  roomStream,
  sleep,
  type SuggestionId,
  type TextSelection,
} from "@nomous/protocol";
import { ClientError, errorOf } from "../client-error.ts";
import { View } from "../conversation/view.ts";
import type { DocumentCopy } from "../storage/client-storage.ts";
import { LatestValue } from "../stream/latest-value.ts";
import { pathOf } from "./document-facts.ts";
import { CopyWriter } from "./copy-writer.ts";
import { DocumentModel } from "./document-model.ts";
import type { DocumentParts } from "./document-parts.ts";
import { DocumentReader } from "./document-reader.ts";
import { DocumentVersions } from "./document-versions.ts";
import type { WrittenChange } from "./edit-command.ts";
import type { DocumentView, LiveDocument, PlacedConflict, TextChange } from "./live-document.ts";
import { type EditContext, LocalEdits } from "./local-edits.ts";
import { LostText, type PresentText } from "./lost-text.ts";
import { OwnPresence } from "./own-presence.ts";
import { OwnWrites } from "./own-writes.ts";
import { placedConflicts } from "./placed-conflicts.ts";
import { placedSuggestions } from "./placed-suggestions.ts";
import type { SharedText } from "./shared-text.ts";
import { checkedChanges, inTransactions, withLf } from "./text-changes.ts";
import { TextDecisions } from "./text-decisions.ts";
import { difference } from "./text-difference.ts";
import { UnconfirmedEdits } from "./unconfirmed-edits.ts";
import { WaitingResolutions } from "./waiting-resolutions.ts";
import { Waits } from "./waits.ts";
import { type TextReached, WritersAhead } from "./writers-ahead.ts";

export class OpenDocument implements LiveDocument {
  readonly id: DocumentId;
  readonly view: View<DocumentView>;
  readonly #parts: DocumentParts;
  readonly #release: () => Promise<void>;
  readonly #model: DocumentModel;
  readonly #reader: DocumentReader;
  readonly #edits: LocalEdits;
  readonly #unconfirmed: UnconfirmedEdits;
  readonly #ahead: WritersAhead;
  readonly #resolutions: WaitingResolutions;
  readonly #decisions: TextDecisions;
  readonly #room: LatestValue<RoomState>;
  readonly #waits = new Waits();
  readonly #presence: OwnPresence;
  readonly #versions: DocumentVersions;
  readonly #stopRoom: () => void;
  readonly #own: OwnWrites;
  readonly #copy: CopyWriter;
  readonly #lost: LostText;
  #moved: DocumentView["moved"];
  /** The text is what this client or the bridge had as a whole, not a past that rushes by. */
  #isReady = false;
  #isEnded = false;
  /** It has edits that were turned down. Whether it counts otherwise is known once the stream was opened. */
  #isOver = false;

  /** `release` lets go of one holder. */
  constructor(parts: DocumentParts, id: DocumentId, release: () => Promise<void>) {
    const { runtime, storage, streams, outbox } = parts;
    const { clock, random } = runtime;
    this.id = id;
    this.#parts = parts;
    this.#release = release;
    const changed = (): void => this.#changed();
    this.view = new View({ clock, compute: () => this.#compute(), hold: () => () => {} });
    this.#model = new DocumentModel({
      newYjs: () => random.uint32(),
      context: () => this.#context(),
      made: (update, context) => this.#edits.add(update, context),
      changed,
      rest: () => sleep(clock, 0),
    });
    this.#own = new OwnWrites(this.#model, parts.actor);
    this.#copy = new CopyWriter({ clock, storage, sid: documentStream(id), take: () => this.#newCopy() });
    const [enqueue, present] = [this.#copy.enqueue, () => this.#present()];
    this.#lost = new LostText({ storage, outbox, document: id, enqueue, present, changed });
    this.#reader = new DocumentReader({
      streams,
      id,
      place: async () => (await parts.ask("document.snapshot", { document: id })).snapshot,
      storeEpoch: parts.storeEpoch,
      clear: () => {
        this.#isReady = false;
        this.#isOver = false;
        this.#model.clear();
      },
      lost: (cursor) => this.#wasLost(cursor),
      read: (items) => this.#model.read(items),
      own: (first, last) => this.#own.take(first, last),
      changed,
    });
    this.#edits = new LocalEdits({ clock, outbox, document: id, context: () => this.#context(), changed });
    this.#unconfirmed = new UnconfirmedEdits({
      clock,
      outbox,
      document: id,
      changed,
      moved: (suggestion, epoch) => this.#hasMoved(suggestion, epoch),
      refused: (error, edit) => this.#wasRefused(error, edit),
    });
    this.#ahead = new WritersAhead({ unconfirmed: this.#unconfirmed, reached: () => this.#reached() });
    this.#resolutions = new WaitingResolutions({
      outbox,
      document: id,
      changed,
      moved: (suggestion) => this.#isSuggested(suggestion),
    });
    this.#decisions = this.#newDecisions();
    this.#room = new LatestValue(streams, roomStream(id), RoomState);
    this.#stopRoom = this.#room.subscribe(() => {
      this.#reader.lookAgain();
      changed();
    });
    this.#presence = new OwnPresence(clock, (at) => void parts.send({ type: "PRESENT", document: id, at }));
    this.#versions = new DocumentVersions(parts.ask, id);
  }

  /** Shows what is here, then reads on. */
  async load(): Promise<void> {
    await this.#lost.load().catch(() => {});
    // A copy that cannot be read is read again from the bridge.
    const cursor = await this.#loadCopy().catch(() => undefined);
    if (cursor === undefined) this.#reader.begin();
    else {
      this.#becomeReady();
      this.#reader.resume(cursor);
    }
    this.#presence.present(null);
  }

  online(): void {
    this.#room.lookAgain();
    this.#reader.online();
    this.#presence.tell();
  }

  /** Another store: what is here was read from one that is gone. */
  forget(): void {
    this.#lost.drop();
    this.#unconfirmed.forget();
    this.#reader.begin();
  }

  /**
   * The bridge took a command over this client's connection, and will not send what it wrote. Another tab may have made it, or a page before: it
   * counts once the stream is there.
   */
  wrote(written: WrittenChange): void {
    this.#own.add(written);
  }

  async edit(changes: readonly TextChange[], label?: string): Promise<void> {
    const text = this.#editable();
    await this.#make(text, checkedChanges(changes, text.length), label);
  }

  async replace(wanted: string, label?: string): Promise<void> {
    const text = this.#editable();
    await this.#make(text, difference(text.text, withLf(wanted)), label);
  }

  saved(): Promise<void> {
    return this.#storedAnd(() => this.#unconfirmed.isEmpty && this.#resolutions.count === 0);
  }

  present(selection: TextSelection | null): void {
    this.#presence.present(selection);
  }

  suggest: LiveDocument["suggest"] = (...args) => this.#decisions.suggest(...args);
  settle: LiveDocument["settle"] = (...args) => this.#decisions.settle(...args);
  resolve: LiveDocument["resolve"] = (...args) => this.#decisions.resolve(...args);
  history: LiveDocument["history"] = (before) => this.#versions.history(before);
  version: LiveDocument["version"] = (version) => this.#versions.text(version);

  async dismiss(): Promise<void> {
    const refused = [...this.#unconfirmed.refused, ...this.#resolutions.refused];
    for (const id of refused) await this.#parts.outbox.dismiss(id);
  }

  close(): Promise<void> {
    return this.#release();
  }

  /** Resolves when edits and text are in this client's storage. */
  async store(): Promise<void> {
    await this.#edits.flush().catch(() => {});
    await this.#copy.write();
  }

  /** Resolves once what was here before the bridge lost data is proposed, where it has more than the bridge. */
  recovered(): Promise<void> {
    return this.#waits.until(
      () => this.#reader.trouble !== undefined || (this.#status() === "live" && this.#lost.isDone),
    );
  }

  /** Nobody has it open any more. */
  async end(): Promise<void> {
    this.#isEnded = true;
    this.#lost.close();
    this.#reader.close();
    await this.store();
    this.#presence.end();
    this.#edits.stop();
    this.#unconfirmed.close();
    this.#resolutions.close();
    this.#stopRoom();
    this.#waits.fail(new ClientError("closed", "The document was closed; edits that wait stay in the outbox."));
  }

  async #loadCopy(): Promise<Cursor | undefined> {
    const copy = await this.#parts.storage.readState(documentStream(this.id));
    const ahead = copy && (await this.#model.load(copy.data).catch(() => undefined));
    // Who fetches ahead must not take a damaged one for what is here.
    if (copy !== undefined && ahead === undefined) this.#copy.forget();
    this.#ahead.add(ahead ?? []);
    return ahead && copy?.cursor;
  }

  #editable(): SharedText {
    const { text } = this.#model;
    if (text === undefined || !this.#isReady) throw new ClientError("away", "The document is not here yet.");
    return text;
  }

  async #make(text: SharedText, changes: readonly TextChange[], label: string | undefined): Promise<void> {
    const updates = inTransactions(changes).map((part) => text.capture(part));
    await this.#edits.put(
      updates.filter((update) => update !== undefined),
      label,
    );
  }

  #newDecisions(): TextDecisions {
    return new TextDecisions({
      runtime: this.#parts.runtime,
      outbox: this.#parts.outbox,
      document: this.id,
      resolutions: this.#resolutions,
      facts: () => this.#model.facts,
      text: () => this.#editable(),
      isPresent: (text) => this.#model.text === text,
      context: () => this.#context(),
      ahead: () => this.#ahead.all,
      queued: () => this.#storedAnd(() => true),
      inStep: () => this.#inStep(),
    });
  }

  /** Resolves when the bridge has the text as it is here, up to the item that is applied. */
  #inStep(): Promise<void> {
    return this.#storedAnd(() => this.#unconfirmed.isEmpty && this.#reader.seq >= this.#unconfirmed.savedSeq);
  }

  /** Resolves when every edit that was made here is in the outbox, and `isDone` besides. */
  async #storedAnd(isDone: () => boolean): Promise<void> {
    await this.#edits.flush();
    await this.#waits.until(() => !this.#edits.isUnderWay && isDone());
  }

  /** Apart: what others wrote meanwhile is not here, or was not when it was begun. */
  #context(): EditContext {
    const after = this.#ahead.others;
    return {
      epoch: this.#model.epoch,
      base: this.#reader.seq,
      yjs: this.#model.text?.yjs ?? 0,
      ...(this.#status() !== "live" && { isApart: true }),
      ...(after.length > 0 && { after }),
    };
  }

  #reached(): TextReached {
    return {
      epoch: this.#model.epoch,
      seq: this.#reader.seq,
      isLive: this.#reader.isLive,
      yjs: this.#model.text?.yjs,
    };
  }

  #becomeReady(): void {
    this.#isReady = true;
    for (const { edit } of this.#unconfirmed.waiting)
      if (!this.#lost.has(edit) && this.#own.apply(edit)) this.#ahead.add([edit.yjs]);
  }

  #hasMoved(suggestion: SuggestionId | null, epoch: number): void {
    this.#moved = { suggestion };
    if (epoch === this.#model.epoch) this.#beginAnew();
  }

  /** The text of a decision: nothing here has it. */
  #isSuggested(suggestion: SuggestionId): void {
    this.#moved = { suggestion };
    this.#changed();
  }

  #wasRefused(error: ErrorBody, edit: DocumentEdit): void {
    // It is proposed with the rest of the text that it was made in.
    if (this.#lost.has(edit)) return;
    this.#waits.fail(errorOf(error));
    if (edit.epoch === this.#model.epoch) this.#beginAnew();
  }

  /** What is here has edits that the bridge's text will not have. */
  #beginAnew(): void {
    this.#isOver = this.#isReady && !this.#reader.isOpen && this.#reader.trouble === undefined;
    if (this.#isOver) return;
    this.#copy.forget();
    this.#reader.begin();
  }

  #wasLost(cursor: Cursor): void {
    const { text, facts } = this.#model;
    if (text !== undefined && this.#isReady) this.#lost.remember({ text, facts, ahead: this.#ahead.all, cursor });
    this.#unconfirmed.forget();
  }

  /** What the bridge has, once all that was made here is in it. */
  #present(): PresentText | undefined {
    const { text, epoch } = this.#model;
    const { cursor } = this.#reader;
    if (text === undefined || cursor === undefined || this.#status() !== "live") return undefined;
    return this.#edits.isUnderWay || cursor.seq < this.#unconfirmed.savedSeq ? undefined : { text, epoch, cursor };
  }

  #changed(): void {
    if (this.#isOver && (this.#reader.isOpen || this.#reader.trouble !== undefined)) return this.#beginAnew();
    if (!this.#isReady && this.#reader.isLive && this.#model.text !== undefined) this.#becomeReady();
    this.view.touch();
    this.#waits.look();
    if (this.#isEnded) return;
    this.#lost.look();
    this.#copy.touch();
  }

  /** The text holds no edit that is nowhere else: then it could build on what nobody has. */
  #newCopy(): DocumentCopy | undefined {
    const { cursor } = this.#reader;
    if (cursor === undefined || !this.#isReady || this.#edits.isUnderWay) return undefined;
    const data = this.#model.copy(this.#ahead.all);
    return data && { cursor, data };
  }

  #compute(): DocumentView {
    const model = this.#model;
    const { waiting, savedAt, savedSeq, refusal } = this.#unconfirmed;
    const { failure, isUnderWay } = this.#edits;
    const room = this.#room.current();
    const [placedIn, { choices }] = [this.#isReady ? model.text : undefined, this.#resolutions];
    let conflicts: readonly PlacedConflict[] | undefined;
    const local = failure && { code: "storage-failed" as const, message: failure.message };
    return {
      status: this.#status(),
      path: pathOf(model.facts),
      epoch: model.epoch,
      seq: this.#reader.seq,
      doc: this.#isReady ? model.text?.doc : undefined,
      // Making a string of a long text takes time, and an editor never asks for it.
      get text() {
        return model.string;
      },
      saving: {
        waiting: waiting.length + (isUnderWay ? 1 : 0) + this.#resolutions.count,
        savedAt,
        savedSeq,
        refused: local ?? refusal ?? this.#resolutions.refusal,
      },
      people: room?.people ?? [],
      file: room?.file,
      suggestions: placedSuggestions(model.facts, placedIn),
      // Most are decided, and are looked at by few.
      get conflicts() {
        return (conflicts ??= placedConflicts(model.facts.conflicts, placedIn, choices));
      },
      meetings: model.facts.meetings,
      moved: this.#moved,
    };
  }

  #status(): DocumentView["status"] {
    const { trouble, isLive } = this.#reader;
    if (trouble !== undefined) return trouble;
    if (!this.#isReady && this.#model.string === "") return "loading";
    return isLive && this.#isReady ? "live" : "cached";
  }
}
