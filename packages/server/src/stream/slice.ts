// One piece of the log for one reader that is behind: never larger than its credit, and never past the end of a frame in
// the shared tail, so that the reader comes out where the next shared frame begins.
import { decodeBody, encodeBody, type Item } from "@nomous/protocol";
import { type Storage, StorageError } from "../storage/storage.ts";
import { countWithin, itemFrame, type ItemFrame, OVERHEAD_BYTES } from "./frames.ts";
import type { LiveStream } from "./live-stream.ts";

export interface SliceOrder {
  /** The reader's cursor. */
  readonly after: number;
  /** The last item wanted. */
  readonly upTo: number;
  readonly maxBytes: number;
  readonly isReplay: boolean;
}

/** The frame, or `undefined` when not even the next item fits. Rejects with code `corrupt` where the log is damaged. */
export async function readSlice(
  storage: Storage,
  { sid, channel }: LiveStream,
  { after, upTo, maxBytes, isReplay }: SliceOrder,
): Promise<ItemFrame | undefined> {
  const items: Item[] = [];
  for (const segment of await storage.read(sid, after, maxBytes)) {
    const next = after + items.length + 1;
    if (segment.firstSeq > upTo) break;
    if (segment.firstSeq > next) throw new StorageError("corrupt", `${sid} has no item ${next}.`);
    const decoded = decodeBody(segment.body, segment.count);
    if (typeof decoded === "string") {
      throw new StorageError("corrupt", `${sid} is damaged at item ${segment.firstSeq}: ${decoded}`);
    }
    for (const item of decoded.slice(next - segment.firstSeq, upTo - segment.firstSeq + 1)) items.push(item);
  }
  const first = items[0];
  if (first === undefined) throw new StorageError("corrupt", `${sid} has no item ${after + 1}.`);
  if (first.data.length + 2 * OVERHEAD_BYTES > maxBytes) return undefined;
  const part = items.slice(0, countWithin(items, 0, maxBytes));
  return itemFrame(channel, after + 1, part.length, encodeBody(part), isReplay);
}
