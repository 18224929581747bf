// Who comes back after a long time, to a log that was cut, a document that has another name, no file, or an approval, or a bridge that lost what it had.
// Whatever they typed is in the text, or in a suggestion, or still with them.
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import {
  decodeJson,
  DocumentEvent,
  documentStream,
  fromUtf8,
  ITEM,
  type Runtime,
  type SnapshotPlace,
  type StreamId,
} from "@nomous/protocol";
import { expect, test } from "vitest";
import { createMemoryDisk } from "../../storage/memory-storage.ts";
import { openDocuments, type Scribe } from "../document-fixture.ts";
import { DEFAULT_KEEPING, floorOf } from "../snapshot/compact.ts";
import { emptyRoom } from "../room/loaded-room.ts";
import {
  absencesOf,
  bobOf,
  bring,
  conflictsIn,
  findAll,
  onlyConflict,
  openApart,
  PATH,
  replace,
  resolveArgs,
  TEXT,
} from "./conflict-fixture.ts";

const makeRuntime = (): Runtime & { clock: FakeClock } => ({ clock: new FakeClock(), random: createSeededRandom(7) });

const DAY_MS = 24 * 3_600_000;
const KEEPING = { ...DEFAULT_KEEPING, items: 3, tail: { updates: 5, bytes: 1_000_000 } };

/** Writes until the log is cut behind what was there a month ago. */
async function cutLog({
  runtime,
  ada,
}: Awaited<ReturnType<typeof openApart<ReturnType<typeof makeRuntime>>>>): Promise<void> {
  for (let months = 0; months < 2; months += 1) {
    for (let i = 0; i < 6; i += 1) {
      await ada.read();
      await ada.type(ada.text.length, "x");
    }
    await runtime.clock.advance(2_000);
    runtime.clock.jump(31 * DAY_MS);
  }
  await ada.read();
  for (let i = 0; i < 6; i += 1) await ada.type(ada.text.length, "x");
  await runtime.clock.advance(2_000);
}

test("[D9] to a log that was cut: the edit is a suggestion with all that was typed, and no conflict", async () => {
  const opened = await openApart(makeRuntime(), { keeping: KEEPING });
  const { runtime, bridge, id, bob } = opened;
  await cutLog(opened);
  expect((await bridge.journal.state(documentStream(id)))?.first).toBeGreaterThan(bob.seq + 1);
  const { result } = await bring(bob, "one hour", "24 hours, then archives them");
  expect(result).toEqual({ suggestion: expect.any(String) as unknown });
  await findAll(runtime);
  const events = await bridge.events(id);
  const hunks = events.flatMap((event) => (event.type === "hunk" ? [event.hunk.inserted] : []));
  expect(hunks.join("")).toContain("24 hours, then archives them");
  expect([conflictsIn(events), await absencesOf(bridge, id)]).toEqual([[], []]);
});

test("[D15] [D19] an open conflict is in the snapshot and known behind what was cut, after a restart too, and can be decided", async () => {
  const disk = createMemoryDisk();
  const opened = await openApart(makeRuntime(), { keeping: KEEPING, disk });
  const { runtime, bridge, id, ada, bob } = opened;
  await ada.send(ada.edit(replace(ada, "one hour", "seven days")));
  await bring(bob, "one hour", "24 hours");
  await findAll(runtime);
  const conflict = await onlyConflict(bridge, id);
  const foundAt = runtime.clock.now() - 2_700;
  await cutLog(opened);
  expect(conflictsIn(await bridge.events(id))).toEqual([]);
  const { result } = await bridge.ask("document.snapshot", { document: id });
  const { sid } = (result as { snapshot: SnapshotPlace }).snapshot;
  const facts: DocumentEvent[] = [];
  for await (const { kind, data } of bridge.journal.items(sid as StreamId, 0)) {
    const fact = kind === ITEM.json ? decodeJson(DocumentEvent, fromUtf8(data)) : undefined;
    if (fact?.type === "met" || fact?.type === "conflict") facts.push(fact);
  }
  expect(facts).toMatchObject([
    { type: "met", at: foundAt },
    { type: "conflict", conflict, at: foundAt },
  ]);

  const after = await openDocuments(runtime, { disk, source: bridge.source, keeping: KEEPING });
  const page = await bobOf(after, id);
  const args = resolveArgs(id, conflict.conflict, "A week.");
  const items = { result: { items: [expect.any(Number), expect.any(Number)] as unknown } };
  expect(await page.command("document.resolve", args)).toMatchObject({ status: "applied", ...items });
  expect(await after.events(id)).toContainEqual(expect.objectContaining({ type: "resolved", isFirst: true }));
});

