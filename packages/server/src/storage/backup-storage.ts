// A consistent copy of the database in one file, made while a bridge works with it, by that bridge or by another process.
// A backup that was cut off never bears the name that was asked for.
import { open, rename, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { syncFile } from "./durable-file.ts";
import { DATABASE_FILE, openReadOnly } from "./sqlite-database.ts";
import { toStorageError } from "./sqlite-error.ts";
import { StorageError } from "./storage.ts";

/** More than any database has: one step is one state, while many steps would begin again after each foreign commit. */
const ALL_PAGES = 0x7fff_ffff;

/** Copies the database of `directory` into `file`, which must not exist. */
export async function backupStorage({ directory, file }: { directory: string; file: string }): Promise<void> {
  const target = resolve(file);
  const partial = `${target}.partial`;
  await reserve(target);
  try {
    await copyDatabase(join(directory, DATABASE_FILE), partial);
    await syncFile(partial);
    await rename(partial, target);
    await syncFile(target);
  } catch (error) {
    await Promise.all([rm(partial, { force: true }), rm(target, { force: true })]);
    throw toStorageError(error, `Cannot write the backup ${target}`);
  }
}

async function reserve(target: string): Promise<void> {
  try {
    await (await open(target, "wx")).close();
  } catch (error) {
    if ((error as { code?: string }).code !== "EEXIST")
      throw toStorageError(error, `Cannot write the backup ${target}`);
    throw new StorageError("unreadable", `${target} exists already. Choose a new name for the backup.`, {
      cause: error,
    });
  }
}

/** Copies the state of this moment; `to` must not exist. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const source = openReadOnly(from);
  try {
    await backup(source, to, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
  // The copy says that a log file belongs to it, as its source does; it shall be one file.
  const copy = new DatabaseSync(to);
  copy.exec("PRAGMA journal_mode = DELETE");
  copy.close();
}
