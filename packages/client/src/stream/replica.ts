// A stream folded into a value, with a copy in storage, so that it opens with the bridge away and goes on from there.
// The value is folded only when somebody looks; the copy follows in batches, and credit is given once a batch is stored.
import type { Clock, Cursor, Item, ResetReason, StreamEnd, StreamId, StopTimer, SubscribeFrom } from "@nomous/protocol";
import { ITEM } from "@nomous/protocol";
import type { StreamItem } from "../client.ts";
import { type ClientStorage, cursorOf } from "../storage/client-storage.ts";
import type { Consumer } from "./consumer.ts";
import { decodeEnd } from "./stream-reader.ts";
import type { Streams } from "./streams.ts";

export interface ReplicaParts<Value> {
  readonly clock: Clock;
  readonly storage: ClientStorage;
  readonly streams: Streams;
  readonly sid: StreamId;
  readonly empty: Value;
  fold(value: Value, items: readonly StreamItem[]): Value;
  /** Value or status changed. */
  changed(): void;
}

/** `cached`: as far as this client has it. `live`: as far as the bridge has it. */
export type ReplicaStatus = "loading" | "cached" | "live" | "missing";

/** What is stored at once: small enough for a moment's loss, large enough for few transactions. */
const BATCH_MS = 100;
const BATCH_BYTES = 64 * 1024;

export class Replica<Value> implements Consumer {
  readonly #parts: ReplicaParts<Value>;
  #from: SubscribeFrom = "start";
  #createdAt = 0;
  #value: Value;
  #unfolded: StreamItem[] = [];
  #batch = new Batch();
  #stopTimer: StopTimer | undefined;
  #writes: Promise<void> = Promise.resolve();
  #isLoading = false;
  #holders = 0;
  #detach: (() => void) | undefined;
  #head: number | undefined;
  #isLoaded = false;
  #isFirstReading = true;
  #isMissing = false;
  #isDamaged = false;
  #end: StreamEnd | undefined;

  constructor(parts: ReplicaParts<Value>) {
    this.#parts = parts;
    this.#value = parts.empty;
  }

