// A disk of the run's own, so that nobody else's fills up: a small file system in memory, which is where its TMPDIR leads. Only root may mount
// one; without, the fault is not provoked, and the record says so.
import { execFile } from "node:child_process";
import { mkdtemp, open, rm, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { errorCode } from "../../workspace/new-file.ts";
import {
  endingOf,
  type FaultOutcome,
  notInjected,
  type Provocation,
  provoke,
  runOnce,
  tooShort,
} from "./provoked-run.ts";

const SIZE_BYTES = 8 * 1024 * 1024;
const MOUNT_TIMEOUT_MS = 10_000;

/** The environment variable with the folder on the small disk. */
const FAULT_FOLDER = "NOMOUS_FAULT_FOLDER";

export async function fillDisk(provocation: Provocation): Promise<FaultOutcome> {
  const { place, fault } = provocation;
  await using disk = await mountSmallDisk();
  const { folder, because } = disk;
  if (folder === null) return notInjected(because);
  const env = { TMPDIR: folder, [FAULT_FOLDER]: folder };
  const filler = join(folder, ".full");
  const { ran, isReached } = await provoke(provocation, runOnce(provocation, "full", { env }), () => fill(filler));
  if (!isReached) return tooShort(provocation);
  const injected = `no room in TMPDIR after ${fault.afterMs} ms`;
  const { isFine, words } = endingOf(provocation, ran);
  if (isFine) return { injected, observed: words, recoveredMs: null, outcome: "survived" };
  await rm(filler);
  const freedMs = place.clock.elapsed();
  const again = endingOf(provocation, await runOnce(provocation, "freed", { env }));
  return {
    injected,
    observed: `${words}; run again with room: ${again.words}`,
    recoveredMs: again.isFine ? Math.round(place.clock.elapsed() - freedMs) : null,
    outcome: again.isFine ? "recovered" : "failed",
  };
}

interface SmallDisk extends AsyncDisposable {
  /** Null when there is none. */
  readonly folder: string | null;
  readonly because: string;
}

async function mountSmallDisk(): Promise<SmallDisk> {
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    return noDisk("a small disk can be mounted on Linux as root only");
  const folder = await mkdtemp(join(tmpdir(), "nomous-disk-"));
  const failure = await call("mount", ["-t", "tmpfs", "-o", `size=${SIZE_BYTES},mode=1777`, "nomous", folder]);
  if (failure !== null) await rmdir(folder);
  if (failure !== null) return noDisk(`a small disk cannot be mounted: ${failure}`);
  return {
    folder,
    because: "",
    async [Symbol.asyncDispose]() {
      // Lazily: a run that was stopped may hold a file for a moment.
      await call("umount", ["--lazy", folder]);
      await rmdir(folder).catch(() => undefined);
    },
  };
}

const noDisk = (because: string): SmallDisk => ({
  folder: null,
  because,
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

/** What a program says when it fails; null when it does not. */
const call = (program: string, args: readonly string[]): Promise<string | null> =>
  new Promise((resolve) => {
    execFile(program, args, { timeout: MOUNT_TIMEOUT_MS }, (error, _stdout, stderr) =>
      resolve(error === null ? null : stderr.trim() || error.message),
    );
  });

/** Writes until nothing more fits, down to the last byte. */
async function fill(file: string): Promise<void> {
  await using handle = await open(file, "w");
  for (let bytes = 1024 * 1024; bytes >= 1;)
    try {
      await handle.write(Buffer.alloc(bytes));
    } catch (error) {
      if (errorCode(error) !== "ENOSPC") throw error;
      bytes = bytes === 1 ? 0 : Math.floor(bytes / 16) || 1;
    }
}
