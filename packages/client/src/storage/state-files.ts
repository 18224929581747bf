// Copies of documents, a file each: a checksum, the cursor, then the copy. One that a crash or a disk damaged is read again from the bridge.
//
//   file = u32 crc32 of the rest | f64 epoch | f64 seq | data
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import type { StreamId } from "@nomous/protocol";
import { readIfThere, removeIfThere, writeAtomically } from "./atomic-file.ts";
import { type ClientStorage, type DocumentCopy, isAtLeast } from "./client-storage.ts";

const HEAD_BYTES = 20;

type States = Pick<ClientStorage, "readState" | "putState" | "forgetState">;

export async function openStateFiles(directory: string): Promise<States & { readonly forgetAll: () => Promise<void> }> {
  const make = (): Promise<unknown> => mkdir(directory, { recursive: true, mode: 0o700 });
  await make();
  const fileOf = (sid: StreamId): string => join(directory, encodeURIComponent(sid));
  const readState = async (sid: StreamId): Promise<DocumentCopy | undefined> => {
    const file = await readIfThere(fileOf(sid));
    return file && decodeState(file);
  };
  // The comparison and the write of one process are one step; of two processes the last one wins, with a copy as good.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(call: () => Promise<T>): Promise<T> => {
    const turn = last.then(call);
    last = turn.catch(() => {});
    return turn;
  };
  return {
    readState,
    putState: (sid, copy) =>
      inTurn(async () => {
        if (isAtLeast(copy.cursor, (await readState(sid))?.cursor))
          await writeAtomically(fileOf(sid), encodeState(copy));
      }),
    forgetState: (sid) => inTurn(() => removeIfThere(fileOf(sid))),
    forgetAll: () =>
      inTurn(async () => {
        await rm(directory, { recursive: true, force: true });
        await make();
      }),
  };
}

function encodeState({ cursor, data }: DocumentCopy): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeDoubleLE(cursor.epoch, 4);
  head.writeDoubleLE(cursor.seq, 12);
  const file = Buffer.concat([head, data]);
  file.writeUInt32LE(crc32(file.subarray(4)), 0);
  return file;
}

function decodeState(file: Buffer): DocumentCopy | undefined {
  if (file.length < HEAD_BYTES || file.readUInt32LE(0) !== crc32(file.subarray(4))) return undefined;
  return {
    cursor: { epoch: file.readDoubleLE(4), seq: file.readDoubleLE(12) },
    data: new Uint8Array(file.subarray(HEAD_BYTES)),
  };
}
