// All streams of one client over one connection: which are subscribed to, on which channel each arrives, and what is
// asked for again when a new connection stands.
import type {
  ClientMessage,
  Clock,
  DataFrame,
  ErrorBody,
  Skip,
  StreamId,
  Subscribe,
  Subscribed,
  Unsubscribed,
} from "@nomous/protocol";
import { LIMITS } from "@nomous/protocol";
import { BEGINS_AGAIN, type Consumer } from "./consumer.ts";
import { Credits } from "./credits.ts";
import { Subscription } from "./subscription.ts";

/** The way to the bridge. */
export interface Wire {
  /** False when there is no connection: then nothing was sent. */
  send(message: ClientMessage): boolean;
  violation(error: ErrorBody): void;
}

export class Streams {
  /** Items that came although they had been applied: dropped. */
  repeatedItems = 0;
  /** Times that an item was missing: the connection was ended and resumed. */
  gaps = 0;
  /** Items that the bridge left out of streams of which only the newest counts. */
  skippedItems = 0;
  readonly #wire: Wire;
  readonly #credits: Credits;
  readonly #subscriptions = new Map<StreamId, Subscription>();
  readonly #channels = new Map<number, Subscription>();
  readonly #asked = new Map<number, Subscription>();
  /** Counts connections; 0 while there is none. What one delivered is not credited to the next. */
  #connection = 0;
  #lastConnection = 0;
  #isSettling = false;
  #lastRef = 0;

  constructor(clock: Clock, wire: Wire) {
    this.#wire = wire;
    this.#credits = new Credits(clock, (message) => wire.send(message));
  }

  /** Reads a stream for `consumer` until the returned function is called, END was delivered, or it was refused. */
  attach(sid: StreamId, consumer: Consumer): () => void {
    const subscription = this.#subscriptions.get(sid) ?? new Subscription(sid);
    this.#subscriptions.set(sid, subscription);
    if (subscription.add(consumer)) this.#leave(subscription);
    this.#settle();
    return () => {
      subscription.remove(consumer);
      this.#settle();
    };
  }

  /** Whether somebody here reads it. */
  isRead(sid: StreamId): boolean {
    return this.#subscriptions.get(sid)?.isWanted === true;
  }

  online(): void {
    this.#lastConnection += 1;
    this.#connection = this.#lastConnection;
    this.#settle();
  }

  offline(): void {
    this.#connection = 0;
    this.#channels.clear();
    this.#asked.clear();
    this.#credits.forget();
    for (const subscription of this.#subscriptions.values()) subscription.paused();
  }

  close(): void {
    for (const subscription of this.#subscriptions.values()) subscription.closed();
    this.#subscriptions.clear();
  }

  /** Another store: no cursor counts any more. */
  forget(): void {
    for (const subscription of this.#subscriptions.values()) subscription.forget();
  }

  /** Gives all credit now: the page may be frozen after this. */
  flush(): void {
    this.#credits.giveAll();
  }

  subscribed(answer: Subscribed): void {
    const subscription = this.#asked.get(answer.ref);
    if (subscription === undefined) return;
    this.#asked.delete(answer.ref);
    const outcome = subscription.subscribed(answer);
    if (outcome === "refused") return this.#end(subscription);
    this.#channels.set(answer.channel, subscription);
    if (outcome === "again") this.#leave(subscription);
    this.#settle();
  }

  unsubscribed({ channel, why }: Unsubscribed): void {
    const subscription = this.#channels.get(channel);
    if (subscription === undefined) return;
    this.#channels.delete(channel);
    // Asked for again, it is reset and begins at the oldest item that is kept.
    if (BEGINS_AGAIN[why]) subscription.leave();
    else subscription.refuse(why);
    this.#end(subscription);
  }

  skip({ channel, to, n }: Skip): void {
    const subscription = this.#channels.get(channel);
    if (subscription === undefined) return;
    if (subscription.skip(to, n)) this.skippedItems += n;
    else this.#missing(subscription);
  }

  /** RES told that items `first` to `last` of a stream are this client's own: they are not sent to it. */
  own(sid: StreamId, first: number, last: number): void {
    const subscription = this.#subscriptions.get(sid);
    subscription?.own(first, last);
    if (subscription !== undefined) this.#passOwn(subscription);
  }

  frame(frame: DataFrame, sizeBytes: number): void {
    const { channel } = frame;
    const connection = this.#connection;
    const applied = frame.firstSeq + frame.items.length - 1;
    const credit = (): void => {
      if (this.#connection === connection) this.#credits.add(channel, sizeBytes, applied);
    };
    const subscription = this.#channels.get(channel);
    // Items that were under way when the channel was given up used up credit all the same.
    if (subscription === undefined) return credit();
    const delivery = subscription.deliver(frame, credit);
    if (delivery === "gap") return this.#missing(subscription);
    this.repeatedItems += delivery.repeated;
    if (!delivery.isEnd) return this.#passOwn(subscription);
    this.#credits.give(channel);
    this.#channels.delete(channel);
    this.#end(subscription);
  }

  /** Who cannot count own items in is sent them from the log, over a channel that begins before them. */
  #passOwn(subscription: Subscription): void {
    if (subscription.passOwn()) return;
    this.#leave(subscription);
    this.#settle();
  }

  #missing({ sid }: Subscription): void {
    this.gaps += 1;
    this.#wire.violation({ code: "bad-message", message: `An item of ${sid} is missing.` });
  }

  #end(subscription: Subscription): void {
    if (!subscription.isWanted && this.#subscriptions.get(subscription.sid) === subscription)
      this.#subscriptions.delete(subscription.sid);
    this.#settle();
  }

  #leave(subscription: Subscription): void {
    const { channel } = subscription;
    subscription.leave();
    if (channel === undefined) return;
    this.#credits.give(channel);
    this.#channels.delete(channel);
    this.#wire.send({ type: "UNSUB", channel });
  }

  /** Brings what is subscribed to in line with what is wanted, once for all changes of this moment. */
  #settle(): void {
    if (this.#isSettling || this.#connection === 0) return;
    this.#isSettling = true;
    queueMicrotask(() => {
      this.#isSettling = false;
      if (this.#connection !== 0) this.#sendChanges();
    });
  }

  #sendChanges(): void {
    const subs: Subscribe["subs"] = [];
    for (const subscription of this.#subscriptions.values()) {
      if (subscription.isWanted) {
        if (subscription.status !== "none" || this.#channels.size + this.#asked.size >= LIMITS.subscriptions) continue;
        this.#lastRef += 1;
        this.#asked.set(this.#lastRef, subscription);
        const from = subscription.ask();
        subs.push({ ref: this.#lastRef, sid: subscription.sid, from, credit: LIMITS.channelCredit });
      } else if (subscription.status !== "asked") {
        this.#leave(subscription);
        this.#subscriptions.delete(subscription.sid);
      }
    }
    for (let at = 0; at < subs.length; at += LIMITS.subBatch)
      this.#wire.send({ type: "SUB", subs: subs.slice(at, at + LIMITS.subBatch) });
  }
}
