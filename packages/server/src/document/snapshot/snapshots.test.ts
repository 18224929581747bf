import { createSeededRandom, FakeClock } from "@nomous/testkit";
import {
  decodeJson,
  DocumentEvent,
  type DocumentId,
  documentStream,
  fromUtf8,
  ITEM,
  newSuggestionId,
  type Runtime,
  type SnapshotPlace,
  type StreamId,
  UpdateReader,
} from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { createMemoryDisk } from "../../storage/memory-storage.ts";
import { createMerger } from "../merge/merger-core.ts";
import { textOf } from "../merge/ydoc.ts";
import { openDocuments, type DocumentFixture, type Scribe } from "../document-fixture.ts";
import { DEFAULT_KEEPING } from "./compact.ts";

const DAY_MS = 24 * 3_600_000;
const makeRuntime = (): Runtime & { clock: FakeClock } => ({ clock: new FakeClock(), random: createSeededRandom(7) });

async function typeMany(scribe: Scribe, count: number): Promise<void> {
  for (let i = 0; i < count; i += 1) await scribe.type(scribe.text.length, "x");
}

async function placeOf(bridge: DocumentFixture, document: DocumentId): Promise<SnapshotPlace | null> {
  const { result } = await bridge.ask("document.snapshot", { document });
  return (result as { snapshot: SnapshotPlace | null }).snapshot;
}

async function readSnapshot(bridge: DocumentFixture, { sid }: SnapshotPlace) {
  const doc = new Y.Doc();
  const facts: DocumentEvent[] = [];
  const updates = new UpdateReader();
  let text = "";
  for await (const { kind, data } of bridge.journal.items(sid as StreamId, 0)) {
    const fact = kind === ITEM.json ? decodeJson(DocumentEvent, fromUtf8(data)) : undefined;
    if (fact !== undefined) facts.push(fact);
    if (kind === ITEM.text) text += fromUtf8(data);
    const update = kind === ITEM.bytes ? updates.read(data) : undefined;
    if (update !== undefined) Y.applyUpdateV2(doc, update.update);
  }
  return { facts, text, state: textOf(doc) };
}

describe("a snapshot", () => {
  it("[D15] is made once the tail is long and it is quiet, has the facts, the text and the state, and replaces the one before", async () => {
    const runtime = makeRuntime();
    const bridge = await openDocuments(runtime, { files: { "a.md": "grüße\n" } });
    const id = await bridge.open("a.md");
    const ada = await bridge.scribe(id);
    const suggestion = newSuggestionId(runtime);
    const changes = [{ from: 0, to: 5, insert: "hello" }];
    await bridge.send("document.suggest", { document: id, suggestion, epoch: 1, base: ada.seq, note: "", changes });
    await typeMany(ada, 498);
    await runtime.clock.advance(2_000);
    expect(await placeOf(bridge, id)).toBeNull();
    await typeMany(ada, 1);
    expect(await placeOf(bridge, id)).toBeNull();
    await runtime.clock.advance(2_000);

    const first = await placeOf(bridge, id);
    if (first === null) throw new Error("no snapshot");
    expect(first).toMatchObject({ epoch: 1, seq: (await bridge.journal.state(documentStream(id)))?.head });
    const { facts, text, state } = await readSnapshot(bridge, first);
    expect(text).toBe(ada.text);
    expect(state).toBe(ada.text);
    expect(facts.map(({ type }) => type)).toEqual(["created", "epoch", "writer", "writer", "suggestion", "hunk"]);
    expect((await bridge.journal.state(first.sid as StreamId))?.end).toMatchObject({ reason: "done" });

    await typeMany(ada, 500);
    await runtime.clock.advance(2_000);
    expect((await placeOf(bridge, id))?.seq).toBeGreaterThan(first.seq);
    expect(await bridge.journal.state(first.sid as StreamId)).toBeUndefined();
    await bridge.services.stop();
    expect(runtime.clock.timers).toBe(0);
  });

  it("is of one moment: what is written while it is made comes behind it", async () => {
    const runtime = makeRuntime();
    const begun = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    const bridge = await openDocuments(runtime, {
      files: { "a.md": "" },
      merger: (read) => {
        const merger = createMerger(read);
        return {
          ...merger,
          async snapshot(state) {
            begun.resolve();
            await written.promise;
            return merger.snapshot(state);
          },
        };
      },
    });
    const id = await bridge.open("a.md");
    const ada = await bridge.scribe(id);
    await typeMany(ada, 500);
    const advancing = runtime.clock.advance(2_000);
    await begun.promise;
    await typeMany(ada, 2);
    written.resolve();
    await advancing;
    const place = await placeOf(bridge, id);
    if (place === null) throw new Error("no snapshot");
    expect((await readSnapshot(bridge, place)).text).toBe("x".repeat(500));
    await typeMany(ada, 1);
    expect(await placeOf(bridge, id)).toEqual(place);
    expect(await bridge.text(id)).toBe("x".repeat(503));
  });

  it("spares the next start everything before it", async () => {
    const runtime = makeRuntime();
    const disk = createMemoryDisk();
    const files = { "a.md": "" };
    const before = await openDocuments(runtime, { files, disk });
    const id = await before.open("a.md");
    const ada = await before.scribe(id);
    await typeMany(ada, 500);
    await runtime.clock.advance(2_000);
    await typeMany(ada, 3);
    const place = await placeOf(before, id);

    let oldest = Infinity;
    const after = await openDocuments(runtime, {
      files,
      disk,
      wrap: (storage) => ({
        ...storage,
        async read(sid, from, maxBytes) {
          if (sid === documentStream(id)) oldest = Math.min(oldest, from);
          return storage.read(sid, from, maxBytes);
        },
      }),
    });
    const edit = ada.edit(ada.change(0, "y"));
    expect((await after.send("document.edit", { document: id, edit })).status).toBe("applied");
    expect(oldest).toBe(place?.seq);
  });
});

