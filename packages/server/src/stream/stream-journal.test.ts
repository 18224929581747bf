import type { Actor, ClientId, StreamId } from "@nomous/protocol";
import { decodeBody, fromUtf8, ITEM, newCommandId, utf8 } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import type { Append, Commit, CommitOutcome, Storage } from "../storage/storage.ts";
import { StorageError } from "../storage/storage.ts";
import { createJournal } from "./stream-journal.ts";
import { Streams } from "./streams.ts";

const SID = "generation/g1" as StreamId;
const actor: Actor = { person: "Ada", client: "a".repeat(22) as ClientId };
const record = (id: string) => ({ kind: "k", id, value: 1, actor });
const text = (value: string) => ({ kind: ITEM.text, data: utf8(value) });

/** A journal over memory whose commits wait until the test lets them go, in order. */
function makeJournal({ isHeld = false } = {}) {
  const clock = new FakeClock();
  const memory = createMemoryStorage({ clock, random: createSeededRandom(1) });
  const commits: Commit[] = [];
  const held: (() => void)[] = [];
  let failure: Error | undefined;
  const storage: Storage = {
    ...memory,
    store: memory.store,
    async commit(commit) {
      commits.push(commit);
      const fails = failure;
      failure = undefined;
      if (isHeld) await new Promise<void>((resolve) => void held.push(resolve));
      if (fails !== undefined) throw fails;
      return memory.commit(commit);
    },
  };
  const streams = new Streams(clock, storage);
  const journal = createJournal({ clock, storage, streams });
  return {
    clock,
    commits,
    journal,
    storage,
    streams,
    append: (...values: string[]) => journal.commit({ appends: [{ sid: SID, items: values.map(text), actor }] }),
    failNext: (error: Error) => (failure = error),
    letGo: async (count = 1): Promise<void> => {
      for (let i = 0; i < count; i += 1) {
        await clock.settle();
        held.shift()?.();
      }
      await clock.settle();
    },
  };
}

const appendsOf = (commits: readonly Commit[]): readonly Append[] => commits.flatMap(({ appends }) => appends ?? []);

async function read(journal: ReturnType<typeof createJournal>, after = 0): Promise<string[]> {
  const found: string[] = [];
  for await (const { seq, data } of journal.items(SID, after)) found.push(`${seq} ${fromUtf8(data)}`);
  return found;
}

describe("numbers", () => {
  it("[S1] items are numbered from 1 without a hole, and times count from the first", async () => {
    const { journal, clock, append } = makeJournal();
    const startedAt = clock.now();
    await append("a", "b");
    await clock.advance(250);
    await append("c");
    expect(await read(journal)).toEqual(["1 a", "2 b", "3 c"]);
    expect(await read(journal, 2)).toEqual(["3 c"]);
    expect(await journal.state(SID)).toMatchObject({ createdAt: startedAt, head: 3, end: null });
    for await (const { atMs } of journal.items(SID, 2)) expect(atMs).toBe(250);
  });

  it("[S5] END is added behind the items, with their number", async () => {
    const { journal } = makeJournal();
    await journal.commit({ appends: [{ sid: SID, items: [text("a")], end: { reason: "done" }, actor }] });
    expect(await read(journal)).toEqual(["1 a", '2 {"reason":"done","count":1}']);
    expect((await journal.state(SID))?.end).toEqual({ reason: "done", count: 1 });
    expect((await journal.commit({ appends: [{ sid: SID, items: [text("b")], actor }] })).status).toBe("stale");
  });

  it("goes on behind what an earlier process wrote", async () => {
    const { clock, storage, append } = makeJournal();
    await append("a");
    const next = createJournal({ clock, storage, streams: new Streams(clock, storage) });
    await next.commit({ appends: [{ sid: SID, items: [text("b")], actor }] });
    expect(await read(next)).toEqual(["1 a", "2 b"]);
  });

  it("a stream that was removed begins again", async () => {
    const { journal, append } = makeJournal();
    await append("a", "b");
    await journal.commit({ drops: [SID] });
    expect(await journal.state(SID)).toBeUndefined();
    await append("c");
    expect(await read(journal)).toEqual(["1 c"]);
  });
});

