// Reads a stream once, from a cursor to what the bridge has of it, at the speed of who takes the items.
import type { Cursor, ResetReason, StreamId, SubscribeFrom } from "@nomous/protocol";
import { ITEM } from "@nomous/protocol";
import type { StreamItem } from "../client.ts";
import { ClientError } from "../client-error.ts";
import { BEGINS_AGAIN, type Consumer } from "../stream/consumer.ts";
import type { Streams } from "../stream/streams.ts";

export interface Opened {
  readonly epoch: number;
  readonly createdAt: number;
}

/** `again`: what is here does not count any more. `gone`: there is no such stream. `damaged`: the rest cannot be read. */
export type ReadOutcome =
  | { readonly status: "read"; readonly cursor: Cursor }
  | { readonly status: "damaged"; readonly cursor: Cursor }
  | { readonly status: "again" }
  | { readonly status: "gone" };

/** Rejects with `away` when the connection goes, and with what `take` rejects with. */
export function readStream(
  streams: Streams,
  sid: StreamId,
  from: SubscribeFrom,
  take: (items: readonly StreamItem[], opened: Opened) => Promise<void> | void,
): Promise<ReadOutcome> {
  return new Promise((resolve, reject) => {
    const reader = new OnceReader(from, { take, resolve, reject });
    reader.detach = streams.attach(sid, reader);
    if (reader.isOver) reader.detach();
  });
}

interface Ends {
  readonly take: (items: readonly StreamItem[], opened: Opened) => Promise<void> | void;
  readonly resolve: (outcome: ReadOutcome) => void;
  readonly reject: (error: unknown) => void;
}

class OnceReader implements Consumer {
  detach: () => void = () => {};
  isOver = false;
  readonly #ends: Ends;
  #from: SubscribeFrom;
  #opened: Opened | undefined;
  #head = 0;
  /** Taken and worked through. */
  #seq = 0;
  #work: Promise<void> = Promise.resolve();

  constructor(from: SubscribeFrom, ends: Ends) {
    this.#from = from;
    this.#ends = ends;
  }

  get from(): SubscribeFrom {
    return this.#from;
  }

  opened({ cursor, head, createdAt }: { cursor: Cursor; head: number; createdAt: number }): void {
    this.#from = cursor;
    this.#seq = cursor.seq;
    this.#head = head;
    this.#opened = { epoch: cursor.epoch, createdAt };
    this.#look();
  }

  take(items: readonly StreamItem[], done: () => void): void {
    const last = items.at(-1);
    const opened = this.#opened;
    if (this.isOver || last === undefined || opened === undefined || typeof this.#from !== "object") return done();
    this.#from = { ...this.#from, seq: last.seq };
    this.#work = this.#work.then(() => this.#give(items, last, opened)).finally(done);
  }

  reset(): void {
    this.#end(() => this.#ends.resolve({ status: "again" }));
  }

  refused(why: ResetReason): void {
    const cursor = this.#cursor;
    const isDamaged = why === "corrupt" && cursor !== undefined;
    if (BEGINS_AGAIN[why]) this.reset();
    else
      void this.#work.then(() => this.#end(() => this.#ends.resolve(isDamaged ? { status: "damaged", cursor } : GONE)));
  }

  paused(): void {
    this.#end(() => this.#ends.reject(new ClientError("away", "The bridge is away.")));
  }

  closed(): void {
    this.paused();
  }

  get #cursor(): Cursor | undefined {
    return typeof this.#from === "object" ? this.#from : undefined;
  }

  async #give(items: readonly StreamItem[], last: StreamItem, opened: Opened): Promise<void> {
    if (this.isOver) return;
    try {
      await this.#ends.take(items, opened);
    } catch (error) {
      return this.#end(() => this.#ends.reject(error));
    }
    this.#seq = last.seq;
    if (last.kind === ITEM.end) this.#head = last.seq;
    this.#look();
  }

  #look(): void {
    const cursor = this.#cursor;
    if (cursor !== undefined && this.#seq >= this.#head)
      this.#end(() => this.#ends.resolve({ status: "read", cursor: { epoch: cursor.epoch, seq: this.#seq } }));
  }

  #end(tell: () => void): void {
    if (this.isOver) return;
    this.isOver = true;
    this.detach();
    tell();
  }
}

const GONE: ReadOutcome = { status: "gone" };
