// An update of a document as an item of its stream: what Yjs made, who wrote it and which state it was made on. One that is larger than an
// item comes in parts, which follow each other in one commit.
//
//   item = u8 (encoding | 0x80 when more follows) | varuint writer | varuint base | bytes        first part
//   item = u8 (encoding | 0x80 when more follows) | 0x00 | bytes                                every other part
import * as z from "zod/mini";
import { LIMITS } from "../limits.ts";
import { ByteReader, varuintSize, writeVaruint } from "../varint.ts";

export const Base64 = z.string().check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/), z.maxLength(LIMITS.updateBase64));

/** How Yjs wrote it: 1 is the shorter for a keystroke, 2 for many at once. */
export const UpdateEncoding = z.union([z.literal(1), z.literal(2)]);
export type UpdateEncoding = z.infer<typeof UpdateEncoding>;

export interface DocumentUpdate {
  readonly encoding: UpdateEncoding;
  /** Number of the `writer` event that says whose it is. */
  readonly writer: number;
  /** The last item of the stream that whoever wrote it had. */
  readonly base: number;
  readonly update: Uint8Array;
}

const MORE = 0x80;
/** Room for the head of a part. */
const PART_BYTES = LIMITS.itemBytes - 32;

/** The items of an update, in order. */
export function encodeUpdate({ encoding, writer, base, update }: DocumentUpdate): Uint8Array<ArrayBuffer>[] {
  const items: Uint8Array<ArrayBuffer>[] = [];
  let at = 0;
  do {
    const end = Math.min(at + PART_BYTES, update.length);
    const headSize = at === 0 ? 1 + varuintSize(writer) + varuintSize(base) : 2;
    const item = new Uint8Array(headSize + end - at);
    item[0] = end < update.length ? encoding | MORE : encoding;
    if (at === 0) writeVaruint(item, writeVaruint(item, 1, writer), base);
    item.set(update.subarray(at, end), headSize);
    items.push(item);
    at = end;
  } while (at < update.length);
  return items;
}

/** Puts the parts together again. One reader a stream, fed with each of its items of kind bytes, in order. */
export class UpdateReader {
  #head: Omit<DocumentUpdate, "update"> | undefined;
  #parts: Uint8Array[] = [];

  /** The update that this item completes; `undefined` when more follows, or when it is none. */
  read(item: Uint8Array): DocumentUpdate | undefined {
    const reader = new ByteReader(item);
    const first = reader.byte();
    const encoding = first & ~MORE;
    const writer = reader.varuint();
    if (reader.hasFailed || (encoding !== 1 && encoding !== 2)) return this.#forget();
    if (writer > 0) {
      const base = reader.varuint();
      if (reader.hasFailed) return this.#forget();
      this.#forget();
      this.#head = { encoding, writer, base };
    } else if (this.#head === undefined) return undefined;
    this.#parts.push(reader.take(reader.remaining));
    if ((first & MORE) !== 0) return undefined;
    const update = { ...this.#head, update: joined(this.#parts) };
    this.#forget();
    return update;
  }

  #forget(): undefined {
    this.#head = undefined;
    this.#parts = [];
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
