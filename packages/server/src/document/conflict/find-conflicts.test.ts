import { createSeededRandom, FakeClock } from "@nomous/testkit";
import type { Runtime } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import { createMemoryDisk } from "../../storage/memory-storage.ts";
import { interceptCommits } from "../../services-fixture.ts";
import { StorageError } from "../../storage/storage.ts";
import { openDocuments } from "../document-fixture.ts";
import {
  absencesOf,
  bobOf,
  bring,
  conflictsIn,
  countingMerger,
  findAll,
  meetingsIn,
  onlyConflict,
  openApart,
  PATH,
  replace,
  resolveArgs,
} from "./conflict-fixture.ts";

const makeRuntime = (): Runtime & { clock: FakeClock } => ({ clock: new FakeClock(), random: createSeededRandom(7) });

describe("whoever comes back", () => {
  it("[D18] to a sentence that somebody else changed is told of it, with all four texts, who wrote them, and when", async () => {
    const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime());
    const adaAt = runtime.clock.now();
    await ada.send(ada.edit(replace(ada, "one hour", "seven days")));
    await runtime.clock.advance(60_000);
    const { result } = await bring(bob, "one hour", "24 hours, then archives them");
    expect(result).toEqual({ items: [expect.any(Number), expect.any(Number)] });
    const head = (result as { items: [number, number] }).items[1];
    await findAll(runtime);

    const events = await bridge.events(id);
    expect(events.slice(-2).map(({ type }) => type)).toEqual(["met", "conflict"]);
    const conflict = await onlyConflict(bridge, id);
    const text = await bridge.text(id);
    expect(conflict).toMatchObject({
      kind: "overlap",
      section: "Keeping",
      line: 3,
      base: "The box keeps items for one hour.",
      mine: "The box keeps items for 24 hours, then archives them.",
      theirs: "The box keeps items for seven days.",
      merged: text.split("\n")[2],
      who: {
        mine: [{ actor: { person: "Bob" }, at: [adaAt + 60_000, adaAt + 60_000], edits: 1 }],
        theirs: [{ actor: { person: "Ada" }, at: [adaAt, adaAt], edits: 1 }],
      },
    });
    expect(text).toContain("seven days");
    expect(text).toContain("24 hours, then archives them");
    expect(meetingsIn(events)).toMatchObject([{ meeting: conflict.meeting, places: 1, conflicts: 1 }]);
    // It is in the log once, behind the edit, and stays told.
    expect((await absencesOf(bridge, id)).map(({ last, told }) => [last, told?.meeting])).toEqual([
      [head, conflict.meeting],
    ]);
    await runtime.clock.advance(60_000);
    expect(conflictsIn(await bridge.events(id))).toHaveLength(1);
  });

  it("[D18] to other sentences is told that they met, and of no conflict", async () => {
    const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime());
    await ada.send(ada.edit(replace(ada, "one hour", "seven days")));
    await bring(bob, "in order", "at once");
    await findAll(runtime);
    const events = await bridge.events(id);
    expect(meetingsIn(events)).toMatchObject([{ places: 1, conflicts: 0, mine: [{}], theirs: [{}] }]);
    expect(conflictsIn(events)).toEqual([]);
  });

  it("[D18] to nobody is told nothing, and nothing stays on record", async () => {
    const { counts, merger } = countingMerger();
    const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime(), { merger });
    // She changed her mind.
    await ada.type(0, "x");
    await ada.type(0, "", 1);
    await bring(bob, "in order", "at once");
    expect(await absencesOf(bridge, id)).toHaveLength(1);
    await findAll(runtime);
    expect(counts.meet).toBe(1);
    expect(await absencesOf(bridge, id)).toEqual([]);
    expect((await bridge.events(id)).map(({ type }) => type)).not.toContain("met");
  });

  it("[D18] with many edits is looked at once, after the last of them, and after two seconds at the latest", async () => {
    const { counts, merger } = countingMerger();
    const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime(), { merger });
    await ada.send(ada.edit(replace(ada, "one hour", "seven days")));
    for (const by of ["1", "2", "3", "4", "5"]) {
      await bring(bob, "in order", `in order ${by}`);
      await runtime.clock.advance(250);
    }
    expect(counts.meet).toBe(0);
    await findAll(runtime);
    expect(counts.meet).toBe(1);
    expect(meetingsIn(await bridge.events(id))).toMatchObject([{ mine: [{ edits: 5 }] }]);
    for (let i = 0; i < 12; i += 1) {
      await bring(bob, "in order", `in order ${i}`);
      await runtime.clock.advance(250);
    }
    expect(counts.meet).toBe(2);
  });

  it("[D18] with more edits later finds the same places under the same ids, told anew only where they changed", async () => {
    const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime());
    await ada.send(ada.edit(replace(ada, "one hour", "seven days")));
    await ada.send(ada.edit(replace(ada, "in order", "in no order")));
    await bring(bob, "one hour", "24 hours");
    await findAll(runtime);
    const [first] = conflictsIn(await bridge.events(id));
    await bring(bob, "Items are sent in order", "Items leave in order of size");
    await findAll(runtime);
    const [, second] = conflictsIn(await bridge.events(id));
    await bring(bob, "24 hours", "36 hours");
    await findAll(runtime);
    const all = conflictsIn(await bridge.events(id));
    expect(all.map(({ conflict }) => conflict)).toEqual([first?.conflict, second?.conflict, first?.conflict]);
    expect(second?.conflict).not.toBe(first?.conflict);
    expect(all[2]?.mine).toContain("36 hours");
    const meetings = meetingsIn(await bridge.events(id));
    expect(new Set(meetings.map(({ meeting }) => meeting)).size).toBe(1);
    expect(meetings.map(({ conflicts }) => conflicts)).toEqual([1, 2, 2]);
    // Long after it, the record is gone with the next one.
    await runtime.clock.advance(3_600_000);
    await Promise.all([ada.read(), bob.read()]);
    await ada.type(0, "x");
    await bring(bob, "36 hours", "48 hours");
    expect(await absencesOf(bridge, id)).toHaveLength(1);
  });

  it("[D18] with more edits to a place that is decided tells of it as another conflict, and of the others not again", async () => {
    const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime());
    await ada.send(ada.edit(replace(ada, "one hour", "seven days")));
    await bring(bob, "one hour", "24 hours");
    await findAll(runtime);
    const first = await onlyConflict(bridge, id);
    await ada.read();
    const edit = ada.edit(replace(ada, first.merged, "It keeps items for a week."));
    await ada.command("document.resolve", { ...resolveArgs(id, first.conflict, "It keeps items for a week."), edit });
    await bring(bob, "in order", "at once");
    await findAll(runtime);
    expect(conflictsIn(await bridge.events(id))).toHaveLength(1);
    await bring(bob, "24 hours", "36 hours");
    await findAll(runtime);
    const all = conflictsIn(await bridge.events(id));
    expect(all).toHaveLength(2);
    expect(all[1]?.conflict).not.toBe(first.conflict);
    expect(all[1]?.mine).toContain("36 hours");
  });
});

