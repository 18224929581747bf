// A room as a record, so that it need not be folded from the whole log again, nor from items that are gone.
import { type Actor, check, DocumentEvent, type DocumentId, SnapshotPlace, conflictEvents } from "@nomous/protocol";
import * as z from "zod/mini";
import type { RecordChange, StoredRecord } from "../../storage/storage.ts";
import { growRoom } from "./grow-room.ts";
import { emptyRoom, type LoadedRoom } from "./loaded-room.ts";
import { pastUpdates } from "./recent-updates.ts";

/** Rooms, by the id of their document. */
export const CHECKPOINT_RECORD = "room";

const count = z.int().check(z.nonnegative());
const pair = z.tuple([count, count]);

/** `facts` are events that, folded, give the room but for what is counted. */
const Checkpoint = z.object({
  head: count,
  epochAt: count,
  epochs: z.array(pair),
  clocks: z.array(pair),
  facts: z.array(DocumentEvent),
  lengthBytes: count,
  snapshot: z.nullable(SnapshotPlace),
  ground: z.nullable(SnapshotPlace),
  marks: z.array(z.object({ seq: count, epoch: count, at: z.number() })),
  recent: z.optional(z.object({ known: count, runs: z.array(z.object({ writer: count, to: count })) })),
});

/** Everything that a reader has to know of a room before its text: what a snapshot begins with. */
export function factsOf(room: LoadedRoom): DocumentEvent[] {
  const { created, begun, path, writers, suggestions, meetings, conflicts } = room;
  const facts: DocumentEvent[] = [];
  if (created !== undefined) facts.push({ ...created, path });
  if (begun !== undefined) facts.push(begun);
  for (const writer of writers.values()) facts.push({ type: "writer", ...writer });
  for (const { suggestion, why, note, actor, at, hunks } of suggestions.values()) {
    facts.push({ type: "suggestion", suggestion, why, note, actor, at });
    for (const hunk of hunks.values()) facts.push({ type: "hunk", suggestion, hunk });
  }
  return [...facts, ...conflictEvents(meetings, conflicts)];
}

export function writeCheckpoint(room: LoadedRoom, actor: Actor): RecordChange {
  const { head, epochAt, epochs, clocks, lengthBytes, snapshot, ground, marks } = room;
  const { known, runs } = pastUpdates(room.recent, head);
  const value: z.infer<typeof Checkpoint> = {
    head,
    epochAt,
    epochs: [...epochs],
    clocks: [...clocks],
    facts: factsOf(room),
    lengthBytes,
    snapshot,
    ground,
    marks: [...marks],
    recent: { known, runs: [...runs] },
  };
  return { kind: CHECKPOINT_RECORD, id: room.id, value, actor };
}

/** The room of a record; an empty one when the record is missing, or of another version. */
export function readCheckpoint(id: DocumentId, record: StoredRecord | undefined): LoadedRoom {
  const empty = emptyRoom(id);
  const checked = record === undefined ? undefined : check(Checkpoint, record.value);
  if (checked?.ok !== true) return empty;
  const { head, epochAt, epochs, clocks, facts, lengthBytes, snapshot, ground, marks, recent: past } = checked.value;
  const folded = growRoom(
    empty,
    facts.map((event) => ({ seq: 0, at: 0, event })),
    head,
  );
  return {
    ...folded,
    epochAt,
    epochs: new Map(epochs),
    clocks: new Map(clocks),
    lengthBytes,
    snapshot,
    ground,
    marks,
    recent: { ...(past ?? { known: head, runs: [] }), behind: head, updates: [] },
  };
}
