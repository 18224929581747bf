// Files that appear whole or not at all: written under a name that nobody looks for, made durable, then given their own name.
import { randomInt, randomUUID } from "node:crypto";
import { constants, type BigIntStats } from "node:fs";
import { copyFile, type FileHandle, link, open, unlink } from "node:fs/promises";
import { join } from "node:path";

/** The way to a file that is to be given its name. A rename needs its file on the same disk, so it lies in the same folder. */
export const writeTemporary = (folder: string, content: Uint8Array | string): Promise<string> =>
  written(folder, 0o666, (file) => file.writeFile(content));

export interface Replacement {
  readonly path: string;
  /** Whether this is the file, and nobody has written to it since. */
  readonly isIntact: (stats: BigIntStats) => boolean;
}

const isNothing: Replacement["isIntact"] = () => false;

/** The same for what takes the place of another file: it takes over the mode and, where possible, the owner. */
export async function writeReplacement(folder: string, content: Uint8Array, like: BigIntStats): Promise<Replacement> {
  let isIntact: Replacement["isIntact"] = isNothing;
  const path = await written(folder, Number(like.mode) & 0o777, async (file) => {
    const own = await resemble(file, like);
    await file.writeFile(content);
    const markNs = await mark(file, own);
    isIntact = ({ ino, size, mtimeNs }) =>
      ino === own.ino && size === BigInt(content.length) && mtimeNs - markNs < 1_000n && markNs - mtimeNs < 1_000n;
  });
  return { path, isIntact };
}

async function written(folder: string, mode: number, write: (file: FileHandle) => Promise<void>): Promise<string> {
  const path = join(folder, `.nomous-${randomUUID()}.tmp`);
  const file = await open(path, "wx", mode);
  try {
    await write(file);
    await file.sync();
  } catch (error) {
    await removeIfThere(path);
    throw error;
  } finally {
    await file.close();
  }
  return path;
}

async function resemble(file: FileHandle, { uid, gid, mode }: BigIntStats): Promise<BigIntStats> {
  const own = await file.stat({ bigint: true });
  // Only root can give files away; everybody else keeps a file that was shared with them as their own.
  const isGiven = own.uid !== uid || own.gid !== gid;
  if (isGiven) await file.chown(Number(uid), Number(gid)).catch(() => undefined);
  if (isGiven || own.mode !== mode) await file.chmod(Number(mode) & 0o7777);
  return own;
}

/**
 * Gives a file a time of change that no other write gives: the system's own times are those of its ticks, and two writes within one would look
 * the same. Resolves to it, in nanoseconds.
 */
async function mark(file: FileHandle, { mtimeNs }: BigIntStats): Promise<bigint> {
  const at = mtimeNs / 1_000n + BigInt(1 + randomInt(998));
  const seconds = Number(at) / 1_000_000;
  await file.utimes(seconds, seconds);
  return at * 1_000n;
}

/** What systems say that have no links on a disk. */
export const NO_LINKS = new Set(["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EXDEV"]);

/** Gives a temporary file its name unless something has it, which is false. The temporary name is gone afterwards. */
export async function placeNew(temporary: string, path: string): Promise<boolean> {
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === "EEXIST") return false;
    if (!NO_LINKS.has(code)) throw error;
    return await copyNew(temporary, path);
  } finally {
    await removeIfThere(temporary);
  }
}

export const removeIfThere = (file: string): Promise<void> =>
  unlink(file).catch((error: unknown) => {
    if (errorCode(error) !== "ENOENT") throw error;
  });

/** For disks without links, such as memory cards. */
async function copyNew(temporary: string, path: string): Promise<boolean> {
  try {
    await copyFile(temporary, path, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

/** Folders that are being synced, and those who came too late for it. */
const syncing = new Map<string, { readonly done: Promise<void>; next: Promise<void> | undefined }>();

/** Makes names in a folder durable, where the system can (Windows cannot open one). One sync serves all who came before it began. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const underWay = syncing.get(path);
  if (underWay !== undefined) {
    underWay.next ??= underWay.done.then(
      () => beginSync(path),
      () => beginSync(path),
    );
    return underWay.next;
  }
  return beginSync(path);
}

function beginSync(path: string): Promise<void> {
  const sync = { done: syncOne(path), next: undefined };
  const forget = (): void => {
    if (syncing.get(path) === sync && sync.next === undefined) syncing.delete(path);
  };
  syncing.set(path, sync);
  sync.done.then(forget, forget);
  return sync.done;
}

async function syncOne(path: string): Promise<void> {
  await using folder = await open(path, "r");
  await folder.sync();
}

/** What the system says is wrong, such as `ENOENT`; empty for any other error. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";
