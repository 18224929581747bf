// The newest frames of one stream, made once and shared by all its live readers. A reader that falls behind finds them
// here while they last and goes on in the log when they are gone: no reader has a queue of its own.
import { LIMITS } from "@nomous/protocol";
import type { ItemFrame } from "./frames.ts";

/** As much as one reader may have under way on a channel: who is further behind waits for its own credit anyway. */
const TAIL_BYTES = LIMITS.channelCredit;
/** What a frame takes in memory besides its bytes; most are smaller than that. */
const FRAME_BYTES = 256;

export class Tail {
  #frames: ItemFrame[] = [];
  #sizeBytes = 0;

  push(frame: ItemFrame): void {
    this.#frames.push(frame);
    this.#sizeBytes += sizeOf(frame);
    if (this.#sizeBytes > 2 * TAIL_BYTES) this.#trim();
  }

  clear(): void {
    if (this.#frames.length === 0) return;
    this.#frames = [];
    this.#sizeBytes = 0;
  }

  /** The frame that begins with item `seq`, if it is kept. */
  startingAt(seq: number): ItemFrame | undefined {
    const newest = this.#frames.at(-1);
    if (newest === undefined || newest.firstSeq === seq) return newest;
    const frame = this.#frames[this.#indexOf(seq)];
    return frame?.firstSeq === seq ? frame : undefined;
  }

  /** The item before the next frame that begins after `seq`: up to there a reader has to go through the log. */
  nextBoundary(seq: number): number | undefined {
    const next = this.#frames[this.#indexOf(seq + 1)];
    return next === undefined ? undefined : next.firstSeq - 1;
  }

  /** Index of the first frame that begins at or after `seq`. */
  #indexOf(seq: number): number {
    let low = 0;
    let high = this.#frames.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#frames[middle]?.firstSeq ?? 0) < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Drops the oldest until one half is left, so that the array is moved once in a while and not for each frame. */
  #trim(): void {
    let drop = 0;
    while (this.#sizeBytes > TAIL_BYTES && drop < this.#frames.length - 1) {
      this.#sizeBytes -= sizeOf(this.#frames[drop]);
      drop += 1;
    }
    this.#frames.splice(0, drop);
  }
}

const sizeOf = (frame: ItemFrame | undefined): number => FRAME_BYTES + (frame?.bytes.length ?? 0);
