// What a disk, another process and a power cut do to the database, done for real.
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createInterface } from "node:readline";
import type { ClientId, StreamId } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeDurable } from "./sqlite-database.ts";
import { createSqliteStorage } from "./sqlite-storage.ts";
import type { Append, CommitOutcome, Storage, StorageErrorCode } from "./storage.ts";
import { verifyStorage } from "./verify-storage.ts";

const runtime = { clock: new FakeClock(), random: createSeededRandom(1) };
const SID = "generation/a" as StreamId;
const OTHER = "generation/b" as StreamId;
const isRoot = process.getuid?.() === 0;

let directory: string;
let file: string;
let storages: Storage[];
let children: ChildProcess[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "nomous-faults-"));
  file = join(directory, "nomous.db");
  storages = [];
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await Promise.all(storages.map((storage) => storage.close()));
  rmSync(directory, { recursive: true, force: true });
});

async function open(options: { maxBytes?: number; directory?: string } = {}): Promise<Storage> {
  const storage = await createSqliteStorage({ directory, runtime, ...options });
  storages.push(storage);
  return storage;
}

function append(sid: StreamId, firstSeq: number, text: string): Append {
  const actor = { person: "Ada", client: "abcdefghijklmnopqrstuv" as ClientId };
  const create = { createdAt: 1, durability: "durable" } as const;
  return { sid, firstSeq, count: 1, body: Buffer.from(text), create, actor, at: 2 };
}

const saying = (code: StorageErrorCode, words: string) => ({ code, message: expect.stringContaining(words) as string });

/** A closed database with three items in `SID`. */
async function makeDatabase(): Promise<void> {
  const storage = await open();
  for (const [i, text] of ["first item", "second item", "third item"].entries()) {
    await storage.commit({ appends: [append(SID, i + 1, text)] });
  }
  await storage.commit({ appends: [append(OTHER, 1, "another stream")] });
  await storage.close();
}

function flipByteOf(text: string): void {
  const bytes = readFileSync(file);
  const at = bytes.indexOf(text);
  expect(at).toBeGreaterThan(0);
  bytes[at] = (bytes[at] ?? 0) ^ 0x01;
  writeFileSync(file, bytes);
}

function change(sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

/** Runs a program that has `createSqliteStorage`, `runtime`, `directory` and `append` at hand; gives its lines. */
function startProgram(body: string, options: { uid?: number } = {}) {
  const program = `
    import { createSqliteStorage } from ${JSON.stringify(new URL("sqlite-storage.ts", import.meta.url).href)};
    const runtime = { clock: { now: () => 1 }, random: { uint32: () => 1 } };
    const directory = ${JSON.stringify(directory)};
    const append = (sid, firstSeq, text) => ({
      sid, firstSeq, count: 1, body: Buffer.from(text), create: { createdAt: 1, durability: "durable" },
      actor: { person: "Ada", client: "abcdefghijklmnopqrstuv" }, at: 2,
    });
    ${body}`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
    ...options,
  });
  children.push(child);
  return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() };
}

