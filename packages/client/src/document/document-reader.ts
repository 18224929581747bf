// Reads a document: first its newest snapshot, where it has one, then its stream behind that, and goes on with it over connections. Both are asked
// for at once; what comes of the stream waits for the end of the snapshot. When what is here does not count any more, it begins again.
import type { Cursor, DocumentId, ResetReason, SnapshotPlace, StreamId, SubscribeFrom } from "@nomous/protocol";
import { documentStream, ITEM } from "@nomous/protocol";
import type { StreamItem, StreamReader } from "../client.ts";
import { ClientError } from "../client-error.ts";
import type { Consumer } from "../stream/consumer.ts";
import { createStreamReader } from "../stream/stream-reader.ts";
import type { Streams } from "../stream/streams.ts";

export interface ReaderParts {
  readonly streams: Streams;
  readonly id: DocumentId;
  /** Asks where the snapshot is; rejects while the bridge is away. */
  readonly place: () => Promise<SnapshotPlace | null>;
  /** Of the store that the connection reads. */
  readonly storeEpoch: () => number;
  /** Nothing that was read counts any more. */
  readonly clear: () => void;
  /** The bridge has lost what it had, and what was read up to there is cleared next. */
  readonly lost: (cursor: Cursor) => void;
  /** Of a snapshot to its END, then of the stream. */
  readonly read: (items: readonly StreamItem[]) => void;
  /** The stream has come to items that this client wrote, up to `last`: they are known from the commands that wrote them. */
  readonly own: (first: number, last: number) => void;
  /** Status or cursor changed. */
  readonly changed: () => void;
}

type Trouble = "missing" | "damaged";

/** The search for the beginning: the newest snapshot. */
interface Search {
  snapshot?: StreamReader;
  /** Where the stream goes on behind it. */
  cursor?: Cursor;
  /** What came from there already. */
  readonly behind: { readonly apply: () => void; readonly done: () => void }[];
}

/** Of a snapshot; what it says does not matter. */
const END: StreamItem = { seq: 0, at: 0, kind: ITEM.end, data: new Uint8Array(), isReplay: true };

/** A snapshot can be dropped for a newer one while it is being read. */
const MOST_TRIES = 3;

export class DocumentReader implements Consumer {
  readonly #parts: ReaderParts;
  readonly #sid: StreamId;
  #from: SubscribeFrom = "start";
  #head: number | undefined;
  #trouble: Trouble | undefined;
  /** Set before the streams are told: they may open it at once. */
  #isAttached = false;
  #detach: (() => void) | undefined;
  /** The one that counts. */
  #search: Search | undefined;
  /** Before it was told where, it does not begin. */
  #hasBegun = false;
  #isClosed = false;
  /** Of the store, as a reset told it: the store's epoch can rise while the connection lasts. */
  #epoch = 0;

  constructor(parts: ReaderParts) {
    this.#parts = parts;
    this.#sid = documentStream(parts.id);
  }

  get from(): SubscribeFrom {
    return this.#from;
  }

  get cursor(): Cursor | undefined {
    return typeof this.#from === "object" ? this.#from : undefined;
  }

  get seq(): number {
    return this.cursor?.seq ?? 0;
  }

  get trouble(): Trouble | undefined {
    return this.#trouble;
  }

  /** The bridge has let it go on behind what is here. */
  get isOpen(): boolean {
    return this.#head !== undefined;
  }

  /** It has all that the bridge had when it opened the stream. */
  get isLive(): boolean {
    return this.#search === undefined && this.#head !== undefined && this.seq >= this.#head;
  }

  /** Goes on behind what is here. */
  resume(cursor: Cursor): void {
    this.#hasBegun = true;
    this.#leave();
    this.#from = cursor;
    this.#attach();
  }

  /** Begins anew. */
  begin(): void {
    this.#hasBegun = true;
    this.#leave();
    this.#trouble = undefined;
    // What is left was made on what was read so far.
    this.#parts.clear();
    this.#from = "start";
    this.#parts.changed();
    void this.#find();
  }

