// The streams that this process has in its hands, loaded from storage on demand. What nobody holds stays for a while,
// the longest unused goes first.
import type { Clock, StreamId } from "@nomous/protocol";
import { familyOf, STREAM_FAMILIES } from "@nomous/protocol";
import type { Storage } from "../storage/storage.ts";
import { LiveStream } from "./live-stream.ts";

/** Streams kept without a holder: about 1 kB each. */
const IDLE_STREAMS = 512;

export class Streams {
  readonly #clock: Clock;
  readonly #storage: Storage;
  readonly #streams = new Map<StreamId, LiveStream>();
  readonly #idle = new Map<StreamId, LiveStream>();
  readonly #loading = new Map<StreamId, Promise<LiveStream>>();
  #lastChannel = 0;

  constructor(clock: Clock, storage: Storage) {
    this.#clock = clock;
    this.#storage = storage;
  }

  get size(): number {
    return this.#streams.size;
  }

  /** A number on the wire that no other stream of this process has. */
  nextChannel(): number {
    this.#lastChannel += 1;
    return this.#lastChannel;
  }

  /** The stream if it is in memory, without holding it. */
  peek(sid: StreamId): LiveStream | undefined {
    return this.#streams.get(sid);
  }

  /** The stream, held until `release`; one that does not exist yet is empty. */
  async hold(sid: StreamId): Promise<LiveStream> {
    return this.holdNow(sid) ?? this.#hold(await this.#load(sid));
  }

  /** The same, when it is in memory. */
  holdNow(sid: StreamId): LiveStream | undefined {
    const stream = this.#streams.get(sid);
    return stream && this.#hold(stream);
  }

  #hold(stream: LiveStream): LiveStream {
    this.#idle.delete(stream.sid);
    stream.holders += 1;
    return stream;
  }

  release(stream: LiveStream): void {
    stream.holders -= 1;
    if (stream.holders > 0 || this.#streams.get(stream.sid) !== stream) return;
    this.#idle.set(stream.sid, stream);
    if (this.#idle.size <= IDLE_STREAMS) return;
    for (const oldest of this.#idle.keys()) {
      this.#idle.delete(oldest);
      this.#streams.delete(oldest);
      break;
    }
  }

  /** Forgets a stream that was removed, and tells its readers. */
  drop(sid: StreamId): void {
    const stream = this.#streams.get(sid);
    this.#streams.delete(sid);
    this.#idle.delete(sid);
    stream?.drop();
  }

  #load(sid: StreamId): Promise<LiveStream> {
    const underWay = this.#loading.get(sid);
    if (underWay !== undefined) return underWay;
    const loading = this.#read(sid).finally(() => this.#loading.delete(sid));
    this.#loading.set(sid, loading);
    return loading;
  }

  async #read(sid: StreamId): Promise<LiveStream> {
    const family = familyOf(sid);
    if (family === undefined) throw new Error(`${sid} belongs to no family of streams`);
    const { durability } = STREAM_FAMILIES[family];
    const stored = await this.#storage.stream(sid);
    const state = stored ?? { sid, durability, createdAt: this.#clock.now(), first: 1, head: 0, end: null };
    const stream = new LiveStream(this.nextChannel(), state, stored !== undefined);
    this.#streams.set(sid, stream);
    return stream;
  }
}
