// The storage of a Node client, in one directory that several processes may use at once.
import { appendFile, mkdir, rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { type Cursor, decodeJson, Store, type StreamId } from "@nomous/protocol";
import { readIfThere, removeIfThere, writeAtomically } from "./atomic-file.ts";
import { type ClientStorage, cursorOf, newPart, type StreamCopy } from "./client-storage.ts";
import { decodeRecords, encodeRecord } from "./copy-log.ts";
import { openFileOutbox } from "./file-outbox.ts";
import { openStateFiles } from "./state-files.ts";

export async function createFileStorage(directory: string): Promise<ClientStorage> {
  const copies = join(directory, "streams");
  const store = join(directory, "store.json");
  await mkdir(copies, { recursive: true, mode: 0o700 });
  const { forgetAll: forgetStates, ...states } = await openStateFiles(join(directory, "documents"));
  /** How far the copies are that this process has read. */
  const cursors = new Map<StreamId, Cursor | undefined>();
  const fileOf = (sid: StreamId): string => join(copies, encodeURIComponent(sid));

  /** Reads a copy, and cuts off what a crash left behind its last whole record. */
  const readCopy = async (sid: StreamId): Promise<StreamCopy | undefined> => {
    const file = await readIfThere(fileOf(sid));
    const { copy, intactBytes } = decodeRecords(file ?? Buffer.alloc(0));
    if (file !== undefined && intactBytes < file.length) await truncate(fileOf(sid), intactBytes);
    cursors.set(sid, copy && cursorOf(copy));
    return copy;
  };
  const readStore = async (): Promise<Store | undefined> => {
    const file = await readIfThere(store);
    return file && decodeJson(Store, file.toString());
  };

  return {
    readStore,
    async adoptStore(next) {
      const before = await readStore();
      if (before !== undefined && before.id !== next.id) {
        await rm(copies, { recursive: true });
        await mkdir(copies, { mode: 0o700 });
        cursors.clear();
        await forgetStates();
      }
      await writeAtomically(store, JSON.stringify(next));
    },
    readCopy,
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
    ...states,
    ...(await openFileOutbox(directory)),
    close: async () => {},
  };
}
