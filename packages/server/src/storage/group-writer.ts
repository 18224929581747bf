// Writes a group of commits in one transaction with one fsync. Each commit is checked on its own and applied or not;
// when the disk fails, nothing of the whole group is kept.
import type { DatabaseSync } from "node:sqlite";
import type { Actor, ClientId, StreamId } from "@nomous/protocol";
import { checkCommit, type Facts, type Verdict } from "./check-commit.ts";
import { segmentChecksum } from "./segment-checksum.ts";
import { query } from "./sqlite-database.ts";
import type { Commit, Trim } from "./storage.ts";
import type { CommitGroup, PackedAppend, PackedCommit } from "./writer-message.ts";

interface KnownStream {
  readonly id: number;
  head: number;
  isEnded: boolean;
}

/** Streams and actors that are remembered; reading one again costs some microseconds. */
const REMEMBERED = 4_096;

/** The only writer of its database: it remembers what it wrote last. */
export class GroupWriter {
  readonly #database: DatabaseSync;
  readonly #sql: ReturnType<typeof prepare>;
  readonly #streams = new Map<StreamId, KnownStream>();
  readonly #actors = new Map<string, number>();
  readonly #floors = new Map<ClientId, string>();
  /** The newest command of each client that was answered: nearly all that come are newer. */
  readonly #newest = new Map<ClientId, string>();
  readonly #facts: Facts = {
    answer: (client, id) => (id > this.#newestOf(client) ? undefined : this.#sql.answer.get(client, id)?.result),
    floor: (client) =>
      this.#floors.get(client) ?? this.#remember(this.#floors, client, this.#sql.floor.get(client)?.below ?? ""),
    stream: (sid) => this.#stream(sid),
  };

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#sql = prepare(database);
  }

  write({ commits, bodies }: CommitGroup): Verdict[] {
    this.#sql.begin.run();
    try {
      let bodyAt = 0;
      const verdicts = commits.map((commit) => {
        const verdict = checkCommit(commit, this.#facts);
        for (const append of commit.appends ?? []) {
          const body = bodies.subarray(bodyAt, (bodyAt += append.bodyBytes));
          if (verdict.status === "committed") this.#append(append, body);
        }
        if (verdict.status === "committed") this.#applyRest(commit);
        return verdict;
      });
      this.#sql.commit.run();
      return verdicts;
    } catch (error) {
      this.#forget();
      // SQLite has rolled back by itself after some errors.
      if (this.#database.isTransaction) this.#sql.rollback.run();
      throw error;
    }
  }

  #applyRest({ dedup, records = [], trims = [], drops = [], floor, raisesEpoch }: PackedCommit): void {
    const sql = this.#sql;
    if (dedup !== undefined) {
      const { client } = dedup.actor;
      sql.addAnswer.run(client, dedup.id, dedup.result, this.#actor(dedup.actor));
      if (dedup.id > this.#newestOf(client)) this.#newest.set(client, dedup.id);
    }
    for (const { kind, id, json, actor } of records) {
      if (json === null) sql.removeRecord.run(kind, id);
      else sql.putRecord.run(kind, id, json, this.#actor(actor));
    }
    for (const trim of trims) this.#trim(trim);
    for (const sid of drops) this.#drop(sid);
    if (floor !== undefined) this.#raiseFloor(floor);
    if (raisesEpoch === true) sql.raiseEpoch.run();
  }

  #append(append: PackedAppend, body: Uint8Array): void {
    const { sid, firstSeq, count, at, end } = append;
    const actor = this.#actor(append.actor);
    const stream = this.#stream(sid) ?? this.#create(append, actor);
    const lastSeq = firstSeq + count - 1;
    const checksum = segmentChecksum(sid, { lastSeq, count, at, body });
    this.#sql.addSegment.run(stream.id, lastSeq, count, at, actor, checksum, body);
    stream.head = lastSeq;
    if (end === undefined) return;
    this.#sql.endStream.run(end, stream.id);
    stream.isEnded = true;
  }

  #create({ sid, create }: PackedAppend, actor: number): KnownStream {
    if (create === undefined) throw new Error(`${sid} was checked and does not exist`);
    const { lastInsertRowid } = this.#sql.addStream.run(sid, create.durability, create.createdAt, actor);
    return this.#remember(this.#streams, sid, { id: Number(lastInsertRowid), head: 0, isEnded: false });
  }

  #trim({ sid, first }: Trim): void {
    const stream = this.#stream(sid);
    // The head of a stream is that of its newest segment.
    if (stream !== undefined) this.#sql.trimSegments.run(stream.id, Math.min(first, stream.head));
  }

  #drop(sid: StreamId): void {
    const stream = this.#stream(sid);
    if (stream === undefined) return;
    this.#sql.removeSegments.run(stream.id);
    this.#sql.removeStream.run(stream.id);
    this.#streams.delete(sid);
  }

  #raiseFloor({ actor, below }: NonNullable<Commit["floor"]>): void {
    const { client } = actor;
    if (below <= this.#facts.floor(client)) return;
    this.#sql.putFloor.run(client, below, this.#actor(actor));
    this.#floors.set(client, below);
    this.#sql.removeAnswers.run(client, below);
  }

  #stream(sid: StreamId): KnownStream | undefined {
    const known = this.#streams.get(sid);
    if (known !== undefined) return known;
    const row = this.#sql.stream.get(sid);
    return row && this.#remember(this.#streams, sid, { id: row.id, head: row.head ?? 0, isEnded: row.end !== null });
  }

  #actor({ person, client, agent = "" }: Actor): number {
    const key = `${client} ${agent}\n${person}`;
    const known = this.#actors.get(key);
    if (known !== undefined) return known;
    this.#sql.addActor.run(person, client, agent);
    const row = this.#sql.actor.get(person, client, agent);
    if (row === undefined) throw new Error("an actor that was just stored is missing");
    return this.#remember(this.#actors, key, row.id);
  }

  #newestOf(client: ClientId): string {
    return this.#newest.get(client) ?? this.#remember(this.#newest, client, this.#sql.newest.get(client)?.id ?? "");
  }

  #remember<K, V>(map: Map<K, V>, key: K, value: V): V {
    if (map.size >= REMEMBERED) map.clear();
    map.set(key, value);
    return value;
  }

  #forget(): void {
    this.#streams.clear();
    this.#actors.clear();
    this.#floors.clear();
    this.#newest.clear();
  }
}

