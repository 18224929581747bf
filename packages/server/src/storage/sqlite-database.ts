// The file `nomous.db`: its tables, and how a connection to it is opened. SQLite is told to be durable and asked whether
// it is; a file of another program or of a newer Nomous is left as it was found. Runs in the writer's thread too, so it
// imports no more of the protocol than types.
import { DatabaseSync } from "node:sqlite";
import type { Store } from "@nomous/protocol";
import { StorageError } from "./storage.ts";

export const DATABASE_FILE = "nomous.db";

/** "Nomo" in the header of the file: https://sqlite.org/pragma.html#pragma_application_id. */
const APPLICATION_ID = 0x4e6f6d6f;
export const SCHEMA_VERSION = 1;

// `segments` is written in the order of arrival, so that a commit to fifty streams fills few pages; its index is by the
// last item, which makes a stream's head and "everything after a cursor" one lookup each.
const TABLES = `
  CREATE TABLE store (
    id TEXT PRIMARY KEY,
    epoch INTEGER NOT NULL,
    run INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE actors (
    id INTEGER PRIMARY KEY,
    person TEXT NOT NULL,
    client TEXT NOT NULL,
    agent TEXT NOT NULL,
    UNIQUE (person, client, agent)
  ) STRICT;
  CREATE TABLE streams (
    id INTEGER PRIMARY KEY,
    sid TEXT NOT NULL UNIQUE,
    durability TEXT NOT NULL,
    created_at REAL NOT NULL,
    end TEXT,
    actor INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE segments (
    stream INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    count INTEGER NOT NULL,
    at REAL NOT NULL,
    actor INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX segments_of_stream ON segments (stream, last_seq);
  CREATE TABLE records (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    value TEXT NOT NULL,
    actor INTEGER NOT NULL,
    PRIMARY KEY (kind, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE answers (
    client TEXT NOT NULL,
    id TEXT NOT NULL,
    result TEXT NOT NULL,
    actor INTEGER NOT NULL,
    PRIMARY KEY (client, id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE floors (
    client TEXT PRIMARY KEY,
    below TEXT NOT NULL,
    actor INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`;

/** A statement whose rows have the shape `Row`, as the tables above say. */
export interface Query<Row> {
  get(...values: (string | number)[]): Row | undefined;
  all(...values: (string | number)[]): Row[];
  iterate(...values: (string | number)[]): Iterable<Row>;
}

export const query = <Row>(database: DatabaseSync, sql: string): Query<Row> =>
  database.prepare(sql) as unknown as Query<Row>;

function pragma(database: DatabaseSync, name: string): unknown {
  const row = query<Record<string, unknown>>(database, `PRAGMA ${name}`).get();
  return row && Object.values(row)[0];
}

/** Throws at a file of another program or of a newer Nomous; `false` when it is still empty. */
function isOurs(database: DatabaseSync, file: string): boolean {
  const id = pragma(database, "application_id");
  const version = Number(pragma(database, "user_version"));
  const tables = query<{ n: number }>(database, "SELECT count(*) AS n FROM sqlite_schema").get()?.n ?? 0;
  if (id === 0 && version === 0 && tables === 0) return false;
  if (id !== APPLICATION_ID) {
    throw new StorageError(
      "corrupt",
      `${file} is a database of another program. Move it away, or choose another folder.`,
    );
  }
  if (version > SCHEMA_VERSION) {
    const versions = `its format is ${version}, this Nomous knows ${SCHEMA_VERSION}`;
    throw new StorageError("newer-version", `${file} was written by a newer Nomous (${versions}). Update Nomous.`);
  }
  return true;
}

/** A connection for reading and writing, as durable as the disk allows. */
export function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5_000 });
  try {
    const isNew = !isOurs(database, file);
    makeDurable(database, file);
    if (isNew) createTables(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A connection that changes nothing, to a database that exists. */
export function openReadOnly(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  try {
    if (isOurs(database, file)) return database;
    throw new StorageError("corrupt", `${file} is empty: there is no Nomous database in it.`);
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Sets what durability rests on and reads it back: a setting that did not stick would lose data without a word. */
export function makeDurable(database: DatabaseSync, file: string): void {
  const settings: Record<string, string | number> = { journal_mode: "wal", synchronous: 2 };
  // Only with these does macOS flush the drive's own cache.
  if (process.platform === "darwin") Object.assign(settings, { fullfsync: 1, checkpoint_fullfsync: 1 });
  for (const [name, wanted] of Object.entries(settings)) {
    database.exec(`PRAGMA ${name} = ${wanted}`);
    const found = pragma(database, name);
    if (found === wanted) continue;
    throw new StorageError(
      "unsafe-setting",
      `${file} cannot be kept safe here: SQLite's ${name} stays ${String(found)} instead of ${wanted}. ` +
        `Choose a folder on a local disk.`,
    );
  }
  // The log file is copied into the database every 1,000 pages; this cuts what a long backup made it grow to.
  database.exec(`PRAGMA wal_autocheckpoint = 1000; PRAGMA journal_size_limit = ${16 * 1024 * 1024}`);
}

/** Bounds the database file; a commit that would pass the bound fails as on a full disk. */
export function limitSize(database: DatabaseSync, maxBytes: number): void {
  const pageSize = Number(pragma(database, "page_size"));
  database.exec(`PRAGMA max_page_count = ${Math.ceil(maxBytes / pageSize)}`);
}

// Pages of 4 KiB: a commit writes whole pages, and most commits are small. No memory mapping: a read error would be a
// signal that kills the process instead of an error that can be told.
function createTables(database: DatabaseSync): void {
  database.exec(`
    BEGIN IMMEDIATE;
    ${TABLES}
    PRAGMA application_id = ${APPLICATION_ID};
    PRAGMA user_version = ${SCHEMA_VERSION};
    COMMIT;
  `);
}

interface StoreRow {
  readonly id: string;
  readonly epoch: number;
  readonly run: number;
}

/** The store and the number of its last run; `undefined` in a database that was never opened for work. */
export function readStore(database: DatabaseSync): { store: Store; run: number } | undefined {
  const row = query<StoreRow>(database, "SELECT id, epoch, run FROM store").get();
  return row && { store: { id: row.id as Store["id"], epoch: row.epoch }, run: row.run };
}

/** Begins the next run. Its commit also makes durable what a killed process may have left behind unsynced. */
export function beginRun(database: DatabaseSync, newId: () => Store["id"]): { store: Store; run: number } {
  const before = readStore(database);
  const store = before?.store ?? { id: newId(), epoch: 0 };
  const run = (before?.run ?? 0) + 1;
  database
    .prepare("INSERT INTO store (id, epoch, run) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET run = excluded.run")
    .run(store.id, store.epoch, run);
  return { store, run };
}
