// Versions of files that were replaced and that nothing else has: kept below `.nomous/versions/` under the hash of their bytes, so that
// one is there once, whoever keeps it. When they are too much the oldest go first, but none that is young.
import { readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { sha256 } from "../document/content-hash.ts";
import { toDocumentError } from "../document/document-error.ts";
import { decodeText } from "../document/text-bytes.ts";
import { errorCode, placeNew, syncFolder, writeTemporary } from "../workspace/new-file.ts";
import { makeFolderIn, openPrivateFolder } from "../workspace/private-folder.ts";
import { toPlainText } from "./line-ends.ts";
import { toReplicaError } from "./replica-error.ts";

export interface KeptVersions {
  /** Resolves to their hash once they are durable; bytes that are kept already count as kept now. Rejects with a `ReplicaError`. */
  keep(bytes: Buffer): Promise<string>;
  has(hash: string): Promise<boolean>;
  /** LF, without byte order mark; null when there is none, or when it is not what its name says. */
  textOf(hash: string): Promise<string | null>;
}

interface VersionLimits {
  readonly bytes: number;
  /** One that was kept within this many milliseconds stays, whatever they weigh together. */
  readonly youngMs: number;
}

const LIMITS: VersionLimits = { bytes: 500_000_000, youngMs: 30 * 24 * 60 * 60 * 1_000 };
const HASH = /^[0-9a-f]{64}$/;

/** `now`: wall clock, milliseconds. */
export function createVersions(root: string, now: () => number, limits = LIMITS): KeptVersions {
  const folder = join(root, ".nomous", "versions");
  /** Of all that are kept; unknown before the first is. */
  let totalBytes: number | undefined;

  async function place(hash: string, bytes: Buffer): Promise<void> {
    await openPrivateFolder(root);
    await makeFolderIn(folder, 0o700);
    const file = join(folder, hash);
    const isNew = await placeNew(await writeTemporary(folder, bytes), file);
    await utimes(file, now() / 1_000, now() / 1_000);
    await syncFolder(folder);
    totalBytes =
      totalBytes === undefined ? sizeOf(await listVersions(folder)) : totalBytes + (isNew ? bytes.length : 0);
    if (totalBytes > limits.bytes) totalBytes = await removeOldest(folder, now() - limits.youngMs, limits.bytes);
  }

  return {
    async keep(bytes) {
      const hash = sha256(bytes);
      try {
        await place(hash, bytes);
      } catch (error) {
        throw toReplicaError(toDocumentError(error, folder), folder);
      }
      return hash;
    },
    has: async (hash) => (await readVersion(folder, hash)) !== null,
    async textOf(hash) {
      const bytes = await readVersion(folder, hash);
      return bytes === null ? null : toPlainText(decodeText(bytes, hash));
    },
  };
}

async function readVersion(folder: string, hash: string): Promise<Buffer | null> {
  if (!HASH.test(hash)) return null;
  try {
    const bytes = await readFile(join(folder, hash));
    return sha256(bytes) === hash ? bytes : null;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw toReplicaError(error, folder);
  }
}

interface Version {
  readonly file: string;
  readonly sizeBytes: number;
  /** Wall clock, milliseconds. */
  readonly keptAt: number;
}

async function listVersions(folder: string): Promise<Version[]> {
  const names = (await readdir(folder)).filter((name) => HASH.test(name));
  return Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(join(folder, name));
      return { file: join(folder, name), sizeBytes: size, keptAt: mtimeMs };
    }),
  );
}

const sizeOf = (versions: readonly Version[]): number => versions.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);

/** Resolves to what is left, in bytes. */
async function removeOldest(folder: string, before: number, most: number): Promise<number> {
  const versions = (await listVersions(folder)).toSorted((a, b) => a.keptAt - b.keptAt);
  let left = sizeOf(versions);
  for (const { file, sizeBytes, keptAt } of versions) {
    if (left <= most || keptAt >= before) break;
    await rm(file, { force: true });
    left -= sizeBytes;
  }
  return left;
}
