// All that one connection reads. It sends live frames first and at most one replay slice at a time, and only when the
// socket has taken everything before it, so that a live item never waits for more than that slice. The newest item of a
// stream that keeps no other waits for an empty socket too: what would lie in a buffer there is replaced here.
import { type CommandId, type CommandResult, encodeMessage, LIMITS } from "@nomous/protocol";
import type { ServerSocket, SharedFrame } from "../connection/socket.ts";
import { type Storage, StorageError } from "../storage/storage.ts";
import { OVERHEAD_BYTES, type ItemFrame } from "./frames.ts";
import type { LatestStream } from "./latest-stream.ts";
import { LatestSubscription } from "./latest-subscription.ts";
import type { LiveStream } from "./live-stream.ts";
import { OwnCommands } from "./own-commands.ts";
import { readSlice } from "./slice.ts";
import { Subscription, type SubscriptionOwner } from "./subscription.ts";

export interface SubscriptionsOwner {
  /** Names the connection. */
  readonly id: string;
  /** Something can be sent: call `flush` soon. */
  scheduleFlush(): void;
  /** A subscription ended before its END. */
  ended(channel: number, why: "deleted" | "expired" | "corrupt"): void;
  /** The log could not be read for another reason than damage. */
  failed(error: unknown): void;
  /** Lets go of a stream. */
  release(stream: LiveStream): void;
}

type AnySubscription = Subscription | LatestSubscription;

/** A slice with one item of the largest size still goes in one piece. */
const SLICE_BYTES = LIMITS.replaySliceBytes + 2 * OVERHEAD_BYTES;

export class Subscriptions implements SubscriptionOwner {
  readonly #storage: Storage;
  readonly #socket: ServerSocket;
  readonly #owner: SubscriptionsOwner;
  readonly #own: OwnCommands;
  readonly #byChannel = new Map<number, AnySubscription>();
  #ready: AnySubscription[] = [];
  /** Those that have come to what this client wrote, before it was answered. */
  readonly #unanswered = new Set<AnySubscription>();
  /** Those that read the log, the next one first. */
  #behind: Subscription[] = [];
  /** Bytes that may still be sent over all channels. */
  #credit: number;
  #isReading = false;
  /** Something waits for room in the socket. */
  #isWaiting = false;

  constructor(storage: Storage, socket: ServerSocket, owner: SubscriptionsOwner, credit: number) {
    this.#storage = storage;
    this.#socket = socket;
    this.#owner = owner;
    this.#own = new OwnCommands(owner.id);
    this.#credit = credit;
  }

  get size(): number {
    return this.#byChannel.size;
  }

  /** Adds a reader of a stream that is held for it; a reader of the same stream before it ends. */
  add(stream: LiveStream, after: number, credit: number): void {
    this.#begin(new Subscription(stream, after, credit, this));
  }

  /** The same for a stream that keeps its newest item only. */
  addLatest(stream: LatestStream, after: number, credit: number): void {
    this.#begin(new LatestSubscription(stream, after, credit, this));
  }

  remove(channel: number): void {
    const subscription = this.#byChannel.get(channel);
    if (subscription === undefined) return;
    this.#byChannel.delete(channel);
    this.#stop(subscription);
  }

