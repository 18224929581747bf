import { createSeededRandom, FakeClock } from "@nomous/testkit";
import type { StreamId } from "@nomous/protocol";
import { describe, expect, test } from "vitest";
import { createMemoryDisk, createMemoryStorage } from "./memory-storage.ts";
import { describeStorage } from "./storage.contract.ts";

const runtime = { clock: new FakeClock(), random: createSeededRandom(1) };

describeStorage("memory storage", () => {
  const disk = createMemoryDisk();
  return { open: async () => createMemoryStorage(runtime, disk), remove: async () => {} };
});

describe("memory storage of a killed process", () => {
  test("a storage whose disk was opened again can write no more", async () => {
    const disk = createMemoryDisk();
    const killed = createMemoryStorage(runtime, disk);
    const next = createMemoryStorage(runtime, disk);
    await expect(killed.commit({})).rejects.toMatchObject({ code: "closed" });
    expect(await next.commit({})).toEqual({ status: "committed" });
    expect(await next.stream("conversations" as StreamId)).toBeUndefined();
  });
});
