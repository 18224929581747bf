// One stream as this client reads it: at most one channel, shared by everybody here who reads. It goes on behind the
// least that any of them has, and each is shown only what it lacks. Every item is applied once: what came before is
// dropped and counted, what is missing is a broken protocol.
import type { Cursor, DataFrame, ResetReason, StreamId, Subscribed, SubscribeFrom } from "@nomous/protocol";
import { familyOf, ITEM, STREAM_FAMILIES } from "@nomous/protocol";
import type { StreamItem } from "../client.ts";
import { BEGINS_AGAIN, type Consumer } from "./consumer.ts";

type Channel =
  | { readonly status: "none" }
  | { readonly status: "asked"; readonly from: SubscribeFrom }
  | {
      readonly status: "open";
      readonly number: number;
      readonly epoch: number;
      readonly head: number;
      readonly createdAt: number;
      /** Number of the item that must come next. */
      next: number;
      /** Items from there on that this client wrote: the bridge leaves them out. In order. */
      own: readonly OwnItems[];
    };

interface OwnItems {
  readonly first: number;
  readonly last: number;
}

export type Delivery = "gap" | { readonly repeated: number; readonly isEnd: boolean };

export class Subscription {
  readonly sid: StreamId;
  /** The bridge may leave items out. */
  readonly #isLossy: boolean;
  readonly #consumers = new Set<Consumer>();
  #channel: Channel = { status: "none" };

  constructor(sid: StreamId) {
    this.sid = sid;
    const family = familyOf(sid);
    this.#isLossy = family !== undefined && STREAM_FAMILIES[family].durability !== "durable";
  }

  get status(): Channel["status"] {
    return this.#channel.status;
  }

  /** The channel's number while it is open. */
  get channel(): number | undefined {
    return this.#channel.status === "open" ? this.#channel.number : undefined;
  }

  get isWanted(): boolean {
    return this.#consumers.size > 0;
  }

