import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";

let lastTemporary = 0;

/** Writes a file so that after a crash there is the old one or the new one; it is durable when this resolves. */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  lastTemporary += 1;
  const temporary = `${path}.${process.pid}-${lastTemporary}.tmp`;
  const file = await open(temporary, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, path);
  await syncDirectory(dirname(path));
}

/** Makes renames and removals in a directory durable, where the system can (Windows cannot open one). */
export async function syncDirectory(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const directory = await open(path, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** A file's bytes; `undefined` when there is none. */
export const readIfThere = (path: string): Promise<Buffer | undefined> => whenThere(readFile(path));

/** `undefined` instead of a rejection because a file is not there. */
export async function whenThere<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

export const removeIfThere = (path: string): Promise<void> => rm(path, { force: true });
