// One at a time, across processes: who makes the lock has it. It is a link to nowhere whose target says whose it is, since that comes with it in
// one step; on disks without links it is a file. A lock whose process is dead is removed by exactly one of those who wait: the one who holds the
// claim named for that very holding. A claim is a lock too, so that of a process that died is taken over in the same way.
import { symlink, unlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { errorCode, NO_LINKS, placeNew, removeIfThere } from "../workspace/new-file.ts";
import { isFolder, makeFolderIn, openPrivateFolder, PRIVATE_FOLDER } from "../workspace/private-folder.ts";
import { sha256 } from "./content-hash.ts";
import { DocumentError, toDocumentError } from "./document-error.ts";
import { describeSelf, isDead, type LockHolder, readHolder } from "./lock-holder.ts";

/** Resolves after `ms` milliseconds, or at once when the signal fires. */
export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>;

export interface Waiting {
  readonly pause: Pause;
  /** Ends the waiting: it rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** How long to wait for others, in milliseconds; 15,000 unless told. */
  readonly limitMs?: number;
}

const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 80;
const LIMIT_MS = 15_000;

/** Does work on what `name` means while no other process does. Rejects with a `DocumentError` when others are not done in time. */
export async function withLock<T>(root: string, name: string, waiting: Waiting, work: () => Promise<T>): Promise<T> {
  const lock = await pathOf(root, name);
  const self = await describeSelf();
  await waitFor(lock, self, name, waiting);
  try {
    return await work();
  } finally {
    await release(lock, self);
  }
}

/** The private folders that this process has looked after. */
const openedIn = new Set<string>();

async function pathOf(root: string, name: string): Promise<string> {
  try {
    const folder = join(root, PRIVATE_FOLDER, "locks");
    if (!openedIn.has(root) || !(await isFolder(folder))) {
      await openPrivateFolder(root);
      await makeFolderIn(folder);
      openedIn.add(root);
    }
    return join(folder, `${sha256(name).slice(0, 32)}.lock`);
  } catch (error) {
    throw toDocumentError(error, PRIVATE_FOLDER);
  }
}

async function waitFor(lock: string, self: LockHolder, name: string, waiting: Waiting): Promise<void> {
  const { pause, signal, limitMs = LIMIT_MS } = waiting;
  let waitedMs = 0;
  for (let delayMs = FIRST_PAUSE_MS; !(await take(lock, self)); delayMs = Math.min(delayMs * 2, LONGEST_PAUSE_MS)) {
    if (waitedMs >= limitMs) throw await tooLate(lock, name, limitMs);
    await pause(delayMs, signal);
    signal?.throwIfAborted();
    waitedMs += delayMs;
  }
}

async function take(lock: string, self: LockHolder): Promise<boolean> {
  try {
    if (await place(lock, self)) return true;
    const holder = await readHolder(lock);
    if (holder === null || !(await isDead(holder))) return false;
    await removeDead(lock, holder, self);
    return await place(lock, self);
  } catch (error) {
    throw toDocumentError(error, PRIVATE_FOLDER);
  }
}

async function place(lock: string, self: LockHolder): Promise<boolean> {
  const content = JSON.stringify(self);
  // Windows asks for a right to make links.
  if (process.platform === "win32") return placeFile(lock, self.token, content);
  try {
    await symlink(content, lock);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    if (!NO_LINKS.has(errorCode(error))) throw error;
    return await placeFile(lock, self.token, content);
  }
}

async function placeFile(lock: string, token: string, content: string): Promise<boolean> {
  const temporary = `${lock}-${token}`;
  await writeFile(temporary, content);
  return placeNew(temporary, lock);
}

async function removeDead(lock: string, dead: LockHolder, self: LockHolder): Promise<void> {
  const claim = join(dirname(lock), `${dead.token}.claim`);
  if (!(await take(claim, self))) return;
  try {
    // Somebody else may have done all this since the lock was read.
    if ((await readHolder(lock))?.token === dead.token) await unlink(lock);
  } finally {
    await removeIfThere(claim);
  }
}

/** Somebody may have removed the lock by hand, and it may be another's now. */
async function release(lock: string, self: LockHolder): Promise<void> {
  if ((await readHolder(lock))?.token === self.token) await removeIfThere(lock);
}

async function tooLate(lock: string, name: string, limitMs: number): Promise<DocumentError> {
  const holder = await readHolder(lock);
  const who = holder === null ? "another process" : `process ${holder.pid} on ${holder.host}`;
  const waited = `${name} is being changed by ${who}, and was not free within ${limitMs / 1000} s.`;
  return new DocumentError("locked", `${waited} Try again; if that process is gone, remove ${lock}.`);
}