describe("several who come back", () => {
  it("[D18] at the same moment, with edits in turns, hear of each place once", async () => {
    const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime());
    await Promise.all([bring(ada, "one hour", "seven days"), bring(bob, "one hour", "24 hours")]);
    await Promise.all([bring(ada, "in order", "in no order"), bring(bob, "in order", "at once")]);
    expect(await absencesOf(bridge, id)).toHaveLength(2);
    await findAll(runtime);
    const all = conflictsIn(await bridge.events(id));
    expect(all.map(({ section }) => section).toSorted()).toEqual(["Keeping", "Sending"]);
    expect(new Set(all.map(({ conflict }) => conflict)).size).toBe(2);
    const meetings = meetingsIn(await bridge.events(id));
    expect(meetings.reduce((sum, { conflicts }) => sum + conflicts, 0)).toBe(2);
  });

  it("[D18] at the same moment to one place see in the end what all of them made of it", async () => {
    const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime());
    const eve = await bridge.scribe(id, "Eve", "e".repeat(22));
    await bring(eve, "one hour", "a month");
    await bring(bob, "one hour", "24 hours");
    await bring(ada, "one hour", "seven days");
    await bring(bob, "The box", "Each box");
    await findAll(runtime);
    const all = conflictsIn(await bridge.events(id));
    expect(new Set(all.map(({ conflict }) => conflict)).size).toBe(1);
    const { merged } = all.at(-1) ?? {};
    expect(merged).toBe((await bridge.text(id)).split("\n")[2]);
    for (const words of ["Each box", "seven days", "24 hours", "a month"]) expect(merged).toContain(words);
  });

  it("[D18] one after the other: each is told of those before, and everything is in the text", async () => {
    const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime());
    const eve = await bridge.scribe(id, "Eve", "e".repeat(22));
    await bring(ada, "one hour", "seven days");
    await runtime.clock.advance(5_000);
    await bring(bob, "one hour", "24 hours");
    await runtime.clock.advance(5_000);
    await bring(eve, "one hour", "a month");
    await findAll(runtime);
    const all = conflictsIn(await bridge.events(id));
    expect(all.map(({ who }) => [who.mine, who.theirs].map((side) => side.map(({ actor }) => actor.person)))).toEqual([
      [["Bob"], ["Ada"]],
      [["Eve"], ["Ada", "Bob"]],
    ]);
    // It is one place, and one decision.
    expect(new Set(all.map(({ conflict }) => conflict)).size).toBe(1);
    for (const words of ["seven days", "24 hours", "a month"]) {
      expect(await bridge.text(id)).toContain(words);
      expect(all[1]?.merged).toContain(words);
    }
  });
});

