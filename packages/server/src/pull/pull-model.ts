// Fetches a model file. What was fetched is kept through cut connections, Ctrl-C and crashes, and gone on with only when
// the server still has the same file; the file gets its name once it is whole, and a GGUF file that our reader accepts.
import { createHash } from "node:crypto";
import { createReadStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { type Runtime, sleep } from "@nomous/protocol";
import { GgufError } from "../gguf/gguf-error.ts";
import { readFileHeader } from "../gguf/read-file-header.ts";
import { type DownloadSource, downloadSource } from "./download-source.ts";
import { type Download, openDownload } from "./open-download.ts";
import { CutError, PullError } from "./pull-error.ts";
import { TransferRate } from "./transfer-rate.ts";
import { UnfinishedFile } from "./unfinished-file.ts";

export interface PullOptions {
  readonly runtime: Runtime;
  /** `http` or `https`, as a person typed it. */
  readonly url: string;
  /** Where model files are kept; made when it does not exist. */
  readonly folder: string;
  /** Instead of the name at the end of the address. */
  readonly name?: string;
  /** Hex, what the whole file must have. */
  readonly sha256?: string;
  /** Stops; what was fetched stays for the next time. */
  readonly signal: AbortSignal;
  readonly tell: (progress: PullProgress) => void;
  /** Silence after which a connection counts as cut; 30 s unless told. */
  readonly stallMs?: number;
}

export type PullProgress =
  | { readonly type: "begin"; readonly from: number; readonly totalBytes: number | undefined }
  /** Ten times a second at most. */
  | {
      readonly type: "bytes";
      readonly bytes: number;
      readonly totalBytes: number | undefined;
      readonly perSecond: number;
    }
  /** What was here does not fit any more, or the server cannot go on with it. */
  | { readonly type: "anew" }
  | { readonly type: "retry"; readonly why: string; readonly waitMs: number }
  | { readonly type: "check" };

export type Pulled =
  | {
      readonly status: "done";
      readonly path: string;
      readonly bytes: number;
      readonly sha256: string;
      /** What the checksum was compared with. */
      readonly checkedBy: "given" | "server" | undefined;
    }
  /** Without `canGoOn` the server gives nothing to recognise the file by, so the next time begins anew. */
  | { readonly status: "stopped"; readonly bytes: number; readonly canGoOn: boolean };

/** Fetches one GGUF file into `folder`. Throws a `PullError` that says why it cannot. */
export async function pullModel(options: PullOptions): Promise<Pulled> {
  const { folder, signal } = options;
  const given = options.sha256?.toLowerCase();
  if (given !== undefined && !/^[0-9a-f]{64}$/.test(given))
    throw new PullError("A SHA-256 checksum has 64 hexadecimal digits.");
  const source = downloadSource(options.url, options.name);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, source.fileName);
  const file = new UnfinishedFile(path);
  try {
    await fetchWhole({ ...options, sha256: given }, source, file);
    return signal.aborted ? stopped(file) : await finish(file, path, given, options);
  } finally {
    await file.close();
  }
}

const stopped = ({ origin }: UnfinishedFile): Pulled => ({
  status: "stopped",
  bytes: origin?.bytes ?? 0,
  canGoOn: origin?.validator !== undefined,
});

type Fetching = Omit<PullOptions, "sha256"> & { readonly sha256: string | undefined };

const MAX_TRIES = 8;
const FIRST_WAIT_MS = 1_000;
const MAX_WAIT_MS = 30_000;

/** Tries until the file is whole or `signal` fires; gives up after eight tries that brought nothing new. */
async function fetchWhole(options: Fetching, source: DownloadSource, file: UnfinishedFile): Promise<void> {
  const { signal, runtime, tell } = options;
  let most = file.origin?.bytes ?? 0;
  let hasBegun = false;
  for (let tries = 1; !signal.aborted; tries += 1) {
    try {
      return await fetchOnce(options, source, file);
    } catch (error) {
      if (signal.aborted) return await file.sync();
      if (!(error instanceof CutError)) throw explain(error);
      await file.sync();
      if (file.bytes > most) {
        most = file.bytes;
        tries = 1;
        hasBegun = true;
      }
      if (tries >= MAX_TRIES || (error.isUnreachable && !hasBegun)) throw givenUp(error, file);
      const waitMs = error.waitMs ?? Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), MAX_WAIT_MS);
      tell({ type: "retry", why: error.message, waitMs });
      await sleep(runtime.clock, waitMs, signal);
    }
  }
}

