// The log is damaged, or trimmed, before the state that the file was: what is there now is whole.
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createMemoryDisk } from "../../storage/memory-storage.ts";
import type { DocumentSource } from "../document-source.ts";
import { createDocumentSourceFixture } from "../document-source-fixture.ts";
import { type BridgeFixture, openBridge, writeLate } from "./replica-fixture.ts";

const PATH = "notes/plan.md";
const TEXT = "# Plan\n\nFirst.\n\nSecond.\n";

const clock = new FakeClock();
let bridge: BridgeFixture;
let files: ReturnType<typeof createDocumentSourceFixture>;
/** What happens at the next write, in the place of the real one. */
let meddle: DocumentSource["write"] | undefined;
let id: Awaited<ReturnType<BridgeFixture["open"]>>;

/** "Third." is in the log and not in the file, whose state is lost when the bridge starts. */
beforeEach(async () => {
  const world = { clock, random: createSeededRandom(7), disk: createMemoryDisk() };
  meddle = undefined;
  files = createDocumentSourceFixture({ [PATH]: TEXT });
  files.checkOut("c1");
  const source: DocumentSource = { ...files, write: (...args) => meddle?.(...args) ?? files.write(...args) };
  const first = openBridge({ ...world, source });
  id = await first.open(PATH);
  await first.type(id, (text) => `${text}Third.\n`);
  first.life.kill();
  bridge = openBridge({ ...world, source, lostBefore: (await first.log.room(id)).head });
});

afterEach(async () => {
  await bridge.replicas.close();
  clock.assertNoTimers();
});

async function follow(): Promise<void> {
  await Promise.all([bridge.replicas.follow(id), clock.advance(1_000)]);
  await clock.advance(3_000);
}

const suggestions = async () =>
  [...(await bridge.log.room(id)).suggestions.values()].map(({ why, hunks }) => ({ why, hunks: [...hunks.values()] }));

test("a file that nobody changed is written", async () => {
  await follow();
  expect(files.files.get(PATH)).toBe(`${TEXT}Third.\n`);
  expect(bridge.replicas.state(id)).toMatchObject({ status: "current" });
  expect(await suggestions()).toEqual([]);
});

test("what a program made of it is kept and a suggestion, and the log's text takes its place", async () => {
  files.put(PATH, TEXT.replace("First", "1st"));
  await follow();
  expect(files.files.get(PATH)).toBe(`${TEXT}Third.\n`);
  expect(bridge.replicas.state(id)).toMatchObject({ status: "current" });
  const kept = (await bridge.events(id)).find((event) => event.type === "kept");
  expect(kept).toMatchObject({ why: "foreign" });
  expect(await files.kept(kept?.type === "kept" ? kept.hash : "")).toEqual({ text: TEXT.replace("First", "1st") });
  expect(await suggestions()).toMatchObject([
    {
      why: "floor",
      hunks: [
        { removed: "First.\n", inserted: "1st.\n" },
        { removed: "Third.\n", inserted: "" },
      ],
    },
  ]);
});

test("what a program made of it is nothing new when the log has just that", async () => {
  files.put(PATH, `${TEXT}Third.\n`);
  await follow();
  expect(bridge.replicas.state(id)).toMatchObject({ status: "current" });
  expect(await suggestions()).toEqual([]);
});

test("git's version begins anew, and all that it lacks is a suggestion", async () => {
  files.checkOut("c2", { [PATH]: TEXT.replace("First", "1st") });
  await follow();
  expect(files.files.get(PATH)).toBe(TEXT.replace("First", "1st"));
  expect((await bridge.log.room(id)).epoch).toBe(2);
  const [offered, ...others] = await suggestions();
  expect(others).toEqual([]);
  expect(offered?.why).toBe("epoch");
  expect(offered?.hunks.map(({ inserted }) => inserted).join()).toContain("Third.");
});

test("a version that comes in the moment of the write is kept", async () => {
  meddle = (...args) => {
    meddle = undefined;
    return writeLate(files, args, (content) => content.replace("Second", "2nd"));
  };
  await follow();
  expect(files.files.get(PATH)).toBe(`${TEXT}Third.\n`);
  expect((await bridge.events(id)).find((event) => event.type === "kept")).toMatchObject({ why: "late" });
  expect(bridge.replicas.state(id)).toMatchObject({ status: "current" });
});
