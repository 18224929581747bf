// The file of a document as text that is edited. An editor that saves has the file emptied, half written or moved away for a moment; what
// is read here is what stays for longer than that.
import type { BigIntStats } from "node:fs";
import { lstat } from "node:fs/promises";
import { sha256 } from "../document/content-hash.ts";
import type { Pause } from "../document/document-lock.ts";
import { holdFile, holdIfThere } from "../document/held-file.ts";
import type { ByteLimit } from "../document/read-document.ts";
import { decodeText } from "../document/text-bytes.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { errorCode } from "../workspace/new-file.ts";
import type { KeptVersions } from "./kept-versions.ts";
import { endingOf, hasMark, toPlainText } from "./line-ends.ts";
import { ReplicaError, toReplicaError } from "./replica-error.ts";
import { placeOf } from "./replica-place.ts";

const MAX_BYTES = 4 * 1024 * 1024;

export const REPLICA_LIMIT: ByteLimit = {
  bytes: MAX_BYTES,
  refuse: (path) =>
    new ReplicaError("too-large", `${path} is larger than 4 MiB, too large to edit together. Split it.`),
};

export interface ReplicaFile {
  /** With `/`, relative to the workspace, as it is on disk. */
  readonly path: string;
  /** LF, without byte order mark. */
  readonly text: string;
  /** Of the bytes: SHA-256 in hexadecimal digits. */
  readonly hash: string;
  readonly sizeBytes: number;
  readonly ending: ReturnType<typeof endingOf>;
  readonly hasMark: boolean;
}

const SETTLE_MS = 30;
const LOOKS = 4;

/** Rejects with a `ReplicaError`. */
export async function readReplica(workspace: Workspace, path: string, pause: Pause): Promise<ReplicaFile> {
  try {
    let reading = await read(workspace, path);
    for (let look = 1; look < LOOKS && !reading.isSettled; look += 1) {
      await pause(SETTLE_MS);
      reading = await read(workspace, path);
    }
    if ("missing" in reading) throw reading.missing;
    return replicaOf(reading.path, reading.bytes);
  } catch (error) {
    throw toReplicaError(error, path);
  }
}

type Reading =
  | { readonly isSettled: boolean; readonly path: string; readonly bytes: Buffer }
  | { readonly isSettled: false; readonly missing: unknown };

async function read(workspace: Workspace, named: string): Promise<Reading> {
  try {
    const { path, file } = await placeOf(workspace, named);
    await using held = await holdFile(workspace, path, REPLICA_LIMIT);
    const now = await lstat(file, { bigint: true });
    return { isSettled: held.bytes.length > 0 && isSame(held.stats, now), path, bytes: held.bytes };
  } catch (error) {
    if (["not-found", "ENOENT"].includes(errorCode(error))) return { isSettled: false, missing: error };
    throw error;
  }
}

const isSame = (a: BigIntStats, b: BigIntStats): boolean =>
  a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs;

/** Throws a `WorkspaceError` when the bytes are no text. */
export function replicaOf(path: string, bytes: Buffer): ReplicaFile {
  const raw = decodeText(bytes, path);
  const text = toPlainText(raw);
  return { path, text, hash: sha256(bytes), sizeBytes: bytes.length, ending: endingOf(raw), hasMark: hasMark(raw) };
}

/** Keeps the bytes of a file while they have this hash; false when it has others by now, and none are kept under it. */
export async function keepReplica(
  workspace: Workspace,
  versions: KeptVersions,
  path: string,
  hash: string,
): Promise<boolean> {
  try {
    const held = await holdIfThere(workspace, path, REPLICA_LIMIT);
    if (held === null) return await versions.has(hash);
    await using file = held;
    if (sha256(file.bytes) !== hash) return await versions.has(hash);
    return (await versions.keep(file.bytes)) === hash;
  } catch (error) {
    throw toReplicaError(error, path);
  }
}
