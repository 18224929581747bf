// A document as of one item, in a stream of its own: the facts, the text, the state. With it goes the room's checkpoint, so that neither a
// reader nor the bridge needs the items before it.
import {
  type Actor,
  encodeUpdate,
  ITEM,
  type SnapshotPlace,
  snapshotStream,
  type StreamId,
  utf8,
  utf8Length,
} from "@nomous/protocol";
import type { RecordChange } from "../../storage/storage.ts";
import type { NewItem, StreamAppend } from "../../stream/journal.ts";
import { factsOf, writeCheckpoint } from "../room/checkpoint.ts";
import type { LoadedRoom, Mark } from "../room/loaded-room.ts";
import { piecesOf } from "./text-pieces.ts";

/** A whole state: updates of encoding 2 that follow each other, and its text. */
export interface Whole {
  readonly updates: readonly Uint8Array[];
  readonly text: string;
}

export interface SnapshotChange {
  readonly appends: readonly StreamAppend[];
  readonly records: readonly RecordChange[];
  readonly drops: readonly StreamId[];
}

/** What of a text goes into one item: at most three bytes a UTF-16 unit. */
const PIECE_UNITS = 20_000;

export const placeOf = (room: LoadedRoom, { seq, epoch }: Pick<Mark, "seq" | "epoch">): SnapshotPlace => ({
  sid: snapshotStream(room.id, seq),
  seq,
  epoch,
});

/** The commit that makes a snapshot of the room as of its head, in place of the one before, and the room after it. */
export function takeSnapshot(
  room: LoadedRoom,
  whole: Whole,
  at: number,
  actor: Actor,
): { readonly change: SnapshotChange; readonly room: LoadedRoom } {
  const mark: Mark = { seq: room.head, epoch: room.epoch, at };
  const next: LoadedRoom = {
    ...room,
    snapshot: placeOf(room, mark),
    marks: [...room.marks, mark],
    tail: { updates: 0, bytes: 0 },
    lengthBytes: utf8Length(whole.text),
  };
  const before = room.snapshot?.sid;
  const isDropped = before !== undefined && before !== room.ground?.sid;
  return {
    change: {
      appends: [snapshotAppend(room, whole, actor)],
      records: [writeCheckpoint(next, actor)],
      drops: isDropped ? [before as StreamId] : [],
    },
    room: next,
  };
}

/** The stream of a snapshot of the room as of its head. */
export function snapshotAppend(room: LoadedRoom, { updates, text }: Whole, actor: Actor): StreamAppend {
  const facts = factsOf(room).map((event): NewItem => ({ kind: ITEM.json, data: utf8(JSON.stringify(event)) }));
  const texts = piecesOf(text, PIECE_UNITS).map((piece): NewItem => ({ kind: ITEM.text, data: utf8(piece) }));
  // A state has many writers; readers of a snapshot know them by the facts.
  const parts = updates.flatMap((update) => encodeUpdate({ encoding: 2, writer: 1, base: room.head, update }));
  const state = parts.map((data): NewItem => ({ kind: ITEM.bytes, data }));
  const sid = snapshotStream(room.id, room.head);
  return { sid, items: [...facts, ...texts, ...state], end: { reason: "done" }, actor };
}