describe("a bridge that dies", () => {
  it("[D18] between the edit and the look at it tells of it when it starts again, once", async () => {
    const disk = createMemoryDisk();
    const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime(), { disk });
    await ada.send(ada.edit(replace(ada, "one hour", "seven days")));
    await bring(bob, "one hour", "24 hours");
    await runtime.clock.advance(200);
    for (let starts = 0; starts < 2; starts += 1) {
      const after = await openDocuments(runtime, { disk, source: bridge.source });
      await runtime.clock.settle();
      expect(await onlyConflict(after, id)).toMatchObject({
        kind: "overlap",
        mine: expect.stringContaining("24 hours") as unknown,
      });
    }
    // The one before has lost its disk, and told nothing.
    await runtime.clock.advance(60_000);
    const last = await openDocuments(runtime, { disk, source: bridge.source });
    const page = await bobOf(last, id);
    await page.send(page.edit(replace(page, "24 hours", "24 h"), { after: [bob.doc.clientID], base: bob.seq }), true);
    await findAll(runtime);
    expect(new Set(conflictsIn(await last.events(id)).map(({ conflict }) => conflict)).size).toBe(1);
  });

  it("[D18] [C8] with a disk that refuses tells of it when there is room again", async () => {
    let isFull = false;
    const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime(), {
      wrap: (storage) =>
        interceptCommits(storage, (commit) => {
          if (isFull && commit.dedup === undefined) throw new StorageError("full", "no space");
        }),
    });
    await ada.send(ada.edit(replace(ada, "one hour", "seven days")));
    await bring(bob, "one hour", "24 hours");
    isFull = true;
    await runtime.clock.advance(600_000);
    expect(conflictsIn(await bridge.events(id))).toEqual([]);
    isFull = false;
    await runtime.clock.advance(60_000);
    await onlyConflict(bridge, id);
    await bridge.services.stop();
    expect(runtime.clock.timers).toBe(0);
  });
});

describe("a program that writes the file", () => {
  it("[D18] without having what somebody typed meanwhile is told as one who was away", async () => {
    const { runtime, bridge, id, ada } = await openApart(makeRuntime());
    await ada.send(ada.edit(replace(ada, "one hour", "seven days")));
    // Before the file has it.
    await runtime.clock.advance(100);
    bridge.source.put(PATH, (bridge.source.files.get(PATH) ?? "").replace("one hour", "24 hours"));
    await runtime.clock.advance(100);
    bridge.source.put(PATH, (bridge.source.files.get(PATH) ?? "").replace("in order", "at once"));
    await runtime.clock.advance(10_000);
    expect(await onlyConflict(bridge, id)).toMatchObject({
      mine: expect.stringContaining("24 hours") as unknown,
      theirs: expect.stringContaining("seven days") as unknown,
      who: { mine: [{ actor: { agent: "file" } }], theirs: [{ actor: { person: "Ada" } }] },
    });
    expect(bridge.source.files.get(PATH)).toBe(await bridge.text(id));
  });

  it("[D18] and has all of the log raises nothing", async () => {
    const { counts, merger } = countingMerger();
    const { runtime, bridge, id, ada } = await openApart(makeRuntime(), { merger });
    await ada.send(ada.edit(replace(ada, "one hour", "seven days")));
    await runtime.clock.advance(10_000);
    bridge.source.put(PATH, (bridge.source.files.get(PATH) ?? "").replace("seven days", "24 hours"));
    await runtime.clock.advance(10_000);
    expect(await bridge.text(id)).toContain("24 hours");
    expect(await absencesOf(bridge, id)).toEqual([]);
    expect(counts.meet).toBe(0);
  });
});
