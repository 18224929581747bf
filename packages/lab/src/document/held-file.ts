// A file as it was read, together with the descriptor it was read through: who goes on writing into the old file after it was replaced
// is still seen.
import { type BigIntStats, constants, lstatSync, readFileSync, renameSync } from "node:fs";
import { access, open } from "node:fs/promises";
import { dirname } from "node:path";
import {
  errorCode,
  placeNew,
  removeIfThere,
  syncFolder,
  writeReplacement,
  writeTemporary,
} from "../workspace/new-file.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { resolvePath } from "../workspace/resolve-path.ts";
import { sha256 } from "./content-hash.ts";
import { DocumentError } from "./document-error.ts";
import type { Pause } from "./document-lock.ts";
import { type ByteLimit, readBytes } from "./read-document.ts";

export interface HeldFile extends AsyncDisposable {
  /** As it was asked for. */
  readonly path: string;
  /** Absolute, without links. */
  readonly file: string;
  readonly bytes: Buffer;
  readonly stats: BigIntStats;
  /** What is in it now, whatever has its name. */
  readonly readAgain: () => Promise<Buffer>;
}

/** Windows replaces no file that is open. */
const STAYS_OPEN = process.platform !== "win32";

export async function holdFile(workspace: Workspace, path: string, limit?: ByteLimit): Promise<HeldFile> {
  const { file } = await resolvePath(workspace, path);
  const handle = await open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const stats = await handle.stat({ bigint: true });
    const bytes = await readBytes(handle, path, limit, Number(stats.size));
    if (!STAYS_OPEN) await handle.close();
    const readAgain = (): Promise<Buffer> =>
      STAYS_OPEN ? readBytes(handle, path, undefined, bytes.length) : Promise.resolve(bytes);
    return { path, file, bytes, stats, readAgain, [Symbol.asyncDispose]: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The same; null when it is gone. */
export async function holdIfThere(workspace: Workspace, path: string, limit?: ByteLimit): Promise<HeldFile | null> {
  try {
    return await holdFile(workspace, path, limit);
  } catch (error) {
    if (["not-found", "ENOENT"].includes(errorCode(error))) return null;
    throw error;
  }
}

/** Whether its name still leads to what was read. */
export function isUntouched({ file, bytes, stats: { dev, ino } }: HeldFile): boolean {
  try {
    const now = lstatSync(file, { bigint: true });
    return now.dev === dev && now.ino === ino && readFileSync(file).equals(bytes);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return false;
    throw error;
  }
}

/**
 * Gives a file other content, durably; false when it is not what was read, and then it stays as it is. `left` is called with what the file looks
 * like from then on, as long as nobody else has been there.
 */
export async function replaceFile(
  held: HeldFile,
  content: Buffer,
  left?: (signature: string) => void,
): Promise<boolean> {
  await refuseReadOnly(held);
  const folder = dirname(held.file);
  const { path, isIntact } = await writeReplacement(folder, content, held.stats);
  let isPlaced = false;
  try {
    // One after the other without a turn between: programs that know no lock have only this moment.
    if (!isUntouched(held)) return false;
    renameSync(path, held.file);
    isPlaced = true;
  } finally {
    if (!isPlaced) await removeIfThere(path);
  }
  const now = left && lstatSync(held.file, { bigint: true, throwIfNoEntry: false });
  if (now !== undefined && isIntact(now)) left?.(signatureOf(now));
  await syncFolder(folder);
  return true;
}

/** What a file looks like from outside: another content has another. */
export const signatureOf = ({ dev, ino, size, mtimeNs, ctimeNs }: BigIntStats): string =>
  `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}`;

/** Where users have no numbers, the system is asked for every file. */
const USER = process.geteuid?.();

/** A rename would replace what nobody may write, and root may write everything. */
async function refuseReadOnly({ path, file, stats }: HeldFile): Promise<void> {
  if ((stats.mode & 0o222n) === 0n)
    throw new DocumentError("unwritable", `${path} is read-only. Make it writable to change it.`);
  const isOwn = stats.uid === BigInt(USER ?? -1) && (stats.mode & 0o200n) !== 0n;
  if (!isOwn) await access(file, constants.W_OK);
}

const SETTLE_MS = 30;
const MAX_READINGS = 100;

/** What somebody wrote into the old file in the moment when it was replaced; null when nobody did. */
export async function lateWrite({ bytes, readAgain }: HeldFile, pause: Pause): Promise<Buffer | null> {
  let written = await readAgain();
  if (written.equals(bytes)) return null;
  for (let reading = 1; reading < MAX_READINGS; reading += 1) {
    await pause(SETTLE_MS);
    const now = await readAgain();
    // Who writes in place empties the file first.
    if (now.length > 0 && now.equals(written)) break;
    written = now;
  }
  return written;
}

/** Keeps a late write beside the file. Resolves to the absolute path of the file that has it now, or null when there was none. */
export async function keepLateWrite(held: HeldFile, pause: Pause): Promise<string | null> {
  const written = await lateWrite(held, pause);
  if (written === null) return null;
  const { file } = held;
  const kept = `${file}.kept-${sha256(written).slice(0, 8)}`;
  await placeNew(await writeTemporary(dirname(file), written), kept);
  await syncFolder(dirname(file));
  return kept;
}
