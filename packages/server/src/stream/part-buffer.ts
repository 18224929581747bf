// Between who makes the parts of a stream and the log. Parts that arrive while a commit is under way form the next batch, so none waits for a
// commit of its own; when a batch's worth waits, the maker is not asked for more.
import { LIMITS } from "@nomous/protocol";
import type { NewItem } from "./journal.ts";

export interface Batch<Part, End> {
  readonly parts: readonly Part[];
  readonly items: readonly NewItem[];
  /** Set on the last batch. */
  readonly end?: End;
}

const BATCH_ITEMS = 1_024;
/** One replay slice, so that no segment is longer than what a live token may wait for. */
const BATCH_BYTES = LIMITS.replaySliceBytes;

interface Waiting<Part> {
  readonly part: Part;
  readonly item: NewItem;
}

export class PartBuffer<Part, End> {
  readonly #encode: (part: Part) => NewItem;
  #waiting: Waiting<Part>[] = [];
  #waitingBytes = 0;
  #end: End | undefined;
  #wakeReader: (() => void) | undefined;
  /** For those who wait until more may come. */
  #room: PromiseWithResolvers<void> | undefined;

  constructor(encode: (part: Part) => NewItem) {
    this.#encode = encode;
  }

  /** Resolves when more may come; `undefined` means at once. What comes after `close` is dropped. */
  push(part: Part): Promise<void> | undefined {
    if (this.#end !== undefined) return undefined;
    const item = this.#encode(part);
    this.#waiting.push({ part, item });
    this.#waitingBytes += item.data.length;
    this.#wakeReader?.();
    if (this.#waiting.length < BATCH_ITEMS && this.#waitingBytes < BATCH_BYTES) return undefined;
    this.#room ??= Promise.withResolvers();
    return this.#room.promise;
  }

  /** No more parts; the first reason counts. What waits is still taken. */
  close(end: End): void {
    this.#end ??= end;
    this.#wakeReader?.();
    this.#room?.resolve();
  }

  /** The next batch, as soon as there is one. */
  async take(): Promise<Batch<Part, End>> {
    if (this.#waiting.length === 0 && this.#end === undefined)
      await new Promise<void>((resolve) => (this.#wakeReader = resolve));
    this.#wakeReader = undefined;
    const taken = this.#waiting.splice(0, this.#batchLength());
    for (const { item } of taken) this.#waitingBytes -= item.data.length;
    this.#room?.resolve();
    this.#room = undefined;
    const end = this.#waiting.length === 0 ? this.#end : undefined;
    return {
      parts: taken.map(({ part }) => part),
      items: taken.map(({ item }) => item),
      ...(end !== undefined && { end }),
    };
  }

  #batchLength(): number {
    let bytes = 0;
    let length = 0;
    for (const { item } of this.#waiting) {
      bytes += item.data.length;
      if (length > 0 && (length === BATCH_ITEMS || bytes > BATCH_BYTES)) break;
      length += 1;
    }
    return length;
  }
}
