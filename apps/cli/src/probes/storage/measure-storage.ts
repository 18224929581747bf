// A disk as a program that must not lose anything meets it. Calls are synchronous: nothing but the disk is between two readings of the
// clock. Everything happens in a folder of its own, which goes whatever happens.
import { closeSync, fsyncSync, mkdtempSync, openSync, readSync, rmSync, statSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Clock } from "@nomous/protocol";
import type { Context } from "../../context.ts";
import { averageOf } from "../average.ts";
import { deadTarget, troubleOf } from "../dead-target.ts";
import type { ProbeResult } from "../probe.ts";
import type { StorageValues } from "./storage-probe.ts";

export async function measureStorage(values: StorageValues, { runtime, cwd, console }: Context): Promise<ProbeResult> {
  const { clock } = runtime;
  const directory = resolve(cwd, values.directory);
  let folder: string | undefined;
  try {
    if (!statSync(directory).isDirectory()) throw Object.assign(new Error(), { code: "ENOTDIR" });
    folder = mkdtempSync(join(directory, ".nomous-probe-"));
    console.status(`${values.records} durable appends`);
    const append = measureAppends(join(folder, "log"), values, clock);
    console.status(`${values.reads} reads of ${values["read-megabytes"]} MB`);
    const read = measureReads(join(folder, "file"), values, clock);
    const commit = values.sqlite ? { commit: measureCommits(join(folder, "database"), values, clock) } : {};
    return { append, appends: 1_000 / averageOf(append), read, ...commit };
  } catch (error) {
    throw deadTarget(
      `${directory} cannot be measured, ${troubleOf(error)}`,
      "give a folder that you may write to",
      error,
    );
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function measureAppends(path: string, { records, size, warmup }: StorageValues, clock: Clock): readonly number[] {
  const file = openSync(path, "a");
  const record = Buffer.alloc(size, "nomous ");
  try {
    return timed(warmup, records, clock, () => {
      writeAll(file, record);
      fsyncSync(file);
    });
  } finally {
    closeSync(file);
  }
}

const MB = 1_000_000;

/** MB/s of each pass. */
function measureReads(path: string, values: StorageValues, clock: Clock): readonly number[] {
  const megabytes = values["read-megabytes"];
  const buffer = Buffer.alloc(MB, "nomous ");
  const file = openSync(path, "w+");
  try {
    for (let n = 0; n < megabytes; n += 1) writeAll(file, buffer);
    fsyncSync(file);
    const passes = timed(1, values.reads, clock, () => {
      for (let at = 0; at < megabytes * MB;) at += readSync(file, buffer, 0, MB, at);
    });
    return passes.map((ms) => megabytes / (ms / 1_000));
  } finally {
    closeSync(file);
  }
}

function measureCommits(path: string, { records, size, warmup }: StorageValues, clock: Clock): readonly number[] {
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = 1");
    database.exec("CREATE TABLE record (id INTEGER PRIMARY KEY, data BLOB NOT NULL)");
    const insert = database.prepare("INSERT INTO record (data) VALUES (?)");
    const record = Buffer.alloc(size, "nomous ");
    return timed(warmup, records, clock, () => void insert.run(record));
  } finally {
    database.close();
  }
}

/** Milliseconds of each call but those that warm up. */
function timed(warmup: number, count: number, clock: Clock, work: () => void): readonly number[] {
  const once = (): number => {
    const began = clock.elapsed();
    work();
    return clock.elapsed() - began;
  };
  for (let n = 0; n < warmup; n += 1) once();
  return Array.from({ length: count }, once);
}

function writeAll(file: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
}
