// The newest value of a stream that keeps no other, read while somebody looks. There is no value while the bridge is away,
// nor for one that this build does not understand: what is shown is true now, or not shown.
import { decodeJson, fromUtf8, type StreamId } from "@nomous/protocol";
import type { StreamItem } from "../client.ts";
import type { Readable } from "../readable.ts";
import { Signal } from "../signal.ts";
import type { Consumer } from "./consumer.ts";
import type { Streams } from "./streams.ts";

type Schema<Value> = Parameters<typeof decodeJson<Value>>[0];

export class LatestValue<Value> implements Readable<Value | undefined>, Consumer {
  /** Never a cursor: nothing is continued. */
  readonly from = "start";
  readonly #streams: Streams;
  readonly #sid: StreamId;
  readonly #schema: Schema<Value>;
  readonly #signal = new Signal();
  #value: Value | undefined;
  #detach: (() => void) | undefined;

  constructor(streams: Streams, sid: StreamId, schema: Schema<Value>) {
    this.#streams = streams;
    this.#sid = sid;
    this.#schema = schema;
  }

  current(): Value | undefined {
    return this.#value;
  }

  subscribe(listener: () => void): () => void {
    const stop = this.#signal.subscribe(listener);
    this.#attach();
    return () => {
      stop();
      if (this.#signal.isHeard) return;
      this.#detach?.();
      this.#detach = undefined;
      this.#value = undefined;
    };
  }

  /** There is a new connection: a bridge that did not have the stream may have it now. */
  lookAgain(): void {
    if (this.#signal.isHeard) this.#attach();
  }

  opened(): void {
    // The newest item follows.
  }

  take(items: readonly StreamItem[], done: () => void): void {
    const newest = items.at(-1);
    if (newest !== undefined) this.#set(decodeJson(this.#schema, fromUtf8(newest.data)));
    done();
  }

  reset(): void {
    // It begins at the newest item anyway.
  }

  refused(): void {
    this.closed();
  }

  paused(): void {
    this.#set(undefined);
  }

  closed(): void {
    this.#detach = undefined;
    this.#set(undefined);
  }

  #attach(): void {
    this.#detach ??= this.#streams.attach(this.#sid, this);
  }

  #set(value: Value | undefined): void {
    if (value === this.#value) return;
    this.#value = value;
    this.#signal.emit();
  }
}