test("[D18] a log is not cut behind edits that met and that nobody was told of", () => {
  const marks = [5, 10].map((seq) => ({ seq, epoch: 1, at: 0 }));
  const snapshot = { sid: "", seq: 10, epoch: 1 };
  const room = { ...emptyRoom("01890000-0000-7000-8000-0000000000aa" as never), head: 100, marks, snapshot };
  const absence = { epoch: 1, base: 7, plus: [], yjs: [1], first: 90, last: 91, isFile: false, told: null };
  const floor = (more: object) => floorOf({ ...room, ...more }, KEEPING, 31 * DAY_MS, undefined)?.seq;
  expect([floor({}), floor({ absences: [absence] })]).toEqual([10, 5]);
});

test("to a document that has another name: it is in its text and its file", async () => {
  const { runtime, bridge, id, bob } = await openApart(makeRuntime());
  bridge.source.put("b.md", bridge.source.files.get(PATH) ?? "");
  bridge.source.put(PATH, null);
  await runtime.clock.advance(60_000);
  await bring(bob, "one hour", "24 hours");
  await runtime.clock.advance(10_000);
  expect(await bridge.text(id)).toContain("24 hours");
  expect([...bridge.source.files]).toEqual([["b.md", TEXT.replace("one hour", "24 hours")]]);
});

test("[D18] to a document whose file was deleted after others wrote: it is there again, with all of it, and they met", async () => {
  const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime());
  await ada.send(ada.edit(replace(ada, "one hour", "seven days")));
  await runtime.clock.advance(10_000);
  bridge.source.put(PATH, null);
  await runtime.clock.advance(60_000);
  expect(bridge.source.files.has(PATH)).toBe(false);
  await bring(bob, "one hour", "24 hours");
  await runtime.clock.advance(60_000);
  await onlyConflict(bridge, id);
  expect(bridge.source.files.get(PATH)).toBe(await bridge.text(id));
  for (const words of ["seven days", "24 hours"]) expect(bridge.source.files.get(PATH)).toContain(words);
});

test("[D20] to a document that was approved: the edit is in, behind what was signed", async () => {
  const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime(), {
    desk: {
      move: async (_, text, to) => ({
        status: "changed",
        text: `status: ${to}\n${text}`,
        from: "draft",
        to,
        isApproval: true,
        sign: async () => {},
      }),
    },
  });
  expect((await ada.command("document.state", { document: id, state: "approved" })).status).toBe("applied");
  const signed = await bridge.text(id);
  await runtime.clock.advance(60_000);
  const { status, result } = await bring(bob, "one hour", "24 hours");
  expect({ status, result }).toEqual({
    status: "applied",
    result: { items: [expect.any(Number), expect.any(Number)] },
  });
  await findAll(runtime);
  // The approval is of another text now.
  expect(await bridge.text(id)).toBe(signed.replace("one hour", "24 hours"));
});

test("[D8] to a bridge that has lost what it had: what it cannot know is refused and stays with its writer, and fits once that has read anew", async () => {
  const before = await openApart(makeRuntime());
  const { runtime, bridge, id, ada } = before;
  const restored: Scribe = await bobOf(bridge, id);
  // What the page has seen, and the bridge has not any more.
  const edit = restored.edit(replace(restored, "one hour", "24 hours"), { base: restored.seq + 50 });
  expect(await restored.send(edit, true)).toMatchObject({ status: "rejected", error: { code: "invalid-arguments" } });
  expect(await bridge.text(id)).toBe(TEXT);
  await ada.send(ada.edit(replace(ada, "one hour", "seven days")));
  expect((await restored.send({ ...edit, base: restored.seq }, true)).status).toBe("applied");
  await findAll(runtime);
  await onlyConflict(bridge, id);
  for (const words of ["seven days", "24 hours"]) expect(await bridge.text(id)).toContain(words);
});
