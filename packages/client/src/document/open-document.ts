// One document that somebody has open: what was read of it, the Y.Doc that is edited, the edits on their way, and who else is here.
import {
  type CommandResult,
  type Cursor,
  type DocumentEdit,
  type DocumentId,
  documentStream,
  type ErrorBody,
  newSuggestionId,
  type Present,
  type QueryArgs,
  type QueryName,
  type QueryResult,
  RoomState,
  roomStream,
  type Runtime,
  sleep,
  type StopTimer,
  type SuggestionId,
  type TextSelection,
  type Verdict,
} from "@nomous/protocol";
import { ClientError, errorOf } from "../client-error.ts";
import { View } from "../conversation/view.ts";
import type { Outbox } from "../outbox/outbox.ts";
import { Throttle } from "../signal.ts";
import type { ClientStorage } from "../storage/client-storage.ts";
import { LatestValue } from "../stream/latest-value.ts";
import type { Streams } from "../stream/streams.ts";
import { fromBase64, toBase64 } from "./base64.ts";
import { pathOf } from "./document-facts.ts";
import { DocumentModel } from "./document-model.ts";
import { DocumentReader } from "./document-reader.ts";
import type { OwnChange } from "./edit-command.ts";
import type { DocumentView, LiveDocument, TextChange } from "./live-document.ts";
import { type EditContext, LocalEdits } from "./local-edits.ts";
import { changesOf, placedSuggestions } from "./placed-suggestions.ts";
import type { SharedText } from "./shared-text.ts";
import { checkedChanges, inTransactions, withLf } from "./text-changes.ts";
import { difference } from "./text-difference.ts";
import { updateApart } from "./update-apart.ts";
import { UnconfirmedEdits } from "./unconfirmed-edits.ts";
import { Waits } from "./waits.ts";

export interface DocumentParts {
  readonly runtime: Runtime;
  readonly storage: ClientStorage;
  readonly streams: Streams;
  readonly outbox: Outbox;
  /** Of the store that the present connection reads. */
  readonly storeEpoch: () => number;
  /** Rejects with a `ClientError` when the bridge is away or refuses. */
  readonly ask: <Name extends QueryName>(name: Name, args: QueryArgs<Name>) => Promise<QueryResult<Name>>;
  /** False when there is no connection. */
  readonly send: (message: Present) => boolean;
}

/** A copy is written once nothing was changed for this long. */
const QUIET_MS = 2_000;
const PRESENT_MS = 50;
const HISTORY_ENTRIES = 50;

export class OpenDocument implements LiveDocument {
  readonly id: DocumentId;
  readonly view: View<DocumentView>;
  readonly #parts: DocumentParts;
  readonly #release: () => Promise<void>;
  readonly #model: DocumentModel;
  readonly #reader: DocumentReader;
  readonly #edits: LocalEdits;
  readonly #unconfirmed: UnconfirmedEdits;
  readonly #room: LatestValue<RoomState>;
  readonly #waits = new Waits();
  readonly #presence: Throttle;
  readonly #stopRoom: () => void;
  /** What this connection wrote, by its last item. */
  readonly #written = new Map<number, OwnChange>();
  #selection: TextSelection | null = null;
  #moved: DocumentView["moved"];
  /** The text is what this client or the bridge had as a whole, not a past that rushes by. */
  #isReady = false;
  #isEnded = false;
  #stopTimer: StopTimer | undefined;
  #writes: Promise<void> = Promise.resolve();

