import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { type ConnectionId, fromUtf8, roomStream, type Runtime, type TabId } from "@nomous/protocol";
import { expect, test } from "vitest";
import { CALLER } from "../services-fixture.ts";
import { createMemoryDisk, createMemoryStorage } from "../storage/memory-storage.ts";
import { LatestStreams } from "../stream/latest-streams.ts";
import { Streams } from "../stream/streams.ts";
import { openDocuments } from "./document-fixture.ts";
import { createDocumentSourceFixture } from "./document-source-fixture.ts";
import { Lobby } from "./lobby.ts";

const makeRuntime = (): Runtime & { clock: FakeClock } => ({ clock: new FakeClock(), random: createSeededRandom(7) });

test("what a bridge that died had not written into the file is written by the next one, though nobody asks", async () => {
  const runtime = makeRuntime();
  const disk = createMemoryDisk();
  const source = createDocumentSourceFixture({ "a.md": "one\n" });
  const before = await openDocuments(runtime, { source, disk });
  const ada = await before.scribe(await before.open("a.md"));
  await ada.type(0, "x");
  expect(source.files.get("a.md")).toBe("one\n");
  await openDocuments(runtime, { source, disk });
  await runtime.clock.advance(5_000);
  expect(source.files.get("a.md")).toBe("xone\n");
});

test("a document that somebody is at hears of its file, also while nobody writes", async () => {
  const runtime = makeRuntime();
  const { clock } = runtime;
  const latest = new LatestStreams({ clock, streams: new Streams(clock, createMemoryStorage(runtime)), run: 1 });
  const lobby = new Lobby(clock, latest);
  const disk = createMemoryDisk();
  const source = createDocumentSourceFixture({ "a.md": "one\r\n" });
  const id = await (await openDocuments(runtime, { source, disk })).open("a.md");
  const bridge = await openDocuments(runtime, { source, disk, latest, lobby });
  const visitor = { connection: "c" as ConnectionId, tab: "t" as TabId, actor: CALLER.actor };
  lobby.present(visitor, id, { selection: null });
  await clock.advance(1_000);
  source.put("a.md", "two\r\n");
  await clock.advance(5_000);
  expect(await bridge.text(id)).toBe("two\n");
  const newest = latest.open(roomStream(id))?.newest;
  expect(fromUtf8(newest?.bytes ?? new Uint8Array())).toContain('"ending":"crlf"');
});
