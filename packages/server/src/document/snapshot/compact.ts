// How much of a log is kept, and how much of it one by one. It is cut where a snapshot was once, so that a state is there to build on; what was
// made on older states becomes a suggestion, and older versions cannot be looked at any more.
import type { Actor, StreamId } from "@nomous/protocol";
import type { Change } from "../../stream/journal.ts";
import { isUntold } from "../conflict/absence.ts";
import { writeCheckpoint } from "../room/checkpoint.ts";
import type { LoadedRoom, Mark } from "../room/loaded-room.ts";
import { placeOf, snapshotAppend, type Whole } from "./take-snapshot.ts";

export interface Keeping {
  /** How much may come behind a snapshot before the next one is made. */
  readonly tail: LoadedRoom["tail"];
  /** The last items that are kept in any case … */
  readonly items: number;
  /** … and everything that is not older than this. */
  readonly ms: number;
}

export const DEFAULT_KEEPING: Keeping = {
  tail: { updates: 500, bytes: 256 * 1024 },
  items: 10_000,
  ms: 30 * 24 * 3_600_000,
};

/**
 * Where the log may be cut: the item that the oldest one kept builds on. `shadowAt`: the state that the file is, which has to stay readable.
 * `undefined`: nowhere further than it is.
 */
export function floorOf(
  room: LoadedRoom,
  keeping: Keeping,
  now: number,
  shadowAt: number | undefined,
): Mark | undefined {
  const { head, first, snapshot, suggestions, absences, marks } = room;
  const oldest = Math.min(now - keeping.ms, ...[...suggestions.values()].map(({ at }) => at));
  // Whoever was away is still to be told of.
  const untold = absences.filter(isUntold).map(({ base }) => base);
  const highest = Math.min(head - keeping.items, snapshot?.seq ?? 0, shadowAt ?? head, ...untold);
  return marks.findLast(({ seq, at }) => at <= oldest && seq <= highest && seq >= first);
}

/** The commit that cuts the log behind `floor`, whose state `whole` is, and the room after it. */
export function compact(
  room: LoadedRoom,
  floor: Mark,
  whole: Whole,
  actor: Actor,
): { readonly change: Change; readonly room: LoadedRoom } {
  const first = floor.seq + 1;
  const ground = placeOf(room, floor);
  const next: LoadedRoom = { ...room, first, ground, marks: room.marks.filter(({ seq }) => seq > floor.seq) };
  const isThere = room.snapshot?.sid === ground.sid;
  const before = room.ground?.sid;
  return {
    change: {
      expect: [{ sid: room.sid, head: room.head }],
      appends: isThere ? [] : [snapshotAppend({ ...room, head: floor.seq, epoch: floor.epoch }, whole, actor)],
      records: [writeCheckpoint(next, actor)],
      trims: [{ sid: room.sid, first }],
      drops: before === undefined || before === room.snapshot?.sid ? [] : [before as StreamId],
    },
    room: next,
  };
}
