// Pulls a stream at the speed of who iterates: credit is given when a batch has been worked through, so that what waits
// here is bounded by the channel's credit, and a reader that is late costs the bridge nothing.
import type { Cursor, ResetReason, StreamEnd, StreamId, SubscribeFrom } from "@nomous/protocol";
import { decodeJson, fromUtf8, ITEM, StreamEnd as StreamEndSchema } from "@nomous/protocol";
import type { StreamItem, StreamOptions, StreamReader } from "../client.ts";
import { ClientError } from "../client-error.ts";
import { BEGINS_AGAIN, type Consumer } from "./consumer.ts";
import type { Streams } from "./streams.ts";

interface Waiting {
  readonly items: readonly StreamItem[];
  readonly done: () => void;
}

/** The body of an END item; one that cannot be read counts as an error of the stream. */
export const decodeEnd = ({ seq, data }: StreamItem): StreamEnd =>
  decodeJson(StreamEndSchema, fromUtf8(data)) ?? { reason: "error", count: seq - 1 };

class Reader implements StreamReader, Consumer {
  readonly sid: StreamId;
  readonly #options: StreamOptions;
  readonly #waiting: Waiting[] = [];
  #from: SubscribeFrom;
  /** The last item when the stream was opened first. */
  #head: number | undefined;
  #end: StreamEnd | undefined;
  #failure: ClientError | undefined;
  #isClosed = false;
  #wake: (() => void) | undefined;
  #detach: () => void;

  constructor(streams: Streams, sid: StreamId, options: StreamOptions) {
    this.sid = sid;
    this.#options = options;
    this.#from = options.from ?? "start";
    this.#detach = () => {};
    this.#detach = streams.attach(sid, this);
  }

  get end(): StreamEnd | undefined {
    return this.#end;
  }

  get from(): SubscribeFrom {
    return this.#from;
  }

  opened({ cursor, head }: { cursor: Cursor; head: number }): void {
    this.#from = cursor;
    this.#head ??= head;
    this.#wake?.();
  }

  take(items: readonly StreamItem[], done: () => void): void {
    const last = items.at(-1);
    if (last !== undefined && typeof this.#from === "object") this.#from = { ...this.#from, seq: last.seq };
    this.#waiting.push({ items, done });
    this.#wake?.();
  }

  reset(why: ResetReason, from: SubscribeFrom): void {
    this.#from = from;
    this.#dropWaiting();
    if (this.#options.onReset !== undefined) this.#options.onReset({ why });
    else this.#fail(why);
  }

  refused(why: ResetReason): void {
    this.#fail(why);
  }

  paused(): void {
    // The cursor stays; the next connection goes on behind it.
  }

  closed(): void {
    this.close();
  }

  close(): void {
    this.#isClosed = true;
    this.#detach();
    this.#dropWaiting();
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<readonly StreamItem[]> {
    try {
      for (;;) {
        const batch = await this.#next();
        if (batch === undefined) return;
        const last = batch.items.at(-1);
        const isEnd = last?.kind === ITEM.end;
        const items = isEnd ? batch.items.slice(0, -1) : batch.items;
        if (items.length > 0) yield items;
        this.#release(batch);
        if (!isEnd) continue;
        this.#end = decodeEnd(last);
        return;
      }
    } finally {
      this.close();
    }
  }

  /** All that was asked for is here. */
  get #isRead(): boolean {
    if (this.#options.until !== "head" || this.#head === undefined) return false;
    return typeof this.#from === "object" && this.#from.seq >= this.#head;
  }

  async #next(): Promise<Waiting | undefined> {
    while (this.#waiting.length === 0) {
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#isClosed || this.#isRead) return undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#waiting.length > 1) this.#waiting.push(join(this.#waiting.splice(0)));
    return this.#waiting[0];
  }

  /** A batch waits until it was worked through, or dropped meanwhile. */
  #release(batch: Waiting): void {
    if (this.#waiting[0] !== batch) return;
    this.#waiting.shift();
    batch.done();
  }

  #fail(why: ResetReason): void {
    const message = BEGINS_AGAIN[why]
      ? `${this.sid} began again (${why}), what was read of it does not count any more.`
      : `${this.sid} cannot be read (${why}).`;
    this.#failure = new ClientError("stream-lost", message, { why });
    this.#detach();
    this.#wake?.();
  }

  #dropWaiting(): void {
    for (const { done } of this.#waiting.splice(0)) done();
  }
}

/** What waits for a reader that was busy comes to it at once. */
const join = (waiting: readonly Waiting[]): Waiting => ({
  items: waiting.flatMap(({ items }) => items),
  done: () => {
    for (const { done } of waiting) done();
  },
});

export const createStreamReader = (streams: Streams, sid: StreamId, options: StreamOptions = {}): StreamReader =>
  new Reader(streams, sid, options);