  /** There is a connection. */
  online(): void {
    if (!this.#hasBegun || this.#isClosed || this.#isAttached || this.#search !== undefined) return;
    if (this.#trouble === "damaged") void this.#lookPast();
    else if (this.cursor === undefined) this.begin();
    else this.#attach();
  }

  /** Perhaps it exists now, or was begun anew behind the damage. */
  lookAgain(): void {
    if (this.#trouble !== undefined) this.online();
  }

  close(): void {
    this.#isClosed = true;
    this.#leave();
  }

  opened({ cursor, head }: { cursor: Cursor; head: number }): void {
    if (!this.#isAttached) return;
    this.#from = cursor;
    this.#head = head;
    this.#trouble = undefined;
    this.#parts.changed();
  }

  take(items: readonly StreamItem[], done: () => void): void {
    const last = items.at(-1);
    if (!this.#isAttached || last === undefined || typeof this.#from !== "object") return done();
    this.#from = { ...this.#from, seq: last.seq };
    this.#goOn(() => this.#parts.read(items), done);
  }

  own(first: number, last: number): void {
    if (!this.#isAttached || typeof this.#from !== "object") return;
    this.#from = { ...this.#from, seq: last };
    this.#goOn(() => this.#parts.own(first, last));
  }

  reset(why: ResetReason, from: SubscribeFrom): void {
    const { cursor } = this;
    this.#epoch = typeof from === "object" ? from.epoch : 0;
    // Another store begins at its start: that is no loss of this one.
    if (why !== "expired" && from !== "start" && cursor !== undefined) this.#parts.lost(cursor);
    this.begin();
  }

  refused(why: ResetReason): void {
    this.#detached();
    if (why === "expired") return this.begin();
    this.#trouble = why === "corrupt" ? "damaged" : "missing";
    this.#parts.changed();
  }

  paused(): void {
    this.#head = undefined;
    this.#dropBehind();
    this.#parts.changed();
  }

  closed(): void {
    this.#detached();
    this.#parts.changed();
  }

  async #lookPast(): Promise<void> {
    const { seq } = this;
    const place = await this.#parts.place().catch(() => null);
    if (place !== null && place.seq > seq && this.#trouble === "damaged" && !this.#isClosed) this.begin();
  }

  #goOn(apply: () => void, done: () => void = () => {}): void {
    if (this.#search !== undefined) return void this.#search.behind.push({ apply, done });
    apply();
    this.#parts.changed();
    done();
  }

  async #find(): Promise<void> {
    const search: Search = { behind: [] };
    this.#search = search;
    try {
      await this.#readSnapshot(search);
      if (this.#search !== search) return;
      for (const { apply } of search.behind) apply();
      if (this.#search !== search) return;
      this.#search = undefined;
      // In trouble, what is behind the snapshot cannot be read.
      if (this.#trouble === undefined) this.#attach();
      this.#parts.changed();
      for (const { done } of search.behind) done();
    } catch (error) {
      if (this.#search !== search) return;
      this.#leave();
      this.#from = "start";
      // With the bridge away the next connection looks again.
      const { code } = error as Partial<ClientError>;
      if (code === "not-found" || code === "forbidden") this.#trouble = "missing";
      this.#parts.changed();
    }
  }

  /** Where there is none, the stream is read from its start. */
  async #readSnapshot(search: Search): Promise<void> {
    for (let left = MOST_TRIES; left > 0; left -= 1) {
      const place = await this.#parts.place();
      if (this.#search !== search || place === null) return;
      search.cursor = { epoch: Math.max(this.#parts.storeEpoch(), this.#epoch), seq: place.seq };
      search.snapshot = createStreamReader(this.#parts.streams, place.sid as StreamId);
      this.#from = search.cursor;
      this.#attach();
      try {
        for await (const items of search.snapshot) if (this.#search === search) this.#parts.read(items);
        if (this.#search !== search) return;
        if (search.snapshot.end !== undefined) return this.#parts.read([END]);
      } catch (error) {
        if (!(error instanceof ClientError) || error.code !== "stream-lost" || this.#search !== search) throw error;
      }
      this.#giveUp(search);
    }
  }

  /** Of what was read nothing counts. */
  #giveUp(search: Search): void {
    const detach = this.#detach;
    this.#detached();
    detach?.();
    this.#dropBehind();
    delete search.cursor;
    this.#parts.clear();
    this.#from = "start";
  }

  /** What came behind the snapshot and was not read: the bridge is asked for it again. */
  #dropBehind(): void {
    const search = this.#search;
    if (search === undefined) return;
    for (const { done } of search.behind.splice(0)) done();
    this.#from = search.cursor ?? this.#from;
  }

  #attach(): void {
    if (this.#isClosed || this.#isAttached) return;
    this.#isAttached = true;
    const detach = this.#parts.streams.attach(this.#sid, this);
    // It may have begun anew meanwhile.
    if (this.#isAttached) this.#detach = detach;
    else detach();
  }

  #detached(): void {
    this.#isAttached = false;
    this.#detach = undefined;
    this.#head = undefined;
  }

  #leave(): void {
    const detach = this.#detach;
    this.#detached();
    detach?.();
    this.#dropBehind();
    const search = this.#search;
    this.#search = undefined;
    search?.snapshot?.close();
  }
}
