// One stream as this process knows it: what is durable, what is numbered but still under way, and who reads it.
import type { StreamId } from "@nomous/protocol";
import type { StreamState } from "../storage/storage.ts";
import { framesOf, type EncodedItems } from "./frames.ts";
import { Tail } from "./tail.ts";

export interface Reader {
  /** There are items behind the reader's cursor. */
  wake(): void;
  /** The stream is gone. */
  dropped(): void;
}

export class LiveStream {
  /** The stream's number on the wire while this process keeps it; the same for all connections, so that frames can be shared. */
  readonly channel: number;
  readonly tail = new Tail();
  readonly readers = new Set<Reader>();
  /** What is durable. */
  state: StreamState;
  /** False until the first append is durable. */
  isStored: boolean;
  /** The last number given away, durable or under way. */
  reserved: number;
  /** Grows when numbers given away were taken back: a commit of an older line can no longer succeed. */
  line = 0;
  /** Who relies on this object: subscriptions and commits under way. */
  holders = 0;

  constructor(channel: number, state: StreamState, isStored: boolean) {
    this.channel = channel;
    this.state = state;
    this.isStored = isStored;
    this.reserved = state.head;
  }

  get sid(): StreamId {
    return this.state.sid;
  }

  /** Sets the moment from which times count, when the first item is numbered and no reader has been told another. */
  begin(at: number): void {
    if (this.reserved > 0 || this.isStored || this.readers.size > 0) return;
    this.state = { ...this.state, createdAt: at };
  }

  /** Takes back every number that is not durable, once for all commits that were numbered together. */
  takeBack(line: number): void {
    if (line !== this.line) return;
    this.line += 1;
    this.reserved = this.state.head;
  }

  /** Shows items that have just become durable. */
  publish(added: EncodedItems, end: StreamState["end"]): void {
    if (added.firstSeq !== this.state.head + 1) throw new Error(`${this.sid}: commits were answered out of order`);
    this.isStored = true;
    this.state = { ...this.state, head: this.state.head + added.items.length, end };
    if (this.readers.size === 0) return this.tail.clear();
    for (const frame of framesOf(this.channel, added)) this.tail.push(frame);
    for (const reader of this.readers) reader.wake();
  }

  /** Items below `first` were forgotten. Storage may still have some of them in one segment with later ones; nobody is promised those. */
  trim(first: number): void {
    this.state = { ...this.state, first: Math.max(this.state.first, Math.min(first, this.state.head)) };
  }

  /** Ends all reading: the stream was removed. */
  drop(): void {
    this.tail.clear();
    for (const reader of this.readers) reader.dropped();
  }
}