  clear(): void {
    for (const channel of this.#byChannel.keys()) this.remove(channel);
  }

  /** Credit for a channel that is gone still counts for the connection: its bytes were sent over it. */
  addCredit(channel: number, bytes: number): void {
    this.#credit += bytes;
    const subscription = this.#byChannel.get(channel);
    if (subscription !== undefined) subscription.credit += bytes;
    this.#wakeAll();
  }

  /** The client has sent a command. */
  commanded(command: CommandId): void {
    this.#own.began(command);
  }

  /** RES was told: it goes out before anything that is sent from now on. */
  answered(result: CommandResult): void {
    this.#own.answered(result);
    for (const subscription of this.#unanswered) subscription.wake();
    this.#unanswered.clear();
  }

  drained(): void {
    if (!this.#isWaiting) return;
    this.#isWaiting = false;
    this.#wakeAll();
  }

  /** It has something to send; saying so again changes nothing. */
  ready(subscription: AnySubscription): void {
    if (subscription.isReady) return;
    subscription.isReady = true;
    this.#ready.push(subscription);
    this.#owner.scheduleFlush();
  }

  dropped({ stream: { channel } }: Subscription): void {
    this.remove(channel);
    this.#owner.ended(channel, "deleted");
  }

  /** Sends what may be sent now; returns the number of bytes. */
  flush(): number {
    if (this.#ready.length === 0 && this.#behind.length === 0) return 0;
    const frames: SharedFrame[] = [];
    const buffered = this.#socket.bufferedBytes;
    let sent = 0;
    const ready = this.#ready;
    this.#ready = [];
    for (const subscription of ready) {
      subscription.isReady = false;
      sent += this.#takeShared(subscription, frames, buffered + sent);
    }
    if (frames.length > 0) this.#socket.sendFrames(frames);
    this.#readNext();
    return sent;
  }

  #begin(subscription: AnySubscription): void {
    const { channel } = subscription.stream;
    const before = this.#byChannel.get(channel);
    this.#byChannel.set(channel, subscription);
    // The newcomer first: between the two nobody would read the stream.
    subscription.start();
    if (before !== undefined) this.#stop(before);
    if (subscription.isFinished) this.remove(channel);
    else if (subscription.isBehind) subscription.wake();
  }

  #stop(subscription: AnySubscription): void {
    subscription.stop();
    if (subscription.durability === "durable") this.#owner.release(subscription.stream);
  }

  #takeShared(subscription: AnySubscription, frames: SharedFrame[], buffered: number): number {
    let taken = 0;
    while (this.#isAlive(subscription) && subscription.isBehind) {
      const frame = subscription.nextShared();
      if (frame === undefined) {
        if (subscription.durability === "durable" && !this.#behind.includes(subscription))
          this.#behind.push(subscription);
        break;
      }
      const fate = this.#own.fate(frame);
      if (fate === "waits") {
        this.#unanswered.add(subscription);
        break;
      }
      if (fate === "left-out") {
        this.#advance(subscription, frame);
        continue;
      }
      const size = frame.bytes.length;
      if (size > subscription.credit || size > this.#credit) break;
      if (!this.#hasRoom(subscription, buffered + taken)) {
        this.#isWaiting = true;
        break;
      }
      this.#credit -= size;
      subscription.credit -= size;
      taken += size;
      this.#tellSkipped(subscription, frame);
      frames.push(frame);
      this.#advance(subscription, frame);
    }
    return taken;
  }

  /** `waiting`: bytes in the socket's buffer and on their way there. */
  #hasRoom({ durability }: AnySubscription, waiting: number): boolean {
    return durability === "latest" ? this.#socket.bufferedBytes === 0 : waiting < LIMITS.bufferedBytes;
  }

  /** What was left out is told before the item that follows. */
  #tellSkipped({ cursor, stream: { channel } }: AnySubscription, { firstSeq: to }: ItemFrame): void {
    const n = to - cursor - 1;
    if (n > 0) this.#socket.sendText(encodeMessage({ type: "SKIP", channel, to, n }));
  }

  #readNext(): void {
    if (this.#isReading || this.#behind.length === 0) return;
    if (this.#socket.bufferedBytes > 0) {
      this.#isWaiting = true;
      return;
    }
    const next = this.#behind.shift();
    if (next === undefined || !this.#isAlive(next) || !next.isBehind) return this.#readNext();
    this.#read(next).catch((error: unknown) => this.#owner.failed(error));
  }

  /** Reads one slice with credit that is set aside for it, and sends it. */
  async #read(subscription: Subscription): Promise<void> {
    const maxBytes = Math.min(SLICE_BYTES, subscription.credit, this.#credit);
    this.#isReading = true;
    this.#credit -= maxBytes;
    subscription.credit -= maxBytes;
    let used = 0;
    try {
      const frame = await readSlice(this.#storage, subscription.stream, subscription.nextSlice(maxBytes));
      if (frame === undefined || !this.#isAlive(subscription)) return;
      used = frame.bytes.length;
      this.#socket.sendFrames([frame]);
      this.#advance(subscription, frame);
      if (subscription.isBehind) subscription.wake();
    } catch (error) {
      if (!this.#isAlive(subscription)) return;
      if (!(error instanceof StorageError && error.code === "corrupt")) throw error;
      const why = (await this.#isTrimmed(subscription)) ? "expired" : "corrupt";
      if (!this.#isAlive(subscription)) return;
      this.remove(subscription.stream.channel);
      this.#owner.ended(subscription.stream.channel, why);
    } finally {
      this.#isReading = false;
      this.#credit += maxBytes - used;
      subscription.credit += maxBytes - used;
      if (this.#behind.length > 0) this.#owner.scheduleFlush();
    }
  }

  /** What comes next was forgotten while it was still to be read. */
  async #isTrimmed({ stream: { sid }, cursor }: Subscription): Promise<boolean> {
    const state = await this.#storage.stream(sid);
    return state !== undefined && cursor < state.first - 1;
  }

  #advance(subscription: AnySubscription, frame: ItemFrame): void {
    subscription.cursor = frame.lastSeq;
    if (subscription.isFinished) this.remove(subscription.stream.channel);
  }

  #isAlive(subscription: AnySubscription): boolean {
    return this.#byChannel.get(subscription.stream.channel) === subscription;
  }

  #wakeAll(): void {
    for (const subscription of this.#byChannel.values()) if (subscription.isBehind) subscription.wake();
    if (this.#behind.length > 0) this.#owner.scheduleFlush();
  }
}
