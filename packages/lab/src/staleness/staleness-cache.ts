// What was found out, kept in `.nomous/` for the next time. It is safe to delete. A file that is damaged, of another version, or was made for another
// folder counts for nothing; the last because a repository may bring one, and nobody outside this machine can know the folder's number.
import { createHash } from "node:crypto";
import { readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { deserialize, serialize } from "node:v8";
import type { JudgedDocument } from "@nomous/workbench/staleness";
import type { UncheckedDocument } from "../check/check-workspace.ts";
import { removeIfThere, writeTemporary } from "../workspace/new-file.ts";
import { openPrivateFolder, PRIVATE_FOLDER } from "../workspace/private-folder.ts";
import { sha256 } from "../document/content-hash.ts";
import type { PackedHistory } from "./packed-history.ts";

/** Grows with every change to what is kept and to how things are judged. */
const VERSION = 2;
const FILE = "staleness";

export interface StalenessCache {
  /** Of everything that all documents are judged by: settings, types, the machine. */
  readonly settings: string;
  /** The commit that was checked out; null without one. */
  readonly head: string | null;
  /** Of the lock, and what is not understood of it. */
  readonly lock: string;
  readonly lockProblems: readonly UncheckedDocument[];
  readonly documents: readonly KnownDocument[];
  readonly history: PackedHistory | null;
}

export interface KnownDocument {
  readonly judged: JudgedDocument;
  /** Of the document's own lines in the lock. */
  readonly lock: string;
  /** Files that it was judged by, with what they were. */
  readonly seen: readonly (readonly [path: string, stamp: string])[];
  /** Files whose history it was judged by. */
  readonly asked: readonly string[];
  /** Where something is gone, all changed files were looked at: the next time may find another. */
  readonly isOpen: boolean;
}

/** Null where there is none that can be used. */
export async function readCache(root: string): Promise<StalenessCache | null> {
  try {
    const bytes = await readFile(join(root, PRIVATE_FOLDER, FILE));
    const end = bytes.indexOf(10);
    const body = bytes.subarray(end + 1);
    if (bytes.toString("latin1", 0, end) !== (await headerOf(root, body))) return null;
    return deserialize(body) as StalenessCache;
  } catch {
    // Not there, not ours, or cut off: it is made again.
    return null;
  }
}

/** A disk that takes nothing only makes the next look slower. */
export async function writeCache(root: string, cache: StalenessCache): Promise<void> {
  let temporary: string | undefined;
  try {
    const folder = await openPrivateFolder(root);
    const body = serialize(cache);
    temporary = await writeTemporary(folder, Buffer.concat([Buffer.from(`${await headerOf(root, body)}\n`), body]));
    await rename(temporary, join(folder, FILE));
  } catch {
    if (temporary !== undefined) await removeIfThere(temporary).catch(() => undefined);
  }
}

async function headerOf(root: string, body: Uint8Array): Promise<string> {
  const { dev, ino, birthtimeNs } = await stat(join(root, PRIVATE_FOLDER), { bigint: true });
  const place = sha256(`${root} ${dev} ${ino} ${birthtimeNs}`);
  return `nomous-staleness ${VERSION} ${process.version} ${place} ${createHash("sha256").update(body).digest("hex")}`;
}
