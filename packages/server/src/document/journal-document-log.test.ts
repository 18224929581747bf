import { createSeededRandom, FakeClock } from "@nomous/testkit";
import type { Runtime } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import { KeyedQueue } from "../command/keyed-queue.ts";
import { CALLER } from "../services-fixture.ts";
import { openDocuments } from "./document-fixture.ts";
import { createDocumentLog } from "./journal-document-log.ts";
import { createMerger } from "./merge/merger-core.ts";

const makeRuntime = (): Runtime & { clock: FakeClock } => ({ clock: new FakeClock(), random: createSeededRandom(7) });

async function openOne() {
  const runtime = makeRuntime();
  let reads = 0;
  const bridge = await openDocuments(runtime, {
    files: { "a.md": "one\n" },
    wrap: (storage) => ({ ...storage, read: (...args) => ((reads += 1), storage.read(...args)) }),
  });
  const id = await bridge.open("a.md");
  const { journal, storage } = bridge;
  const log = createDocumentLog({ clock: runtime.clock, journal, storage, queue: new KeyedQueue() });
  return { runtime, bridge, id, log, reads: () => reads };
}

const { actor } = CALLER;
const label = (text: string) => ({ event: { type: "label", label: text, actor } }) as const;

describe("the log of documents", () => {
  it("knows of a document what its items say", async () => {
    const { bridge, id, log } = await openOne();
    const ada = await bridge.scribe(id);
    await ada.type(0, "xyz");
    const room = await log.room(id);
    expect(room).toMatchObject({ path: "a.md", epoch: 1, epochAt: 2, head: 6, first: 1, lengthBytes: 7 });
    expect(room.state).toEqual({ key: `${id}/1`, upTo: 6, plus: [] });
    expect(room.clocks.get(ada.doc.clientID)).toBe(3);
    expect(room.writers.get(ada.doc.clientID)).toEqual({ writer: 2, yjs: ada.doc.clientID, actor });
  });

  it("reads nothing when nothing came, and only what came when something did", async () => {
    const { bridge, id, log, reads } = await openOne();
    const first = await log.room(id);
    const before = reads();
    expect(await log.room(id)).toBe(first);
    expect(reads()).toBe(before);
    const ada = await bridge.scribe(id);
    await ada.type(0, "x");
    const then = reads();
    expect((await log.room(id)).head).toBe(6);
    expect(reads()).toBe(then + 1);
  });

  it("decides again when somebody else wrote first", async () => {
    const { bridge, id, log } = await openOne();
    const ada = await bridge.scribe(id);
    const heads: number[] = [];
    const outcome = await log.append(id, async (room) => {
      heads.push(room.head);
      if (heads.length === 1) await ada.type(0, "x");
      return { entries: [label("late")], actor };
    });
    expect(heads).toEqual([4, 6]);
    expect(outcome?.items).toEqual([7, 7]);
    expect(await log.append(id, () => null)).toBeNull();
  });

  it("announces a writer before the first update, and binds a path with the item that says it", async () => {
    const { runtime, bridge, id, log } = await openOne();
    const merger = createMerger(log.updates);
    const room = await log.room(id);
    const update = await merger.rewrite(room.state, "two\n", 42);
    if (update === null) throw new Error("nothing to change");
    const entries = [
      { event: { type: "moved", path: "b.md", actor } } as const,
      { update: { encoding: 1 as const, base: room.head, update }, yjs: 42 },
    ];
    const grown: string[] = [];
    log.watch(({ path }) => grown.push(path));
    await log.append(id, () => ({ entries, actor }));
    expect(grown).toEqual(["b.md"]);
    expect(await log.at("a.md")).toBeUndefined();
    expect(await log.at("b.md")).toBe(id);
    const fresh = createDocumentLog({ clock: runtime.clock, ...bridge, queue: new KeyedQueue() });
    expect([...(await fresh.bound())]).toEqual([["b.md", id]]);
    expect(await merger.text((await fresh.room(id)).state)).toBe("two\n");
    expect((await bridge.events(id)).at(-1)).toEqual({ type: "writer", writer: 2, yjs: 42, actor });
  });

  it("keeps a suggestion until each of its hunks is settled", async () => {
    const { id, log } = await openOne();
    const suggestion = "00000000-0000-7000-8000-000000000001" as never;
    const hunk = (number: number) => ({
      event: {
        type: "hunk",
        suggestion,
        hunk: { hunk: number, from: "", to: "", removed: "a", inserted: "b" },
      } as const,
    });
    const settled = (hunks: number[]) =>
      ({ event: { type: "settled", suggestion, hunks, verdict: "rejected", actor } }) as const;
    const append = async (...entries: object[]) =>
      (await log.append(id, () => ({ entries: entries as ReturnType<typeof hunk>[], actor })))?.room.suggestions;
    const made = { event: { type: "suggestion", suggestion, why: "asked", note: "n", actor } } as const;
    expect((await append(made, hunk(1), hunk(2)))?.get(suggestion)?.hunks.size).toBe(2);
    expect((await append(settled([2])))?.get(suggestion)?.hunks.size).toBe(1);
    expect((await append(settled([1])))?.size).toBe(0);
  });

  it("hears of what commands write", async () => {
    const { bridge, id } = await openOne();
    const ada = await bridge.scribe(id);
    const written = bridge.services.handlers;
    expect(written).toBeDefined();
    await ada.type(0, "x");
    // The file follows the log, and only a watcher of the log can have told it.
    expect(bridge.source.files.get("a.md")).toBe("one\n");
    await bridge.services.stop();
    expect(bridge.source.files.get("a.md")).toBe("xone\n");
  });
});
