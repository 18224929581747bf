// What every `ClientStorage` must do. `reopen` gives a second client of the same storage, as another tab or the next
// start of the program would have it.
import type { CommandId, CommandResult, Item, StoreId, StreamId } from "@nomous/protocol";
import { conversationStream, ITEM, newConversationId, utf8 } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import { idAt } from "../outbox/command-ids.ts";
import { systemRuntime } from "../runtime-system.ts";
import {
  ANSWERS_KEPT,
  type ClientStorage,
  RESULTS_KEPT,
  type StoredCommand,
  type StreamPiece,
} from "./client-storage.ts";

export interface StorageUnderTest {
  open(): Promise<ClientStorage>;
}

const SID: StreamId = conversationStream(newConversationId(systemRuntime));
const item = (seq: number): Item => ({ atMs: seq * 10, kind: ITEM.text, data: utf8(`item ${seq}`) });
const piece = (first: number, last: number, epoch = 0): StreamPiece => ({
  epoch,
  createdAt: 1_000.5,
  first,
  items: Array.from({ length: last - first + 1 }, (_, index) => item(first + index)),
});
const command = (ms: number, maybeSent = false): StoredCommand => ({
  id: idAt(ms) as CommandId,
  name: "conversation.rename",
  args: { title: `at ${ms}` },
  maybeSent,
});
const applied = (id: CommandId): CommandResult => ({ type: "RES", id, status: "applied", at: 5 });
const rejected = (id: CommandId): CommandResult => ({
  type: "RES",
  id,
  status: "rejected",
  error: { code: "conflict", message: "No." },
  at: 5,
});
const store = (n: number, epoch = 0) => ({ id: idAt(n) as StoreId, epoch });

const copy = (seq: number, epoch = 0) => ({ cursor: { epoch, seq }, data: new Uint8Array([seq, epoch, 255]) });

const seqs = async (storage: ClientStorage): Promise<number[] | undefined> =>
  (await storage.readCopy(SID))?.items.map(({ atMs }) => atMs / 10);