describe("a damaged file", () => {
  test("[S12] a flipped byte: the items before it are given, then `corrupt` with stream and items", async () => {
    await makeDatabase();
    flipByteOf("second item");
    const storage = await open();
    expect(await storage.read(SID, 0, 1_000)).toMatchObject([{ firstSeq: 1, count: 1 }]);
    const rest = storage.read(SID, 1, 1_000);
    await expect(rest).rejects.toMatchObject(saying("corrupt", `Items 2 to 2 of ${SID}`));
    expect(await storage.read(OTHER, 0, 1_000)).toHaveLength(1);
    expect(await verifyStorage(directory)).toMatchObject({
      damaged: [{ sid: SID, firstSeq: 2, lastSeq: 2 }],
      streams: 2,
    });
  });

  test("[S12] intact bytes in the place of other items are damage too", async () => {
    await makeDatabase();
    change(
      "UPDATE segments SET body = CAST('first item' AS BLOB), checksum = (SELECT checksum FROM segments WHERE rowid = 1) WHERE rowid = 2",
    );
    const storage = await open();
    await expect(storage.read(SID, 1, 1_000)).rejects.toMatchObject({ code: "corrupt" });
  });

  test("[S12] items that are missing between two are damage, not a gap", async () => {
    await makeDatabase();
    change("DELETE FROM segments WHERE rowid = 2");
    const storage = await open();
    expect(await storage.read(SID, 0, 1_000)).toHaveLength(1);
    await expect(storage.read(SID, 1, 1_000)).rejects.toMatchObject({ code: "corrupt" });
    expect(await verifyStorage(directory)).toMatchObject({ damaged: [{ sid: SID, firstSeq: 3, lastSeq: 3 }] });
  });

  test("[D11] a stream that begins later than at 1 is sound, and a hole behind its beginning is not", async () => {
    await makeDatabase();
    const storage = await open();
    await storage.commit({ trims: [{ sid: SID, first: 2 }], appends: [append(SID, 4, "fourth item")] });
    await storage.close();
    expect(await verifyStorage(directory)).toMatchObject({ problems: [], damaged: [], items: 4 });
    change("DELETE FROM segments WHERE last_seq = 3");
    expect(await verifyStorage(directory)).toMatchObject({ damaged: [{ sid: SID, firstSeq: 4, lastSeq: 4 }] });
  });

  test("a sound database is said to be sound", async () => {
    await makeDatabase();
    expect(await verifyStorage(directory)).toMatchObject({
      version: 1,
      streams: 2,
      items: 4,
      bytes: 45,
      problems: [],
      damaged: [],
    });
    expect(await verifyStorage(join(directory, "none"))).toBeUndefined();
  });

  test("a page overwritten with noise is found by the check", async () => {
    await makeDatabase();
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 4096 * 2);
    writeFileSync(file, bytes);
    await expect(verifyStorage(directory)).rejects.toMatchObject({ code: "corrupt" });
  });

  test.each([
    ["noise", Buffer.alloc(9_000, "noise")],
    ["a cut off database", undefined],
  ])("%s is refused as `corrupt` and left as it is", async (_, content) => {
    await makeDatabase();
    const bytes = content ?? readFileSync(file).subarray(0, 5_000);
    writeFileSync(file, bytes);
    await expect(open()).rejects.toMatchObject(saying("corrupt", file));
    expect(Buffer.compare(readFileSync(file), bytes)).toBe(0);
  });

  test("a database of another program is refused and left as it is", async () => {
    change("CREATE TABLE bookmarks (url TEXT)");
    const before = readFileSync(file);
    await expect(open()).rejects.toMatchObject(saying("corrupt", "another program"));
    expect(Buffer.compare(readFileSync(file), before)).toBe(0);
  });

  test("a database of a newer version is refused and left as it is", async () => {
    await makeDatabase();
    change("PRAGMA user_version = 99");
    const before = readFileSync(file);
    await expect(open()).rejects.toMatchObject(saying("newer-version", "Update Nomous"));
    expect(Buffer.compare(readFileSync(file), before)).toBe(0);
  });
});

describe("a place that cannot be trusted", () => {
  test("a setting that does not stick is refused", () => {
    const database = new DatabaseSync(":memory:");
    expect(() => makeDurable(database, "somewhere")).toThrow(/journal_mode stays memory instead of wal/);
    database.close();
  });

  test("a network file system is refused by name", async () => {
    const network = createSqliteStorage({ directory, runtime, fileSystemOf: async () => "nfs4" });
    await expect(network).rejects.toMatchObject(saying("network-filesystem", "nfs4"));
  });

  test("a folder that is a file is refused", async () => {
    writeFileSync(file, "");
    await expect(open({ directory: join(file, "inside") })).rejects.toMatchObject({ code: "unreadable" });
  });

  test("a folder that may not be written is refused", async () => {
    // root may write everywhere; a process without its rights may not write in what root made.
    const options = isRoot ? { uid: 65_534, gid: 65_534 } : {};
    chmodSync(directory, isRoot ? 0o755 : 0o555);
    const { lines } = startProgram(
      `createSqliteStorage({ directory, runtime }).catch(({ code, message }) => console.log(code, message));`,
      options,
    );
    expect((await lines.next()).value).toContain(`unreadable Cannot use ${directory}`);
    chmodSync(directory, 0o755);
  });
});

