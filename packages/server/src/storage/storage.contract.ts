// What every storage does, whatever it keeps its data in.
import type { Actor, ClientId, CommandId, CommandResult, StreamEnd, StreamId } from "@nomous/protocol";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Append, Commit, Storage } from "./storage.ts";

/** Data that outlives the storages opened on it, one after the other. */
export interface StorageHome {
  open(): Promise<Storage>;
  remove(): Promise<void>;
}

const SID = "generation/a" as StreamId;
const OTHER = "generation/b" as StreamId;
const CLIENT = "abcdefghijklmnopqrstuv" as ClientId;
const ACTOR: Actor = { person: "Ada", client: CLIENT };
const DONE: StreamEnd = { reason: "done", count: 1 };

const commandId = (n: number): CommandId => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}` as CommandId;

const resultOf = (id: CommandId, at = 7): CommandResult => ({ type: "RES", id, status: "applied", at });

const command = (n: number, at = 7, client = CLIENT): NonNullable<Commit["dedup"]> => ({
  actor: { ...ACTOR, client },
  id: commandId(n),
  result: resultOf(commandId(n), at),
});

/** Storages keep bodies as they are; text makes them readable here. */
function append(sid: StreamId, firstSeq: number, text = `item ${firstSeq}`, more: Partial<Append> = {}): Append {
  const create = { createdAt: 1_000, durability: "durable" } as const;
  return { sid, firstSeq, count: 1, body: Buffer.from(text), create, actor: ACTOR, at: 2_000, ...more };
}

const record = (id: string, value: unknown, actor = ACTOR) => ({ kind: "note", id, value, actor });

/** All segments after a cursor, as text, in slices of `maxBytes`. */
async function readAll(storage: Storage, sid: StreamId, after = 0, maxBytes = 1_000): Promise<string[]> {
  const texts: string[] = [];
  let last = after;
  for (;;) {
    const slice = await storage.read(sid, last, maxBytes);
    if (slice.length === 0) return texts;
    for (const { firstSeq, count, body } of slice) {
      expect(firstSeq).toBeLessThanOrEqual(last + 1);
      last = firstSeq + count - 1;
      texts.push(Buffer.from(body).toString());
    }
  }
}

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

    describe("any history", () => {
      test("[S1] groups of commits, drops, floors and restarts leave what a simple model says", async () => {
        const property = fc.asyncProperty(history, (steps) => follow(steps, makeHome()));
        const report = await fc.check(property, { numRuns: 15, seed: 20 });
        expect(report.failed ? fc.defaultReportMessage(report) : "holds").toBe("holds");
      });
    });
  });
}

// The model: commits applied one after the other to plain values.

interface Step {
  readonly type: "group" | "reopen";
  readonly commits: readonly Draft[];
}

/** A commit before it knows the heads: `off` is what its first append misses the head by. */
interface Draft {
  readonly sid: StreamId;
  readonly off: number;
  readonly count: number;
  readonly ends: boolean;
  readonly command: number | undefined;
  readonly drop: StreamId | undefined;
  readonly floor: number | undefined;
  readonly note: number | null | undefined;
}

const sids = fc.constantFrom(SID, OTHER);
const draft: fc.Arbitrary<Draft> = fc.record({
  sid: sids,
  off: fc.constantFrom(0, 0, 0, 0, 1, -1),
  count: fc.integer({ min: 1, max: 3 }),
  ends: fc.constantFrom(false, false, false, false, false, true),
  command: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined }),
  drop: fc.option(sids, { nil: undefined, freq: 8 }),
  floor: fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined, freq: 8 }),
  note: fc.option(fc.option(fc.integer(), { nil: null }), { nil: undefined }),
});
const history = fc.array(
  fc.record({
    type: fc.constantFrom("group" as const, "group" as const, "group" as const, "reopen" as const),
    commits: fc.array(draft, { minLength: 1, maxLength: 6 }),
  }),
  { maxLength: 12 },
);

class Model {
  readonly streams = new Map<StreamId, { texts: string[]; head: number; isEnded: boolean }>();
  readonly answers = new Map<CommandId, number>();
  note: number | undefined;
  floor = "";
  #commits = 0;

  /** The commit that a draft becomes now, and what it must come to. */
  apply(draft: Draft): { commit: Commit; status: string } {
    const at = (this.#commits += 1);
    const stream = this.streams.get(draft.sid) ?? { texts: [], head: 0, isEnded: false };
    const firstSeq = stream.head + 1 + draft.off;
    const text = `commit ${at}`;
    const end = draft.ends ? { end: DONE } : {};
    const commit: Commit = {
      appends: [append(draft.sid, firstSeq, text, { count: draft.count, ...end })],
      ...(draft.command !== undefined && { dedup: command(draft.command, at) }),
      ...(draft.drop !== undefined && { drops: [draft.drop] }),
      ...(draft.floor !== undefined && { floor: { actor: ACTOR, below: commandId(draft.floor) } }),
      ...(draft.note !== undefined && { records: [record("n", draft.note)] }),
    };
    if (draft.command !== undefined) {
      const id = commandId(draft.command);
      if (this.answers.has(id) || id < this.floor) return { commit, status: "known" };
    }
    if (draft.off !== 0 || stream.isEnded) return { commit, status: "stale" };
    if (draft.command !== undefined) this.answers.set(commandId(draft.command), at);
    stream.texts.push(text);
    this.streams.set(draft.sid, { texts: stream.texts, head: stream.head + draft.count, isEnded: draft.ends });
    if (draft.drop !== undefined) this.streams.delete(draft.drop);
    if (draft.note !== undefined) this.note = draft.note ?? undefined;
    if (draft.floor !== undefined && commandId(draft.floor) > this.floor) this.floor = commandId(draft.floor);
    for (const id of this.answers.keys()) if (id < this.floor) this.answers.delete(id);
    return { commit, status: "committed" };
  }
}

async function follow(steps: readonly Step[], home: StorageHome): Promise<void> {
  const model = new Model();
  let storage = await home.open();
  try {
    for (const { type, commits } of steps) {
      if (type === "reopen") {
        await storage.close();
        storage = await home.open();
      }
      const planned = commits.map((draft) => model.apply(draft));
      const outcomes = await Promise.all(planned.map(({ commit }) => storage.commit(commit)));
      expect(outcomes.map(({ status }) => status)).toEqual(planned.map(({ status }) => status));
    }
    await expectAsModel(storage, model);
  } finally {
    await storage.close();
    await home.remove();
  }
}

async function expectAsModel(storage: Storage, model: Model): Promise<void> {
  for (const sid of [SID, OTHER]) {
    const stream = model.streams.get(sid);
    expect(await readAll(storage, sid, 0, 20)).toEqual(stream?.texts ?? []);
    expect((await storage.stream(sid))?.head).toBe(stream?.head);
  }
  for (let n = 1; n <= 12; n += 1) {
    const { result, floor } = await storage.answered(CLIENT, commandId(n));
    expect([result?.at, floor]).toEqual([model.answers.get(commandId(n)), model.floor]);
  }
  expect((await storage.record("note", "n"))?.value).toBe(model.note);
}
