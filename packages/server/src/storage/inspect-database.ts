// Looks at everything that a database holds: SQLite's own structure first, then the checksum of each segment.
import type { DatabaseSync } from "node:sqlite";
import type { Store } from "@nomous/protocol";
import { isIntact, type SegmentRow } from "./segment-checksum.ts";
import { query, readStore } from "./sqlite-database.ts";

export interface DamagedItems {
  readonly sid: string;
  readonly firstSeq: number;
  readonly lastSeq: number;
}

export interface Inspection {
  readonly store: Store | undefined;
  readonly streams: number;
  readonly items: number;
  /** Of all items, as they are stored. */
  readonly bytes: number;
  /** What SQLite finds wrong with the file; empty when it is sound. */
  readonly problems: readonly string[];
  /** The first damaged segment of each stream that has one; the items before it can be read. */
  readonly damaged: readonly DamagedItems[];
}

/** Throws SQLite's error when the file is too damaged to be looked through. */
export function inspectDatabase(database: DatabaseSync): Inspection {
  const problems = query<{ integrity_check: string }>(database, "PRAGMA integrity_check")
    .all()
    .map((row) => row.integrity_check)
    .filter((text) => text !== "ok");
  const streams = query<{ n: number }>(database, "SELECT count(*) AS n FROM streams").get()?.n ?? 0;
  return { store: readStore(database)?.store, streams, problems, ...inspectSegments(database) };
}

function inspectSegments(database: DatabaseSync): Pick<Inspection, "items" | "bytes" | "damaged"> {
  const rows = query<SegmentRow & { sid: string }>(
    database,
    `SELECT sid, last_seq AS lastSeq, count, at, checksum, body FROM streams JOIN segments ON stream = streams.id
     ORDER BY stream, last_seq`,
  );
  const damaged = new Map<string, DamagedItems>();
  let items = 0;
  let bytes = 0;
  let before: (SegmentRow & { sid: string }) | undefined;
  for (const row of rows.iterate()) {
    const firstSeq = row.lastSeq - row.count + 1;
    const isHole = before?.sid === row.sid && firstSeq !== before.lastSeq + 1;
    if ((isHole || !isIntact(row.sid, row)) && !damaged.has(row.sid)) {
      damaged.set(row.sid, { sid: row.sid, firstSeq, lastSeq: row.lastSeq });
    }
    items += row.count;
    bytes += row.body.length;
    before = row;
  }
  return { items, bytes, damaged: [...damaged.values()] };
}
