import type { DocumentId, FileState } from "@nomous/protocol";
import { createSeededRandom, FakeClock, type SeededRandom } from "@nomous/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createMemoryDisk, type MemoryDisk } from "../../storage/memory-storage.ts";
import type { DocumentSource } from "../document-source.ts";
import { createDocumentSourceFixture, type DocumentSourceFixture } from "../document-source-fixture.ts";
import { type BridgeFixture, openBridge, writeLate } from "./replica-fixture.ts";
import { readShadow } from "./shadow.ts";

const PATH = "notes/plan.md";
const TEXT = "# Plan\n\nFirst.\n\nSecond.\n";

let clock: FakeClock;
let random: SeededRandom;
let disk: MemoryDisk;
let files: DocumentSourceFixture;
let bridge: BridgeFixture;
/** What happens when the bridge writes a file; a test may put something else in its place. */
let write: DocumentSource["write"];
let id: DocumentId;
let writes: string[];

beforeEach(async () => {
  clock = new FakeClock();
  random = createSeededRandom(7);
  disk = createMemoryDisk();
  files = createDocumentSourceFixture({ [PATH]: TEXT, "other.md": "other\n" });
  files.checkOut("c1");
  writes = [];
  write = writeFile;
  bridge = reopen();
  id = await bridge.open(PATH);
  await bridge.replicas.follow(id);
});

afterEach(async () => {
  await bridge.replicas.close();
  clock.assertNoTimers();
});

const writeFile: DocumentSource["write"] = (path, text, expected) => {
  writes.push(text);
  return files.write(path, text, expected);
};

/** The next write goes another way. */
function meddle(next: DocumentSource["write"]): void {
  write = (...args) => {
    write = writeFile;
    return next(...args);
  };
}

const reopen = (): BridgeFixture =>
  openBridge({ clock, random, disk, source: { ...files, write: (...args) => write(...args) } });

async function restart(): Promise<FileState> {
  bridge.life.kill();
  bridge = reopen();
  const [state] = await Promise.all([bridge.replicas.follow(id), clock.advance(1_000)]);
  return state;
}

const onDisk = (path = PATH): string | undefined => files.files.get(path);
const state = (): FileState | undefined => bridge.replicas.state(id);
const kinds = async (): Promise<string[]> => (await bridge.events(id)).map(({ type }) => type);
const append = (line: string) => (text: string) => `${text}${line}\n`;

test("a document that was just opened is its file, and is not written", async () => {
  expect(state()).toMatchObject({ status: "current", seq: 4, ending: "lf", hasMark: false });
  await clock.advance(10_000);
  expect(writes).toEqual([]);
});

test("an edit reaches the file after 300 ms of quiet", async () => {
  await bridge.type(id, append("Third."));
  expect(state()?.status).toBe("behind");
  await clock.advance(299);
  expect(onDisk()).toBe(TEXT);
  await clock.advance(1);
  expect(onDisk()).toBe(`${TEXT}Third.\n`);
  expect(state()).toMatchObject({ status: "current", seq: (await bridge.log.room(id)).head });
});

test("who types without pause is in the file after 2 s", async () => {
  const seen: (string | undefined)[] = [];
  for (let i = 0; i < 9; i += 1) {
    await bridge.type(id, append(`${i}`));
    await clock.advance(250);
    seen.push(onDisk());
  }
  expect(seen.slice(0, 7)).toEqual(Array.from({ length: 7 }, () => TEXT));
  expect(onDisk()).toContain("7\n");
});

test("our own write is no change of the file", async () => {
  await bridge.type(id, append("Third."));
  await clock.advance(5_000);
  const { head } = await bridge.log.room(id);
  await clock.advance(5_000);
  expect((await bridge.log.room(id)).head).toBe(head);
  expect(writes).toHaveLength(1);
});

test("what a program writes is merged as an edit by the file, on the state that the file was", async () => {
  const { upTo } = (await readShadow(bridge.storage, id)) ?? {};
  files.put(PATH, TEXT.replace("First", "1st"));
  await clock.advance(1_000);
  expect(await bridge.text(id)).toBe(TEXT.replace("First", "1st"));
  const writer = (await bridge.events(id)).findLast((event) => event.type === "writer");
  expect(writer).toMatchObject({ actor: { person: "Ada", client: "A".repeat(22), agent: "file" } });
  const updates = [];
  for await (const update of bridge.log.updates(`${id}/1`, upTo ?? 0, Infinity)) updates.push(update);
  expect(updates).toMatchObject([{ base: upTo, encoding: 1 }]);
  expect(state()?.status).toBe("current");
  expect(writes).toEqual([]);
});

