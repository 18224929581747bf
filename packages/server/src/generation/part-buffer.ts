// Between an engine and the log. Parts that arrive while a commit is under way form the next batch, so no token waits for a
// commit of its own; when a batch's worth waits, the engine is not asked for more.
import { LIMITS } from "@nomous/protocol";
import type { NewItem, StreamAppend } from "../stream/journal.ts";
import { type AnswerPart, encodePart } from "./answer-part.ts";

export type AnswerEnd = NonNullable<StreamAppend["end"]>;

export interface Batch {
  readonly parts: readonly AnswerPart[];
  readonly items: readonly NewItem[];
  /** Set on the last batch. */
  readonly end?: AnswerEnd;
}

const BATCH_ITEMS = 1_024;
/** One replay slice, so that no segment is longer than what a live token may wait for. */
const BATCH_BYTES = LIMITS.replaySliceBytes;

interface Waiting {
  readonly part: AnswerPart;
  readonly item: NewItem;
}

export class PartBuffer {
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #end: AnswerEnd | undefined;
  #wakeReader: (() => void) | undefined;
  #wakeWriter: (() => void) | undefined;

  /** Resolves when more may come; `undefined` means at once. What comes after `close` is dropped. */
  push(part: AnswerPart): Promise<void> | undefined {
    if (this.#end !== undefined) return undefined;
    const item = encodePart(part);
    this.#waiting.push({ part, item });
    this.#waitingBytes += item.data.length;
    this.#wakeReader?.();
    if (this.#waiting.length < BATCH_ITEMS && this.#waitingBytes < BATCH_BYTES) return undefined;
    return new Promise((resolve) => (this.#wakeWriter = resolve));
  }

  /** No more parts; the first reason counts. What waits is still taken. */
  close(end: AnswerEnd): void {
    this.#end ??= end;
    this.#wakeReader?.();
    this.#wakeWriter?.();
  }

  /** The next batch, as soon as there is one. */
  async take(): Promise<Batch> {
    if (this.#waiting.length === 0 && this.#end === undefined)
      await new Promise<void>((resolve) => (this.#wakeReader = resolve));
    this.#wakeReader = undefined;
    const taken = this.#waiting.splice(0, this.#batchLength());
    for (const { item } of taken) this.#waitingBytes -= item.data.length;
    this.#wakeWriter?.();
    this.#wakeWriter = undefined;
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
