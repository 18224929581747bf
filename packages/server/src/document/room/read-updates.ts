// The updates that a state consists of. What is no longer kept one by one, or is many, comes as the parts of a snapshot.
import { type DocumentId, ITEM, type SnapshotPlace, type StreamId, UpdateReader } from "@nomous/protocol";
import { StorageError } from "../../storage/storage.ts";
import type { Journal } from "../../stream/journal.ts";
import { DocumentFault } from "../document-log.ts";
import { type LoggedUpdate, type ReadUpdates, StateGone } from "../merger.ts";
import type { LoadedRoom } from "./loaded-room.ts";
import type { LoggedEntry } from "./logged-entry.ts";

interface Log {
  room(id: DocumentId): Promise<LoadedRoom>;
  entries(id: DocumentId, after: number): AsyncIterable<LoggedEntry>;
}

export const createReadUpdates = (log: Log, journal: Journal): ReadUpdates =>
  async function* (key, after, upTo) {
    const [id, number] = key.split("/") as [DocumentId, string];
    const epoch = Number(number);
    const room = await log.room(id);
    const begin = room.epochs.get(epoch);
    if (begin === undefined) throw new StateGone(key, upTo);
    let from = Math.max(after, begin);
    const place = after > begin && after >= room.first - 1 ? undefined : newestWithin(room, epoch, upTo);
    const whole = place && (await readSnapshot(journal, place));
    if (place !== undefined && whole !== undefined) {
      yield* whole;
      from = place.seq;
    } else if (from < room.first - 1) throw new StateGone(key, upTo);
    try {
      yield* within(log.entries(id, from), upTo);
    } catch (error) {
      // A document that began anew goes on without what was before.
      const isPast = epoch < room.epoch && error instanceof DocumentFault && error.code === "damaged";
      throw isPast ? new StateGone(key, upTo) : error;
    }
  };

async function* within(entries: AsyncIterable<LoggedEntry>, upTo: number): AsyncGenerator<LoggedUpdate> {
  for await (const entry of entries) {
    if (entry.seq > upTo) return;
    if ("update" in entry) yield { ...entry.update, seq: entry.seq };
    else if (entry.event.type === "epoch") return;
  }
}

function newestWithin({ ground, snapshot }: LoadedRoom, epoch: number, upTo: number): SnapshotPlace | undefined {
  const fits = (place: SnapshotPlace | null): boolean => place?.epoch === epoch && place.seq <= upTo;
  return [snapshot, ground].find((place) => place !== null && fits(place)) ?? undefined;
}

/** The state of a snapshot; `undefined` when it is damaged, or has just given its place to a newer one. */
async function readSnapshot(journal: Journal, { sid, seq }: SnapshotPlace): Promise<LoggedUpdate[] | undefined> {
  const reader = new UpdateReader();
  const whole: LoggedUpdate[] = [];
  try {
    for await (const { kind, data } of journal.items(sid as StreamId, 0)) {
      const update = kind === ITEM.bytes ? reader.read(data) : undefined;
      if (update !== undefined) whole.push({ ...update, seq });
      // The first parts alone would be an older state.
      if (kind === ITEM.end) return whole;
    }
  } catch (error) {
    if (error instanceof StorageError && error.code === "corrupt") return undefined;
    throw error;
  }
  return undefined;
}
