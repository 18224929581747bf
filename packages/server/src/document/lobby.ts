// Who is at which document, and how its file stands: said by connections and by whoever looks after files, shown in `room/<id>`. Nothing of
// it is stored. A room is there while somebody is in it or reads it.
import {
  type Actor,
  check,
  type Clock,
  DocumentId,
  type FileState,
  LIMITS,
  type Present,
  type RoomState,
  roomStream,
  type StreamId,
  type TabId,
} from "@nomous/protocol";
import type { LatestStreams } from "../stream/latest-streams.ts";
import { LobbyRoom } from "./lobby-room.ts";
import { fitRoom, UNKNOWN_FILE } from "./lobby-state.ts";

/** A connection as the lobby sees it. */
export interface Visitor {
  readonly connection: string;
  readonly tab: TabId;
  readonly actor: Actor;
}

/** States of files that are remembered while nobody is at their documents. */
const REMEMBERED_FILES = 1_024;

export class Lobby {
  readonly #clock: Clock;
  readonly #latest: LatestStreams;
  readonly #rooms = new Map<DocumentId, LobbyRoom>();
  /** Where each connection is. */
  readonly #places = new Map<string, Set<DocumentId>>();
  readonly #files = new Map<DocumentId, FileState>();
  readonly #listeners = new Set<(document: DocumentId) => void>();

  constructor(clock: Clock, latest: LatestStreams) {
    this.#clock = clock;
    this.#latest = latest;
    latest.serve("room", { opened: (sid) => this.#opened(sid), closed: (sid) => this.#closed(sid) });
  }

  /** Puts a connection into a document's room, or takes it out; false when it is in too many already. */
  present({ connection, tab, actor }: Visitor, document: DocumentId, at: Present["at"]): boolean {
    if (at === null) {
      this.#leave(connection, document);
      return true;
    }
    const places = this.#places.get(connection) ?? new Set();
    if (!places.has(document) && places.size >= LIMITS.presences) return false;
    this.#places.set(connection, places.add(document));
    const { person, agent } = actor;
    const room = this.#room(document);
    room.people.set(connection, { tab, person, ...(agent !== undefined && { agent }), selection: at.selection });
    room.changed();
    return true;
  }

  /** The connection is gone. */
  left(connection: string): void {
    for (const document of this.#places.get(connection) ?? []) this.#leave(connection, document);
  }

  /** How the file of a document stands from now on. */
  file(document: DocumentId, state: FileState): void {
    this.#files.delete(document);
    this.#files.set(document, state);
    this.#rooms.get(document)?.changed();
    if (this.#files.size <= REMEMBERED_FILES) return;
    for (const oldest of this.#files.keys()) {
      this.#files.delete(oldest);
      break;
    }
  }

  /** Calls `listener` when a document gets its first person or its first reader of `room/<id>`. Returns how to stop. */
  onFirst(listener: (document: DocumentId) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    for (const room of this.#rooms.values()) room.rest();
  }

  /** The room of a document, made when it is the first time that somebody comes. */
  #room(document: DocumentId): LobbyRoom {
    const known = this.#rooms.get(document);
    if (known !== undefined) return known;
    const sid = roomStream(document);
    const room: LobbyRoom = new LobbyRoom(this.#clock, () => this.#latest.show(sid, this.#state(document, room)));
    this.#rooms.set(document, room);
    for (const listener of this.#listeners) listener(document);
    return room;
  }

  #leave(connection: string, document: DocumentId): void {
    const places = this.#places.get(connection);
    if (places?.delete(document) !== true) return;
    if (places.size === 0) this.#places.delete(connection);
    const room = this.#rooms.get(document);
    room?.people.delete(connection);
    room?.changed();
    this.#forgetEmpty(document);
  }

  #opened(sid: StreamId): RoomState | undefined {
    const document = documentOf(sid);
    if (document === undefined) return undefined;
    const room = this.#room(document);
    room.isRead = true;
    return this.#state(document, room);
  }

  #closed(sid: StreamId): void {
    const document = documentOf(sid);
    if (document === undefined) return;
    this.#rooms.get(document)?.rest();
    this.#forgetEmpty(document);
  }

  #forgetEmpty(document: DocumentId): void {
    if (this.#rooms.get(document)?.isEmpty === true) this.#rooms.delete(document);
  }

  #state(document: DocumentId, { people }: LobbyRoom): RoomState {
    return fitRoom({ people: [...people.values()], file: this.#files.get(document) ?? UNKNOWN_FILE });
  }
}

function documentOf(room: StreamId): DocumentId | undefined {
  const id = check(DocumentId, room.split("/")[1]);
  return id.ok ? id.value : undefined;
}
