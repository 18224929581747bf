// Binary frames carry items. The log keeps the same bytes: a stored segment is the body of a frame, so that an item is
// encoded once in its life and shared by all readers.
//
//   frame = u8 type | u8 flags | varuint channel | varuint firstSeq | varuint n | body
//   body  = n × ( varint dtMs | u8 kind | varuint length | bytes )
//
// `dtMs` counts from the item before; the first of a body counts from the stream's `createdAt`.
import { LIMITS } from "./limits.ts";
import type { ItemKind } from "./stream.ts";
import { ByteReader, varuintSize, writeVaruint, zigzag } from "./varint.ts";

export const FRAME_DATA = 1;
/** A type with this bit must be understood; without it an unknown type is ignored. */
export const FRAME_CRITICAL = 0x80;
/** The items are older than the subscription: apply them in one batch. */
export const FLAG_REPLAY = 1;

export interface Item {
  /** Milliseconds since the stream's `createdAt`. */
  readonly atMs: number;
  readonly kind: ItemKind;
  readonly data: Uint8Array;
}

export interface DataFrame {
  readonly channel: number;
  readonly firstSeq: number;
  readonly isReplay: boolean;
  readonly items: readonly Item[];
}

export type DecodedFrame =
  | { readonly status: "frame"; readonly frame: DataFrame }
  | { readonly status: "ignored" }
  | { readonly status: "invalid"; readonly reason: string };

/** Encodes items as a body: what the log stores and frames carry. */
export function encodeBody(items: readonly Item[]): Uint8Array<ArrayBuffer> {
  let size = 0;
  let before = 0;
  for (const { atMs, data } of items) {
    size += varuintSize(zigzag(atMs - before)) + 1 + varuintSize(data.length) + data.length;
    before = atMs;
  }
  const body = new Uint8Array(size);
  let at = 0;
  before = 0;
  for (const { atMs, kind, data } of items) {
    at = writeVaruint(body, at, zigzag(atMs - before));
    body[at++] = kind;
    at = writeVaruint(body, at, data.length);
    body.set(data, at);
    at += data.length;
    before = atMs;
  }
  return body;
}

/** Decodes exactly `count` items that fill the whole body, or says why not. Items share the body's memory. */
export function decodeBody(body: Uint8Array, count: number): Item[] | string {
  const items: Item[] = [];
  const reader = new ByteReader(body);
  let atMs = 0;
  // Three bytes are the smallest item: a wrong count cannot make us allocate.
  if (count * 3 > body.length) return "more items than bytes";
  for (let i = 0; i < count; i += 1) {
    atMs += reader.varint();
    const kind = reader.byte();
    const length = reader.varuint();
    if (reader.hasFailed) return "cut off";
    if (kind > 3) return `unknown item kind ${kind}`;
    if (length > LIMITS.itemBytes) return "item too large";
    if (length > reader.remaining) return "cut off";
    items.push({ atMs, kind: kind as ItemKind, data: reader.take(length) });
  }
  return reader.remaining === 0 ? items : "bytes after the last item";
}

export interface FrameHead {
  readonly channel: number;
  readonly firstSeq: number;
  readonly count: number;
  readonly isReplay: boolean;
}

/** Bytes of a frame before its body. */
export function encodeFrameHead({ channel, firstSeq, count, isReplay }: FrameHead): Uint8Array<ArrayBuffer> {
  const head = new Uint8Array(2 + varuintSize(channel) + varuintSize(firstSeq) + varuintSize(count));
  head[0] = FRAME_DATA;
  head[1] = isReplay ? FLAG_REPLAY : 0;
  let at = writeVaruint(head, 2, channel);
  at = writeVaruint(head, at, firstSeq);
  writeVaruint(head, at, count);
  return head;
}

export function encodeFrame(head: FrameHead, body: Uint8Array): Uint8Array<ArrayBuffer> {
  const start = encodeFrameHead(head);
  const frame = new Uint8Array(start.length + body.length);
  frame.set(start);
  frame.set(body, start.length);
  return frame;
}

export function decodeFrame(bytes: Uint8Array): DecodedFrame {
  if (bytes.length > LIMITS.frameBytes) return { status: "invalid", reason: "frame too large" };
  const reader = new ByteReader(bytes);
  const type = reader.byte();
  const flags = reader.byte();
  if (reader.hasFailed) return { status: "invalid", reason: "cut off" };
  if (type !== FRAME_DATA) {
    return (type & FRAME_CRITICAL) === 0
      ? { status: "ignored" }
      : { status: "invalid", reason: `unknown frame type ${type}` };
  }
  const channel = reader.varuint();
  const firstSeq = reader.varuint();
  const count = reader.varuint();
  if (reader.hasFailed) return { status: "invalid", reason: "cut off" };
  if (firstSeq < 1 || count < 1) return { status: "invalid", reason: "empty frame" };
  if (count > LIMITS.frameItems || !Number.isSafeInteger(firstSeq + count))
    return { status: "invalid", reason: "too many items" };
  const items = decodeBody(bytes.subarray(reader.offset), count);
  if (typeof items === "string") return { status: "invalid", reason: items };
  return { status: "frame", frame: { channel, firstSeq, isReplay: (flags & FLAG_REPLAY) !== 0, items } };
}