  get value(): Value {
    if (this.#unfolded.length > 0) this.#value = this.#parts.fold(this.#value, this.#unfolded.splice(0));
    return this.#value;
  }

  get status(): ReplicaStatus {
    if (this.#isMissing) return "missing";
    if (this.#end !== undefined) return "live";
    if (!this.#isLoaded) return "loading";
    return this.#head !== undefined && this.#seq >= this.#head ? "live" : "cached";
  }

  /** Whether anything of the stream is here. */
  get isEmpty(): boolean {
    return this.#seq === 0;
  }

  /** It is being read for the first time and not to its end yet: what is here is an old past, about to change. */
  get isFirstReading(): boolean {
    return this.#isFirstReading && this.status === "cached";
  }

  /** The bridge's log is damaged after what is here: the rest cannot be read. */
  get isDamaged(): boolean {
    return this.#isDamaged && this.#end === undefined;
  }

  get end(): StreamEnd | undefined {
    return this.#end;
  }

  get from(): SubscribeFrom {
    return this.#from;
  }

  get #seq(): number {
    return typeof this.#from === "object" ? this.#from.seq : 0;
  }

  /** Keeps it up to date until the returned function is called. */
  hold(): () => void {
    this.#holders += 1;
    if (this.#isLoading) this.#attach();
    else void this.#load();
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#holders -= 1;
      if (this.#holders === 0) this.#release();
    };
  }

  /** Asks once more for a stream that did not exist. */
  lookAgain(): void {
    if (!this.#isMissing || this.#holders === 0) return;
    this.#isMissing = false;
    this.#attach();
  }

  /** Another store: what is here was read from one that is gone. */
  forget(): void {
    this.#clear("start");
    this.#parts.changed();
  }

  /** Forgets the copy: its content is kept elsewhere. */
  forgetCopy(): void {
    this.#write(() => this.#parts.storage.forgetCopy(this.#parts.sid));
  }

  /** Resolves when all that was applied is stored. */
  async saved(): Promise<void> {
    this.#flush();
    await this.#writes;
  }

  opened({ cursor, head, createdAt }: { cursor: Cursor; head: number; createdAt: number }): void {
    this.#from = cursor;
    this.#head = head;
    this.#createdAt = createdAt;
    this.#noteReading();
    this.#parts.changed();
  }

  take(items: readonly StreamItem[], done: () => void): void {
    const last = items.at(-1);
    if (last === undefined || typeof this.#from !== "object") return done();
    this.#from = { ...this.#from, seq: last.seq };
    this.#show(items);
    this.#noteReading();
    this.#batch.add(items, done);
    if (this.#batch.bytes >= BATCH_BYTES || this.#end !== undefined) this.#flush();
    else this.#stopTimer ??= this.#parts.clock.after(BATCH_MS, () => this.#flush());
    this.#parts.changed();
  }

  reset(_why: ResetReason, from: SubscribeFrom): void {
    this.#clear(from);
    this.#parts.changed();
  }

  refused(why: ResetReason): void {
    this.#detach = undefined;
    this.#head = undefined;
    // Before a damaged place everything is intact and worth showing.
    this.#isDamaged = why === "corrupt";
    this.#isFirstReading = false;
    if (!this.#isDamaged) {
      this.#clear("start");
      this.#isMissing = true;
    }
    this.#parts.changed();
  }

  closed(): void {
    this.#detach = undefined;
    this.paused();
  }

  paused(): void {
    this.#head = undefined;
    if (!this.isEmpty) this.#isFirstReading = false;
    this.#parts.changed();
  }

  #attach(): void {
    if (!this.#isLoaded || this.#isMissing || this.#end !== undefined || this.#holders === 0) return;
    this.#detach ??= this.#parts.streams.attach(this.#parts.sid, this);
  }

  #release(): void {
    this.#detach?.();
    this.#detach = undefined;
    this.#head = undefined;
    this.#isMissing = false;
    this.#flush();
  }

  async #load(): Promise<void> {
    this.#isLoading = true;
    // A copy that cannot be read is read again from the bridge.
    const copy = await this.#parts.storage.readCopy(this.#parts.sid).catch(() => undefined);
    if (this.#isLoaded) return this.#attach();
    if (copy !== undefined) {
      this.#from = cursorOf(copy);
      this.#createdAt = copy.createdAt;
      this.#isFirstReading = false;
      this.#show(
        copy.items.map(({ atMs, kind, data }, index) => ({
          seq: index + 1,
          at: copy.createdAt + atMs,
          kind,
          data,
          isReplay: true,
        })),
      );
    }
    this.#isLoaded = true;
    this.#attach();
    this.#parts.changed();
  }

  #show(items: readonly StreamItem[]): void {
    for (const item of items) this.#unfolded.push(item);
    const last = items.at(-1);
    if (last?.kind !== ITEM.end) return;
    this.#end = decodeEnd(last);
    this.#detach = undefined;
  }

  #clear(from: SubscribeFrom): void {
    // A copy that is being read is as void as what it would be added to.
    this.#isLoaded = true;
    this.#from = from;
    this.#isFirstReading = true;
    this.#value = this.#parts.empty;
    this.#unfolded = [];
    this.#end = undefined;
    this.#isDamaged = false;
    this.#batch.done();
    this.#batch = new Batch();
    this.forgetCopy();
  }

  #noteReading(): void {
    if (this.status === "live") this.#isFirstReading = false;
  }

  #flush(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    const batch = this.#batch;
    if (batch.items.length === 0 || typeof this.#from !== "object") return;
    this.#batch = new Batch();
    const { epoch } = this.#from;
    const createdAt = this.#createdAt;
    this.#write(async () => {
      const first = batch.items[0]?.seq ?? 0;
      const items = batch.items.map(({ at, kind, data }): Item => ({ atMs: at - createdAt, kind, data }));
      try {
        await this.#parts.storage.addToCopy(this.#parts.sid, { epoch, createdAt, first, items });
      } finally {
        batch.done();
      }
    });
  }

  /** A copy that cannot be written is missed only while the bridge is away: reading goes on. */
  #write(call: () => Promise<void>): void {
    this.#writes = this.#writes.then(call).catch(() => {});
  }
}

/** Items that are applied and not stored yet. */
class Batch {
  readonly items: StreamItem[] = [];
  bytes = 0;
  readonly #done: (() => void)[] = [];

  add(items: readonly StreamItem[], done: () => void): void {
    for (const item of items) {
      this.items.push(item);
      this.bytes += item.data.length;
    }
    this.#done.push(done);
  }

  done(): void {
    for (const done of this.#done) done();
  }
}
