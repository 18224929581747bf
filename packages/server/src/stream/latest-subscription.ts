// One reader of a stream of which only the newest item counts: what it was too slow for is left out, not queued.
import type { SubscribeFrom } from "@nomous/protocol";
import type { ItemFrame } from "./frames.ts";
import type { LatestReader, LatestStream } from "./latest-stream.ts";
import type { Start } from "./subscription.ts";

interface LatestSubscriptionOwner {
  ready(subscription: LatestSubscription): void;
}

export class LatestSubscription implements LatestReader {
  readonly durability = "latest";
  readonly stream: LatestStream;
  /** The last item that was sent. */
  cursor: number;
  /** Bytes that may still be sent on the channel. */
  credit: number;
  /** In the owner's list of those that have something to send. */
  isReady = false;
  /** Such a stream has no END. */
  readonly isFinished = false;
  readonly #owner: LatestSubscriptionOwner;

  constructor(stream: LatestStream, after: number, credit: number, owner: LatestSubscriptionOwner) {
    this.stream = stream;
    this.cursor = after;
    this.credit = credit;
    this.#owner = owner;
  }

  get isBehind(): boolean {
    return this.cursor < this.stream.head;
  }

  start(): void {
    this.stream.add(this);
  }

  stop(): void {
    this.stream.remove(this);
  }

  wake(): void {
    this.#owner.ready(this);
  }

  nextShared(): ItemFrame | undefined {
    return this.stream.newest;
  }
}

/** Where a reader begins (rules L1, L4). A cursor of another numbering proves no loss: nothing was promised to last. */
export function startOfLatest(from: SubscribeFrom, { head, epoch }: LatestStream): Start {
  const newest = Math.max(head - 1, 0);
  if (from === "start") return { after: newest };
  if (from === "tail") return { after: head };
  if (from.epoch !== epoch || from.seq > head) return { after: newest, why: "epoch" };
  return { after: from.seq };
}
