import type { CommandId, CommandResult, StoreId } from "@nomous/protocol";
import { documentStream, newDocumentId } from "@nomous/protocol";
import { FakeClock } from "@nomous/testkit";
import * as fakeIndexedDb from "fake-indexeddb";
import { deleteDB, openDB } from "idb";
import { beforeAll, describe, expect, it } from "vitest";
import { idAt } from "../outbox/command-ids.ts";
import { systemRuntime } from "../runtime-system.ts";
import type { ClientStorage, StoredCommand } from "./client-storage.ts";
import { guardStorage } from "./guarded-storage.ts";
import { createIndexedDbStorage } from "./indexeddb-storage.ts";
import { createMemoryStorage } from "./memory-storage.ts";
import { storageContract } from "./storage.contract.ts";

beforeAll(() => {
  Object.assign(globalThis, fakeIndexedDb);
});

storageContract("guarded memory", async () => {
  const below = createMemoryStorage();
  return { open: async () => guardStorage(new FakeClock(), below) };
});

const full = (): Error => Object.assign(new Error("no room"), { name: "QuotaExceededError" });
const command = (ms: number, maybeSent = false): StoredCommand => ({
  id: idAt(ms) as CommandId,
  name: "conversation.rename",
  args: { title: "a" },
  maybeSent,
});
const answer = (ms: number, error?: CommandResult["error"]): CommandResult => ({
  type: "RES",
  id: command(ms).id,
  status: error === undefined ? "applied" : "rejected",
  ...(error && { error }),
  at: 1,
});
const sid = documentStream(newDocumentId(systemRuntime));

const WRITES = /^(put|claim|settle|replace|add|raise)/;

/** A memory storage that writes nothing as long as it refuses. */
function refusing() {
  const clock = new FakeClock();
  const memory = createMemoryStorage();
  const how: { error: Error | undefined } = { error: undefined };
  const below = new Proxy(memory, {
    get(target, key: keyof ClientStorage) {
      const method = target[key] as unknown;
      if (typeof method !== "function" || !WRITES.test(key)) return method;
      return (...args: unknown[]) =>
        how.error === undefined ? (method.apply(target, args) as unknown) : Promise.reject(how.error);
    },
  });
  const storage = guardStorage(clock, below);
  const reason = (): unknown => storage.state.current().trouble?.details?.["reason"];
  const waiting = async (from: ClientStorage = storage) => (await from.readOutbox()).commands;
  return { clock, memory, how, storage, reason, waiting };
}

