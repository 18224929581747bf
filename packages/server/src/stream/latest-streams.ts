// All streams of which only the newest item counts (rules L1 to L4). One without a key is there from the start on; one with a key while
// somebody reads it, and whoever serves its family knows what it shows. Each numbers anew, under an epoch that no other had.
import { type Clock, familyOf, STREAM_FAMILIES, type StreamFamily, type StreamId } from "@nomous/protocol";
import { LatestStream } from "./latest-stream.ts";
import type { Streams } from "./streams.ts";

export interface LatestStreamsParts {
  readonly clock: Clock;
  /** Numbers the channels of all streams. */
  readonly streams: Streams;
  /** Another one for each start: `storage.run`. */
  readonly run: number;
}

/** Whoever knows what the streams of a family show, each while somebody reads it. */
export interface LatestSource {
  /** The first reader has come: the value that it begins with. `undefined`: there is no such stream. */
  opened(sid: StreamId): unknown;
  /** The last reader has left. */
  closed(sid: StreamId): void;
}

/** Epochs between those of two starts: more than a process can open streams. */
const EPOCHS_A_RUN = 2 ** 26;

export class LatestStreams {
  readonly #clock: Clock;
  readonly #channels: Streams;
  readonly #open = new Map<StreamId, LatestStream>();
  readonly #sources = new Map<StreamFamily, LatestSource>();
  #nextEpoch: number;

  constructor({ clock, streams, run }: LatestStreamsParts) {
    this.#clock = clock;
    this.#channels = streams;
    this.#nextEpoch = run * EPOCHS_A_RUN;
    for (const name of Object.keys(STREAM_FAMILIES) as StreamId[]) {
      const family = familyOf(name);
      if (family !== undefined && STREAM_FAMILIES[family].durability === "latest") this.#make(name);
    }
  }

  serve(family: StreamFamily, source: LatestSource): void {
    this.#sources.set(family, source);
  }

  /** The stream of that name, for a reader that is added at once; `undefined` when there is none. */
  open(sid: StreamId): LatestStream | undefined {
    const stream = this.#open.get(sid);
    if (stream !== undefined) return stream;
    const family = familyOf(sid);
    const source = family && this.#sources.get(family);
    const value = source?.opened(sid);
    if (source === undefined || value === undefined) return undefined;
    const opened = this.#make(sid, () => {
      this.#open.delete(sid);
      source.closed(sid);
    });
    opened.show(value, this.#clock.now());
    return opened;
  }

  /** Puts `value` in the place of the one before; one with a key is not kept when nobody reads it. Throws when it is larger than an item may be. */
  show(sid: StreamId, value: unknown): void {
    this.#known(sid)?.show(value, this.#clock.now());
  }

  /** Whether anybody reads it now: what costs something to find out can wait until then. */
  isWatched(sid: StreamId): boolean {
    return this.#known(sid)?.isRead ?? false;
  }

  #known(sid: StreamId): LatestStream | undefined {
    const family = familyOf(sid);
    if (family !== undefined && STREAM_FAMILIES[family].durability === "latest") return this.#open.get(sid);
    throw new Error(`${sid} is no stream that keeps only its newest item`);
  }

  #make(sid: StreamId, left?: () => void): LatestStream {
    const stream = new LatestStream({
      sid,
      channel: this.#channels.nextChannel(),
      epoch: this.#nextEpoch,
      createdAt: this.#clock.now(),
      ...(left && { left }),
    });
    this.#nextEpoch += 1;
    this.#open.set(sid, stream);
    return stream;
  }
}
