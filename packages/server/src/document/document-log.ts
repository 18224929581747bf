// The log of documents as its writers see it: rooms know each document's facts without holding its text, and nothing is written but through
// here or a command.
import {
  type Actor,
  type DocumentEvent,
  type DocumentId,
  type DocumentUpdate,
  type StreamId,
  type SuggestionId,
  type WorkspacePath,
  type KnownConflicts,
  type KnownMeeting,
} from "@nomous/protocol";
import type { Hunk } from "@nomous/protocol";
import type { RecordChange } from "../storage/storage.ts";
import type { Absence } from "./conflict/absence.ts";
import type { DocumentState, ReadUpdates } from "./merger.ts";

/** Who writes under a client id of Yjs, and the number that stands for it in updates. */
export interface Writer {
  readonly writer: number;
  readonly yjs: number;
  readonly actor: Actor;
}

export interface RoomSuggestion {
  readonly suggestion: SuggestionId;
  readonly why: "asked" | "epoch" | "floor";
  readonly note: string;
  readonly actor: Actor;
  readonly at: number;
  /** Those that wait, by number. */
  readonly hunks: ReadonlyMap<number, Hunk>;
}

/** What is known of a document as of item `head` of its stream. */
export interface Room {
  readonly id: DocumentId;
  readonly sid: StreamId;
  readonly path: WorkspacePath;
  readonly head: number;
  readonly epoch: number;
  /** The item that began the epoch; states of it begin here. */
  readonly epochAt: number;
  /** The oldest item that is kept. Edits on a state before it become suggestions. */
  readonly first: number;
  /** For each client id of Yjs, how much of it the epoch has. */
  readonly clocks: ReadonlyMap<number, number>;
  /** By client id of Yjs. */
  readonly writers: ReadonlyMap<number, Writer>;
  readonly suggestions: ReadonlyMap<SuggestionId, RoomSuggestion>;
  /** Those that are open, and the last ones that are decided. */
  readonly conflicts: KnownConflicts;
  /** The last ones, oldest first. */
  readonly meetings: readonly KnownMeeting[];
  /** Edits that were made apart, whose meeting is not told, or was told just now. */
  readonly absences: readonly Absence[];
  /** The state as of `head`. */
  readonly state: DocumentState;
}

/** What is to be appended, in order; an update's `writer` is filled in from `yjs`, and announced when it is new. */
export type NewEntry =
  | { readonly event: DocumentEvent }
  | { readonly update: Omit<DocumentUpdate, "writer">; readonly yjs: number };

export interface Entries {
  readonly entries: readonly NewEntry[];
  readonly actor: Actor;
  /** Committed together with them. */
  readonly records?: readonly RecordChange[];
  /** The absences from then on, given the first and the last item of them. */
  readonly absences?: (items: readonly [number, number]) => readonly Absence[];
}

/** Why a document cannot be read or written. */
export class DocumentFault extends Error {
  readonly code: "not-found" | "damaged";
  constructor(code: DocumentFault["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "DocumentFault";
    this.code = code;
  }
}

export interface DocumentLog {
  /** Brought up to the log's end. Rejects with a `DocumentFault`. */
  room(id: DocumentId): Promise<Room>;
  /** The document that is bound to a path. */
  at(path: string): Promise<DocumentId | undefined>;
  /** Every document that is bound to a path, by path. */
  bound(): Promise<ReadonlyMap<string, DocumentId>>;
  /**
   * Appends what `decide` makes of the room, deciding again when somebody else wrote first; `null`: nothing. Resolves with the room after it, and
   * the first and last item, once they are durable.
   */
  append(
    id: DocumentId,
    decide: (room: Room) => Entries | null | Promise<Entries | null>,
  ): Promise<{ readonly room: Room; readonly items: readonly [number, number] } | null>;
  readonly updates: ReadUpdates;
  /** Calls `grown` after each commit to a document, with the room after it. Returns how to stop. */
  watch(grown: (room: Room) => void): () => void;
}
