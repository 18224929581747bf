import type { CommandArgs } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { expect, it } from "vitest";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { openBridge, shown } from "./document-fixture.ts";
import { LOST_NOTE, lostSuggestions } from "./lost-suggestions.ts";

const setUp = () => {
  const clock = new FakeClock();
  const random = createSeededRandom(20_270_105);
  const { bridge, open } = openBridge({ clock, random, pass: (ms) => clock.advance(ms) });
  const suggested = () =>
    bridge.commands
      .filter(({ name }) => name === "document.suggest")
      .map(({ args }) => args as CommandArgs<"document.suggest">);
  /** The hash of the id takes a while that is no timer's. */
  const suggestedOnce = async () => {
    for (let tries = 0; tries < 100 && suggested().length === 0; tries += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      await bridge.rest();
    }
    await bridge.rest(3_000);
    return suggested();
  };
  return { bridge, open, suggested, suggestedOnce };
};

it("a text that the bridge lost outlives the page until the bridge has it as a suggestion, and its id stays the same", async () => {
  const { bridge, open, suggested, suggestedOnce } = setUp();
  const storage = createMemoryStorage();
  const first = await bridge.client(storage);
  const document = await open(first);
  await document.edit([{ from: 6, to: 6, insert: "More.\n" }]);
  await document.saved();
  bridge.refusals = [{ code: "storage-failed", message: "The disk is full." }];
  await bridge.goBackTo(3);
  const [refused] = await suggestedOnce();
  expect(shown(document)).toBe("Hello.\n");
  await first.close();

  bridge.commands.length = 0;
  const second = await bridge.client(storage);
  await open(second);
  const [again, ...more] = await suggestedOnce();
  expect(more).toEqual([]);
  expect(again).toMatchObject({ epoch: 1, base: 3, note: LOST_NOTE });
  expect(again).toEqual(refused);
  await second.close();

  bridge.commands.length = 0;
  await open(await bridge.client(storage));
  await bridge.rest(3_000);
  expect(suggested()).toEqual([]);
});

it("what is more than a suggestion holds becomes several, whose changes follow each other", async () => {
  const { bridge } = setUp();
  const cursor = { epoch: 4, seq: 9 };
  const line = "A line of it.\n";
  const changes = [
    { from: 0, to: 2, insert: line.repeat(1_000) },
    ...Array.from({ length: 300 }, (_, n) => ({ from: n * 2 + 2, to: n * 2 + 3, insert: "x" })),
  ];
  const all = await lostSuggestions({ document: bridge.id, epoch: 1, cursor, was: "w", changes });
  expect(all.map((one) => one.changes.length)).toEqual([200, 102]);
  expect(new Set(all.map(({ suggestion }) => suggestion)).size).toBe(2);
  const said = all.flatMap((one) => one.changes);
  expect(said.every(({ from }, n) => from >= (said[n - 1]?.to ?? 0))).toBe(true);
  expect(
    said
      .slice(0, 2)
      .map(({ insert }) => insert)
      .join(""),
  ).toBe(line.repeat(1_000));
});
