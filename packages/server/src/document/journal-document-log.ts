// The log of documents on the journal. Rooms are loaded when somebody needs them, from a checkpoint and what the log has behind it, and kept in
// a bounded cache; each look compares a room with the end of its stream, so nothing is ever decided on less than what is durable.
import { type Clock, type DocumentId, documentStream, type SnapshotPlace, type StreamId } from "@nomous/protocol";
import type { KeyedQueue } from "../command/keyed-queue.ts";
import { type Storage, StorageError, type StreamState } from "../storage/storage.ts";
import type { Journal } from "../stream/journal.ts";
import { ABSENCE_RECORD, readAbsences } from "./conflict/absence.ts";
import { DocumentFault, type DocumentLog, type Entries } from "./document-log.ts";
import type { ReadUpdates } from "./merger.ts";
import { Bindings } from "./room/bindings.ts";
import { CHECKPOINT_RECORD, readCheckpoint } from "./room/checkpoint.ts";
import { growRoom } from "./room/grow-room.ts";
import { emptyRoom, type LoadedRoom } from "./room/loaded-room.ts";
import { type LoggedEntry, readEntries } from "./room/logged-entry.ts";
import { createReadUpdates } from "./room/read-updates.ts";
import { writeEntries } from "./room/write-entries.ts";

/** The log with what commands and snapshots need of it besides. */
export interface RoomLog extends DocumentLog {
  room(id: DocumentId): Promise<LoadedRoom>;
  /** As far as the log can be read, and the last item that it should have; for a document that is damaged. */
  remains(id: DocumentId): Promise<{ readonly room: LoadedRoom; readonly head: number }>;
  /** Whether everything that a reader begins with can be read. */
  isIntact(id: DocumentId): Promise<boolean>;
  /** To be called with the room after each commit to a document that `append` has not made. */
  committed(room: LoadedRoom): void;
  /**
   * Changes a room without an item: its snapshots. Nobody writes to the document until `commit` has resolved with the room after it;
   * `undefined`: nothing changed.
   */
  amend(id: DocumentId, commit: (room: LoadedRoom) => Promise<LoadedRoom | undefined>): Promise<void>;
  watch(grown: (room: LoadedRoom) => void): () => void;
  /** Entries behind item `after`, in order. Fails with a `DocumentFault`. */
  entries(id: DocumentId, after: number): AsyncIterable<LoggedEntry>;
}

export interface RoomLogParts {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly storage: Storage;
  /** Who writes to a document takes its turn here. */
  readonly queue: KeyedQueue;
}

/** Rooms kept in memory; the one that was not used for longest goes first. */
const MAX_ROOMS = 256;
/** Entries folded at once while a room is loaded. */
const BATCH = 1_000;
/** Others wrote first this often in a row: not chance any more. */
const MAX_STALE = 100;

export function createDocumentLog(parts: RoomLogParts): RoomLog {
  return new JournalDocumentLog(parts);
}

class JournalDocumentLog implements RoomLog {
  readonly #clock: Clock;
  readonly #journal: Journal;
  readonly #storage: Storage;
  readonly #queue: KeyedQueue;
  readonly #bindings: Bindings;
  readonly #rooms = new Map<DocumentId, LoadedRoom>();
  readonly #loading = new Map<DocumentId, Promise<LoadedRoom>>();
  readonly #watchers = new Set<(room: LoadedRoom) => void>();
  readonly updates: ReadUpdates;

  constructor({ clock, journal, storage, queue }: RoomLogParts) {
    this.#clock = clock;
    this.#journal = journal;
    this.#storage = storage;
    this.#queue = queue;
    this.#bindings = new Bindings(storage);
    this.updates = createReadUpdates(this, journal);
  }

  async room(id: DocumentId): Promise<LoadedRoom> {
    const state = await this.#journal.state(documentStream(id));
    if (state === undefined) throw notFound(id);
    const known = this.#rooms.get(id);
    if (known !== undefined && known.head >= state.head && known.first >= state.first) return this.#keep(known);
    const underWay = this.#loading.get(id);
    if (underWay !== undefined) {
      await underWay;
      return this.room(id);
    }
    const loading = this.#load(id, state).finally(() => this.#loading.delete(id));
    this.#loading.set(id, loading);
    return loading;
  }

  at(path: string): Promise<DocumentId | undefined> {
    return this.#bindings.at(path);
  }

  bound(): Promise<ReadonlyMap<string, DocumentId>> {
    return this.#bindings.all();
  }

