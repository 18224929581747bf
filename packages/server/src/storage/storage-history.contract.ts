// Every storage against the simplest that could be true: commits applied one after the other to plain values.
import type { CommandId, StreamId } from "@nomous/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
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
  SID,
  type StorageHome,
} from "./storage-fixture.ts";
import type { Commit, Storage } from "./storage.ts";

export function describeHistory(makeHome: () => StorageHome): void {
  describe("any history", () => {
    test("[S1] groups of commits, drops, floors and restarts leave what a simple model says", async () => {
      const property = fc.asyncProperty(history, (steps) => follow(steps, makeHome()));
      const report = await fc.check(property, { numRuns: 15, seed: 20 });
      expect(report.failed ? fc.defaultReportMessage(report) : "holds").toBe("holds");
    });
  });
}

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
  readonly trim: number | undefined;
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
  trim: fc.option(fc.integer({ min: 1, max: 12 }), { nil: undefined, freq: 4 }),
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
  readonly streams = new Map<
    StreamId,
    { segments: { text: string; last: number }[]; head: number; isEnded: boolean }
  >();
  readonly answers = new Map<CommandId, number>();
  note: number | undefined;
  floor = "";
  #commits = 0;

  /** The commit that a draft becomes now, and what it must come to. */
  apply(draft: Draft): { commit: Commit; status: string } {
    const at = (this.#commits += 1);
    const stream = this.streams.get(draft.sid) ?? { segments: [], head: 0, isEnded: false };
    const firstSeq = stream.head + 1 + draft.off;
    const text = `commit ${at}`;
    const end = draft.ends ? { end: DONE } : {};
    const commit: Commit = {
      appends: [append(draft.sid, firstSeq, text, { count: draft.count, ...end })],
      ...(draft.command !== undefined && { dedup: command(draft.command, at) }),
      ...(draft.trim !== undefined && { trims: [{ sid: draft.sid, first: draft.trim }] }),
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
    const head = stream.head + draft.count;
    const first = Math.min(draft.trim ?? 0, head);
    const segments = [...stream.segments, { text, last: head }].filter(({ last }) => last >= first);
    this.streams.set(draft.sid, { segments, head, isEnded: draft.ends });
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
    const state = await storage.stream(sid);
    expect(await readAll(storage, sid, (state?.first ?? 1) - 1, 20)).toEqual(
      stream?.segments.map(({ text }) => text) ?? [],
    );
    expect(state?.head).toBe(stream?.head);
  }
  for (let n = 1; n <= 12; n += 1) {
    const { result, floor } = await storage.answered(CLIENT, commandId(n));
    expect([result?.at, floor]).toEqual([model.answers.get(commandId(n)), model.floor]);
  }
  expect((await storage.record("note", "n"))?.value).toBe(model.note);
}
