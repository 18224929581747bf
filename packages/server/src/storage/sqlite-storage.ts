// The storage of a bridge: one SQLite file in a folder of the workspace. Written by one thread, read by this one.
import { join } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { newStoreId, type Runtime, type Store } from "@nomous/protocol";
import { backupStorage } from "./backup-storage.ts";
import { lockDirectory } from "./process-lock.ts";
import { beginRun, DATABASE_FILE, openDatabase } from "./sqlite-database.ts";
import { toStorageError } from "./sqlite-error.ts";
import { SqliteReader } from "./sqlite-reader.ts";
import { type SqliteWriter, startSqliteWriter } from "./sqlite-writer.ts";
import { type Storage, StorageError } from "./storage.ts";
import { type FileSystemOf, openDirectory } from "./storage-directory.ts";
import { outcomeOf } from "./stored-json.ts";
import { namesOf } from "./stream-names.ts";

export interface SqliteStorageOptions {
  /** Made when it is missing; the database is `nomous.db` in it. */
  readonly directory: string;
  readonly runtime: Runtime;
  /** Bound of the database file in bytes; a commit beyond it fails with `full`. */
  readonly maxBytes?: number;
  readonly fileSystemOf?: FileSystemOf;
}

export async function createSqliteStorage(options: SqliteStorageOptions): Promise<Storage> {
  const { runtime, maxBytes } = options;
  const directory = await openDirectory(options.directory, options.fileSystemOf);
  const unlock = lockDirectory(directory);
  const file = join(directory, DATABASE_FILE);
  let database: DatabaseSync | undefined;
  try {
    database = openDatabase(file);
    const { store, run } = beginRun(database, () => newStoreId(runtime));
    database.exec("PRAGMA query_only = 1");
    const writer = await startSqliteWriter({ file, maxBytes });
    return sqliteStorage({ directory, file, store, run, database, writer, unlock });
  } catch (error) {
    database?.close();
    unlock();
    throw toStorageError(error, `Cannot open ${file}`);
  }
}

interface Opened {
  readonly directory: string;
  readonly file: string;
  readonly store: Store;
  readonly run: number;
  /** The connection for reading. */
  readonly database: DatabaseSync;
  readonly writer: SqliteWriter;
  readonly unlock: () => void;
}

function sqliteStorage({ directory, file, run, database, writer, unlock, ...opened }: Opened): Storage {
  const reader = new SqliteReader(database);
  let { store } = opened;
  let closing: Promise<void> | undefined;

  async function look<T>(what: string, work: () => T): Promise<T> {
    if (closing !== undefined) throw new StorageError("closed", "The storage is closed.");
    try {
      return work();
    } catch (error) {
      throw toStorageError(error, `Cannot read ${what} in ${file}`);
    }
  }

  async function close(): Promise<void> {
    await writer.close();
    database.close();
    unlock();
  }

  return {
    get store() {
      return store;
    },
    run,
    commit: async (commit) => outcomeOf(await writer.commit(commit), commit),
    stream: (sid) => look(sid, () => reader.stream(sid)),
    async heads(family, after, limit) {
      const { from, below } = namesOf(family, after);
      return look(`streams of ${family}`, () => reader.heads(from, below, limit));
    },
    read: (sid, after, maxBytes) => look(sid, () => reader.read(sid, after, maxBytes)),
    records: (kind) => look(`records of ${kind}`, () => reader.records(kind)),
    record: (kind, id) => look(`${kind} ${id}`, () => reader.record(kind, id)),
    answered: (client, id) => look("what was answered", () => reader.answered(client, id)),
    backup: (target) => backupStorage({ directory, file: target }),
    async raiseEpoch() {
      await writer.raiseEpoch();
      store = { ...store, epoch: store.epoch + 1 };
    },
    close: () => (closing ??= close()),
  };
}