const prepare = (database: DatabaseSync) => ({
  begin: database.prepare("BEGIN IMMEDIATE"),
  commit: database.prepare("COMMIT"),
  rollback: database.prepare("ROLLBACK"),
  answer: query<{ result: string }>(database, "SELECT result FROM answers WHERE client = ? AND id = ?"),
  newest: query<{ id: string | null }>(database, "SELECT max(id) AS id FROM answers WHERE client = ?"),
  addAnswer: database.prepare("INSERT INTO answers (client, id, result, actor) VALUES (?, ?, ?, ?)"),
  removeAnswers: database.prepare("DELETE FROM answers WHERE client = ? AND id < ?"),
  floor: query<{ below: string }>(database, "SELECT below FROM floors WHERE client = ?"),
  putFloor: database.prepare("INSERT OR REPLACE INTO floors (client, below, actor) VALUES (?, ?, ?)"),
  stream: query<{ id: number; end: string | null; head: number | null }>(
    database,
    "SELECT id, end, (SELECT max(last_seq) FROM segments WHERE stream = streams.id) AS head FROM streams WHERE sid = ?",
  ),
  addStream: database.prepare("INSERT INTO streams (sid, durability, created_at, actor) VALUES (?, ?, ?, ?)"),
  endStream: database.prepare("UPDATE streams SET end = ? WHERE id = ?"),
  removeStream: database.prepare("DELETE FROM streams WHERE id = ?"),
  addSegment: database.prepare(
    "INSERT INTO segments (stream, last_seq, count, at, actor, checksum, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
  ),
  trimSegments: database.prepare("DELETE FROM segments WHERE stream = ? AND last_seq < ?"),
  removeSegments: database.prepare("DELETE FROM segments WHERE stream = ?"),
  putRecord: database.prepare("INSERT OR REPLACE INTO records (kind, id, value, actor) VALUES (?, ?, ?, ?)"),
  removeRecord: database.prepare("DELETE FROM records WHERE kind = ? AND id = ?"),
  addActor: database.prepare("INSERT OR IGNORE INTO actors (person, client, agent) VALUES (?, ?, ?)"),
  actor: query<{ id: number }>(database, "SELECT id FROM actors WHERE person = ? AND client = ? AND agent = ?"),
  raiseEpoch: database.prepare("UPDATE store SET epoch = epoch + 1"),
});