async function fetchOnce(options: Fetching, source: DownloadSource, file: UnfinishedFile): Promise<void> {
  const download = await open(options, source, file);
  if (download.status === "complete") return;
  const { body, from, totalBytes, validator } = download;
  const sha256 = download.sha256 ?? (from === 0 ? undefined : file.origin?.sha256);
  try {
    if (sha256 !== undefined && options.sha256 !== undefined && sha256 !== options.sha256)
      throw new PullError(`The server has a file with the checksum ${sha256}, not the one that was given.`);
    await file.begin({ source: source.identity, validator, totalBytes, sha256, bytes: from });
    options.tell({ type: "begin", from, totalBytes });
    await receive(options, download, file);
  } finally {
    body.destroy();
  }
  await file.sync();
  if (totalBytes !== undefined && file.bytes !== totalBytes)
    throw new CutError(`the server promised ${totalBytes} bytes and sent ${file.bytes}`);
}

/** Goes on where it stopped when that is possible, otherwise begins anew. */
async function open(
  { signal, stallMs = 30_000, tell }: Fetching,
  { url, identity }: DownloadSource,
  file: UnfinishedFile,
): Promise<Exclude<Download, { status: "changed" }>> {
  const { origin } = file;
  const isSame = origin?.source === identity && origin.validator !== undefined;
  const offset = isSame ? origin.bytes : 0;
  const download = await openDownload({ url, offset, validator: origin?.validator, stallMs, signal });
  if (offset > 0 && (download.status === "changed" || (download.status === "body" && download.from === 0)))
    tell({ type: "anew" });
  if (download.status !== "changed") return download;
  await file.discard();
  const again = await openDownload({ url, offset: 0, validator: undefined, stallMs, signal });
  if (again.status === "body") return again;
  throw new PullError(`${url.host} sends no file from its beginning.`);
}

async function receive(
  { runtime, tell }: Fetching,
  { body, totalBytes }: Extract<Download, { status: "body" }>,
  file: UnfinishedFile,
): Promise<void> {
  const rate = new TransferRate(runtime.clock, file.bytes);
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      if (file.bytes === 0 && chunk.length >= MAGIC.length && !chunk.subarray(0, MAGIC.length).equals(MAGIC))
        throw noGguf(body.headers["content-type"]);
      if (totalBytes !== undefined && file.bytes + chunk.length > totalBytes)
        throw new PullError(`The server promised ${totalBytes} bytes and sends more.`);
      await file.append(chunk);
      const perSecond = rate.mark(file.bytes);
      if (perSecond !== undefined) tell({ type: "bytes", bytes: file.bytes, totalBytes, perSecond });
    }
  } catch (error) {
    const isCut = body.errored !== null && !(error instanceof CutError);
    throw isCut ? new CutError("the connection was cut", { cause: error }) : error;
  }
}

const MAGIC = Buffer.from("GGUF");

const noGguf = (type: string | undefined): PullError =>
  new PullError(
    type?.startsWith("text/html") === true
      ? "The server sent a web page instead of a GGUF file."
      : "The file that the server sent is no GGUF file.",
    "Give the address of the file itself, which one gets by copying the link of its download button.",
  );

async function finish(
  file: UnfinishedFile,
  path: string,
  given: string | undefined,
  { signal, tell }: PullOptions,
): Promise<Pulled> {
  tell({ type: "check" });
  const { origin, path: unfinished } = file;
  const sha256 = await checksum(unfinished, signal);
  if (sha256 === undefined) return stopped(file);
  const expected = given ?? origin?.sha256;
  if (expected !== undefined && sha256 !== expected) {
    await file.discard();
    throw new PullError(
      `What arrived has the checksum ${sha256} and should have ${expected}. It was thrown away.`,
      "Fetch it again; if that does not help, the file was changed or the checksum belongs to another one.",
    );
  }
  try {
    // Of a split model the other parts may still be to come.
    await readFileHeader(unfinished);
  } catch (error) {
    if (!(error instanceof GgufError)) throw error;
    await file.discard();
    throw new PullError(`What arrived cannot be used and was thrown away. ${error.reason}`, error.remedy, {
      cause: error,
    });
  }
  const bytes = origin?.bytes ?? 0;
  await file.finish();
  const checkedBy = given !== undefined ? "given" : expected !== undefined ? "server" : undefined;
  return { status: "done", path, bytes, sha256, checkedBy };
}

/** Hex; `undefined` when `signal` fired. */
async function checksum(path: string, signal: AbortSignal): Promise<string | undefined> {
  const hash = createHash("sha256");
  try {
    await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash, { signal });
    return hash.digest("hex");
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

const givenUp = (error: CutError, { bytes }: UnfinishedFile): PullError =>
  new PullError(
    `The file could not be fetched: ${error.message}.`,
    bytes === 0
      ? "Check the address and the network."
      : "What was fetched is kept: run the same command again and it goes on.",
    { cause: error },
  );

const DISK_FULL = new Set(["ENOSPC", "EDQUOT"]);

function explain(error: unknown): unknown {
  if (!DISK_FULL.has((error as NodeJS.ErrnoException).code ?? "")) return error;
  return new PullError("The disk is full.", "Free some space, then run the same command again: it goes on.", {
    cause: error,
  });
}
