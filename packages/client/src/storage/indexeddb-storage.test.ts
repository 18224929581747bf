import { type CommandId, conversationStream, documentStream, ITEM, utf8 } from "@nomous/protocol";
import { newConversationId, newDocumentId } from "@nomous/protocol";
import * as fakeIndexedDb from "fake-indexeddb";
import { deleteDB, openDB } from "idb";
import { beforeAll, describe, expect, it } from "vitest";
import { idAt } from "../outbox/command-ids.ts";
import { systemRuntime } from "../runtime-system.ts";
import type { StorageLoss } from "./client-storage.ts";
import { createIndexedDbStorage } from "./indexeddb-storage.ts";
import { storageContract } from "./storage.contract.ts";

beforeAll(() => {
  Object.assign(globalThis, fakeIndexedDb);
});

let count = 0;
const newName = (): string => {
  count += 1;
  return `nomous-${count}`;
};

storageContract("IndexedDB", async () => {
  const name = newName();
  return { open: () => createIndexedDbStorage(name) };
});

const command = (ms: number) => ({
  id: idAt(ms) as CommandId,
  name: "conversation.rename" as const,
  args: { title: "a" },
  maybeSent: false,
});
const piece = (first: number) => ({
  epoch: 0,
  createdAt: 0,
  first,
  items: [{ atMs: first, kind: ITEM.text, data: utf8("x") }],
});

describe("a database of another version", () => {
  it("of before is taken over with all that is in it", async () => {
    const name = newName();
    const before = await openDB(name, 2, {
      upgrade(database) {
        database.createObjectStore("facts");
        database.createObjectStore("commands", { keyPath: "id" });
        database.createObjectStore("results", { keyPath: "id" });
        database.createObjectStore("copies", { keyPath: "sid" });
        database.createObjectStore("batches", { keyPath: ["sid", "first"] });
        database.createObjectStore("states", { keyPath: "sid" });
      },
    });
    const sid = documentStream(newDocumentId(systemRuntime));
    await before.put("commands", command(5));
    await before.put("states", { sid, cursor: { epoch: 0, seq: 4 }, data: utf8("text") });
    before.close();
    const storage = await createIndexedDbStorage(name);
    expect(storage.origin.wasEmpty).toBe(false);
    expect((await storage.readOutbox()).commands).toEqual([command(5)]);
    expect((await storage.readState(sid))?.cursor).toEqual({ epoch: 0, seq: 4 });
    await storage.putAnswer("a {}", { at: 1, json: "1" });
    expect(await storage.readAnswer("a {}")).toBeDefined();
  });

  it("of a newer page is refused with a code, and is not changed", async () => {
    const name = newName();
    (await openDB(name, 99)).close();
    await expect(createIndexedDbStorage(name)).rejects.toMatchObject({ code: "page-too-old" });
    const after = await openDB(name);
    expect([after.version, after.objectStoreNames.length]).toEqual([99, 0]);
  });

  it("that a newer page takes over says so to the page that has it open, which stands in nobody's way", async () => {
    const name = newName();
    const storage = await createIndexedDbStorage(name);
    const losses: StorageLoss[] = [];
    storage.onLoss?.((loss) => losses.push(loss));
    (await openDB(name, 99)).close();
    expect(losses).toEqual(["replaced"]);
    await expect(storage.readOutbox()).rejects.toMatchObject({ code: "page-too-old" });
    await expect(storage.putCommand(command(1))).rejects.toMatchObject({ code: "page-too-old" });
  });

  it("that somebody removes is made anew, and who has it open is told", async () => {
    const name = newName();
    const storage = await createIndexedDbStorage(name);
    await storage.putCommand(command(5));
    const losses: StorageLoss[] = [];
    storage.onLoss?.((loss) => losses.push(loss));
    await deleteDB(name);
    expect(losses).toEqual(["emptied"]);
    expect((await storage.readOutbox()).commands).toEqual([]);
    await storage.putCommand(command(6));
    expect((await storage.readOutbox()).commands).toEqual([command(6)]);
  });
});

const damage = async (name: string, store: string, value: unknown, key?: IDBValidKey): Promise<void> => {
  const database = await openDB(name);
  await database.put(store, value, key);
  database.close();
};

