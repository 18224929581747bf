// All streams of which only the newest item counts (rules L1 to L4). They are there from the start on and go with the process: the next
// one numbers anew, under another epoch.
import { type Clock, STREAM_FAMILIES, type StreamId } from "@nomous/protocol";
import { LatestStream } from "./latest-stream.ts";
import type { Streams } from "./streams.ts";

export interface LatestStreamsParts {
  readonly clock: Clock;
  /** Numbers the channels of all streams. */
  readonly streams: Streams;
  /** Another one for each start: `storage.run`. */
  readonly run: number;
}

export class LatestStreams {
  readonly #clock: Clock;
  readonly #streams = new Map<StreamId, LatestStream>();

  constructor({ clock, streams, run }: LatestStreamsParts) {
    this.#clock = clock;
    const now = clock.now();
    for (const [family, { durability }] of Object.entries(STREAM_FAMILIES)) {
      if (durability !== "latest") continue;
      const sid = family as StreamId;
      this.#streams.set(sid, new LatestStream(sid, streams.nextChannel(), run, now));
    }
  }

  /** The stream of that name; `undefined` when it is of another kind. */
  get(sid: StreamId): LatestStream | undefined {
    return this.#streams.get(sid);
  }

  /** Puts `value` in the place of the one before. Throws when it is larger than an item may be. */
  show(sid: StreamId, value: unknown): void {
    this.#of(sid).show(value, this.#clock.now());
  }

  /** Whether anybody reads it now: what costs something to find out can wait until then. */
  isWatched(sid: StreamId): boolean {
    return this.#of(sid).readers.size > 0;
  }

  #of(sid: StreamId): LatestStream {
    const stream = this.#streams.get(sid);
    if (stream === undefined) throw new Error(`${sid} is no stream that keeps only its newest item`);
    return stream;
  }
}