test("a program and people who write at once: both are in the log and in the file, and the program's version is kept", async () => {
  await bridge.type(id, append("Third."));
  files.put(PATH, TEXT.replace("First", "1st").replaceAll("\n", "\r\n"));
  await clock.advance(1_000);
  const merged = `${TEXT.replace("First", "1st")}Third.\n`;
  expect(await bridge.text(id)).toBe(merged);
  expect(onDisk()).toBe(merged.replaceAll("\n", "\r\n"));
  const kept = (await bridge.events(id)).find((event) => event.type === "kept");
  expect(kept).toMatchObject({ why: "foreign" });
  expect(await files.kept(kept?.type === "kept" ? kept.hash : "")).toEqual({ text: TEXT.replace("First", "1st") });
  expect(state()).toMatchObject({ status: "current", ending: "crlf" });
});

test("several versions by programs before the next write build on each other", async () => {
  files.trouble = { on: "write", code: "read-only" };
  await bridge.type(id, append("Third."));
  await clock.advance(500);
  for (const line of ["a", "b", "c"]) {
    files.put(PATH, `${line}\n${onDisk()}`);
    await clock.advance(300);
  }
  expect(await bridge.text(id)).toBe(`c\nb\na\n${TEXT}Third.\n`);
  expect((await readShadow(bridge.storage, id))?.plus).toHaveLength(3);
  files.trouble = undefined;
  await clock.advance(31_000);
  expect(onDisk()).toBe(`c\nb\na\n${TEXT}Third.\n`);
  expect((await readShadow(bridge.storage, id))?.plus).toEqual([]);
});

test("a program that writes just what the log has merges nothing twice", async () => {
  await bridge.type(id, append("Third."));
  files.put(PATH, `${TEXT}Third.\n`);
  await clock.advance(1_000);
  expect(await bridge.text(id)).toBe(`${TEXT}Third.\n`);
  expect(state()?.status).toBe("current");
  expect(writes).toEqual([]);
});

test("a program that empties a file before it fills it is seen once", async () => {
  const { head } = await bridge.log.room(id);
  files.put(PATH, "");
  await clock.advance(80);
  files.put(PATH, append("Third.")(TEXT));
  await clock.advance(1_000);
  expect(await bridge.text(id)).toBe(`${TEXT}Third.\n`);
  expect((await bridge.log.room(id)).head).toBe(head + 2);
});

test("only line ends or the mark changed: nothing is merged, and the state tells", async () => {
  const { head } = await bridge.log.room(id);
  files.put(PATH, `\ufeff${TEXT.replaceAll("\n", "\r\n")}`);
  await clock.advance(1_000);
  expect((await bridge.log.room(id)).head).toBe(head);
  expect(state()).toMatchObject({ status: "current", ending: "crlf", hasMark: true });
});

test("a version that was written in the moment of our write is merged as an edit of what was there before it", async () => {
  meddle((...args) => writeLate(files, args, (content) => content.replace("Second", "2nd")));
  await bridge.type(id, append("Third."));
  await clock.advance(2_000);
  const both = `${TEXT.replace("Second", "2nd")}Third.\n`;
  expect(await bridge.text(id)).toBe(both);
  expect(onDisk()).toBe(both);
  expect((await bridge.events(id)).find((event) => event.type === "kept")).toMatchObject({ why: "late" });
});

test("a write that finds another version merges that first", async () => {
  meddle((...args) => {
    files.files.set(PATH, TEXT.replace("First", "1st"));
    return writeFile(...args);
  });
  await bridge.type(id, append("Third."));
  await clock.advance(2_000);
  expect(onDisk()).toBe(`${TEXT.replace("First", "1st")}Third.\n`);
  expect(await bridge.text(id)).toBe(onDisk());
});

test("what changed while the bridge was away is merged when the document is followed again", async () => {
  await bridge.type(id, append("Third."));
  bridge.life.kill();
  files.put(PATH, TEXT.replace("First", "1st"));
  await restart();
  await clock.advance(1_000);
  expect(onDisk()).toBe(`${TEXT.replace("First", "1st")}Third.\n`);
  expect(await bridge.text(id)).toBe(onDisk());
});

/** The bridge dies in its write: before the file has the new text, or after. */
async function dieInWrite(when: "before" | "after"): Promise<void> {
  meddle(async (...args) => {
    if (when === "after") await writeFile(...args);
    bridge.life.kill();
    return new Promise(() => undefined);
  });
  await bridge.type(id, append("Third."));
  await clock.advance(400);
  expect((await readShadow(reopen().storage, id))?.next).not.toBeNull();
}