describe("a damaged record", () => {
  const NONE = [undefined, null, 7, "x", {}, { cursor: "x" }, { cursor: { epoch: 0, seq: 1 }, data: 7, body: 7 }];
  const sid = documentStream(newDocumentId(systemRuntime));
  const other = conversationStream(newConversationId(systemRuntime));

  it.each(["copies", "states", "answers", "answerNotes", "commands", "results"])(
    "in %s counts as none, and everything else is read and written as before",
    async (store) => {
      for (const broken of NONE) {
        const name = newName();
        const storage = await createIndexedDbStorage(name);
        for (const one of [sid, other]) {
          await storage.addToCopy(one, piece(1));
          await storage.putState(one, { cursor: { epoch: 0, seq: 1 }, data: utf8("a") });
        }
        await storage.putCommand(command(5));
        await storage.putCommand(command(6));
        await storage.settleCommand({ type: "RES", id: command(7).id, status: "applied", at: 1 }, false);
        await storage.putAnswer("b {}", { at: 1, json: "1" });
        const keys = { copies: sid, states: sid, answers: "a {}", answerNotes: "a {}" } as Record<string, string>;
        const path = store.startsWith("answer") ? "key" : store === "copies" || store === "states" ? "sid" : "id";
        const row = { ...(broken as object), [path]: keys[store] ?? command(5).id };
        await damage(name, store, row);
        const isCommand = store === "commands";
        expect((await storage.readOutbox()).commands).toEqual(isCommand ? [command(6)] : [command(5), command(6)]);
        expect(await storage.readResult(command(7).id)).toBeDefined();
        expect(await storage.readResult(command(5).id)).toBeUndefined();
        expect(await storage.raiseFloor(idAt(100))).toBe(isCommand ? idAt(6) : idAt(5));
        expect((await storage.readCopy(other))?.items).toHaveLength(1);
        expect((await storage.readState(other))?.data).toEqual(utf8("a"));
        expect(await storage.readCopy(sid)).toEqual(store === "copies" ? undefined : await storage.readCopy(other));
        expect((await storage.readState(sid))?.data).toEqual(store === "states" ? undefined : utf8("a"));
        expect(await storage.readAnswer("a {}")).toBeUndefined();
        await storage.putAnswer("a {}", { at: 2, json: "2" });
        expect(await storage.readAnswer("a {}")).toEqual({ at: 2, json: "2" });
        await storage.addToCopy(sid, piece(1));
        await storage.putState(sid, { cursor: { epoch: 0, seq: 1 }, data: utf8("b") });
        expect([(await storage.readCopy(sid))?.items.length, (await storage.readState(sid))?.data]).toEqual([
          1,
          utf8("b"),
        ]);
        await storage.close();
      }
    },
  );

  it("in batches, marks and facts does the same", async () => {
    for (const broken of NONE) {
      const name = newName();
      const storage = await createIndexedDbStorage(name);
      await storage.adoptStore({ id: idAt(1) as never, epoch: 0 });
      await storage.addToCopy(sid, piece(1));
      await storage.addToCopy(other, piece(1));
      for (const one of [sid, other]) await storage.putMark(one, { epoch: 0, seq: 1 });
      await damage(name, "batches", { ...(broken as object), sid, first: 1 });
      if (broken !== undefined && broken !== null) {
        await damage(name, "facts", broken, "floor");
        await damage(name, "marks", broken, sid);
      }
      expect(await storage.readCopy(sid)).toBeUndefined();
      expect(await storage.readCopy(other)).toBeDefined();
      expect((await storage.readMarks()).has(other)).toBe(true);
      expect((await storage.readOutbox()).floor).toBe("");
      await storage.putCommand(command(5));
      await damage(name, "facts", broken ?? 0, "store");
      expect(await storage.readStore()).toBeUndefined();
      await storage.adoptStore({ id: idAt(2) as never, epoch: 0 });
      // Nobody knows what it was a copy of.
      expect(await storage.readCopy(other)).toBeUndefined();
      expect((await storage.readOutbox()).commands).toEqual([command(5)]);
      await storage.close();
    }
  });
});
