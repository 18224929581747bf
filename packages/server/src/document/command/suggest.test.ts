import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { type DocumentEvent, newSuggestionId, type Runtime, type SuggestionId } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import { openDocuments } from "../document-fixture.ts";

const makeRuntime = (): Runtime & { clock: FakeClock } => ({ clock: new FakeClock(), random: createSeededRandom(7) });

async function openOne(text = "one\ntwo\nthree\n") {
  const runtime = makeRuntime();
  const bridge = await openDocuments(runtime, { files: { "a.md": text } });
  const id = await bridge.open("a.md");
  const ada = await bridge.scribe(id);
  const suggestion = newSuggestionId(runtime);
  const suggest = (changes: { from: number; to: number; insert: string }[], more: object = {}) =>
    bridge.send("document.suggest", {
      document: id,
      suggestion,
      epoch: ada.epoch,
      base: ada.seq,
      note: "shorter",
      changes,
      ...more,
    });
  return { runtime, bridge, id, ada, suggestion, suggest };
}

const hunksIn = (events: readonly DocumentEvent[]): { removed: string; inserted: string }[] =>
  events.flatMap((event) =>
    event.type === "hunk" ? [{ removed: event.hunk.removed, inserted: event.hunk.inserted }] : [],
  );

describe("a suggestion", () => {
  it("changes nothing in the text, and shows what it would change", async () => {
    const { bridge, id, suggestion, suggest } = await openOne();
    const { result } = await suggest([
      { from: 0, to: 3, insert: "ONE" },
      { from: 8, to: 13, insert: "3" },
    ]);
    expect(result).toEqual({ suggestion });
    expect(await bridge.text(id)).toBe("one\ntwo\nthree\n");
    expect(hunksIn(await bridge.events(id))).toEqual([
      { removed: "one", inserted: "ONE" },
      { removed: "three", inserted: "3" },
    ]);
  });

  it("that would change nothing is none", async () => {
    const { suggest } = await openOne();
    expect((await suggest([{ from: 0, to: 3, insert: "one" }])).result).toEqual({ suggestion: null });
  });

  it("is refused when its changes overlap, go beyond the text, or have an id that is taken", async () => {
    const { suggest } = await openOne();
    const overlap = [
      { from: 0, to: 3, insert: "x" },
      { from: 2, to: 4, insert: "y" },
    ];
    expect((await suggest(overlap)).error?.code).toBe("invalid-arguments");
    expect((await suggest([{ from: 0, to: 99, insert: "x" }])).error?.code).toBe("invalid-arguments");
    expect((await suggest([{ from: 0, to: 1, insert: "x" }], { base: 99 })).error?.code).toBe("invalid-arguments");
    expect((await suggest([{ from: 0, to: 1, insert: "x" }])).status).toBe("applied");
    expect((await suggest([{ from: 0, to: 1, insert: "x" }])).error?.code).toBe("conflict");
  });
});

describe("settling", () => {
  it("[D10] accepts a hunk and changes the text in one commit, once", async () => {
    const { bridge, id, ada, suggestion, suggest } = await openOne();
    await suggest([{ from: 0, to: 3, insert: "ONE" }]);
    await ada.read();
    const settle = (edit: ReturnType<typeof ada.edit>) =>
      bridge.send("document.settle", { document: id, suggestion, hunks: [1], verdict: "accepted", edit });
    const { result } = await settle(ada.edit(ada.change(0, "ONE", 3)));
    expect(result).toEqual({ items: [expect.any(Number), expect.any(Number)] });
    expect(await bridge.text(id)).toBe("ONE\ntwo\nthree\n");

    const bob = await bridge.scribe(id);
    const again = await settle(bob.edit(bob.change(0, "ONE", 3)));
    expect(again).toMatchObject({ status: "applied", result: { suggestion: null } });
    expect(await bridge.text(id)).toBe("ONE\ntwo\nthree\n");
    expect((await bridge.events(id)).filter(({ type }) => type === "settled")).toHaveLength(1);
  });

  it("rejects hunks without an edit, and leaves the others open", async () => {
    const { bridge, id, suggestion, suggest } = await openOne();
    await suggest([
      { from: 0, to: 3, insert: "ONE" },
      { from: 8, to: 13, insert: "3" },
    ]);
    const settle = (hunks: number[]) =>
      bridge.send("document.settle", { document: id, suggestion, hunks, verdict: "rejected" });
    await settle([1]);
    await settle([1, 2]);
    const settled = (await bridge.events(id)).flatMap((event) => (event.type === "settled" ? [event.hunks] : []));
    expect(settled).toEqual([[1], [2]]);
    expect(await bridge.text(id)).toBe("one\ntwo\nthree\n");
  });

  it("with an edit for more hunks than are left does nothing", async () => {
    const { bridge, id, ada, suggestion, suggest } = await openOne();
    await suggest([
      { from: 0, to: 3, insert: "ONE" },
      { from: 8, to: 13, insert: "3" },
    ]);
    await bridge.send("document.settle", { document: id, suggestion, hunks: [1], verdict: "rejected" });
    await ada.read();
    const edit = ada.edit(ada.change(0, "ONE", 3));
    const both = { document: id, suggestion, hunks: [1, 2], verdict: "accepted" as const, edit };
    expect((await bridge.send("document.settle", both)).error?.code).toBe("conflict");
    expect(await bridge.text(id)).toBe("one\ntwo\nthree\n");
  });

  it("of a suggestion that nobody made changes nothing", async () => {
    const { runtime, bridge, id } = await openOne();
    const suggestion: SuggestionId = newSuggestionId(runtime);
    const { result } = await bridge.send("document.settle", {
      document: id,
      suggestion,
      hunks: [1],
      verdict: "rejected",
    });
    expect(result).toEqual({ suggestion: null });
  });
});
