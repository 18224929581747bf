// The storage of a Node client, in one directory that several processes may use at once.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { decodeJson, Store } from "@nomous/protocol";
import { readIfThere, writeAtomically } from "./atomic-file.ts";
import type { ClientStorage } from "./client-storage.ts";
import { openCopyFiles } from "./copy-files.ts";
import { openFileOutbox } from "./file-outbox.ts";
import { openNoteFiles } from "./note-files.ts";
import { openStateFiles } from "./state-files.ts";

export async function createFileStorage(directory: string): Promise<ClientStorage> {
  const store = join(directory, "store.json");
  const outbox = await openFileOutbox(directory);
  const isUsed = (await readIfThere(store)) !== undefined || (await readdir(join(directory, "outbox"))).length > 0;
  const { forgetAll: forgetCopies, ...copies } = await openCopyFiles(join(directory, "streams"));
  const { forgetAll: forgetStates, ...states } = await openStateFiles(join(directory, "documents"));
  const { forgetAll: forgetNotes, forgetMark, ...notes } = await openNoteFiles(directory);
  const readStore = async (): Promise<Store | undefined> => {
    const file = await readIfThere(store);
    return file && decodeJson(Store, file.toString());
  };
  return {
    origin: { kind: "file", wasEmpty: !isUsed },
    readStore,
    async adoptStore(next) {
      const before = await readIfThere(store);
      // Of what was read from a store that nobody knows any more, nobody knows whether it is of this one.
      if (before !== undefined && decodeJson(Store, before.toString())?.id !== next.id) {
        await forgetCopies();
        await forgetStates();
        await forgetNotes();
      }
      await writeAtomically(store, JSON.stringify(next));
    },
    ...copies,
    async forgetCopy(sid) {
      await copies.forgetCopy(sid);
      await forgetMark(sid);
    },
    ...states,
    async forgetState(sid) {
      await states.forgetState(sid);
      await forgetMark(sid);
    },
    ...notes,
    ...outbox,
    close: async () => {},
  };
}
