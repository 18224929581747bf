// A small file that several processes change. Nobody loses what another wrote: reading, changing and replacing happen under one
// lock, which the operating system holds and which ends with its process. Nobody sees half of it: a file is replaced as a
// whole, and is on disk before it has its name. All of it is synchronous: then two changes of one process cannot meet, and
// a change is rare and small.
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { isAbsent } from "../file-trouble.ts";

/** How long another process may take for its change, milliseconds. */
const PATIENCE_MS = 5_000;

/** Replaces the file by what `change` makes of its text, `undefined` when there is none. What `change` throws leaves it as it was. */
export function changeSharedFile(path: string, change: (text: string | undefined) => string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const lock = new DatabaseSync(`${path}.lock`, { timeout: PATIENCE_MS });
  try {
    lock.exec("BEGIN IMMEDIATE");
    replaceFile(path, change(readSharedFile(path)));
  } finally {
    lock.close();
  }
}

/** Its text, `undefined` when there is none. */
export function readSharedFile(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

function replaceFile(path: string, text: string): void {
  const target = linkTarget(path);
  const fresh = `${target}.new`;
  const handle = openSync(fresh, "w", 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(fresh, target);
  if (process.platform !== "win32") syncFolder(dirname(target));
}

/** People keep their settings elsewhere and link to them; the link stays. */
function linkTarget(path: string): string {
  try {
    return realpathSync(path);
  } catch (error) {
    if (isAbsent(error)) return path;
    throw error;
  }
}

function syncFolder(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