  append: DocumentLog["append"] = (id, decide) =>
    this.#queue.run([documentStream(id)], async () => {
      for (let tries = 0; tries < MAX_STALE; tries += 1) {
        const room = await this.room(id);
        const entries = await decide(room);
        if (entries === null) return null;
        const written = await this.#write(room, entries);
        if (written !== undefined) return { room: written, items: [room.head + 1, written.head] };
      }
      throw new Error("others were always faster");
    });

  watch(grown: (room: LoadedRoom) => void): () => void {
    this.#watchers.add(grown);
    return () => void this.#watchers.delete(grown);
  }

  committed(room: LoadedRoom): void {
    this.#keep(room);
    this.#bindings.bind(room.path, room.id);
    for (const grown of this.#watchers) grown(room);
  }

  amend(id: DocumentId, commit: (room: LoadedRoom) => Promise<LoadedRoom | undefined>): Promise<void> {
    return this.#queue.run([documentStream(id)], async () => {
      const amended = await commit(await this.room(id));
      if (amended !== undefined) this.#rooms.set(id, amended);
    });
  }

  async isIntact(id: DocumentId): Promise<boolean> {
    try {
      const { snapshot, first } = await this.room(id);
      for await (const _ of this.entries(id, snapshot?.seq ?? first - 1));
      return snapshot === null || (await this.#canRead(snapshot));
    } catch (error) {
      if (isDamage(error)) return false;
      throw error;
    }
  }

  async remains(id: DocumentId): Promise<{ readonly room: LoadedRoom; readonly head: number }> {
    const state = await this.#journal.state(documentStream(id));
    if (state === undefined) throw notFound(id);
    let room = await this.#start(id, state);
    try {
      for await (const grown of this.#growing(room, state)) room = grown;
    } catch (error) {
      if (!(error instanceof DocumentFault)) throw error;
    }
    return { room, head: state.head };
  }

  async *entries(id: DocumentId, after: number): AsyncGenerator<LoggedEntry> {
    const state = await this.#journal.state(documentStream(id));
    if (state === undefined) throw notFound(id);
    try {
      yield* readEntries(this.#journal.items(state.sid, after), state.createdAt);
    } catch (error) {
      if (error instanceof StorageError && error.code === "corrupt") throw damaged(await this.#pathOf(id), error);
      throw error;
    }
  }

  async #pathOf(id: DocumentId): Promise<string> {
    const all = await this.#bindings.all();
    return [...all].find(([, bound]) => bound === id)?.[0] ?? id;
  }

  /** The room after the commit; `undefined` when somebody else was faster. */
  async #write(room: LoadedRoom, entries: Entries): Promise<LoadedRoom | undefined> {
    const { sid, head } = room;
    const written = writeEntries(room, entries, this.#clock.now());
    const outcome = await this.#journal.commit({
      expect: [{ sid, head }],
      appends: [{ sid, items: written.items, actor: entries.actor }],
      records: written.records,
    });
    if (outcome.status !== "committed") return undefined;
    this.committed(written.room);
    return written.room;
  }

  async #load(id: DocumentId, state: StreamState): Promise<LoadedRoom> {
    let room = await this.#start(id, state);
    for await (const grown of this.#growing(room, state)) room = grown;
    // Not older than the items: who writes both does so in one commit.
    const absences = readAbsences(await this.#storage.record(ABSENCE_RECORD, id));
    return this.#keep({ ...room, absences });
  }

  /** Where folding begins: what is known already, or the checkpoint; the whole log when nobody could read the snapshot that came with that. */
  async #start(id: DocumentId, { head, first }: StreamState): Promise<LoadedRoom> {
    const known = this.#rooms.get(id);
    if (known !== undefined && known.head <= head) return { ...known, first };
    const checkpoint = readCheckpoint(id, await this.#storage.record(CHECKPOINT_RECORD, id));
    const { snapshot } = checkpoint;
    const isWhole = first === 1 && snapshot !== null && !(await this.#canRead(snapshot));
    return { ...(checkpoint.head > head || isWhole ? emptyRoom(id) : checkpoint), first };
  }

  async #canRead({ sid }: SnapshotPlace): Promise<boolean> {
    try {
      for await (const _ of this.#journal.items(sid as StreamId, 0));
      return true;
    } catch (error) {
      if (isDamage(error)) return false;
      throw error;
    }
  }

  /** Ever later rooms, up to the end of the stream or to where it is damaged. */
  async *#growing(from: LoadedRoom, { head }: StreamState): AsyncGenerator<LoadedRoom> {
    let room = from;
    let batch: LoggedEntry[] = [];
    try {
      for await (const entry of this.entries(from.id, from.head)) {
        batch.push(entry);
        if (batch.length < BATCH) continue;
        yield (room = fold(room, batch, entry.seq));
        batch = [];
      }
    } catch (error) {
      if (batch.length > 0) yield fold(room, batch, batch.at(-1)?.seq ?? room.head);
      throw error;
    }
    yield fold(room, batch, Math.max(head, batch.at(-1)?.seq ?? 0));
  }

  /** The room that is now the last one used. */
  #keep(room: LoadedRoom): LoadedRoom {
    const { id, head } = room;
    const known = this.#rooms.get(id);
    this.#rooms.delete(id);
    this.#rooms.set(id, known === undefined || known.head < head ? room : known);
    if (this.#rooms.size <= MAX_ROOMS) return room;
    for (const oldest of this.#rooms.keys()) {
      this.#rooms.delete(oldest);
      break;
    }
    return room;
  }
}

function fold(room: LoadedRoom, entries: readonly LoggedEntry[], head: number): LoadedRoom {
  try {
    return growRoom(room, entries, head);
  } catch (error) {
    throw damaged(room.path, error);
  }
}

const isDamage = (error: unknown): boolean =>
  error instanceof DocumentFault || error instanceof StorageError
    ? error.code === "damaged" || error.code === "corrupt"
    : false;

const notFound = (id: DocumentId): DocumentFault => new DocumentFault("not-found", `There is no document ${id}.`);

const damaged = (path: string, cause: unknown): DocumentFault =>
  new DocumentFault("damaged", `The log of ${path} is damaged. Begin the document anew from its file.`, { cause });
