// Copies of streams in the database of a browser profile, as they are read. A copy that does not fit its cursor was damaged, and is none.
import { type Cursor, decodeBody, type Item, type StreamId } from "@nomous/protocol";
import type { StreamCopy } from "./client-storage.ts";
import { batchesOf, type Database, type Schema } from "./indexeddb-database.ts";
import { soundCursor } from "./sound-records.ts";

export async function readCopyIn(database: Database, sid: StreamId): Promise<StreamCopy | undefined> {
  const view = database.transaction(["copies", "batches"]);
  const [copy, batches] = await Promise.all([
    view.objectStore("copies").get(sid),
    view.objectStore("batches").getAll(batchesOf(sid)),
  ]);
  const cursor = cursorIn(copy);
  if (copy === undefined || cursor === undefined) return undefined;
  const items = itemsOf(batches);
  if (items?.length !== cursor.seq) return undefined;
  return { epoch: cursor.epoch, createdAt: copy.createdAt, items };
}

/** Batches of a copy that are read at once, each of 64 KiB at most. */
const BATCHES_READ = 8;

/** See `ClientStorage.readItems`. */
export async function readItemsIn(database: Database, sid: StreamId, after: number): Promise<Item[] | undefined> {
  const view = database.transaction("batches");
  // The batch with the item may begin before it.
  const before = await view.store.openKeyCursor(IDBKeyRange.bound([sid, 0], [sid, after + 1]), "prev");
  const start = before?.primaryKey[1] ?? 1;
  const batches = await view.store.getAll(batchesOf(sid, start), BATCHES_READ);
  const [first] = batches;
  if (first === undefined) return [];
  let next = first.first;
  for (const batch of batches) {
    if (batch.first !== next) return undefined;
    next += batch.count;
  }
  const items = itemsOf(batches);
  if (items === undefined || items.length !== next - first.first) return undefined;
  // The last batch may end before it.
  return items.slice(Math.max(0, after + 1 - first.first));
}

export const cursorIn = (row: Schema["copies"]["value"] | undefined): Cursor | undefined =>
  typeof row?.createdAt === "number" ? soundCursor(row.cursor) : undefined;

/** `undefined` when one of them is damaged. */
function itemsOf(batches: readonly Schema["batches"]["value"][]): Item[] | undefined {
  const items: Item[] = [];
  for (const { body, count } of batches) {
    const decoded = ArrayBuffer.isView(body) && typeof count === "number" ? decodeBody(body, count) : "damaged";
    if (typeof decoded === "string") return undefined;
    for (const item of decoded) items.push(item);
  }
  return items;
}
