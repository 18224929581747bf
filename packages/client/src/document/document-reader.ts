// Reads a document: first its newest snapshot, where it has one, then its stream behind that, and goes on with it over connections. When what
// is here does not count any more, it begins again.
import type { Cursor, DocumentId, ResetReason, SnapshotPlace, StreamId, SubscribeFrom } from "@nomous/protocol";
import { documentStream } from "@nomous/protocol";
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
  readonly read: (items: readonly StreamItem[]) => void;
  /** The stream has come to items that this client wrote, up to `last`: they are known from the commands that wrote them. */
  readonly own: (first: number, last: number) => void;
  /** Status or cursor changed. */
  readonly changed: () => void;
}

type Trouble = "missing" | "damaged";

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
  /** The search for the beginning that counts. */
  #search: { snapshot?: StreamReader } | undefined;
  #isClosed = false;

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

  /** It has all that the bridge had when it opened the stream. */
  get isLive(): boolean {
    return this.#head !== undefined && this.seq >= this.#head;
  }

  /** Goes on behind what is here. */
  resume(cursor: Cursor): void {
    this.#from = cursor;
    this.#attach();
  }

  /** Begins anew. */
  begin(): void {
    this.#leave();
    this.#trouble = undefined;
    this.#from = "start";
    this.#parts.clear();
    this.#parts.changed();
    void this.#find();
  }

  /** There is a connection. */
  online(): void {
    if (this.#isClosed || this.#isAttached || this.#search !== undefined) return;
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
    if (this.#isAttached && last !== undefined && typeof this.#from === "object") {
      this.#from = { ...this.#from, seq: last.seq };
      this.#parts.read(items);
      this.#parts.changed();
    }
    done();
  }

  own(first: number, last: number): void {
    if (!this.#isAttached || typeof this.#from !== "object") return;
    this.#from = { ...this.#from, seq: last };
    this.#parts.own(first, last);
    this.#parts.changed();
  }

  reset(): void {
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

  async #find(): Promise<void> {
    const search: { snapshot?: StreamReader } = {};
    this.#search = search;
    const isOver = (): boolean => this.#search !== search;
    try {
      const found = await this.#readSnapshot(search, isOver);
      if (isOver()) return;
      this.#search = undefined;
      if (found !== undefined) this.#from = found;
      this.#attach();
    } catch (error) {
      if (isOver()) return;
      this.#search = undefined;
      // With the bridge away the next connection looks again.
      const { code } = error as Partial<ClientError>;
      if (code === "not-found" || code === "forbidden") this.#trouble = "missing";
      this.#parts.changed();
    }
  }

  /** The cursor behind the snapshot that was read; `undefined` when there is none: the stream is read from its start. */
  async #readSnapshot(search: { snapshot?: StreamReader }, isOver: () => boolean): Promise<Cursor | undefined> {
    for (let left = MOST_TRIES; left > 0; left -= 1) {
      const place = await this.#parts.place();
      if (isOver() || place === null) return undefined;
      const epoch = this.#parts.storeEpoch();
      try {
        search.snapshot = createStreamReader(this.#parts.streams, place.sid as StreamId);
        for await (const items of search.snapshot) if (!isOver()) this.#parts.read(items);
        if (search.snapshot.end !== undefined) return { epoch, seq: place.seq };
        return undefined;
      } catch (error) {
        if (!(error instanceof ClientError) || error.code !== "stream-lost" || isOver()) throw error;
        this.#parts.clear();
      }
    }
    return undefined;
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
    const search = this.#search;
    this.#search = undefined;
    search?.snapshot?.close();
  }
}
