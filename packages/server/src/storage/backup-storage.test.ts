import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClientId, StreamId } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { backupStorage } from "./backup-storage.ts";
import { restoreBackup } from "./restore-backup.ts";
import { createSqliteStorage } from "./sqlite-storage.ts";
import type { Storage } from "./storage.ts";
import { verifyStorage } from "./verify-storage.ts";

const runtime = { clock: new FakeClock(), random: createSeededRandom(1) };
const SID = "generation/a" as StreamId;

let home: string;
let directory: string;
let backup: string;
let storage: Storage;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), "nomous-backup-"));
  directory = join(home, "data");
  backup = join(home, "backup.db");
  storage = await open();
});

afterEach(async () => {
  await storage.close();
  rmSync(home, { recursive: true });
});

const open = (): Promise<Storage> => createSqliteStorage({ directory, runtime });

async function write(seq: number, text = `item ${seq}`): Promise<void> {
  const actor = { person: "Ada", client: "abcdefghijklmnopqrstuv" as ClientId };
  const create = { createdAt: 1, durability: "durable" } as const;
  const append = { sid: SID, firstSeq: seq, count: 1, body: Buffer.from(text), create, actor, at: 2 };
  expect(await storage.commit({ appends: [append] })).toEqual({ status: "committed" });
}

const headOf = async (): Promise<number | undefined> => (await storage.stream(SID))?.head;

async function restore(): ReturnType<typeof restoreBackup> {
  await storage.close();
  const restored = await restoreBackup({ file: backup, directory, runtime });
  storage = await open();
  return restored;
}

describe("a backup", () => {
  test("is one moment of the data, taken while commits go on", async () => {
    for (let seq = 1; seq <= 50; seq += 1) await write(seq, "x".repeat(10_000));
    const copied = storage.backup(backup);
    for (let seq = 51; seq <= 60; seq += 1) await write(seq);
    await copied;
    await restore();
    const head = await headOf();
    expect(head).toBeGreaterThanOrEqual(50);
    expect(await storage.read(SID, 0, 10_000_000)).toHaveLength(head ?? 0);
    expect(await verifyStorage(directory)).toMatchObject({ problems: [], damaged: [], items: head });
  });

  test("is one file", async () => {
    await write(1);
    await backupStorage({ directory, file: backup });
    expect(readdirSync(home).toSorted()).toEqual(["backup.db", "data"]);
  });

  test("never replaces a file", async () => {
    writeFileSync(backup, "precious");
    await expect(storage.backup(backup)).rejects.toThrow(/exists already/);
    expect(readFileSync(backup, "utf8")).toBe("precious");
  });

  test("that fails leaves nothing behind", async () => {
    const nowhere = join(home, "missing", "backup.db");
    await expect(storage.backup(nowhere)).rejects.toMatchObject({ code: "unreadable" });
    const empty = backupStorage({ directory: join(home, "empty"), file: backup });
    await expect(empty).rejects.toMatchObject({ code: "unreadable" });
    expect(existsSync(backup)).toBe(false);
  });
});

describe("a restore", () => {
  test("puts the data back, raises the epoch and keeps what it replaces", async () => {
    await write(1);
    await storage.backup(backup);
    await write(2);
    const { id, epoch } = storage.store;
    const { store, replaced = "" } = await restore();
    expect(await headOf()).toBe(1);
    expect(storage.store).toEqual(store);
    expect([store.id, store.epoch > epoch]).toEqual([id, true]);
    expect(replaced).toContain("nomous.db.replaced-2025");
    await storage.close();
    // What was replaced is a database like any other.
    cpSync(replaced, backup);
    await restore();
    expect(await headOf()).toBe(2);
  });

  test("raises the epoch each time, also of the same backup in the same second", async () => {
    await storage.backup(backup);
    const first = (await restore()).store.epoch;
    expect((await restore()).store.epoch).toBe(first + 1);
  });

  test("is refused while a bridge works on the data", async () => {
    await storage.backup(backup);
    const restored = restoreBackup({ file: backup, directory, runtime });
    await expect(restored).rejects.toMatchObject({ code: "locked" });
  });

  test("of a damaged or foreign file changes nothing", async () => {
    await write(1, "the only item");
    await storage.backup(backup);
    await write(2);
    const bytes = readFileSync(backup);
    const at = bytes.indexOf("the only item");
    bytes[at] = (bytes[at] ?? 0) ^ 0x80;
    for (const content of [bytes, Buffer.from("a letter"), Buffer.alloc(0)]) {
      writeFileSync(backup, content);
      await expect(restore()).rejects.toMatchObject({ code: "corrupt" });
      storage = await open();
      expect(await headOf()).toBe(2);
    }
    expect(readdirSync(directory).filter((name) => name.includes("restor") || name.includes("replaced"))).toEqual([]);
  });

  test("replaces a database that is beyond reading", async () => {
    await write(1);
    await storage.backup(backup);
    await storage.close();
    writeFileSync(join(directory, "nomous.db"), "noise".repeat(1_000));
    const { replaced = "" } = await restore();
    expect(await headOf()).toBe(1);
    expect(readFileSync(replaced, "utf8")).toContain("noise");
  });

  test("into an empty folder needs nothing there", async () => {
    await write(1);
    await storage.backup(backup);
    await storage.close();
    rmSync(directory, { recursive: true });
    expect((await restore()).replaced).toBeUndefined();
    expect(await headOf()).toBe(1);
  });
});