test("after a crash between rename and commit the file is known to be ours", async () => {
  await dieInWrite("after");
  expect(await restart()).toMatchObject({ status: "current" });
  expect(await bridge.text(id)).toBe(`${TEXT}Third.\n`);
  expect(await kinds()).not.toContain("kept");
});

test("after a crash before the rename the file is written again", async () => {
  await dieInWrite("before");
  await restart();
  await clock.advance(1_000);
  expect(onDisk()).toBe(`${TEXT}Third.\n`);
  expect((await readShadow(bridge.storage, id))?.next).toBeNull();
});

test.each(["before", "after"] as const)(
  "after a crash %s the rename a version by a program is merged as an edit of the closer one, and kept",
  async (when) => {
    await dieInWrite(when);
    files.put(PATH, (onDisk() ?? "").replace("First", "1st"));
    await restart();
    await clock.advance(1_000);
    expect(await bridge.text(id)).toBe(`${TEXT.replace("First", "1st")}Third.\n`);
    expect(onDisk()).toBe(await bridge.text(id));
    expect((await bridge.events(id)).find((event) => event.type === "kept")).toMatchObject({ why: "undecided" });
  },
);

test("a commit that leaves the file alone is only remembered, so that a later edit is no checkout", async () => {
  files.checkOut("c2");
  await clock.advance(3_000);
  expect((await readShadow(bridge.storage, id))?.commit).toBe("c2");
  files.put(PATH, append("Third.")(TEXT));
  await clock.advance(1_000);
  expect((await bridge.log.room(id)).epoch).toBe(1);
  expect(await bridge.text(id)).toBe(`${TEXT}Third.\n`);
});

test("a checkout begins a new epoch; what had not reached the file is a suggestion", async () => {
  await bridge.type(id, append("Third."));
  files.checkOut("c2", { [PATH]: "# Plan\n\nOther first.\n\nSecond.\n" });
  await clock.advance(2_000);
  const room = await bridge.log.room(id);
  expect(room.epoch).toBe(2);
  expect(await bridge.text(id)).toBe("# Plan\n\nOther first.\n\nSecond.\n");
  expect(onDisk()).toBe(await bridge.text(id));
  expect((await bridge.events(id)).find((event) => event.type === "epoch" && event.epoch === 2)).toMatchObject({
    why: "checkout",
    commits: ["c1", "c2"],
    actor: { agent: "git" },
  });
  const [suggestion, ...others] = [...room.suggestions.values()];
  expect(others).toEqual([]);
  expect(suggestion).toMatchObject({ why: "epoch" });
  expect([...(suggestion?.hunks.values() ?? [])]).toMatchObject([{ inserted: "Third.\n", removed: "" }]);
  expect(state()?.status).toBe("current");
});

test("a checkout brings open suggestions along, and accepts what it has of them", async () => {
  const room = await bridge.log.room(id);
  const changes = [
    { from: TEXT.indexOf("First"), to: TEXT.indexOf("First") + 5, insert: "1st" },
    { from: TEXT.indexOf("Second"), to: TEXT.indexOf("Second") + 6, insert: "2nd" },
  ];
  const hunks = await bridge.merger.propose(room.state, changes, room.state);
  const suggestion = "019a0000-0000-7000-8000-000000000001" as never;
  const actor = { person: "Ada", client: "a".repeat(22) as never };
  await bridge.log.append(id, () => ({
    entries: [
      { event: { type: "suggestion", suggestion, why: "asked", note: "shorter", actor } },
      ...hunks.map((hunk) => ({ event: { type: "hunk" as const, suggestion, hunk } })),
    ],
    actor,
  }));
  files.checkOut("c2", { [PATH]: "# A plan\n\nFirst.\n\n2nd.\n" });
  await clock.advance(2_000);
  const after = await bridge.log.room(id);
  expect([...(after.suggestions.get(suggestion)?.hunks.values() ?? [])]).toMatchObject([
    { hunk: 1, removed: "First", inserted: "1st" },
  ]);
  expect((await bridge.events(id)).at(-1)).toMatchObject({ type: "settled", hunks: [2], verdict: "accepted" });
});

test("a checkout to just what the log has begins no epoch", async () => {
  await bridge.type(id, append("Third."));
  files.checkOut("c2", { [PATH]: `${TEXT}Third.\n` });
  await clock.advance(2_000);
  expect((await bridge.log.room(id)).epoch).toBe(1);
  expect(state()?.status).toBe("current");
});

