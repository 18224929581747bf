// Puts a backup in the place of a database. The backup is looked through completely before anything changes, the name
// `nomous.db` belongs to a whole database at every moment, and what was replaced stays beside it.
import { existsSync } from "node:fs";
import { copyFile, link, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Runtime, Store } from "@nomous/protocol";
import { copyDatabase } from "./backup-storage.ts";
import { syncFile } from "./durable-file.ts";
import { inspectDatabase } from "./inspect-database.ts";
import { lockDirectory } from "./process-lock.ts";
import { DATABASE_FILE, openDatabase, openReadOnly, readStore } from "./sqlite-database.ts";
import { toStorageError } from "./sqlite-error.ts";
import { StorageError } from "./storage.ts";
import { openDirectory } from "./storage-directory.ts";

export interface RestoreOptions {
  /** The backup. */
  readonly file: string;
  /** Of the storage; no bridge may be working on it. */
  readonly directory: string;
  readonly runtime: Runtime;
}

export interface Restored {
  /** With the new epoch. */
  readonly store: Store;
  /** Where the database is now that was in this place. */
  readonly replaced: string | undefined;
}

export async function restoreBackup({ file, directory, runtime }: RestoreOptions): Promise<Restored> {
  const source = resolve(file);
  const unlock = lockDirectory(await openDirectory(directory));
  const database = join(directory, DATABASE_FILE);
  const copy = `${database}.restoring`;
  try {
    const backup = verifyBackup(source);
    await rm(copy, { force: true });
    await copyDatabase(source, copy);
    const epoch = epochAfter([backup, settleReplaced(database)], runtime);
    setEpoch(copy, epoch);
    await syncFile(copy);
    const replaced = await setAside(database, runtime);
    await rename(copy, database);
    await syncFile(database);
    return { store: { ...backup, epoch }, replaced };
  } catch (error) {
    throw toStorageError(error, `Cannot restore ${source}`);
  } finally {
    await rm(copy, { force: true });
    unlock();
  }
}

function verifyBackup(file: string): Store {
  const database = openReadOnly(file);
  try {
    const { store, problems, damaged } = inspectDatabase(database);
    if (store !== undefined && problems.length + damaged.length === 0) return store;
    const what = problems[0] ?? (damaged[0] && `items of ${damaged[0].sid}`) ?? "no store in it";
    throw new StorageError("corrupt", `${file} is damaged (${what}). Nothing was changed; take another backup.`);
  } finally {
    database.close();
  }
}

/**
 * Clients may have seen more than the backup holds: the epoch rises above every one they can know. What is replaced may
 * be gone or unreadable, and the backup may be restored twice; seconds since 1970 are above anything that was counted.
 */
function epochAfter(stores: readonly (Store | undefined)[], { clock }: Runtime): number {
  const known = Math.max(...stores.map((store) => store?.epoch ?? 0));
  return Math.max(known + 1, Math.floor(clock.now() / 1000));
}

function setEpoch(file: string, epoch: number): void {
  const database = openDatabase(file);
  database.prepare("UPDATE store SET epoch = ?").run(epoch);
  database.close();
}

/** Moves the log file of the database that goes into it, which closing does; its store, unless it is beyond reading. */
function settleReplaced(file: string): Store | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const database = openDatabase(file);
    try {
      return readStore(database)?.store;
    } finally {
      database.close();
    }
  } catch {
    return undefined;
  }
}

async function setAside(database: string, { clock }: Runtime): Promise<string | undefined> {
  if (!existsSync(database)) return undefined;
  const at = new Date(clock.now()).toISOString().replaceAll(":", "-");
  const replaced = `${database}.replaced-${at}`;
  // A second name, not another one: a crash here must not leave a folder without a database.
  await link(database, replaced).catch(() => copyFile(database, replaced));
  // Only there when the database could not be opened. Left here, its pages would be taken for those of the backup.
  if (existsSync(`${database}-wal`)) await rename(`${database}-wal`, `${replaced}-wal`);
  await rm(`${database}-shm`, { force: true });
  return replaced;
}
