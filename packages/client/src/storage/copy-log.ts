// The file of a stream's copy: records are only ever added, each with its length and checksum, so that a crash costs the
// last one. Several processes may add to one file; reading applies the same rule to their records as adding does.
//
//   record = u32 length of payload | u32 crc32 of payload | payload
//   payload = f64 epoch | f64 createdAt | f64 first | u32 count | body
import { crc32 } from "node:zlib";
import { decodeBody, encodeBody, type Item } from "@nomous/protocol";
import { cursorOf, newPart, type StreamCopy, type StreamPiece } from "./client-storage.ts";

const HEAD_BYTES = 8;
const PAYLOAD_HEAD_BYTES = 28;

export function encodeRecord({ epoch, createdAt, first, items }: StreamPiece): Buffer {
  const payload = Buffer.alloc(PAYLOAD_HEAD_BYTES);
  payload.writeDoubleLE(epoch, 0);
  payload.writeDoubleLE(createdAt, 8);
  payload.writeDoubleLE(first, 16);
  payload.writeUInt32LE(items.length, 24);
  const whole = Buffer.concat([payload, encodeBody(items)]);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(whole.length, 0);
  head.writeUInt32LE(crc32(whole), 4);
  return Buffer.concat([head, whole]);
}

/** The copy that the intact records at the start of a file make. */
export function decodeRecords(file: Buffer): { copy: StreamCopy | undefined; intactBytes: number } {
  let copy: { epoch: number; createdAt: number; items: Item[] } | undefined;
  let at = 0;
  for (;;) {
    const record = recordAt(file, at);
    if (record === undefined) return { copy, intactBytes: at };
    at += record.sizeBytes;
    const part = newPart(copy && cursorOf(copy), record.piece);
    if (part === undefined) continue;
    const { epoch, createdAt, first, items } = part;
    if (copy === undefined || first === 1) copy = { epoch, createdAt, items: [] };
    for (const item of items) copy.items.push(item);
  }
}

function recordAt(file: Buffer, at: number): { piece: StreamPiece; sizeBytes: number } | undefined {
  if (at + HEAD_BYTES > file.length) return undefined;
  const length = file.readUInt32LE(at);
  const payload = file.subarray(at + HEAD_BYTES, at + HEAD_BYTES + length);
  if (payload.length < length || length < PAYLOAD_HEAD_BYTES || crc32(payload) !== file.readUInt32LE(at + 4))
    return undefined;
  const items = decodeBody(payload.subarray(PAYLOAD_HEAD_BYTES), payload.readUInt32LE(24));
  if (typeof items === "string") return undefined;
  const piece = {
    epoch: payload.readDoubleLE(0),
    createdAt: payload.readDoubleLE(8),
    first: payload.readDoubleLE(16),
    items,
  };
  return { piece, sizeBytes: HEAD_BYTES + length };
}
