// Reading, on the main thread: each call is one statement, so that it sees one state of the database, and takes no longer
// than the few rows or the slice it asks for.
import type { DatabaseSync } from "node:sqlite";
import type { ClientId, CommandId, CommandResult, Durability, StreamId } from "@nomous/protocol";
import { isIntact, type SegmentRow } from "./segment-checksum.ts";
import { query } from "./sqlite-database.ts";
import { type Segment, StorageError, type StoredRecord, type StreamState } from "./storage.ts";
import { decodeEnd, decodeRecord, decodeResult } from "./stored-json.ts";

interface RecordRow {
  readonly kind: string;
  readonly id: string;
  readonly value: string;
  readonly person: string;
  readonly client: ClientId;
  readonly agent: string;
}

export class SqliteReader {
  readonly #sql: ReturnType<typeof prepare>;

  constructor(database: DatabaseSync) {
    this.#sql = prepare(database);
  }

  stream(sid: StreamId): StreamState | undefined {
    const row = this.#sql.stream.get(sid);
    if (row === undefined) return undefined;
    const { durability, createdAt, first, head, end } = row;
    return { sid, durability, createdAt, first, head, end: end === null ? null : decodeEnd(end) };
  }

  /** Names behind `after` and before `below`. */
  heads(after: string, below: string, limit: number): { sid: StreamId; head: number }[] {
    return this.#sql.heads.all(after, below, limit);
  }

  read(sid: StreamId, after: number, maxBytes: number): Segment[] {
    const found: Segment[] = [];
    let bytes = 0;
    let last = Math.max(after, (this.stream(sid)?.first ?? 1) - 1);
    try {
      for (const row of this.#sql.segmentsAfter.iterate(sid, after)) {
        const segment = intactSegment(sid, row, last);
        bytes += segment.body.length;
        if (found.length > 0 && bytes > maxBytes) break;
        found.push(segment);
        last = row.lastSeq;
      }
    } catch (error) {
      // What is intact is given first; the next call begins at the damage.
      if (found.length === 0) throw error;
    }
    return found;
  }

  records(kind: string): StoredRecord[] {
    return this.#sql.records.all(kind).map(storedRecord);
  }

  record(kind: string, id: string): StoredRecord | undefined {
    const row = this.#sql.record.get(kind, id);
    return row && storedRecord(row);
  }

  answered(client: ClientId, id: CommandId): { result: CommandResult | undefined; floor: string } {
    const row = this.#sql.answered.get(client, id, client);
    const result = row?.result ?? null;
    return { result: result === null ? undefined : decodeResult(result), floor: row?.floor ?? "" };
  }
}

const RECORDS = "SELECT kind, records.id, value, person, client, agent FROM records JOIN actors ON actors.id = actor";

const prepare = (database: DatabaseSync) => ({
  stream: query<{ durability: Durability; createdAt: number; first: number; head: number; end: string | null }>(
    database,
    `SELECT durability, created_at AS createdAt, end,
       ifnull((SELECT last_seq - count + 1 FROM segments WHERE stream = streams.id ORDER BY last_seq LIMIT 1), 1) AS first,
       ifnull((SELECT max(last_seq) FROM segments WHERE stream = streams.id), 0) AS head
     FROM streams WHERE sid = ?`,
  ),
  heads: query<{ sid: StreamId; head: number }>(
    database,
    `SELECT sid, ifnull((SELECT max(last_seq) FROM segments WHERE stream = streams.id), 0) AS head
     FROM streams WHERE sid > ? AND sid < ? ORDER BY sid LIMIT ?`,
  ),
  segmentsAfter: query<SegmentRow>(
    database,
    `SELECT last_seq AS lastSeq, count, at, checksum, body FROM streams JOIN segments ON stream = streams.id
     WHERE sid = ? AND last_seq > ? ORDER BY last_seq`,
  ),
  records: query<RecordRow>(database, `${RECORDS} WHERE kind = ? ORDER BY records.id`),
  record: query<RecordRow>(database, `${RECORDS} WHERE kind = ? AND records.id = ?`),
  answered: query<{ result: string | null; floor: string | null }>(
    database,
    `SELECT (SELECT result FROM answers WHERE client = ? AND id = ?) AS result,
       (SELECT below FROM floors WHERE client = ?) AS floor`,
  ),
});

const storedRecord = ({ kind, id, value, person, client, agent }: RecordRow): StoredRecord => ({
  kind,
  id,
  value: decodeRecord(value, kind, id),
  actor: { person, client, ...(agent === "" ? {} : { agent }) },
});

/** Throws when the checksum is wrong, or when items are missing between `last` and this segment. */
function intactSegment(sid: StreamId, row: SegmentRow, last: number): Segment {
  const firstSeq = row.lastSeq - row.count + 1;
  if (firstSeq <= last + 1 && isIntact(sid, row)) return { firstSeq, count: row.count, body: row.body };
  const remedy = "Look with `nomous doctor`, then restore a backup: `nomous restore FILE`.";
  throw new StorageError(
    "corrupt",
    `Items ${last + 1} to ${row.lastSeq} of ${sid} are damaged on disk; those before can be read. ${remedy}`,
  );
}
