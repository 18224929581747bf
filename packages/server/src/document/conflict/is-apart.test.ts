import { createSeededRandom, FakeClock } from "@nomous/testkit";
import type { Runtime } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import { createMemoryDisk } from "../../storage/memory-storage.ts";
import { openDocuments } from "../document-fixture.ts";
import { absencesOf, bobOf, countingMerger, openApart, PATH, replace } from "./conflict-fixture.ts";

const makeRuntime = (): Runtime & { clock: FakeClock } => ({ clock: new FakeClock(), random: createSeededRandom(7) });

describe("an edit is apart", () => {
  it("[D17] [C12] when it waited and the log has others behind its base, however new they are", async () => {
    const { bridge, id, ada, bob } = await openApart(makeRuntime());
    await ada.type(0, "x");
    const base = bob.seq;
    await bob.send(bob.edit(bob.change(3, "y")), true);
    expect(await absencesOf(bridge, id)).toEqual([
      {
        epoch: 1,
        base,
        plus: [],
        yjs: [bob.doc.clientID],
        // The writer and the update.
        first: base + 3,
        last: base + 4,
        isFile: false,
        told: null,
      },
    ]);
  });

  it("[D17] when it says that its document was not live", async () => {
    const { bridge, id, ada, bob } = await openApart(makeRuntime());
    await ada.type(0, "x");
    await bob.send(bob.edit(bob.change(3, "y"), { isApart: true }));
    expect(await absencesOf(bridge, id)).toHaveLength(1);
  });

  it("[D17] when what it had not seen is older than two seconds, whatever the wall clock of a client", async () => {
    const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime());
    await ada.type(0, "x");
    await runtime.clock.advance(2_000);
    const edit = bob.edit(bob.change(3, "y"));
    await bob.send(edit);
    expect(await absencesOf(bridge, id)).toEqual([]);
    await runtime.clock.advance(1);
    await bob.send(bob.edit(bob.change(3, "z")));
    expect(await absencesOf(bridge, id)).toHaveLength(1);
  });

  it("[D17] also when others wrote so much since its base that only the log knows, and after a restart", async () => {
    const disk = createMemoryDisk();
    const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime(), { disk });
    await ada.type(0, "a");
    await bob.type(0, "b");
    const base = { base: bob.seq };
    for (let i = 0; i < 300; i += 1) {
      await bob.read();
      await bob.type(0, "b");
    }
    await runtime.clock.advance(10_000);
    await bob.send(bob.edit(bob.change(0, "late"), base));
    const absences = await absencesOf(bridge, id);
    expect(absences.at(-1)).toMatchObject({ ...base, yjs: [bob.doc.clientID] });
    const after = await openDocuments(runtime, { disk, source: bridge.source });
    const eve = await after.scribe(id, "Eve", "e".repeat(22));
    await eve.send(eve.edit(eve.change(0, "e"), base));
    expect((await absencesOf(after, id)).at(-1)).toMatchObject({ ...base, yjs: [eve.doc.clientID] });
  });
});

describe("an edit is not apart", () => {
  it("[D17] from people who type at the same time: nothing is on record, told or looked for", async () => {
    const { counts, merger } = countingMerger();
    const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime(), { merger });
    const reads: string[] = [];
    const before = bridge.journal.items.bind(bridge.journal);
    Object.assign(bridge.journal, {
      items: (...args: Parameters<typeof before>) => (reads.push(args[0]), before(...args)),
    });
    for (let i = 0; i < 30; i += 1) {
      await ada.type(1, "a");
      await runtime.clock.advance(100);
      await bob.type(1, "b");
      await runtime.clock.advance(100);
      if (i % 4 === 0) await Promise.all([ada.read(), bob.read()]);
      reads.length = 0;
      await ada.type(1, "c");
      // No look into the log either.
      expect(reads).toEqual([]);
    }
    expect(await absencesOf(bridge, id)).toEqual([]);
    await runtime.clock.advance(10_000);
    expect((await bridge.events(id)).map(({ type }) => type)).not.toContain("met");
    expect(counts.meet).toBe(0);
  });

  it("[D17] when it waited and nobody else wrote", async () => {
    const { runtime, bridge, id, bob } = await openApart(makeRuntime());
    for (const waited of [true, true, false]) {
      await bob.send(bob.edit(bob.change(0, "b"), { isApart: true }), waited);
      await runtime.clock.advance(60_000);
      await bob.read();
    }
    expect(await absencesOf(bridge, id)).toEqual([]);
  });

  it("[D17] from what its own person wrote before the page was loaded again, which others cannot claim", async () => {
    const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime());
    const page = await bobOf(bridge, id);
    await bob.type(0, "b");
    const after = { after: [bob.doc.clientID] };
    await runtime.clock.advance(60_000);
    await page.send(page.edit(page.change(3, "p"), after), true);
    expect(await absencesOf(bridge, id)).toEqual([]);
    await ada.send(ada.edit(ada.change(3, "a"), after), true);
    expect(await absencesOf(bridge, id)).toMatchObject([{ yjs: [ada.doc.clientID] }]);
  });
});

describe("edits of one absence", () => {
  it("[D17] are one on record: from the lowest base, with all page loads, to the last item", async () => {
    const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime());
    await ada.type(0, "x");
    await bob.read();
    await ada.type(0, "y");
    const base = bob.seq;
    const page = await bobOf(bridge, id);
    await bob.send(bob.edit(bob.change(3, "b")), true);
    await page.send(page.edit(page.change(5, "p"), { after: [bob.doc.clientID], base: base - 2 }), true);
    const [absence, ...others] = await absencesOf(bridge, id);
    expect(others).toEqual([]);
    expect(absence).toMatchObject({ base: base - 2, yjs: [bob.doc.clientID, page.doc.clientID] });
    expect(absence?.last).toBe((await bridge.journal.state(`document/${id}` as never))?.head);
    // Who has got it back has been here in between.
    await runtime.clock.advance(100);
    await bob.read();
    await ada.type(0, "z");
    await bob.send(bob.edit(bob.change(3, "c")), true);
    expect(await absencesOf(bridge, id)).toHaveLength(2);
  });

  it("[D17] of different people are told apart, and those of one epoch from those of another", async () => {
    const { runtime, bridge, id, ada, bob } = await openApart(makeRuntime());
    const eve = await bridge.scribe(id, "Eve", "e".repeat(22));
    await ada.type(0, "x");
    await bob.send(bob.edit(replace(bob, "one hour", "a day")), true);
    await eve.send(eve.edit(replace(eve, "in order", "at once")), true);
    expect((await absencesOf(bridge, id)).map(({ yjs }) => yjs)).toEqual([[bob.doc.clientID], [eve.doc.clientID]]);
    bridge.source.checkOut("c".repeat(40), { [PATH]: "# New\n" });
    await runtime.clock.advance(60_000);
    expect(await absencesOf(bridge, id)).toEqual([]);
  });
});
