// The database of this browser's pages, read by who is none of them: a worker that searches. It is neither made nor changed here.
import type { Cursor, StreamId } from "@nomous/protocol";
import { openDB } from "idb";
import type { StoredCommand } from "../storage/client-storage.ts";
import { type Database, type Schema, VERSION } from "../storage/indexeddb-database.ts";
import { cursorIn } from "../storage/indexeddb-copies.ts";
import { isSoundCommand, soundCursor } from "../storage/sound-records.ts";

/** `undefined`: no page of this build has made it yet. */
export async function openLocalDatabase(name: string): Promise<Database | undefined> {
  let isThere = true;
  try {
    const database = await openDB<Schema>(name, undefined, {
      upgrade(_database, _before, _after, change) {
        isThere = false;
        change.done.catch(() => {});
        change.abort();
      },
      // A newer page must not wait for who only reads.
      blocking: (_before, _after, event) => (event.target as IDBDatabase).close(),
    });
    if (database.version >= VERSION) return database;
    database.close();
    return undefined;
  } catch (error) {
    if (isThere) throw error;
    return undefined;
  }
}

/** How far the copies of streams are. */
export async function streamCursors(database: Database): Promise<ReadonlyMap<StreamId, Cursor>> {
  const cursors = new Map<StreamId, Cursor>();
  for (const row of await database.getAll("copies")) {
    const cursor = cursorIn(row);
    if (cursor !== undefined) cursors.set(row.sid, cursor);
  }
  return cursors;
}

/** How far the copies of documents are, without reading them. */
export async function documentCursors(database: Database): Promise<ReadonlyMap<StreamId, Cursor>> {
  const cursors = new Map<StreamId, Cursor>();
  let row = await database.transaction("states").store.index("cursor").openKeyCursor();
  for (; row !== null; row = await row.continue()) {
    const cursor = soundCursor({ epoch: row.key[0], seq: row.key[1] });
    if (cursor !== undefined && row.primaryKey.startsWith("document/")) cursors.set(row.primaryKey, cursor);
  }
  return cursors;
}

/** What waits to be sent, oldest first. */
export async function waitingCommands(database: Database): Promise<readonly StoredCommand[]> {
  const commands = (await database.getAll("commands")).filter(isSoundCommand);
  return commands.filter(({ refusal }) => refusal === undefined);
}