test("while git works nothing is written or read, and the state says so", async () => {
  files.isGitBusy = true;
  await bridge.type(id, append("Third."));
  await clock.advance(3_000);
  expect(state()?.status).toBe("paused");
  expect(writes).toEqual([]);
  files.isGitBusy = false;
  await clock.advance(3_000);
  expect(onDisk()).toBe(`${TEXT}Third.\n`);
  expect(state()?.status).toBe("current");
});

test("a file that was renamed keeps its document, with what was changed on the way", async () => {
  files.put("notes/new.md", TEXT);
  files.put(PATH, null);
  await clock.advance(1_000);
  expect((await bridge.log.room(id)).path).toBe("notes/new.md");
  expect(await bridge.log.at("notes/new.md")).toBe(id);
  files.put("notes/new.md", append("Third.")(TEXT));
  await clock.advance(1_000);
  expect(await bridge.text(id)).toBe(`${TEXT}Third.\n`);
  await bridge.type(id, append("Fourth."));
  await clock.advance(1_000);
  expect(onDisk("notes/new.md")).toBe(`${TEXT}Third.\nFourth.\n`);
  expect(onDisk()).toBeUndefined();
});

test("a file that is gone stays gone, whatever was typed before or right after", async () => {
  await bridge.type(id, append("Third."));
  files.put(PATH, null);
  await clock.advance(1_000);
  expect(state()).toMatchObject({ status: "failed", trouble: { code: "missing" } });
  await bridge.type(id, append("Fourth."));
  await clock.advance(60_000);
  expect(onDisk()).toBeUndefined();
  expect(state()?.trouble?.message).toContain(PATH);
});

// Also right before and while it is looked for again.
test.each([2_500, 4_000, 5_900, 6_050, 6_200])(
  "who edits %i ms after the file went makes it again, with all that the log has",
  async (afterMs) => {
    await bridge.type(id, append("Third."));
    files.put(PATH, null);
    await clock.advance(afterMs);
    await bridge.type(id, append("Fourth."));
    await clock.advance(500);
    expect(onDisk()).toBe(`${TEXT}Third.\nFourth.\n`);
    expect(state()?.status).toBe("current");
  },
);

test("a file that comes back is merged", async () => {
  files.put(PATH, null);
  await clock.advance(3_000);
  files.put(PATH, append("Third.")(TEXT));
  await clock.advance(1_000);
  expect(await bridge.text(id)).toBe(`${TEXT}Third.\n`);
  expect(state()?.status).toBe("current");
});

test("a file that cannot be written: the log goes on, the trouble is told, and it is tried again after 1 s, 2 s, 4 s …", async () => {
  files.trouble = { on: "write", code: "full" };
  await bridge.type(id, append("Third."));
  await clock.advance(300);
  expect(state()).toMatchObject({ status: "failed", trouble: { code: "full" } });
  await bridge.type(id, append("Fourth."));
  await clock.advance(8_000);
  expect(writes).toHaveLength(1 + 3);
  files.trouble = undefined;
  await clock.advance(8_000);
  expect(onDisk()).toBe(`${TEXT}Third.\nFourth.\n`);
  expect(state()).toMatchObject({ status: "current" });
  expect(state()?.trouble).toBeUndefined();
});

test("a file that cannot be read is told to who follows it, and read later", async () => {
  files.trouble = { on: "read", code: "not-text" };
  expect(await restart()).toMatchObject({ status: "failed", trouble: { code: "not-text" } });
  files.trouble = undefined;
  await clock.advance(31_000);
  expect(state()?.status).toBe("current");
});

test("written resolves once the file has the item, or cannot have it", async () => {
  const { signal } = new AbortController();
  await bridge.type(id, append("Third."));
  const { head } = await bridge.log.room(id);
  const [written] = await Promise.all([bridge.replicas.written(id, head, signal), clock.advance(1_000)]);
  expect(written).toMatchObject({ status: "current", seq: head });
  files.trouble = { on: "write", code: "read-only" };
  await bridge.type(id, append("Fourth."));
  const [failed] = await Promise.all([bridge.replicas.written(id, head + 1, signal), clock.advance(1_000)]);
  expect(failed).toMatchObject({ status: "failed", trouble: { code: "read-only" } });
  files.trouble = undefined;
  await clock.advance(31_000);
  const left = AbortSignal.abort(new Error("left"));
  await expect(bridge.replicas.written(id, head + 9, left)).rejects.toThrow("left");
});

test("closing writes what is behind and leaves no timer", async () => {
  await bridge.type(id, append("Third."));
  await bridge.replicas.close();
  expect(onDisk()).toBe(`${TEXT}Third.\n`);
});

test("a document that does not exist is refused", async () => {
  await expect(bridge.replicas.follow("019a0000-0000-7000-8000-000000000009" as DocumentId)).rejects.toThrow("no file");
});
