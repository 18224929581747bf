// A file that is being fetched: the folder `<target>.part` with its bytes, where they come from, and a lock that ends with
// the process that writes there. Only bytes that were synced are counted, so that a power cut leaves no hole in the file.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { type FileHandle, open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { decodeJson } from "@nomous/protocol";
import * as z from "zod/mini";
import { gigabytes } from "../gigabytes.ts";
import { syncFile } from "../storage/durable-file.ts";
import { lockDirectory, lockHolder } from "../storage/process-lock.ts";
import { StorageError } from "../storage/storage.ts";
import { PullError } from "./pull-error.ts";

const Origin = z.object({
  /** `DownloadSource.identity` */
  source: z.string(),
  /** Without one it cannot be gone on with. */
  validator: z.optional(z.string()),
  totalBytes: z.optional(z.number()),
  sha256: z.optional(z.string()),
  /** Those that are on disk. */
  bytes: z.number(),
});
export type Origin = z.infer<typeof Origin>;

/** Left free for everything else on the disk, the database of the workspace before all. */
const RESERVE_BYTES = 500_000_000;
const SYNC_BYTES = 32 * 1024 * 1024;

export class UnfinishedFile {
  /** The bytes so far. */
  readonly path: string;
  readonly #target: string;
  readonly #folder: string;
  readonly #unlock: () => void;
  #file: FileHandle | undefined;
  #origin: Origin | undefined;
  #size = 0;

  /** Throws a `PullError` when another process fetches the same file, or when it is here already. */
  constructor(target: string) {
    this.#target = target;
    this.#folder = `${target}.part`;
    this.path = join(this.#folder, "file");
    this.#unlock = lock(this.#folder, target);
    if (existsSync(target)) {
      this.#unlock();
      rmSync(this.#folder, { recursive: true, force: true });
      throw new PullError(`${target} exists already.`, "Give it another name with --name FILE.gguf");
    }
    if (existsSync(this.#originPath)) this.#origin = decodeJson(Origin, readFileSync(this.#originPath, "utf8"));
  }

  get #originPath(): string {
    return join(this.#folder, "origin.json");
  }

  /** Where it comes from, and how much of it is on disk. */
  get origin(): Origin | undefined {
    return this.#origin;
  }

  get bytes(): number {
    return this.#size;
  }

  /** Makes ready to write from byte `origin.bytes` on. Throws a `PullError` when the disk has too little space. */
  async begin(origin: Origin): Promise<void> {
    this.#assertSpace(origin.totalBytes === undefined ? 0 : origin.totalBytes - origin.bytes);
    await this.#file?.close();
    this.#file = await open(this.path, origin.bytes === 0 ? "w" : "r+");
    await this.#file.truncate(origin.bytes);
    this.#size = origin.bytes;
    this.#remember(origin);
  }

  async append(chunk: Uint8Array): Promise<void> {
    if (this.#file === undefined || this.#origin === undefined) throw new Error("begin() comes before append()");
    for (let written = 0; written < chunk.length;) {
      const { bytesWritten } = await this.#file.write(chunk, written, chunk.length - written, this.#size);
      written += bytesWritten;
      this.#size += bytesWritten;
    }
    if (this.#size - this.#origin.bytes >= SYNC_BYTES) await this.sync();
  }

  /** What was appended is counted from now on. */
  async sync(): Promise<void> {
    if (this.#file === undefined || this.#origin === undefined || this.#size === this.#origin.bytes) return;
    await this.#file.sync();
    this.#remember({ ...this.#origin, bytes: this.#size });
    this.#assertSpace((this.#origin.totalBytes ?? this.#size) - this.#size);
  }

  /** Forgets what is here. */
  async discard(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
    this.#origin = undefined;
    this.#size = 0;
    rmSync(this.#originPath, { force: true });
    rmSync(this.path, { force: true });
  }

  /** The file takes its name; nothing of this remains but the file. */
  async finish(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
    await rename(this.path, this.#target);
    await syncFile(this.#target);
    this.#origin = undefined;
  }

  /** Lets others go on with it. */
  async close(): Promise<void> {
    await this.#file?.close();
    this.#unlock();
    // Whoever takes the lock now finds the finished file, and looks no further.
    if (this.#origin === undefined) rmSync(this.#folder, { recursive: true, force: true });
  }

  #remember(origin: Origin): void {
    const fresh = `${this.#originPath}.new`;
    writeFileSync(fresh, `${JSON.stringify(origin)}\n`, { mode: 0o600 });
    renameSync(fresh, this.#originPath);
    this.#origin = origin;
  }

  #assertSpace(needed: number): void {
    const { bavail, bsize } = statfsSync(this.#folder);
    const free = bavail * bsize;
    if (free >= needed + RESERVE_BYTES) return;
    throw new PullError(
      `The disk of ${dirname(this.#target)} has ${gigabytes(free)} free; ${gigabytes(needed + RESERVE_BYTES)} are needed.`,
      "Free some space, then run the same command again.",
    );
  }
}

function lock(folder: string, target: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  try {
    return lockDirectory(folder);
  } catch (error) {
    if (!(error instanceof StorageError && error.code === "locked")) throw error;
    throw new PullError(
      `Process ${lockHolder(folder) ?? "unknown"} fetches ${target} already.`,
      "Wait for it, or end it first.",
      { cause: error },
    );
  }
}
