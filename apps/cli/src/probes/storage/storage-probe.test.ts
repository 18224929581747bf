import fs, { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createStillClock, measure, PLAIN_MS, samplesOf, SLOW_MS } from "../probe-fixture.ts";
import type { ProbeResult } from "../probe.ts";
import { STORAGE } from "./storage-probe.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "nomous-storage-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const few = { records: 3, warmup: 1, "read-megabytes": 1, reads: 2 };

/** What `fsync` of `node:fs` does instead, for everybody, until it is undone. */
function replaceFsync(other: (file: number) => void): () => void {
  const real = fs.fsyncSync;
  fs.fsyncSync = other;
  syncBuiltinESMExports();
  return () => {
    fs.fsyncSync = real;
    syncBuiltinESMExports();
  };
}

test("a disk whose fsync takes 10 % longer is found to take 10 % longer", async () => {
  const clock = createStillClock();
  const measureSlow = async (ms: number): Promise<ProbeResult> => {
    const undo = replaceFsync(() => clock.pass(ms));
    return measure(STORAGE, { directory: folder, ...few }, { clock }).finally(undo);
  };
  expect(await measureSlow(PLAIN_MS)).toMatchObject({ append: [20, 20, 20], appends: 50 });
  expect(await measureSlow(SLOW_MS)).toMatchObject({ append: [22, 22, 22], appends: 1_000 / 22 });
});

test("appends, reads and commits of SQLite are measured, and the folder is left as it was", async () => {
  const result = await measure(STORAGE, { directory: ".", sqlite: true, ...few }, { cwd: folder });
  expect(samplesOf(result["append"])).toHaveLength(3);
  expect(samplesOf(result["commit"])).toHaveLength(3);
  expect(samplesOf(result["read"])).toHaveLength(2);
  expect(result["appends"]).toBeGreaterThan(0);
  expect(readdirSync(folder)).toEqual([]);
});

test("a folder that is missing, is a file, or is on a full disk fails in one line, and nothing stays", async () => {
  await expect(measure(STORAGE, { directory: join(folder, "none"), ...few })).rejects.toThrow(
    /does not exist: give a folder/,
  );
  writeFileSync(join(folder, "file"), "");
  await expect(measure(STORAGE, { directory: join(folder, "file"), ...few })).rejects.toThrow(
    /is no folder: give a folder/,
  );
  const undo = replaceFsync(() => {
    throw Object.assign(new Error("ENOSPC"), { code: "ENOSPC" });
  });
  try {
    await expect(measure(STORAGE, { directory: folder, ...few })).rejects.toThrow(/the disk is full/);
  } finally {
    undo();
  }
  expect(readdirSync(folder)).toEqual(["file"]);
});