describe("another process", () => {
  test("has the lock: the error names it; when it is killed, the lock is gone", async () => {
    const { child, lines } = startProgram(`await createSqliteStorage({ directory, runtime }); console.log("open");`);
    expect((await lines.next()).value).toBe("open");
    await expect(open()).rejects.toMatchObject(saying("locked", `process ${child.pid}`));
    child.kill("SIGKILL");
    await once(child, "exit");
    await open();
  });

  test("the same process cannot open it twice either", async () => {
    await open();
    await expect(open()).rejects.toMatchObject({ code: "locked" });
  });
});

describe("a full disk", () => {
  test("fails whole groups and keeps what was acknowledged; room again, it goes on", async () => {
    const storage = await open({ maxBytes: 600_000 });
    let head = 0;
    let outcomes: PromiseSettledResult<CommitOutcome>[] = [];
    while (outcomes.every(({ status }) => status === "fulfilled")) {
      head += outcomes.length;
      const group = [1, 2, 3].map((n) => append(SID, head + n, "x".repeat(20_000)));
      outcomes = await Promise.allSettled(group.map((item) => storage.commit({ appends: [item] })));
    }
    const refused = { status: "rejected", reason: saying("full", directory) };
    expect(outcomes).toMatchObject([refused, refused, refused]);
    expect(head).toBeGreaterThan(3);
    expect(await storage.stream(SID)).toMatchObject({ head });
    expect(await storage.read(SID, 0, 1_000_000)).toHaveLength(head);
    expect(await storage.commit({ drops: [SID] })).toEqual({ status: "committed" });
    expect(await storage.commit({ appends: [append(SID, 1, "room again")] })).toEqual({ status: "committed" });
  });

  test("that another program filled fails the commit; room again, it goes on", async (context) => {
    const small = join(directory, "small");
    if (!mountSmallDisk(small)) context.skip("without root no small file system can be mounted");
    try {
      const storage = await open({ directory: small });
      await storage.commit({ appends: [append(SID, 1, "safe")] });
      const ballast = join(small, "ballast");
      fillUp(ballast);
      const refused = storage.commit({ appends: [append(SID, 2, "y".repeat(1_000_000))] });
      await expect(refused).rejects.toMatchObject(saying("full", small));
      rmSync(ballast);
      expect(await storage.commit({ appends: [append(SID, 2, "room again")] })).toEqual({ status: "committed" });
      expect(await storage.read(SID, 0, 1_000)).toHaveLength(2);
    } finally {
      await Promise.all(storages.map((storage) => storage.close()));
      execFileSync("/bin/umount", [small]);
    }
  });
});

function mountSmallDisk(at: string): boolean {
  mkdirSync(at);
  const { status } = spawnSync("/bin/mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", at]);
  return status === 0;
}

const fillUp = (file: string): unknown => spawnSync("dd", ["if=/dev/zero", `of=${file}`, "bs=64K"]);

describe("kill -9", () => {
  test("[S2] in the middle of commits: every acknowledged item is there, and none after a hole", async () => {
    const random = createSeededRandom(7);
    let acknowledged = 0;
    for (let round = 0; round < 4; round += 1) {
      const { child, lines } = startProgram(`
        const { writeSync } = await import("node:fs");
        const storage = await createSqliteStorage({ directory, runtime });
        let head = (await storage.stream("${SID}"))?.head ?? 0;
        for (;;) {
          const seqs = [head + 1, head + 2, head + 3];
          head += 3;
          await Promise.all(seqs.map((seq) => storage.commit({ appends: [append("${SID}", seq, "item " + seq)] })));
          writeSync(1, head + "\\n");
        }`);
      const rounds = 1 + (random.uint32() % 200);
      for (let n = 0; n < rounds; n += 1) acknowledged = Number((await lines.next()).value);
      child.kill("SIGKILL");
      for await (const line of { [Symbol.asyncIterator]: () => lines }) acknowledged = Number(line);
      const storage = await open();
      const head = (await storage.stream(SID))?.head ?? 0;
      expect(head).toBeGreaterThanOrEqual(acknowledged);
      const segments = await storage.read(SID, 0, Number.MAX_SAFE_INTEGER);
      expect(segments.map(({ body }) => Buffer.from(body).toString())).toEqual(
        Array.from({ length: head }, (_, i) => `item ${i + 1}`),
      );
      await storage.close();
    }
    expect(acknowledged).toBeGreaterThan(0);
  });
});
