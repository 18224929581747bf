// One process at a time works on a directory. The lock is the operating system's, held by an open transaction on a small
// database of its own: it ends with the process, however that ends. Others can still read in it who holds it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { query } from "./sqlite-database.ts";
import { toStorageError } from "./sqlite-error.ts";
import { StorageError } from "./storage.ts";

const LOCK_FILE = "lock.db";

/** Takes the lock, or throws `locked` with the process id of who has it; returns how to let go. */
export function lockDirectory(directory: string): () => void {
  const database = openLock(directory);
  try {
    database.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${process.pid}; COMMIT; BEGIN IMMEDIATE`);
  } catch (error) {
    const failure = toStorageError(error, `Cannot lock ${directory}`);
    const pid = failure.code === "locked" ? holderOf(database) : undefined;
    database.close();
    throw pid === undefined ? failure : inUse(directory, pid);
  }
  return () => database.close();
}

/** The process that has the lock, or `undefined` when nobody has. */
export function lockHolder(directory: string): number | undefined {
  if (!existsSync(join(directory, LOCK_FILE))) return undefined;
  const database = openLock(directory);
  try {
    database.exec("BEGIN IMMEDIATE; ROLLBACK");
    return undefined;
  } catch (error) {
    const failure = toStorageError(error, `Cannot look at the lock of ${directory}`);
    if (failure.code === "locked") return holderOf(database);
    throw failure;
  } finally {
    database.close();
  }
}

function openLock(directory: string): DatabaseSync {
  try {
    // Waits as long as another process needs to look who holds the lock.
    return new DatabaseSync(join(directory, LOCK_FILE), { timeout: 200 });
  } catch (error) {
    throw toStorageError(error, `Cannot lock ${directory}`);
  }
}

const holderOf = (database: DatabaseSync): number | undefined =>
  query<{ user_version: number }>(database, "PRAGMA user_version").get()?.user_version;

const inUse = (directory: string, pid: number): StorageError =>
  new StorageError("locked", `${directory} is in use by process ${pid}. Use that one, or stop it first.`);
