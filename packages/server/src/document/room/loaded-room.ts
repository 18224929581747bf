// A room with what only the log itself needs to know of it: where its epochs and snapshots are, and how much came since.
import type { DocumentEvent, DocumentId, SnapshotPlace, StreamId, SuggestionId } from "@nomous/protocol";
import { documentStream } from "@nomous/protocol";
import type { Room, RoomSuggestion, Writer } from "../document-log.ts";
import { NO_UPDATES, type RecentUpdates } from "./recent-updates.ts";

export type EventOf<Type extends DocumentEvent["type"]> = Extract<DocumentEvent, { type: Type }>;

/** A state that was readable as a whole at a time (wall clock, milliseconds): the log may be cut here once that is long ago. */
export interface Mark {
  readonly seq: number;
  readonly epoch: number;
  readonly at: number;
}

export interface LoadedRoom extends Room {
  readonly created: EventOf<"created"> | undefined;
  /** What began the epoch. */
  readonly begun: EventOf<"epoch"> | undefined;
  /** By number, the item that began each epoch. */
  readonly epochs: ReadonlyMap<number, number>;
  /** Writers have numbers up to this one. */
  readonly lastWriter: number;
  /** Of the text as UTF-8; a little less when what was deleted was no ASCII, or was deleted twice. */
  readonly lengthBytes: number;
  /** What came behind the newest snapshot. */
  readonly tail: { readonly updates: number; readonly bytes: number };
  readonly snapshot: SnapshotPlace | null;
  /** The state that the oldest kept items build on, once there are older ones no more. */
  readonly ground: SnapshotPlace | null;
  readonly marks: readonly Mark[];
  readonly recent: RecentUpdates;
}

export const stateKey = (id: DocumentId, epoch: number): string => `${id}/${epoch}`;

export function emptyRoom(id: DocumentId): LoadedRoom {
  const sid: StreamId = documentStream(id);
  return {
    id,
    sid,
    path: "",
    head: 0,
    epoch: 0,
    epochAt: 0,
    first: 1,
    clocks: new Map<number, number>(),
    writers: new Map<number, Writer>(),
    suggestions: new Map<SuggestionId, RoomSuggestion>(),
    conflicts: new Map(),
    meetings: [],
    absences: [],
    state: { key: stateKey(id, 0), upTo: 0, plus: [] },
    created: undefined,
    begun: undefined,
    epochs: new Map(),
    lastWriter: 0,
    lengthBytes: 0,
    tail: { updates: 0, bytes: 0 },
    snapshot: null,
    ground: null,
    marks: [],
    recent: NO_UPDATES,
  };
}