export function storageContract(name: string, create: () => Promise<StorageUnderTest>): void {
  describe(`${name}: copies of streams`, () => {
    it("a copy is read as it was added, also by the next client", async () => {
      const under = await create();
      const first = await under.open();
      expect(await first.readCopy(SID)).toBeUndefined();
      await first.addToCopy(SID, piece(1, 3));
      await first.addToCopy(SID, piece(4, 4));
      await first.close();
      const second = await under.open();
      const copy = await second.readCopy(SID);
      expect({ ...copy, items: copy?.items.map((one) => ({ ...one, data: [...one.data] })) }).toEqual({
        epoch: 0,
        createdAt: 1_000.5,
        items: piece(1, 4).items.map((one) => ({ ...one, data: [...one.data] })),
      });
      await second.close();
    });

    it("[S4] two tabs that add the same items make one copy, and the cursor only moves forward", async () => {
      const under = await create();
      const [a, b] = [await under.open(), await under.open()];
      await Promise.all([a.addToCopy(SID, piece(1, 3)), b.addToCopy(SID, piece(1, 2))]);
      await b.addToCopy(SID, piece(3, 5));
      await a.addToCopy(SID, piece(2, 4));
      expect(await seqs(await under.open())).toEqual([1, 2, 3, 4, 5]);
    });

    it("[S6] a piece that would leave a hole changes nothing, also as the first", async () => {
      const storage = await (await create()).open();
      await storage.addToCopy(SID, piece(5, 6));
      expect(await storage.readCopy(SID)).toBeUndefined();
      await storage.addToCopy(SID, piece(1, 2));
      await storage.addToCopy(SID, piece(4, 6));
      expect(await seqs(storage)).toEqual([1, 2]);
    });

    it("[S6] a higher epoch replaces the copy from its beginning, a lower one is left out", async () => {
      const storage = await (await create()).open();
      await storage.addToCopy(SID, piece(1, 5, 1));
      await storage.addToCopy(SID, piece(6, 7, 0));
      await storage.addToCopy(SID, piece(6, 7, 2));
      expect(await seqs(storage)).toEqual([1, 2, 3, 4, 5]);
      await storage.addToCopy(SID, piece(1, 2, 2));
      expect(await seqs(storage)).toEqual([1, 2]);
      expect((await storage.readCopy(SID))?.epoch).toBe(2);
    });

    it("a copy that was forgotten begins again at 1", async () => {
      const storage = await (await create()).open();
      await storage.addToCopy(SID, piece(1, 3));
      await storage.forgetCopy(SID);
      expect(await storage.readCopy(SID)).toBeUndefined();
      await storage.addToCopy(SID, piece(4, 5));
      expect(await storage.readCopy(SID)).toBeUndefined();
      await storage.addToCopy(SID, piece(1, 1));
      expect(await seqs(storage)).toEqual([1]);
    });

    it("[H9] another store's id forgets all copies, a higher epoch of the same store keeps them", async () => {
      const under = await create();
      const storage = await under.open();
      await storage.adoptStore(store(1));
      await storage.addToCopy(SID, piece(1, 3));
      await storage.putCommand(command(1));
      await storage.adoptStore(store(1, 7));
      expect(await seqs(storage)).toEqual([1, 2, 3]);
      await storage.adoptStore(store(2));
      expect(await storage.readCopy(SID)).toBeUndefined();
      const next = await under.open();
      expect(await next.readStore()).toEqual(store(2));
      expect((await next.readOutbox()).commands).toHaveLength(1);
    });
  });

  describe(`${name}: copies of documents`, () => {
    it("a copy is read as it was put, also by the next client, and gone when it was forgotten", async () => {
      const under = await create();
      const first = await under.open();
      expect(await first.readState(SID)).toBeUndefined();
      await first.putState(SID, copy(3));
      await first.close();
      const second = await under.open();
      const { cursor, data } = (await second.readState(SID)) ?? copy(0);
      expect([cursor, [...data]]).toEqual([{ epoch: 0, seq: 3 }, [3, 0, 255]]);
      await second.forgetState(SID);
      expect(await second.readState(SID)).toBeUndefined();
    });

    it("[S4] of two tabs the one that is further on wins, and a higher epoch over both", async () => {
      const under = await create();
      const [a, b] = [await under.open(), await under.open()];
      const seen = async () => (await b.readState(SID))?.cursor;
      await a.putState(SID, copy(5));
      await b.putState(SID, copy(4));
      expect(await seen()).toEqual({ epoch: 0, seq: 5 });
      await b.putState(SID, copy(1, 1));
      await a.putState(SID, copy(9));
      expect(await seen()).toEqual({ epoch: 1, seq: 1 });
    });

    it("[H9] another store's id forgets all of them, a higher epoch of the same store keeps them", async () => {
      const storage = await (await create()).open();
      await storage.adoptStore(store(1));
      await storage.putState(SID, copy(3));
      await storage.adoptStore(store(1, 7));
      expect((await storage.readState(SID))?.cursor.seq).toBe(3);
      await storage.adoptStore(store(2));
      expect(await storage.readState(SID)).toBeUndefined();
    });
  });

  describe(`${name}: what is here`, () => {
    const OTHER = conversationStream(newConversationId(systemRuntime));

    it("how far a copy is can be read without its items", async () => {
      const storage = await (await create()).open();
      expect(await storage.readCursor(SID)).toBeUndefined();
      await storage.addToCopy(SID, piece(1, 3, 2));
      expect(await storage.readCursor(SID)).toEqual({ epoch: 2, seq: 3 });
      await storage.forgetCopy(SID);
      expect(await storage.readCursor(SID)).toBeUndefined();
    });

    it("a long copy is read piece by piece, from any item on", async () => {
      const storage = await (await create()).open();
      expect(await storage.readItems(SID, 0)).toEqual([]);
      let last = 0;
      for (const size of [1, 700, 2, 40, 1, 1, 1, 1, 1, 1, 1, 1, 300]) {
        await storage.addToCopy(SID, piece(last + 1, last + size));
        last += size;
      }
      for (const from of [0, 1, 5, 701, 702, 703, 900, last - 1, last, last + 5]) {
        const read: number[] = [];
        for (let items = await storage.readItems(SID, from); items !== undefined && items.length > 0;) {
          read.push(...items.map(({ atMs }) => atMs / 10));
          items = await storage.readItems(SID, from + read.length);
        }
        expect(read).toEqual(Array.from({ length: Math.max(0, last - from) }, (_, index) => from + index + 1));
      }
    });

    it("marks stay until their copy is forgotten, or another store comes", async () => {
      const under = await create();
      const storage = await under.open();
      await storage.adoptStore(store(1));
      await storage.addToCopy(SID, piece(1, 3));
      for (const sid of [SID, OTHER]) await storage.putMark(sid, { epoch: 0, seq: 3 });
      await storage.putMark(OTHER, { epoch: 1, seq: 4 });
      const next = await under.open();
      expect(await next.readMarks()).toEqual(
        new Map([
          [SID, { epoch: 0, seq: 3 }],
          [OTHER, { epoch: 1, seq: 4 }],
        ]),
      );
      await next.forgetCopy(SID);
      expect([...(await storage.readMarks()).keys()]).toEqual([OTHER]);
      await next.forgetState(OTHER);
      expect((await storage.readMarks()).size).toBe(0);
      await storage.putMark(SID, { epoch: 0, seq: 3 });
      await storage.adoptStore(store(2));
      expect((await storage.readMarks()).size).toBe(0);
    });

    it("the last answer to a query is read, also by the next client, and none of another store", async () => {
      const under = await create();
      const storage = await under.open();
      await storage.adoptStore(store(1));
      expect(await storage.readAnswer("a {}")).toBeUndefined();
      await storage.putAnswer("a {}", { at: 1, json: "1" });
      await storage.putAnswer("a {}", { at: 2, json: "2" });
      const next = await under.open();
      expect(await next.readAnswer("a {}")).toEqual({ at: 2, json: "2" });
      await next.adoptStore(store(2));
      expect(await storage.readAnswer("a {}")).toBeUndefined();
    });

    it("of answers the ones that were kept longest ago go, those of one query before all others", async () => {
      const storage = await (await create()).open();
      await storage.putAnswer("list {}", { at: 9, json: "1" });
      const { ofOneQuery } = ANSWERS_KEPT;
      // The clock was set back meanwhile.
      for (let n = 0; n <= ofOneQuery; n += 1) await storage.putAnswer(`typed ${n}`, { at: 1, json: "1" });
      expect(await storage.readAnswer("typed 0")).toBeUndefined();
      expect(await storage.readAnswer("typed 1")).toBeDefined();
      expect(await storage.readAnswer("list {}")).toBeDefined();
      const large = { at: 1, json: "x".repeat(ANSWERS_KEPT.bytesOfOneQuery - 1) };
      await storage.putAnswer("large 1", large);
      await storage.putAnswer("large 2", large);
      expect(await storage.readAnswer("large 1")).toBeUndefined();
      expect(await storage.readAnswer("list {}")).toBeDefined();
      await storage.putAnswer("other 1", large);
      expect(await storage.readAnswer("large 2")).toBeDefined();
      expect(await storage.readAnswer("list {}")).toBeUndefined();
    });

    it("a storage tells whether it was empty when it was opened", async () => {
      const under = await create();
      const { origin } = await under.open();
      expect(origin).toMatchObject({ wasEmpty: true });
      if (origin.kind === "memory") return;
      await (await under.open()).adoptStore(store(1));
      expect((await under.open()).origin).toEqual({ kind: origin.kind, wasEmpty: false });
    });
  });

  describe(`${name}: the outbox`, () => {
    it("[C6] commands are there for the next client, in the order of their ids", async () => {
      const under = await create();
      const storage = await under.open();
      await storage.putCommand(command(20));
      await storage.putCommand(command(10, true));
      await storage.close();
      const { commands, floor } = await (await under.open()).readOutbox();
      expect(commands).toEqual([command(10, true), command(20)]);
      expect(floor).toBe("");
    });

    it("a command is taken back until it is claimed, and claimed until it is gone", async () => {
      const storage = await (await create()).open();
      const [a, b] = [command(10), command(20)];
      await storage.putCommand(a);
      await storage.putCommand(b);
      expect(await storage.claimCommand(a.id)).toBe(true);
      expect(await storage.claimCommand(a.id)).toBe(true);
      expect(await storage.withdrawCommand(a.id)).toBe(false);
      expect(await storage.withdrawCommand(b.id)).toBe(true);
      expect(await storage.withdrawCommand(b.id)).toBe(false);
      expect(await storage.claimCommand(b.id)).toBe(false);
      expect((await storage.readOutbox()).commands).toEqual([{ ...a, maybeSent: true }]);
    });

    it("[C6] of two tabs that claim and take back one command, one succeeds", async () => {
      const under = await create();
      const [a, b] = [await under.open(), await under.open()];
      const { id } = command(10);
      await a.putCommand(command(10));
      const [isClaimed, isWithdrawn] = await Promise.all([a.claimCommand(id), b.withdrawCommand(id)]);
      expect(isClaimed).toBe(!isWithdrawn);
    });

    it("commands that wait or were refused are replaced together, and none when one of them was claimed", async () => {
      const under = await create();
      const [a, b] = [await under.open(), await under.open()];
      const [one, two, three] = [command(10), command(20), command(30)];
      for (const each of [one, two, three]) await a.putCommand(each);
      await a.settleCommand(rejected(one.id), true);
      await b.claimCommand(three.id);
      expect(await a.replaceCommands([one.id, two.id, three.id], [command(40)])).toBe(false);
      expect((await b.readOutbox()).commands.map(({ id }) => id)).toEqual([one.id, two.id, three.id]);
      expect(await a.replaceCommands([one.id, two.id], [command(40)])).toBe(true);
      expect(await a.replaceCommands([two.id], [command(50)])).toBe(false);
      expect((await b.readOutbox()).commands).toEqual([{ ...three, maybeSent: true }, command(40)]);
    });

    it("[C6] what was answered is gone, and its result can be looked up by another tab", async () => {
      const under = await create();
      const storage = await under.open();
      const { id } = command(10);
      await storage.putCommand(command(10, true));
      await storage.settleCommand(applied(id), false);
      const other = await under.open();
      expect((await other.readOutbox()).commands).toEqual([]);
      expect(await other.readResult(id)).toEqual(applied(id));
      expect(await other.readResult(command(11).id)).toBeUndefined();
    });

    it("what was refused is kept with the reason until it is dismissed, and is never claimed", async () => {
      const under = await create();
      const storage = await under.open();
      const { id } = command(10);
      await storage.putCommand(command(10));
      await storage.settleCommand(rejected(id), true);
      const other = await under.open();
      const [kept] = (await other.readOutbox()).commands;
      expect(kept).toMatchObject({ id, args: command(10).args, refusal: rejected(id).error });
      expect(await other.claimCommand(id)).toBe(false);
      await other.dismissCommand(id);
      expect((await other.readOutbox()).commands).toEqual([]);
    });

    it("a command that waits is not dismissed", async () => {
      const storage = await (await create()).open();
      await storage.putCommand(command(10));
      await storage.dismissCommand(command(10).id);
      expect((await storage.readOutbox()).commands).toHaveLength(1);
    });

    it("[C5] the floor rises, never above what waits and never back, and nothing is stored below it", async () => {
      const under = await create();
      const storage = await under.open();
      await storage.putCommand(command(50));
      expect(await storage.raiseFloor(idAt(100))).toBe(idAt(50));
      await storage.settleCommand(applied(command(50).id), false);
      expect(await storage.raiseFloor(idAt(100))).toBe(idAt(100));
      expect(await storage.raiseFloor(idAt(70))).toBe(idAt(100));
      await expect(storage.putCommand(command(99))).rejects.toMatchObject({ code: "expired" });
      expect((await (await under.open()).readOutbox()).floor).toBe(idAt(100));
    });

    it("keeps the newest results only", async () => {
      const storage = await (await create()).open();
      for (let ms = 1; ms <= RESULTS_KEPT + 5; ms += 1) await storage.settleCommand(applied(command(ms).id), false);
      expect(await storage.readResult(command(5).id)).toBeUndefined();
      expect(await storage.readResult(command(6).id)).toBeDefined();
    });
  });
}