describe("a storage without room", () => {
  it("keeps what waits in memory and says so, and stores it when there is room again", async () => {
    const { clock, memory, how, storage, reason, waiting } = refusing();
    await storage.putCommand(command(1));
    how.error = full();
    await storage.putCommand(command(3));
    await storage.putCommand(command(2));
    expect(reason()).toBe("full");
    expect(await waiting()).toEqual([command(1), command(2), command(3)]);
    expect(await waiting(memory)).toEqual([command(1)]);
    await clock.advance(15_000);
    expect(reason()).toBe("full");
    how.error = undefined;
    await clock.advance(15_000);
    expect(reason()).toBeUndefined();
    expect(await waiting(memory)).toEqual([command(1), command(2), command(3)]);
    clock.assertNoTimers();
  });

  it("[C6] what is aside is claimed, taken back, joined and answered like what is stored", async () => {
    const { how, storage, waiting } = refusing();
    how.error = full();
    for (const ms of [1, 2, 3, 4]) await storage.putCommand(command(ms));
    expect(await storage.claimCommand(command(1).id)).toBe(true);
    expect(await storage.withdrawCommand(command(1).id)).toBe(false);
    expect(await storage.withdrawCommand(command(2).id)).toBe(true);
    expect(await storage.replaceCommands([command(3).id, command(4).id], [command(5)])).toBe(true);
    expect(await waiting()).toEqual([command(1, true), command(5)]);
    await storage.settleCommand(answer(1), false);
    expect(await waiting()).toEqual([command(5)]);
    expect(await storage.readResult(command(1).id)).toEqual(answer(1));
    const error = { code: "conflict" as const, message: "No." };
    await storage.settleCommand(answer(5, error), true);
    expect(await waiting()).toEqual([{ ...command(5), refusal: error }]);
    await storage.dismissCommand(command(5).id);
    expect(await waiting()).toEqual([]);
  });

  it("[C6] what is stored is sent and its answer counts, though neither can be written down", async () => {
    const { clock, memory, how, storage, waiting } = refusing();
    await storage.putCommand(command(1));
    await storage.putCommand(command(2));
    await waiting();
    how.error = full();
    expect(await storage.claimCommand(command(1).id)).toBe(true);
    expect(await storage.withdrawCommand(command(1).id)).toBe(false);
    expect(await storage.claimCommand(command(9).id)).toBe(false);
    expect(await waiting()).toEqual([command(1, true), command(2)]);
    await storage.settleCommand(answer(1), false);
    expect(await waiting()).toEqual([command(2)]);
    expect(await storage.replaceCommands([command(2).id], [command(3)])).toBe(false);
    how.error = undefined;
    await clock.advance(10_000);
    expect(await waiting(memory)).toEqual([command(2)]);
    expect(await storage.readResult(command(1).id)).toEqual(answer(1));
  });

  it("what is aside is never joined to what is stored", async () => {
    const { how, storage, waiting } = refusing();
    await storage.putCommand(command(1));
    how.error = full();
    await storage.putCommand(command(2));
    how.error = undefined;
    expect(await storage.replaceCommands([command(1).id, command(2).id], [command(3)])).toBe(false);
    expect(await waiting()).toEqual([command(1), command(2)]);
  });

  it("[C5] the floor never rises above what is aside, and an id below it is refused as ever", async () => {
    const { how, storage } = refusing();
    how.error = full();
    await storage.putCommand(command(50));
    how.error = undefined;
    expect(await storage.raiseFloor(idAt(100))).toBe(idAt(50));
    await expect(storage.putCommand(command(40))).rejects.toMatchObject({ code: "expired" });
  });

  it("for copies says so too, until one is written some time later", async () => {
    const { clock, how, storage, reason } = refusing();
    how.error = full();
    await expect(storage.putState(sid, { cursor: { epoch: 0, seq: 1 }, data: new Uint8Array(9) })).rejects.toThrow(
      "no room",
    );
    expect(reason()).toBe("full");
    how.error = undefined;
    await storage.putMark(sid, { epoch: 0, seq: 1 });
    expect(reason()).toBe("full");
    await clock.advance(10_000);
    await storage.putMark(sid, { epoch: 0, seq: 1 });
    expect(reason()).toBeUndefined();
  });

  it("fails for another reason: what waits is kept in memory, a copy is missed without a word", async () => {
    const { how, storage, reason, waiting } = refusing();
    how.error = new Error("broken");
    await expect(storage.putMark(sid, { epoch: 0, seq: 1 })).rejects.toThrow("broken");
    expect(reason()).toBeUndefined();
    await storage.putCommand(command(1));
    expect([reason(), await waiting()]).toEqual(["failed", [command(1)]]);
  });
});

describe("a database that is taken from under an open page", () => {
  it("[C6] removed: what waits is in the new one, with the floor and the store", async () => {
    const clock = new FakeClock();
    const storage = guardStorage(clock, await createIndexedDbStorage("removed"));
    const store = { id: idAt(1) as StoreId, epoch: 3 };
    await storage.adoptStore(store);
    await storage.putCommand(command(70));
    await storage.putCommand(command(80));
    await storage.raiseFloor(idAt(60));
    await deleteDB("removed");
    // Whether they were sent by then, nobody knows.
    expect((await storage.readOutbox()).commands).toEqual([command(70, true), command(80, true)]);
    const next = await createIndexedDbStorage("removed");
    expect(await next.readOutbox()).toMatchObject({ commands: [{ id: idAt(70) }, { id: idAt(80) }], floor: idAt(60) });
    expect(await next.readStore()).toEqual(store);
  });

  it("by a newer page: what waits there is left to that page, what comes is kept in memory, and it says so", async () => {
    const clock = new FakeClock();
    const storage = guardStorage(clock, await createIndexedDbStorage("replaced"));
    await storage.putCommand(command(1));
    (await openDB("replaced", 99)).close();
    expect(storage.state.current().trouble?.details).toEqual({ reason: "replaced" });
    await storage.putCommand(command(2));
    expect((await storage.readOutbox()).commands).toEqual([command(2)]);
    await storage.settleCommand(answer(2), false);
    expect((await storage.readOutbox()).commands).toEqual([]);
    expect(storage.state.current().trouble?.details).toEqual({ reason: "replaced" });
    clock.assertNoTimers();
  });
});