  /** `release` lets go of one holder. */
  constructor(parts: DocumentParts, id: DocumentId, release: () => Promise<void>) {
    const { runtime, streams, outbox } = parts;
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
    this.#reader = new DocumentReader({
      streams,
      id,
      place: async () => (await parts.ask("document.snapshot", { document: id })).snapshot,
      storeEpoch: parts.storeEpoch,
      clear: () => {
        this.#isReady = false;
        this.#model.clear();
      },
      read: (items) => this.#model.read(items),
      own: (first, last) => this.#takeOwn(first, last),
      changed,
    });
    this.#edits = new LocalEdits({ clock, outbox, document: id, context: () => this.#context(), changed });
    this.#unconfirmed = new UnconfirmedEdits({
      clock,
      outbox,
      document: id,
      changed,
      moved: (suggestion, epoch) => this.#hasMoved(suggestion, epoch),
      refused: (error, epoch) => this.#wasRefused(error, epoch),
    });
    this.#room = new LatestValue(streams, roomStream(id), RoomState);
    this.#stopRoom = this.#room.subscribe(() => {
      this.#reader.lookAgain();
      changed();
    });
    this.#presence = new Throttle(clock, () => this.#tellPresence(), PRESENT_MS);
  }

  /** Shows what is here, then reads on. */
  async load(): Promise<void> {
    // A copy that cannot be read is read again from the bridge.
    const cursor = await this.#loadCopy().catch(() => undefined);
    if (cursor === undefined) this.#reader.begin();
    else {
      this.#becomeReady();
      this.#reader.resume(cursor);
    }
    this.#presence.touch();
  }

  online(): void {
    this.#room.lookAgain();
    this.#reader.online();
    this.#tellPresence();
  }

  /** Another store: what is here was read from one that is gone. */
  forget(): void {
    this.#reader.begin();
  }

  /**
   * The bridge took a command over this client's connection, and will not send what it wrote. Another tab may have made it, or a page before: it
   * counts once the stream is there.
   */
  wrote(change: OwnChange, last: number): void {
    this.#written.set(last, change);
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
    return this.#storedAnd(() => this.#unconfirmed.isEmpty);
  }

  present(selection: TextSelection | null): void {
    this.#selection = selection;
    this.#presence.touch();
  }

  async suggest(changes: readonly TextChange[], note: string): Promise<SuggestionId> {
    const text = this.#editable();
    const anchored = checkedChanges(changes, text.length).map(({ from, to, insert }) => ({
      from: text.anchor(from, from < to ? "before" : "behind"),
      to: text.anchor(to, "behind"),
      insert,
    }));
    await this.#inStep();
    if (this.#model.text !== text)
      throw new ClientError("conflict", "The document began anew, so nothing was suggested.");
    const placed = anchored.map(({ from, to, insert }) => {
      const start = text.place(from) ?? 0;
      return { from: start, to: Math.max(start, text.place(to) ?? 0), insert };
    });
    const suggestion = newSuggestionId(this.#parts.runtime);
    const { epoch, base } = this.#context();
    const args = { document: this.id, suggestion, epoch, base, note, changes: placed };
    const { status, error } = await this.#parts.outbox.put("document.suggest", args).result;
    if (status === "applied") return suggestion;
    throw error === undefined ? new ClientError("internal", "The bridge refused without saying why.") : errorOf(error);
  }

  async settle(suggestion: SuggestionId, hunks: readonly number[], verdict: Verdict): Promise<CommandResult> {
    const edit = verdict === "accepted" ? await this.#acceptance(suggestion, hunks) : undefined;
    const args = { document: this.id, suggestion, hunks: [...hunks], verdict, ...(edit && { edit }) };
    return this.#parts.outbox.put("document.settle", args).result;
  }

  history: LiveDocument["history"] = (before) =>
    this.#parts.ask("document.history", {
      document: this.id,
      limit: HISTORY_ENTRIES,
      ...(before === undefined ? {} : { before }),
    });

  async version(version: string): Promise<string> {
    let text = "";
    for (;;) {
      const page = await this.#parts.ask("document.version", { document: this.id, version, from: text.length });
      text += page.text;
      if (page.text === "" || text.length >= page.total) return text;
    }
  }

  async dismiss(): Promise<void> {
    for (const id of this.#unconfirmed.refused) await this.#parts.outbox.dismiss(id);
  }

  close(): Promise<void> {
    return this.#release();
  }

  /** Resolves when edits and text are in this client's storage. */
  async store(): Promise<void> {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    await this.#edits.flush().catch(() => {});
    this.#write();
    await this.#writes;
  }

  /** Nobody has it open any more. */
  async end(): Promise<void> {
    this.#isEnded = true;
    this.#reader.close();
    await this.store();
    this.#parts.send({ type: "PRESENT", document: this.id, at: null });
    this.#presence.stop();
    this.#edits.stop();
    this.#unconfirmed.close();
    this.#stopRoom();
    this.#waits.fail(new ClientError("closed", "The document was closed; edits that wait stay in the outbox."));
  }

  #takeOwn(first: number, last: number): void {
    for (const [at, { edit, settled }] of this.#written) {
      if (at > last) continue;
      this.#written.delete(at);
      if (at < first) continue;
      if (edit !== undefined) this.#apply(edit);
      if (settled !== undefined) this.#model.settle(settled.suggestion, settled.hunks);
    }
  }

  #apply({ epoch, yjs, encoding, update }: DocumentEdit): void {
    const { text } = this.#model;
    const bytes = fromBase64(update);
    if (text === undefined || bytes === undefined || epoch !== this.#model.epoch || yjs === text.yjs) return;
    text.apply([{ encoding, update: bytes }]);
  }

  async #loadCopy(): Promise<Cursor | undefined> {
    const copy = await this.#parts.storage.readState(documentStream(this.id));
    return copy !== undefined && (await this.#model.load(copy.data)) ? copy.cursor : undefined;
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

  /** The edit that hunks are, built on what was typed here. It is made once the bridge has it: somebody else may settle them first. */
  async #acceptance(suggestion: SuggestionId, hunks: readonly number[]): Promise<DocumentEdit | undefined> {
    const text = this.#editable();
    await this.#storedAnd(() => true);
    const changes = changesOf(this.#model.facts, text, suggestion, hunks);
    if (changes === undefined || this.#model.text !== text)
      throw new ClientError("conflict", "The suggestion was settled, or its place in the text is gone.");
    const yjs = this.#parts.runtime.random.uint32();
    const update = updateApart(text, yjs, checkedChanges(changes, text.length));
    return update && { ...this.#context(), yjs, encoding: 1, update: toBase64(update) };
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

  #context(): EditContext {
    return { epoch: this.#model.epoch, base: this.#reader.seq, yjs: this.#model.text?.yjs ?? 0 };
  }

  #becomeReady(): void {
    this.#isReady = true;
    for (const { edit } of this.#unconfirmed.waiting) this.#apply(edit);
  }

  #hasMoved(suggestion: SuggestionId | null, epoch: number): void {
    this.#moved = { suggestion };
    if (epoch === this.#model.epoch) this.#beginAnew();
  }

  #wasRefused(error: ErrorBody, epoch: number): void {
    this.#waits.fail(errorOf(error));
    if (epoch === this.#model.epoch) this.#beginAnew();
  }

  /** What is here has edits that the bridge's text will not have. */
  #beginAnew(): void {
    this.#enqueue(() => this.#parts.storage.forgetState(documentStream(this.id)));
    this.#reader.begin();
  }

  #changed(): void {
    if (!this.#isReady && this.#reader.isLive && this.#model.text !== undefined) this.#becomeReady();
    this.view.touch();
    this.#waits.look();
    if (this.#isEnded) return;
    this.#stopTimer?.();
    this.#stopTimer = this.#parts.runtime.clock.after(QUIET_MS, () => {
      this.#stopTimer = undefined;
      this.#write();
    });
  }

  /** The text holds no edit that is nowhere else: then it could build on what nobody has. */
  #write(): void {
    const { cursor } = this.#reader;
    if (cursor === undefined || !this.#isReady || this.#edits.isUnderWay) return;
    const data = this.#model.copy();
    if (data === undefined) return;
    this.#enqueue(() => this.#parts.storage.putState(documentStream(this.id), { cursor, data }));
  }

  /** A copy that cannot be written is missed only while the bridge is away. */
  #enqueue(call: () => Promise<void>): void {
    this.#writes = this.#writes.then(call).catch(() => {});
  }

  #tellPresence(): void {
    this.#parts.send({ type: "PRESENT", document: this.id, at: { selection: this.#selection } });
  }

  #compute(): DocumentView {
    const model = this.#model;
    const { waiting, savedAt, savedSeq, refusal } = this.#unconfirmed;
    const { failure, isUnderWay } = this.#edits;
    const room = this.#room.current();
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
      saving: { waiting: waiting.length + (isUnderWay ? 1 : 0), savedAt, savedSeq, refused: local ?? refusal },
      people: room?.people ?? [],
      file: room?.file,
      suggestions: placedSuggestions(model.facts, this.#isReady ? model.text : undefined),
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