async function openOld() {
  const runtime = makeRuntime();
  const disk = createMemoryDisk();
  const bridge = await openDocuments(runtime, {
    files: { "a.md": "" },
    disk,
    keeping: { ...DEFAULT_KEEPING, items: 100 },
  });
  const id = await bridge.open("a.md");
  const ada = await bridge.scribe(id);
  const late = await bridge.scribe(id, "Late", "l".repeat(22));
  await typeMany(ada, 500);
  await runtime.clock.advance(2_000);
  const first = await placeOf(bridge, id);
  runtime.clock.jump(31 * DAY_MS);
  await typeMany(ada, 500);
  await runtime.clock.advance(2_000);
  return { runtime, disk, bridge, id, ada, late, first };
}

describe("an old log", () => {
  it("is cut where a snapshot was, and what is left has the same text, also after a restart", async () => {
    const { runtime, disk, bridge, id, ada, first } = await openOld();
    expect((await bridge.journal.state(documentStream(id)))?.first).toBe((first?.seq ?? 0) + 1);
    const version = async (seq: number) =>
      bridge.ask("document.version", { document: id, version: `seq:${seq}`, from: 0 });
    const at = (first?.seq ?? 0) + 1;
    expect((await version(at)).result).toMatchObject({ text: "x".repeat(501) });
    expect((await version(at - 1)).result).toMatchObject({ text: "x".repeat(500) });
    expect((await version(at - 2)).error?.code).toBe("not-found");
    await ada.read();
    expect((await ada.type(0, "y")).status).toBe("applied");
    const { result } = await bridge.ask("document.history", { document: id, limit: 10 });
    expect(result).toMatchObject({ hasMore: false, entries: [{ kind: "edited", edits: 501 }] });
    const text = ada.text;
    const after = await openDocuments(runtime, { disk, source: bridge.source });
    const { seq } = await after.journal.state(documentStream(id)).then((state) => ({ seq: state?.head ?? 0 }));
    const newest = await after.ask("document.version", { document: id, version: `seq:${seq}`, from: 0 });
    expect(newest.result).toMatchObject({ text });
    const edit = ada.edit(ada.change(0, "z"));
    expect((await after.send("document.edit", { document: id, edit })).status).toBe("applied");
  });

  it("[D9] takes an edit on what is gone as a suggestion", async () => {
    const { bridge, id, late } = await openOld();
    const { result } = await late.type(0, "late ");
    expect(result).toEqual({ suggestion: expect.any(String) as unknown });
    expect(await bridge.events(id)).toContainEqual(expect.objectContaining({ type: "suggestion", why: "floor" }));
  });

  it("is not cut where an open suggestion began", async () => {
    const runtime = makeRuntime();
    const bridge = await openDocuments(runtime, {
      files: { "a.md": "abc" },
      keeping: { ...DEFAULT_KEEPING, items: 100 },
    });
    const id = await bridge.open("a.md");
    const ada = await bridge.scribe(id);
    const suggestion = newSuggestionId(runtime);
    const changes = [{ from: 0, to: 1, insert: "A" }];
    await bridge.send("document.suggest", { document: id, suggestion, epoch: 1, base: ada.seq, note: "", changes });
    await runtime.clock.advance(1);
    await typeMany(ada, 500);
    runtime.clock.jump(31 * DAY_MS);
    await typeMany(ada, 500);
    await runtime.clock.advance(2_000);
    expect((await bridge.journal.state(documentStream(id)))?.first).toBe(1);
  });
});
