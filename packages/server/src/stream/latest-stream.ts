// A stream of which only the newest item counts: nothing is stored, and nothing waits for a slow reader. The item is framed
// once for all readers.
import { encodeBody, ITEM, LIMITS, type StreamId, utf8 } from "@nomous/protocol";
import { type ItemFrame, itemFrame } from "./frames.ts";

export interface LatestReader {
  /** There is an item behind the reader's cursor. */
  wake(): void;
}

export interface LatestStreamParts {
  readonly sid: StreamId;
  /** The stream's number on the wire. */
  readonly channel: number;
  /** Tells this numbering from every other one under the same name. */
  readonly epoch: number;
  /** Wall clock; times of items count from it. */
  readonly createdAt: number;
  /** The last reader has left. */
  readonly left?: () => void;
}

export class LatestStream {
  readonly sid: StreamId;
  readonly channel: number;
  readonly epoch: number;
  readonly createdAt: number;
  readonly #readers = new Set<LatestReader>();
  readonly #left: () => void;
  #newest: ItemFrame | undefined;

  constructor({ sid, channel, epoch, createdAt, left = () => {} }: LatestStreamParts) {
    this.sid = sid;
    this.channel = channel;
    this.epoch = epoch;
    this.createdAt = createdAt;
    this.#left = left;
  }

  get isRead(): boolean {
    return this.#readers.size > 0;
  }

  get newest(): ItemFrame | undefined {
    return this.#newest;
  }

  /** Number of the newest item; 0 before the first. */
  get head(): number {
    return this.#newest?.lastSeq ?? 0;
  }

  add(reader: LatestReader): void {
    this.#readers.add(reader);
  }

  remove(reader: LatestReader): void {
    if (this.#readers.delete(reader) && !this.isRead) this.#left();
  }

  /** `at` is wall clock. Throws when the value is larger than an item may be. */
  show(value: unknown, at: number): void {
    const data = utf8(JSON.stringify(value));
    if (data.length > LIMITS.itemBytes) throw new Error(`${this.sid}: a value has ${data.length} bytes`);
    const body = encodeBody([{ atMs: at - this.createdAt, kind: ITEM.json, data }]);
    this.#newest = itemFrame(this.channel, this.head + 1, 1, body, false);
    for (const reader of this.#readers) reader.wake();
  }
}
