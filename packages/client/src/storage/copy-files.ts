// Copies of streams, a file each (copy-log.ts). Several processes may add to one.
import { appendFile, mkdir, rm, truncate } from "node:fs/promises";
import type { Cursor, StreamId } from "@nomous/protocol";
import { join } from "node:path";
import { readIfThere, removeIfThere } from "./atomic-file.ts";
import { type ClientStorage, cursorOf, newPart, type StreamCopy } from "./client-storage.ts";
import { decodeRecords, encodeRecord } from "./copy-log.ts";

type Copies = Pick<ClientStorage, "readCopy" | "readCursor" | "readItems" | "addToCopy" | "forgetCopy">;

export async function openCopyFiles(directory: string): Promise<Copies & { readonly forgetAll: () => Promise<void> }> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  /** How far the copies are that this process has read. */
  const cursors = new Map<StreamId, Cursor | undefined>();
  const fileOf = (sid: StreamId): string => join(directory, encodeURIComponent(sid));

  /** Reads a copy, and cuts off what a crash left behind its last whole record. */
  const readCopy = async (sid: StreamId): Promise<StreamCopy | undefined> => {
    const file = await readIfThere(fileOf(sid));
    const { copy, intactBytes } = decodeRecords(file ?? Buffer.alloc(0));
    if (file !== undefined && intactBytes < file.length) await truncate(fileOf(sid), intactBytes);
    cursors.set(sid, copy && cursorOf(copy));
    return copy;
  };

  return {
    readCopy,
    async readCursor(sid) {
      if (!cursors.has(sid)) await readCopy(sid);
      return cursors.get(sid);
    },
    readItems: async (sid, after) => (await readCopy(sid))?.items.slice(after) ?? [],
    async addToCopy(sid, piece) {
      if (!cursors.has(sid)) await readCopy(sid);
      const part = newPart(cursors.get(sid), piece);
      if (part === undefined) return;
      if (part.first === 1) await removeIfThere(fileOf(sid));
      await appendFile(fileOf(sid), encodeRecord(part), { mode: 0o600 });
      cursors.set(sid, { epoch: part.epoch, seq: part.first + part.items.length - 1 });
    },
    async forgetCopy(sid) {
      await removeIfThere(fileOf(sid));
      cursors.delete(sid);
    },
    async forgetAll() {
      await rm(directory, { recursive: true });
      await mkdir(directory, { mode: 0o700 });
      cursors.clear();
    },
  };
}
