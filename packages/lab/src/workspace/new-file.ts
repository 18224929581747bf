// Files that appear whole or not at all: written under a name that nobody looks for, made durable, then given their own name.
import { randomUUID } from "node:crypto";
import { constants, type BigIntStats } from "node:fs";
import { copyFile, type FileHandle, link, open, rm } from "node:fs/promises";
import { join } from "node:path";

/** A rename needs its file on the same disk, so the temporary one lies beside it. It takes over the mode and, where possible, the owner. */
export async function writeTemporary(
  folder: string,
  content: Uint8Array | string,
  like?: BigIntStats,
): Promise<string> {
  const path = join(folder, `.nomous-${randomUUID()}.tmp`);
  const file = await open(path, "wx", like === undefined ? 0o666 : 0o600);
  try {
    if (like !== undefined) await resemble(file, like);
    await file.writeFile(content);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await file.close();
  }
  return path;
}

async function resemble(file: FileHandle, { uid, gid, mode }: BigIntStats): Promise<void> {
  const own = await file.stat({ bigint: true });
  // Only root can give files away; everybody else keeps a file that was shared with them as their own.
  if (own.uid !== uid || own.gid !== gid) await file.chown(Number(uid), Number(gid)).catch(() => undefined);
  await file.chmod(Number(mode) & 0o7777);
}

const NO_LINKS = new Set(["EPERM", "ENOSYS", "ENOTSUP", "EOPNOTSUPP", "EXDEV"]);

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
    await rm(temporary, { force: true });
  }
}

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

/** Makes names in a folder durable, where the system can (Windows cannot open one). */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  await using folder = await open(path, "r");
  await folder.sync();
}

/** What the system says is wrong, such as `ENOENT`; empty for any other error. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";
