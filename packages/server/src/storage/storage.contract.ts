// What every storage does, whatever it keeps its data in.
import type { ClientId, StreamId } from "@nomous/protocol";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  ACTOR,
  append,
  CLIENT,
  command,
  commandId,
  DONE,
  OTHER,
  readAll,
  record,
  resultOf,
  SID,
  type StorageHome,
} from "./storage-fixture.ts";
import { describeHistory } from "./storage-history.contract.ts";
import type { Commit, Storage } from "./storage.ts";

const named = (sid: string): StreamId => sid as StreamId;

export function describeStorage(name: string, makeHome: () => StorageHome): void {
  // oxlint-disable-next-line vitest/valid-title -- the name says which storage this is
  describe(name, () => {
    let home: StorageHome;
    let storage: Storage;

    beforeEach(async () => {
      home = makeHome();
      storage = await home.open();
    });

    afterEach(async () => {
      await storage.close();
      await home.remove();
    });

    async function reopen(): Promise<void> {
      await storage.close();
      storage = await home.open();
    }

    async function mustCommit(commit: Commit): Promise<void> {
      expect(await storage.commit(commit)).toEqual({ status: "committed" });
    }

    describe("streams", () => {
      test("a stream that nobody wrote has no state and no items", async () => {
        expect(await storage.stream(SID)).toBeUndefined();
        expect(await storage.read(SID, 0, 1_000)).toEqual([]);
      });

      test("[S1] items read back as they were written, also after a restart", async () => {
        await mustCommit({ appends: [append(SID, 1, "one"), append(SID, 2, "two three", { count: 2 })] });
        await mustCommit({ appends: [append(SID, 4, "four")] });
        await reopen();
        expect(await readAll(storage, SID)).toEqual(["one", "two three", "four"]);
        expect(await storage.stream(SID)).toEqual({
          sid: SID,
          durability: "durable",
          createdAt: 1_000,
          first: 1,
          head: 4,
          end: null,
        });
      });

      test("the heads of a family come in the order of their names, behind one of them, and no more than asked for", async () => {
        for (const name of ["document/b", "document/a", "documents", "document/c", "generation/a", "conversation/z"])
          await mustCommit({ appends: [append(named(name), 1, "one"), append(named(name), 2, "two", { count: 2 })] });
        await mustCommit({
          appends: [append(named("document/c"), 4)],
          trims: [{ sid: named("document/c"), first: 4 }],
        });
        const all = await storage.heads("document", undefined, 10);
        expect(all.map(({ sid: name, head }) => [name, head])).toEqual([
          ["document/a", 3],
          ["document/b", 3],
          ["document/c", 4],
        ]);
        expect(await storage.heads("document", named("document/a"), 1)).toEqual(all.slice(1, 2));
        expect(await storage.heads("document", named("document/a0"), 10)).toEqual(all.slice(1));
        // A name of another family is no way out of this one.
        expect(await storage.heads("document", named("conversation/z"), 10)).toEqual(all);
        expect(await storage.heads("document", named("generation/a"), 10)).toEqual([]);
        expect(await storage.heads("job", undefined, 10)).toEqual([]);
      });

      test("[S1] an append that does not follow the head is stale, says the head and changes nothing", async () => {
        await mustCommit({ appends: [append(SID, 1)] });
        for (const firstSeq of [1, 3]) {
          expect(await storage.commit({ appends: [append(SID, firstSeq)] })).toEqual({
            status: "stale",
            sid: SID,
            head: 1,
          });
        }
        expect(await readAll(storage, SID)).toEqual(["item 1"]);
      });

      test("[S1] of two commits in one group that write the same item, the first wins", async () => {
        const outcomes = await Promise.all([
          storage.commit({ appends: [append(SID, 1, "mine")] }),
          storage.commit({ appends: [append(SID, 1, "theirs")] }),
          storage.commit({ appends: [append(SID, 2, "next")] }),
        ]);
        expect(outcomes.map(({ status }) => status)).toEqual(["committed", "stale", "committed"]);
        expect(await readAll(storage, SID)).toEqual(["mine", "next"]);
      });

      test("an append makes its stream only when told how", async () => {
        const { create: _, ...plain } = append(SID, 1);
        expect(await storage.commit({ appends: [plain] })).toEqual({ status: "stale", sid: SID, head: 0 });
        expect(await storage.stream(SID)).toBeUndefined();
      });

      test("a stream keeps the moment and the durability it was made with", async () => {
        await mustCommit({ appends: [append(SID, 1, "x", { create: { createdAt: 5, durability: "bounded" } })] });
        await mustCommit({ appends: [append(SID, 2, "y", { create: { createdAt: 6, durability: "latest" } })] });
        expect(await storage.stream(SID)).toMatchObject({ createdAt: 5, durability: "bounded", head: 2 });
      });

      test("[S5] nothing follows END, not even in the same commit", async () => {
        const ending = append(SID, 1, "END", { end: DONE });
        expect(await storage.commit({ appends: [ending, append(SID, 2)] })).toMatchObject({ status: "stale" });
        await mustCommit({ appends: [ending] });
        await reopen();
        expect(await storage.commit({ appends: [append(SID, 2)] })).toEqual({ status: "stale", sid: SID, head: 1 });
        expect(await storage.stream(SID)).toMatchObject({ head: 1, end: DONE });
      });

      test("[S3] a read begins with the segment that holds the next item", async () => {
        await mustCommit({ appends: [append(SID, 1, "1-3", { count: 3 }), append(SID, 4, "4-6", { count: 3 })] });
        expect(await readAll(storage, SID, 0)).toEqual(["1-3", "4-6"]);
        expect(await readAll(storage, SID, 2)).toEqual(["1-3", "4-6"]);
        expect(await readAll(storage, SID, 3)).toEqual(["4-6"]);
        expect(await readAll(storage, SID, 6)).toEqual([]);
        expect(await readAll(storage, SID, 99)).toEqual([]);
      });

      test("a slice stays within its bytes, but holds at least one segment", async () => {
        await mustCommit({ appends: [1, 2, 3, 4, 5].map((seq) => append(SID, seq, "x".repeat(100))) });
        const slices = await Promise.all([1, 100, 250, 1_000].map((maxBytes) => storage.read(SID, 0, maxBytes)));
        expect(slices.map(({ length }) => length)).toEqual([1, 1, 2, 5]);
      });

      test("[S1] bodies of a whole frame come back byte for byte", async () => {
        const body = Buffer.alloc(1024 * 1024, "nomous");
        await mustCommit({ appends: [append(SID, 1, "", { body }), append(OTHER, 1, "", { body: body.subarray(7) })] });
        await reopen();
        expect(Buffer.compare(body, (await storage.read(SID, 0, 1))[0]?.body ?? Buffer.alloc(0))).toBe(0);
        expect(Buffer.compare(body.subarray(7), (await storage.read(OTHER, 0, 1))[0]?.body ?? body)).toBe(0);
      });

      test("a body still belongs to its caller, who may send it to readers", async () => {
        const body = Buffer.from("shared");
        await mustCommit({ appends: [append(SID, 1, "", { body })] });
        expect(body.toString()).toBe("shared");
      });

      test("a dropped stream is gone with its items and can be made again", async () => {
        await mustCommit({ appends: [append(SID, 1, "old"), append(OTHER, 1, "kept")] });
        await mustCommit({ drops: [SID, "generation/never" as StreamId] });
        await reopen();
        expect(await storage.stream(SID)).toBeUndefined();
        expect(await readAll(storage, SID)).toEqual([]);
        expect(await readAll(storage, OTHER)).toEqual(["kept"]);
        await mustCommit({ appends: [append(SID, 1, "new")] });
        expect(await readAll(storage, SID)).toEqual(["new"]);
      });

      test("[D11] a trim forgets the segments that lie wholly below, and the items that stay keep their numbers", async () => {
        await mustCommit({ appends: [append(SID, 1, "1"), append(SID, 2, "2 3", { count: 2 }), append(SID, 4, "4")] });
        await mustCommit({ appends: [append(OTHER, 1, "kept")], trims: [{ sid: SID, first: 3 }] });
        for (const step of ["at once", "after a restart"]) {
          if (step === "after a restart") await reopen();
          expect([step, await readAll(storage, SID, 1)]).toEqual([step, ["2 3", "4"]]);
          expect((await storage.read(SID, 0, 1))[0]?.firstSeq).toBe(2);
          expect(await storage.stream(SID)).toMatchObject({ first: 2, head: 4 });
          expect(await readAll(storage, OTHER)).toEqual(["kept"]);
        }
        await mustCommit({ appends: [append(SID, 5, "5")] });
        expect(await readAll(storage, SID, 3)).toEqual(["4", "5"]);
      });

      test("[D11] a trim leaves the newest segment, whatever it says, and comes after what is appended with it", async () => {
        await mustCommit({ appends: [append(SID, 1)] });
        await mustCommit({ appends: [append(SID, 2, "2")], trims: [{ sid: SID, first: 99 }] });
        await mustCommit({ trims: [{ sid: "generation/never" as StreamId, first: 2 }] });
        await mustCommit({ trims: [{ sid: SID, first: 1 }] });
        await reopen();
        expect([await storage.stream(SID), await readAll(storage, SID, 1)]).toMatchObject([
          { first: 2, head: 2 },
          ["2"],
        ]);
        await mustCommit({ appends: [append(SID, 3, "3")] });
      });

      test("a stream that is written and dropped in one commit is dropped", async () => {
        await mustCommit({ appends: [append(SID, 1)], drops: [SID] });
        expect(await storage.stream(SID)).toBeUndefined();
      });
    });

    describe("one commit", () => {
      test("[C2] is applied whole: events, records and result", async () => {
        await mustCommit({ dedup: command(1), appends: [append(SID, 1)], records: [record("r", { open: true })] });
        await reopen();
        expect(await readAll(storage, SID)).toEqual(["item 1"]);
        expect((await storage.record("note", "r"))?.value).toEqual({ open: true });
        expect((await storage.answered(CLIENT, commandId(1))).result).toEqual(resultOf(commandId(1)));
      });

      test("[C2] is applied not at all when one of its parts is stale", async () => {
        await mustCommit({ appends: [append(OTHER, 1)] });
        const stale = await storage.commit({
          dedup: command(1),
          appends: [append(SID, 1), append(OTHER, 1)],
          records: [record("r", 1)],
          trims: [{ sid: OTHER, first: 2 }],
          drops: [OTHER],
          floor: { actor: ACTOR, below: commandId(9) },
        });
        expect(stale).toEqual({ status: "stale", sid: OTHER, head: 1 });
        expect(await storage.stream(SID)).toBeUndefined();
        expect(await readAll(storage, OTHER)).toEqual(["item 1"]);
        expect(await storage.record("note", "r")).toBeUndefined();
        expect(await storage.answered(CLIENT, commandId(1))).toEqual({ result: undefined, floor: "" });
      });

      test("rests on the heads that it expects", async () => {
        await mustCommit({ appends: [append(SID, 1)], expect: [{ sid: OTHER, head: 0 }] });
        const outcome = await storage.commit({ records: [record("r", 1)], expect: [{ sid: SID, head: 0 }] });
        expect(outcome).toEqual({ status: "stale", sid: SID, head: 1 });
        await mustCommit({ records: [record("r", 1)], expect: [{ sid: SID, head: 1 }] });
      });

      test("that is stale or known does not touch the others of its group", async () => {
        const outcomes = await Promise.all([
          storage.commit({ dedup: command(1), appends: [append(SID, 1, "a")] }),
          storage.commit({ dedup: command(1), appends: [append(OTHER, 1, "b")] }),
          storage.commit({ appends: [append(SID, 7, "c")] }),
          storage.commit({ appends: [append(OTHER, 1, "d")] }),
        ]);
        expect(outcomes.map(({ status }) => status)).toEqual(["committed", "known", "stale", "committed"]);
        expect([await readAll(storage, SID), await readAll(storage, OTHER)]).toEqual([["a"], ["d"]]);
      });
    });

    describe("commands", () => {
      test("[C1] a command id is applied once for each client; a repetition gets the first result", async () => {
        await mustCommit({ dedup: command(1, 7), appends: [append(SID, 1)] });
        await reopen();
        const again = await storage.commit({ dedup: command(1, 8), appends: [append(SID, 2)] });
        expect(again).toEqual({ status: "known", result: resultOf(commandId(1), 7) });
        expect(await readAll(storage, SID)).toEqual(["item 1"]);
        const stranger = "stranger-stranger-1234" as ClientId;
        await mustCommit({ dedup: command(1, 8, stranger), appends: [append(SID, 2)] });
      });

      test("[C1] a repetition is known even when its appends are stale by now", async () => {
        const commit = { dedup: command(1), appends: [append(SID, 1)] };
        await mustCommit(commit);
        expect(await storage.commit(commit)).toMatchObject({ status: "known" });
      });

      test("[C5] answers are kept down to the client's floor and forgotten below it", async () => {
        for (const n of [1, 2, 3]) await mustCommit({ dedup: command(n) });
        await mustCommit({ floor: { actor: ACTOR, below: commandId(2) } });
        await reopen();
        const floor = commandId(2);
        expect(await storage.answered(CLIENT, commandId(1))).toEqual({ result: undefined, floor });
        expect(await storage.answered(CLIENT, commandId(2))).toEqual({ result: resultOf(commandId(2)), floor });
        expect(await storage.answered(CLIENT, commandId(4))).toEqual({ result: undefined, floor });
      });

      test("[C5] a commit of a command below the floor changes nothing and is answered `expired`", async () => {
        await mustCommit({ floor: { actor: ACTOR, below: commandId(5) } });
        const outcome = await storage.commit({ dedup: command(4), appends: [append(SID, 1)] });
        expect(outcome).toMatchObject({ status: "known", result: { id: commandId(4), status: "expired" } });
        expect(await storage.stream(SID)).toBeUndefined();
        await mustCommit({ dedup: command(5), appends: [append(SID, 1)] });
      });

      test("[C5] a floor never sinks, and is one client's own", async () => {
        const stranger = "stranger-stranger-1234" as ClientId;
        await mustCommit({ dedup: command(1, 7, stranger) });
        await mustCommit({ floor: { actor: ACTOR, below: commandId(5) } });
        await mustCommit({ floor: { actor: ACTOR, below: commandId(2) } });
        expect((await storage.answered(CLIENT, commandId(1))).floor).toBe(commandId(5));
        expect(await storage.answered(stranger, commandId(1))).toMatchObject({ result: { at: 7 }, floor: "" });
      });
    });

    describe("records", () => {
      test("are put, replaced and removed, by kind and id, each with its actor", async () => {
        const agent = { ...ACTOR, agent: "editor" };
        await mustCommit({
          records: [record("b", 1), record("a", [true], agent), { ...record("a", "x"), kind: "tag" }],
        });
        await mustCommit({ records: [record("b", { text: "ü", none: null }, agent), record("gone", 1)] });
        await mustCommit({ records: [record("gone", null), record("never", null)] });
        await reopen();
        expect(await storage.records("note")).toEqual([
          record("a", [true], agent),
          record("b", { text: "ü", none: null }, agent),
        ]);
        expect(await storage.record("tag", "a")).toEqual({ kind: "tag", id: "a", value: "x", actor: ACTOR });
        expect(await storage.record("tag", "b")).toBeUndefined();
        expect(await storage.records("nothing")).toEqual([]);
      });
    });

    describe("opening and closing", () => {
      test("the store keeps its identity, `run` grows by one with each opening", async () => {
        const { store, run } = storage;
        await reopen();
        expect([storage.store, storage.run]).toEqual([store, run + 1]);
      });

      test("a raised epoch is seen at once and survives a restart", async () => {
        const { epoch } = storage.store;
        await storage.raiseEpoch();
        expect(storage.store.epoch).toBe(epoch + 1);
        await reopen();
        expect(storage.store.epoch).toBe(epoch + 1);
      });

      test("closing ends what is under way and refuses what comes later", async () => {
        const underWay = [1, 2, 3].map((seq) => storage.commit({ appends: [append(SID, seq)] }));
        const closed = storage.close();
        await expect(storage.commit({ appends: [append(SID, 4)] })).rejects.toMatchObject({ code: "closed" });
        await expect(storage.stream(SID)).rejects.toMatchObject({ code: "closed" });
        expect((await Promise.all(underWay)).every(({ status }) => status === "committed")).toBe(true);
        await closed;
        await storage.close();
        storage = await home.open();
        expect(await readAll(storage, SID)).toHaveLength(3);
      });
    });

    describeHistory(makeHome);
  });
}