describe("commits under way", () => {
  it("are numbered on top of each other without waiting", async () => {
    const { commits, journal, letGo, clock } = makeJournal({ isHeld: true });
    const outcomes = ["a", "b", "c"].map((value) =>
      journal.commit({ appends: [{ sid: SID, items: [text(value)], actor }], records: [record(value)] }),
    );
    await clock.settle();
    expect(appendsOf(commits).map(({ firstSeq }) => firstSeq)).toEqual([1, 2, 3]);
    expect(await journal.state(SID)).toBeUndefined();
    await letGo(3);
    expect((await Promise.all(outcomes)).map(({ status }) => status)).toEqual(["committed", "committed", "committed"]);
  });

  it("appends that come meanwhile become one segment", async () => {
    const { append, commits, letGo, clock, journal } = makeJournal({ isHeld: true });
    const outcomes = ["a", "b", "c", "d"].map((value) => append(value));
    await clock.settle();
    await letGo(2);
    expect((await Promise.all(outcomes)).every(({ status }) => status === "committed")).toBe(true);
    expect(appendsOf(commits).map(({ firstSeq, count }) => [firstSeq, count])).toEqual([
      [1, 1],
      [2, 3],
    ]);
    expect(await read(journal)).toEqual(["1 a", "2 b", "3 c", "4 d"]);
  });

  it("what was gathered goes before a change that came later", async () => {
    const { append, commits, letGo, clock, journal } = makeJournal({ isHeld: true });
    const first = append("a");
    const second = append("b");
    const ended = journal.commit({
      appends: [{ sid: SID, items: [text("c")], end: { reason: "done" }, actor }],
      records: [{ kind: "k", id: "1", value: null, actor }],
    });
    await clock.settle();
    await letGo(3);
    await Promise.all([first, second, ended]);
    expect(
      appendsOf(commits).map(({ body, count }) => (decodeBody(body, count) as { data: Uint8Array }[]).length),
    ).toEqual([1, 1, 2]);
    expect((await read(journal)).slice(0, 3)).toEqual(["1 a", "2 b", "3 c"]);
  });

  it("a commit that fails takes back its numbers and all that were given behind it", async () => {
    const { append, letGo, clock, journal, failNext } = makeJournal({ isHeld: true });
    const first = append("a");
    await letGo();
    await first;
    failNext(new StorageError("full", "The disk is full."));
    const failed = journal.commit({ appends: [{ sid: SID, items: [text("b")], actor }], records: [record("b")] });
    const failure = failed.catch((error: unknown) => error);
    const behind = journal.commit({ appends: [{ sid: SID, items: [text("c")], actor }], records: [record("c")] });
    await clock.settle();
    await letGo(1);
    expect(await failure).toMatchObject({ code: "full" });
    const again = append("d");
    await letGo(2);
    expect((await behind).status).toBe("stale");
    expect((await again).status).toBe("committed");
    expect(await read(journal)).toEqual(["1 a", "2 d"]);
  });

  it("a command that is known changes nothing, and the next number is the next", async () => {
    const { journal, append, clock } = makeJournal();
    const id = newCommandId({ clock, random: createSeededRandom(2) });
    const result = { type: "RES", id, status: "applied", at: 1 } as const;
    const dedup = { actor, id: result.id, result };
    const say = (): Promise<CommitOutcome> =>
      journal.commit({ dedup, appends: [{ sid: SID, items: [text("a")], actor }] });
    expect([(await say()).status, (await say()).status]).toEqual(["committed", "known"]);
    await append("b");
    expect(await read(journal)).toEqual(["1 a", "2 b"]);
  });
});

it("[S12] reading ends with an error where the log is damaged, behind the intact items", async () => {
  const { clock, storage, append } = makeJournal();
  await append("a");
  await append("b");
  const damaged: Storage = {
    ...storage,
    async read(sid, after, maxBytes) {
      const [first] = await storage.read(sid, after, maxBytes);
      if (after === 0 && first !== undefined) return [first];
      throw new StorageError("corrupt", "A checksum is wrong.");
    },
  };
  const journal = createJournal({ clock, storage: damaged, streams: new Streams(clock, damaged) });
  const found: number[] = [];
  await expect(
    (async () => {
      for await (const { seq } of journal.items(SID, 0)) found.push(seq);
    })(),
  ).rejects.toThrow("checksum");
  expect(found).toEqual([1]);
});
