// From items to frames. A frame is made once and shared by every reader of its channel; one that would be larger than a
// replay slice is cut, so that nothing on a socket waits for more than 64 KiB.
import { encodeBody, encodeFrame, LIMITS, type Item } from "@nomous/protocol";
import type { SharedFrame } from "../connection/socket.ts";
import type { Origin } from "./journal.ts";

/** A frame and the items that it holds. */
export interface ItemFrame extends SharedFrame {
  readonly firstSeq: number;
  readonly lastSeq: number;
  /** Of a live frame that a command made. */
  readonly origin?: Origin | undefined;
}

/** Consecutive items with their encoded form. */
export interface EncodedItems {
  readonly firstSeq: number;
  readonly items: readonly Item[];
  /** `encodeBody(items)`: what the log stores. */
  readonly body: Uint8Array;
  readonly origin?: Origin | undefined;
}

/** More than what an item (`dtMs`, kind, length) or the head of a frame takes besides its data. */
export const OVERHEAD_BYTES = 24;

/** The frames of one channel for these items: one, that reuses the body, unless it is too large. */
export function framesOf(channel: number, { firstSeq, items, body, origin }: EncodedItems): ItemFrame[] {
  if (body.length <= LIMITS.replaySliceBytes && items.length <= LIMITS.frameItems) {
    return [itemFrame(channel, firstSeq, items.length, body, false, origin)];
  }
  const frames: ItemFrame[] = [];
  for (let at = 0; at < items.length;) {
    const part = items.slice(at, at + countWithin(items, at, LIMITS.replaySliceBytes));
    frames.push(itemFrame(channel, firstSeq + at, part.length, encodeBody(part), false, origin));
    at += part.length;
  }
  return frames;
}

export function itemFrame(
  channel: number,
  firstSeq: number,
  count: number,
  body: Uint8Array,
  isReplay: boolean,
  origin?: Origin,
): ItemFrame {
  const bytes = encodeFrame({ channel, firstSeq, count, isReplay }, body);
  return { bytes, firstSeq, lastSeq: firstSeq + count - 1, origin, wire: undefined };
}

/** How many items from `at` on fit a frame of `maxBytes`; at least one. */
export function countWithin(items: readonly Item[], at: number, maxBytes: number): number {
  let size = OVERHEAD_BYTES;
  let count = 0;
  for (let i = at; i < items.length && count < LIMITS.frameItems; i += 1) {
    size += (items[i]?.data.length ?? 0) + OVERHEAD_BYTES;
    if (size > maxBytes && count > 0) break;
    count += 1;
  }
  return count;
}
