// From what somebody wants to append to the items of one commit, and the room after it. Writers are announced here and paths are bound here, so
// that no caller can forget it.
import { type DocumentEvent, type DocumentUpdate, encodeUpdate, ITEM, utf8 } from "@nomous/protocol";
import type { RecordChange } from "../../storage/storage.ts";
import type { NewItem } from "../../stream/journal.ts";
import { absenceRecord } from "../conflict/absence.ts";
import type { Entries, NewEntry } from "../document-log.ts";
import type { UpdateReach } from "../update/update-reach.ts";
import { growRoom } from "./grow-room.ts";
import type { LoadedRoom } from "./loaded-room.ts";
import type { LoggedEntry } from "./logged-entry.ts";

/** Which path a document has: `{path}`, by its id. */
export const DOCUMENT_RECORD = "document";
/** Documents that have, or had, conflicts: `{}`, by their ids. */
export const CONFLICTED_RECORD = "conflicted";

/** An update that was checked brings along what it touches. */
export type CheckedEntry = NewEntry & { readonly reach?: UpdateReach };

export interface WrittenEntries {
  readonly items: readonly NewItem[];
  readonly records: readonly RecordChange[];
  /** The room once they are durable. */
  readonly room: LoadedRoom;
}

type Wanted = Omit<Entries, "entries"> & { readonly entries: readonly CheckedEntry[] };

/** `at` is wall clock; the journal's own may be a little later. */
export function writeEntries(
  room: LoadedRoom,
  { entries, actor, records = [], absences }: Wanted,
  at: number,
): WrittenEntries {
  const items: NewItem[] = [];
  const logged: LoggedEntry[] = [];
  const numbers = new Map<number, number>();
  const own: RecordChange[] = [];
  const addEvent = (wanted: DocumentEvent): void => {
    const event = timed(wanted, room, at);
    items.push({ kind: ITEM.json, data: utf8(JSON.stringify(event)) });
    logged.push({ seq: room.head + items.length, at, event });
    if (event.type === "created" || event.type === "moved")
      own.push({ kind: DOCUMENT_RECORD, id: room.id, value: { path: event.path }, actor });
    if (event.type === "conflict" && !own.some(({ kind }) => kind === CONFLICTED_RECORD))
      own.push({ kind: CONFLICTED_RECORD, id: room.id, value: {}, actor });
  };
  const writerOf = (yjs: number): number => {
    const known = room.writers.get(yjs)?.writer ?? numbers.get(yjs);
    if (known !== undefined) return known;
    const writer = room.lastWriter + numbers.size + 1;
    numbers.set(yjs, writer);
    addEvent({ type: "writer", writer, yjs, actor });
    return writer;
  };
  const addUpdate = (wanted: Omit<DocumentUpdate, "writer">, yjs: number, reach: UpdateReach | undefined): void => {
    // Other page loads of the same client may be in it; whose they are is on record from here on.
    for (const { client } of reach?.adds ?? []) writerOf(client);
    const update = { ...wanted, writer: writerOf(yjs) };
    for (const data of encodeUpdate(update)) items.push({ kind: ITEM.bytes, data });
    logged.push({ seq: room.head + items.length, at, update, ...(reach !== undefined && { reach }) });
  };
  for (const entry of entries) {
    if ("event" in entry) addEvent(entry.event);
    else addUpdate(entry.update, entry.yjs, entry.reach);
  }
  const next = growRoom(room, logged, room.head + items.length);
  if (absences === undefined) return { items, records: [...own, ...records], room: next };
  const apart = absences([room.head + 1, next.head]);
  return {
    items,
    records: [...own, ...records, absenceRecord(room.id, apart, actor)],
    room: { ...next, absences: apart },
  };
}

/**
 * What is told of conflicts says its own time: the journal's is a moment later, and a bridge that starts anew would tell the files beside the document
 * of another one.
 */
function timed(event: DocumentEvent, room: LoadedRoom, at: number): DocumentEvent {
  if (event.type === "met" || event.type === "resolved") return { at, ...event };
  if (event.type !== "conflict") return event;
  return { at: room.conflicts.get(event.conflict.conflict)?.at ?? at, ...event };
}
