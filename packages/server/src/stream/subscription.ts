// One reader of one stream: a cursor and a credit, no queue. Items older than the subscription come from the log with the
// replay flag; newer ones are the shared frames of the tail while the reader keeps up, and the log again when it does not.
import type { ResetReason, SubscribeFrom } from "@nomous/protocol";
import type { ItemFrame } from "./frames.ts";
import type { LiveStream, Reader } from "./live-stream.ts";
import type { SliceOrder } from "./slice.ts";

/** Who sends what a subscription has to offer. */
export interface SubscriptionOwner {
  ready(subscription: Subscription): void;
  dropped(subscription: Subscription): void;
}

export class Subscription implements Reader {
  readonly durability = "durable";
  readonly stream: LiveStream;
  /** The last item that was sent. */
  cursor: number;
  /** Bytes that may still be sent on the channel. */
  credit: number;
  /** In the owner's list of those that have something to send. */
  isReady = false;
  /** What the client gave at first: a shared frame that is larger would wait for ever, so it is cut. */
  readonly #window: number;
  readonly #replayTo: number;
  readonly #owner: SubscriptionOwner;

  constructor(stream: LiveStream, after: number, credit: number, owner: SubscriptionOwner) {
    this.stream = stream;
    this.cursor = after;
    this.credit = credit;
    this.#window = credit;
    this.#replayTo = stream.state.head;
    this.#owner = owner;
  }

  get isBehind(): boolean {
    return this.cursor < this.stream.state.head;
  }

  /** END was sent: nothing follows. */
  get isFinished(): boolean {
    return this.stream.state.end !== null && !this.isBehind;
  }

  start(): void {
    this.stream.readers.add(this);
  }

  stop(): void {
    this.stream.readers.delete(this);
  }

  wake(): void {
    this.#owner.ready(this);
  }

  dropped(): void {
    this.#owner.dropped(this);
  }

  /** The shared frame that comes next; `undefined` when there is none, or when the reader has to go through the log. */
  nextShared(): ItemFrame | undefined {
    if (this.cursor < this.#replayTo) return undefined;
    const frame = this.stream.tail.startingAt(this.cursor + 1);
    return frame === undefined || frame.bytes.length > this.#window ? undefined : frame;
  }

  /** What to read from the log next. */
  nextSlice(maxBytes: number): SliceOrder {
    const isReplay = this.cursor < this.#replayTo;
    const { tail, state } = this.stream;
    const upTo = isReplay ? this.#replayTo : (tail.nextBoundary(this.cursor + 1) ?? state.head);
    return { after: this.cursor, upTo, maxBytes, isReplay };
  }
}

/** Where a reader begins, and why it could not go on from its cursor. */
export type Start = { readonly after: number; readonly why?: ResetReason };

/** Decides whether a cursor can be continued (rules S3, S6, S9). */
export function startOf(from: SubscribeFrom, { state }: LiveStream, epoch: number): Start {
  const oldest = state.first - 1;
  if (from === "start") return { after: oldest };
  if (from === "tail") return { after: state.head };
  if (from.epoch > epoch || (from.epoch === epoch && from.seq > state.head))
    return { after: oldest, why: "client_ahead" };
  if (from.epoch < epoch) return { after: oldest, why: "epoch" };
  if (from.seq < oldest) return { after: oldest, why: "expired" };
  return { after: from.seq };
}
