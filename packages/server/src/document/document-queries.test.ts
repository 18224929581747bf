import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { DOCUMENTS, type HistoryEntry, LIMITS, type QueryResult, type Runtime } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import { openServices } from "../services-fixture.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { LatestStreams } from "../stream/latest-streams.ts";
import { Streams } from "../stream/streams.ts";
import { DeskError } from "./document-desk.ts";
import { type DocumentFixture, openDocuments } from "./document-fixture.ts";

const MINUTE_MS = 60_000;
const makeRuntime = (): Runtime & { clock: FakeClock } => ({ clock: new FakeClock(), random: createSeededRandom(7) });

async function openOne(text = "one\n") {
  const runtime = makeRuntime();
  const bridge = await openDocuments(runtime, { files: { "a.md": text } });
  const id = await bridge.open("a.md");
  return { runtime, bridge, id, ada: await bridge.scribe(id) };
}

async function historyOf(
  bridge: DocumentFixture,
  document: Awaited<ReturnType<DocumentFixture["open"]>>,
  before?: number,
  limit = 100,
) {
  const args = { document, limit, ...(before !== undefined && { before }) };
  const { result } = await bridge.ask("document.history", args);
  return result as QueryResult<"document.history">;
}

const kinds = (entries: readonly HistoryEntry[]): string[] => entries.map(({ kind, edits }) => `${kind} ${edits}`);

describe("the history", () => {
  it("joins what one person wrote within five minutes, newest first", async () => {
    const { runtime, bridge, id, ada } = await openOne();
    for (let i = 0; i < 3; i += 1) {
      await ada.type(0, "x");
      await runtime.clock.advance(MINUTE_MS);
    }
    await runtime.clock.advance(5 * MINUTE_MS);
    await ada.type(0, "y");
    const { entries, hasMore } = await historyOf(bridge, id);
    expect(kinds(entries)).toEqual(["edited 1", "edited 3", "created 1"]);
    expect(hasMore).toBe(false);
    expect(entries[1]).toMatchObject({ actors: [{ person: "Ada" }] });
  });

  it("tells people apart who write after each other, and joins those who write in turns", async () => {
    const { bridge, id, ada } = await openOne();
    const bob = await bridge.scribe(id, "Bob", "b".repeat(22));
    await ada.type(0, "x");
    await bob.type(0, "y");
    expect(kinds((await historyOf(bridge, id)).entries)).toEqual(["edited 1", "edited 1", "created 1"]);
    await ada.type(0, "x");
    await bob.type(0, "y");
    const { entries } = await historyOf(bridge, id);
    expect(kinds(entries)).toEqual(["edited 4", "created 1"]);
    expect(entries[0]?.actors.map(({ person }) => person)).toEqual(["Ada", "Bob"]);
  });

  it("shows labels, changes of the file and pages on their own", async () => {
    const { runtime, bridge, id, ada } = await openOne();
    await ada.type(0, "x");
    await ada.send(ada.edit(ada.change(0, "y"), { label: "restored" }));
    await runtime.clock.advance(MINUTE_MS);
    bridge.source.put("a.md", "yxone\ntwo\n");
    await runtime.clock.advance(MINUTE_MS);
    await ada.read();
    expect(ada.text).toBe("yxone\ntwo\n");
    await ada.type(0, "z");
    const { entries } = await historyOf(bridge, id);
    expect(kinds(entries)).toEqual(["edited 1", "file 1", "labelled 1", "edited 1", "created 1"]);
    expect(entries[2]?.label).toBe("restored");
    const page = await historyOf(bridge, id, undefined, 2);
    expect(page.hasMore).toBe(true);
    const rest = await historyOf(bridge, id, page.entries.at(-1)?.seq[0]);
    expect([...page.entries, ...rest.entries]).toEqual(entries);
  });
});

describe("a version", () => {
  it("is the text as it was", async () => {
    const { bridge, id, ada } = await openOne();
    await ada.type(0, "x");
    await ada.type(0, "y");
    const { entries } = await historyOf(bridge, id);
    const textOf = async (version: string | undefined) =>
      (await bridge.ask("document.version", { document: id, version: version ?? "", from: 0 })).result;
    expect(await textOf(entries[0]?.version)).toEqual({ text: "yxone\n", total: 6 });
    expect(await textOf(entries[1]?.version)).toEqual({ text: "one\n", total: 4 });
  });

  it("comes in pages that fit a frame, never between the halves of a character", async () => {
    const text = "\u0001😀".repeat(200_000);
    const { bridge, id, ada } = await openOne(text);
    const version = `seq:${ada.seq}`;
    let read = "";
    for (let pages = 0; pages < 100; pages += 1) {
      const reply = await bridge.ask("document.version", { document: id, version, from: read.length });
      const { text: page, total } = reply.result as QueryResult<"document.version">;
      expect(JSON.stringify(reply).length).toBeLessThan(LIMITS.frameBytes);
      expect(page).toBe(page.toWellFormed());
      read += page;
      if (read.length === total) break;
    }
    expect(read).toBe(text);
  });

  it("that is not there is not found", async () => {
    const { bridge, id } = await openOne();
    for (const version of ["seq:99", "seq:0", "seq:x", `file:${"0".repeat(64)}`, "other"]) {
      const { error } = await bridge.ask("document.version", { document: id, version, from: 0 });
      expect(error?.code).toBe("not-found");
    }
  });
});

describe("the library", () => {
  const overview = {
    path: "a.md",
    title: "A",
    type: null,
    state: null,
    possible: [],
    progress: { written: 0, required: 0, phase: null },
    problems: { error: 0, warning: 0, note: 0 },
    approval: "none" as const,
    committed: null,
    next: "",
    sources: [],
  };

  it("names the documents of the files that were opened", async () => {
    const bridge = await openDocuments(makeRuntime(), {
      files: { "a.md": "", "b.md": "" },
      desk: { list: async () => ({ documents: [overview, { ...overview, path: "b.md" }], unchecked: [] }) },
    });
    const id = await bridge.open("a.md");
    const { result } = await bridge.ask("documents.list", {});
    expect((result as QueryResult<"documents.list">).documents.map(({ document }) => document)).toEqual([
      id,
      undefined,
    ]);
  });

  it("says what is wrong in its own words, and that there is none without files", async () => {
    const desk = { settings: () => Promise.reject(new DeskError("nomous.yaml:3: rules is no list.")) };
    const bridge = await openDocuments(makeRuntime(), { desk });
    expect((await bridge.ask("workbench.settings", {})).error).toEqual({
      code: "conflict",
      message: "nomous.yaml:3: rules is no list.",
    });
    const bare = await openServices(makeRuntime());
    expect((await bare.ask("documents.list", {})).error?.code).toBe("not-supported");
  });

  it("tells its readers at once that it has changed, and then once a second at most", async () => {
    const runtime = makeRuntime();
    const { clock } = runtime;
    const latest = new LatestStreams({ clock, streams: new Streams(clock, createMemoryStorage(runtime)), run: 1 });
    const bridge = await openDocuments(runtime, { files: { "a.md": "" }, latest });
    const head = () => latest.open(DOCUMENTS)?.head;
    const before = head() ?? 0;
    const ada = await bridge.scribe(await bridge.open("a.md"));
    expect(head()).toBe(before + 1);
    for (let i = 0; i < 5; i += 1) await ada.type(0, "x");
    expect(head()).toBe(before + 1);
    await clock.advance(1_000);
    expect(head()).toBe(before + 2);
    await clock.advance(10_000);
    expect(head()).toBe(before + 2);
  });
});