  /** True when the channel must be opened again, because the newcomer lacks what the others have. */
  add(consumer: Consumer): boolean {
    this.#consumers.add(consumer);
    if (this.#channel.status !== "open") return false;
    const { epoch, next, head, createdAt } = this.#channel;
    const cursor = { epoch, seq: next - 1 };
    if (isBehind(consumer.from, cursor) || isOfOtherEpoch(consumer.from, epoch)) return true;
    consumer.opened({ cursor: ownCursor(consumer.from, cursor), head: Math.max(head, cursor.seq), createdAt });
    return false;
  }

  remove(consumer: Consumer): void {
    this.#consumers.delete(consumer);
  }

  /** The least that any consumer has: from there SUB is sent. */
  ask(): SubscribeFrom {
    let from: SubscribeFrom = "tail";
    for (const consumer of this.#consumers) if (isBehind(consumer.from, from)) from = consumer.from;
    this.#channel = { status: "asked", from };
    return from;
  }

  /** Gives the channel up; consumers keep what they have. */
  leave(): void {
    this.#channel = { status: "none" };
  }

  paused(): void {
    this.leave();
    for (const consumer of this.#consumers) consumer.paused();
  }

  /** `again`: somebody came who lacks what is before the channel's first item. */
  subscribed(answer: Subscribed): "open" | "again" | "refused" {
    const { channel: number, epoch, first, head, createdAt, mode, why, snapshot } = answer;
    if (this.#channel.status !== "asked") return "open";
    if (mode === "reset" && why !== undefined && !BEGINS_AGAIN[why]) {
      this.refuse(why);
      return "refused";
    }
    const { from } = this.#channel;
    const start = snapshot?.seq ?? (mode === "reset" ? first - 1 : startOf(from, first, head));
    this.#channel = { status: "open", number, epoch, head, createdAt, next: start + 1, own: [] };
    let isAgain = false;
    for (const consumer of this.#consumers) {
      if (typeof consumer.from === "object" && (mode !== "resume" || consumer.from.epoch !== epoch))
        consumer.reset(why ?? "epoch", { epoch, seq: mode === "resume" ? first - 1 : start });
      const own = ownCursor(consumer.from, { epoch, seq: consumer.from === "tail" ? head : start });
      // What was left out is not asked for again.
      const cursor = this.#isLossy && own.seq < start ? { epoch, seq: start } : own;
      if (cursor.seq < start || (consumer.from === "start" && start > first - 1 && snapshot === undefined))
        isAgain = true;
      else consumer.opened({ cursor, head, createdAt });
    }
    return isAgain ? "again" : "open";
  }

  refuse(why: ResetReason): void {
    for (const consumer of this.#release()) consumer.refused(why);
  }

  closed(): void {
    for (const consumer of this.#release()) consumer.closed();
  }

  /** All cursors are void: another store has taken the place of the one they were read from. */
  forget(): void {
    this.leave();
    for (const consumer of this.#consumers) if (typeof consumer.from === "object") consumer.reset("epoch", "start");
  }

  /** The bridge left out `n` items, `to` comes next; false when that cannot be. */
  skip(to: number, n: number): boolean {
    if (this.#channel.status !== "open" || !this.#isLossy || this.#channel.next + n !== to) return false;
    this.#channel.next = to;
    return true;
  }

  /** Items `first` to `last` were written over the present connection. Those of a channel that opens later are replayed. */
  own(first: number, last: number): void {
    const channel = this.#channel;
    if (channel.status !== "open") return;
    channel.own = [...channel.own, { first, last }].toSorted((a, b) => a.first - b.first);
  }

  /** Passes over own items that come next; false when somebody here lacks them, so that the channel must be opened again. */
  passOwn(): boolean {
    const channel = this.#channel;
    if (channel.status !== "open") return true;
    for (let [next] = channel.own; next !== undefined && next.first <= channel.next; [next] = channel.own) {
      channel.own = channel.own.slice(1);
      if (next.last < channel.next) continue;
      for (const consumer of this.#consumers) {
        const after = typeof consumer.from === "object" ? consumer.from.seq : 0;
        if (after >= next.last) continue;
        if (consumer.own === undefined) return false;
        consumer.own(Math.max(next.first, channel.next, after + 1), next.last);
      }
      channel.next = next.last + 1;
    }
    return true;
  }

  /** Shows a frame's items to everybody who lacks them; `done` is called once all have applied them. */
  deliver(frame: DataFrame, done: () => void): Delivery {
    const channel = this.#channel;
    if (channel.status !== "open") return { repeated: 0, isEnd: false };
    const repeated = Math.min(channel.next - frame.firstSeq, frame.items.length);
    if (repeated < 0) return "gap";
    const items: StreamItem[] = [];
    for (const { atMs, kind, data } of repeated === 0 ? frame.items : frame.items.slice(repeated)) {
      items.push({ seq: channel.next, at: channel.createdAt + atMs, kind, data, isReplay: frame.isReplay });
      channel.next += 1;
    }
    const isEnd = items.at(-1)?.kind === ITEM.end;
    hand(isEnd ? this.#release() : [...this.#consumers], items, done);
    return { repeated, isEnd };
  }

  /** The subscription is over. */
  #release(): Consumer[] {
    const consumers = [...this.#consumers];
    this.#consumers.clear();
    this.leave();
    return consumers;
  }
}

function hand(consumers: readonly Consumer[], items: readonly StreamItem[], done: () => void): void {
  let open = 1;
  const release = (): void => {
    open -= 1;
    if (open === 0) done();
  };
  for (const consumer of consumers) {
    const { from } = consumer;
    const lacking = typeof from === "object" ? items.filter(({ seq }) => seq > from.seq) : items;
    if (lacking.length === 0) continue;
    open += 1;
    consumer.take(lacking, release);
  }
  release();
}

/** Whether `a` has less than `b`. A cursor of an older epoch counts for nothing: its reader will be reset. */
function isBehind(a: SubscribeFrom, b: SubscribeFrom): boolean {
  if (a === b || a === "tail" || b === "start") return false;
  if (a === "start" || b === "tail") return true;
  return a.epoch === b.epoch ? a.seq < b.seq : a.epoch > b.epoch;
}

const isOfOtherEpoch = (from: SubscribeFrom, epoch: number): boolean =>
  typeof from === "object" && from.epoch !== epoch;

const ownCursor = (from: SubscribeFrom, otherwise: Cursor): Cursor => (typeof from === "object" ? from : otherwise);

function startOf(from: SubscribeFrom, first: number, head: number): number {
  if (from === "start") return first - 1;
  return from === "tail" ? head : from.seq;
}
