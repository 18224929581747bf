import { createSeededRandom, FakeClock } from "@nomous/testkit";
import type { Runtime } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { openDocuments, type Scribe } from "../document-fixture.ts";

const makeRuntime = (): Runtime & { clock: FakeClock } => ({ clock: new FakeClock(), random: createSeededRandom(7) });

async function openOne(text = "one\ntwo\n") {
  const bridge = await openDocuments(makeRuntime(), { files: { "a.md": text } });
  const id = await bridge.open("a.md");
  return { bridge, id, ada: await bridge.scribe(id) };
}

describe("an edit", () => {
  it("is in the log before it is confirmed, and the answer names its items", async () => {
    const { bridge, id, ada } = await openOne();
    const { status, result } = await ada.type(3, "!");
    expect(status).toBe("applied");
    // A new writer is announced before its first update.
    expect(result).toEqual({ items: [5, 6] });
    expect((await ada.type(4, "?")).result).toEqual({ items: [7, 7] });
    expect(await bridge.text(id)).toBe("one!?\ntwo\n");
  });

  it("of two people who did not see each other leaves both with the same text", async () => {
    const { bridge, id, ada } = await openOne();
    const bob = await bridge.scribe(id, "Bob", "b".repeat(22));
    await ada.type(0, "A ");
    await bob.type(3, " B");
    await ada.type(2, "a ");
    await Promise.all([ada.read(), bob.read()]);
    expect(ada.text).toBe("A a one B\ntwo\n");
    expect(bob.text).toBe(ada.text);
    expect(await bridge.text(id)).toBe(ada.text);
  });

  it("is kept with its label in one commit", async () => {
    const { bridge, id, ada } = await openOne();
    await ada.send(ada.edit(ada.change(0, "x"), { label: "restored" }));
    expect(await bridge.events(id)).toContainEqual(expect.objectContaining({ type: "label", label: "restored" }));
  });

  it("that comes a second time under another id does no harm", async () => {
    const { bridge, id, ada } = await openOne();
    const edit = ada.edit(ada.change(0, "x"));
    await ada.send(edit);
    expect((await ada.send(edit)).status).toBe("applied");
    expect(await bridge.text(id)).toBe("xone\ntwo\n");
  });

  it("[D3] of several page loads of one client, merged and in encoding 2, is announced under each of them", async () => {
    const { bridge, id, ada } = await openOne();
    const other = await bridge.scribe(id);
    const first = other.change(0, "x");
    Y.applyUpdate(ada.doc, first);
    const merged = Y.convertUpdateFormatV1ToV2(Y.mergeUpdates([first, ada.change(1, "y")]));
    expect((await ada.send(ada.edit(merged, { encoding: 2 }))).status).toBe("applied");
    expect(await bridge.text(id)).toBe("xyone\ntwo\n");
    const writers = (await bridge.events(id)).flatMap((event) => (event.type === "writer" ? [event.yjs] : []));
    expect(writers).toEqual(expect.arrayContaining([ada.doc.clientID, other.doc.clientID]));
    // The other page comes back and sends what it still had: known already.
    expect((await other.send(other.edit(first))).status).toBe("applied");
  });

  it("that is larger than an item is stored in parts", async () => {
    const { bridge, id, ada } = await openOne("");
    const text = "long line\n".repeat(20_000);
    const { status, result } = await ada.type(0, text);
    expect(status).toBe("applied");
    expect(result).toEqual({ items: [5, 9] });
    expect(await bridge.text(id)).toBe(text);
  });
});

describe("an edit of an epoch that is gone", () => {
  it("[D9] becomes a suggestion, once, and none when it changes nothing", async () => {
    const { bridge, id, ada } = await openOne();
    const { clock } = bridge.runtime;
    await ada.type(0, "x");
    await clock.advance(5_000);
    bridge.source.checkOut("c".repeat(40), { "a.md": "zero\none\ntwo\n" });
    await clock.advance(5_000);
    const base = await bridge.scribe(id);
    expect(base.epoch).toBe(2);
    const late = ada.edit(ada.change(ada.text.indexOf("two"), "before "), { label: "offline" });
    const { result } = await ada.send(late);
    expect(result).toEqual({ suggestion: expect.any(String) as unknown });
    expect(await bridge.text(id)).toBe("zero\none\ntwo\n");
    const made = (await bridge.events(id)).filter(({ type }) => type === "suggestion" || type === "hunk");
    expect(made.slice(-2)).toMatchObject([
      { type: "suggestion", why: "epoch", note: "offline" },
      { type: "hunk", hunk: { inserted: expect.stringContaining("before ") as unknown } },
    ]);
    const eve = await bridge.scribe(id, "Eve", "e".repeat(22));
    expect((await eve.send({ ...late, yjs: late.yjs })).error?.code).toBe("forbidden");
    ada.change(0, "q");
    const undone = ada.edit(ada.change(0, "", 1));
    expect((await ada.send(undone)).result).toEqual({ suggestion: null });
  });
});

describe("an edit is refused", () => {
  const refusals: readonly [string, string, (ada: Scribe) => Parameters<Scribe["send"]>[0]][] = [
    ["that is not of Yjs", "invalid-arguments", (ada) => ada.edit(new Uint8Array([1, 2, 3, 4]))],
    ["that begins in the middle", "conflict", (ada) => (ada.change(0, "lost"), ada.edit(ada.change(4, "x")))],
    [
      "that stands beside what is not here",
      "conflict",
      (ada) => {
        const stranger = new Y.Doc();
        Y.applyUpdate(stranger, Y.encodeStateAsUpdate(ada.doc));
        stranger.getText("text").insert(0, "unknown");
        Y.applyUpdate(ada.doc, Y.encodeStateAsUpdate(stranger));
        return ada.edit(ada.change(3, "x"));
      },
    ],
    [
      "that deletes what is not here",
      "conflict",
      (ada) => {
        const stranger = new Y.Doc();
        stranger.getText("text").insert(0, "unknown");
        Y.applyUpdate(ada.doc, Y.encodeStateAsUpdate(stranger));
        return ada.edit(ada.change(ada.text.indexOf("unknown"), "", 7));
      },
    ],
    [
      "with formats",
      "invalid-arguments",
      (ada) => {
        let update: Uint8Array = new Uint8Array();
        ada.doc.once("update", (made) => void (update = made));
        ada.doc.getText("text").format(0, 2, { bold: true });
        return ada.edit(update);
      },
    ],
    [
      "of another shared type",
      "invalid-arguments",
      (ada) => {
        let update: Uint8Array = new Uint8Array();
        ada.doc.once("update", (made) => void (update = made));
        ada.doc.getMap("other").set("a", "b");
        return ada.edit(update);
      },
    ],
    ["with a carriage return", "invalid-arguments", (ada) => ada.edit(ada.change(0, "x\r\n"))],
    ["on a state to come", "invalid-arguments", (ada) => ({ ...ada.edit(ada.change(0, "x")), base: 99 })],
    ["of an epoch to come", "invalid-arguments", (ada) => ({ ...ada.edit(ada.change(0, "x")), epoch: 2 })],
  ];
  for (const [what, code, make] of refusals) {
    it(`[D8] when it is one ${what}`, async () => {
      const { bridge, id, ada } = await openOne();
      const { status, error } = await ada.send(make(ada));
      expect(status).toBe(code === "conflict" ? "conflict" : "rejected");
      expect(error?.code).toBe(code);
      expect(await bridge.text(id)).toBe("one\ntwo\n");
    });
  }

  it("[D3] [D8] that writes in the name of another client, and whoever is named keeps writing", async () => {
    const { bridge, id, ada } = await openOne();
    await ada.type(0, "x");
    const eve = await bridge.scribe(id, "Eve", "e".repeat(22));
    eve.doc.clientID = ada.doc.clientID;
    const { error } = await eve.type(0, "forged");
    expect(error?.code).toBe("forbidden");
    // The same inside an update that says it is her own.
    const own = await bridge.scribe(id, "Eve", "e".repeat(22));
    const inside = eve.edit(Y.encodeStateAsUpdate(eve.doc));
    expect((await own.send({ ...inside, yjs: own.doc.clientID })).error?.code).toBe("forbidden");
    expect((await ada.type(0, "y")).status).toBe("applied");
    expect(await bridge.text(id)).toBe("yxone\ntwo\n");
  });

  it("that would make the document larger than it may be", async () => {
    const { ada } = await openOne("x".repeat(4 * 1024 * 1024 - 10));
    expect((await ada.type(0, "123456789")).status).toBe("applied");
    expect((await ada.type(0, "0123456789")).error?.code).toBe("too-large");
  });

  it("of a document that does not exist", async () => {
    const { bridge, ada } = await openOne();
    const document = "00000000-0000-7000-8000-000000000000" as Parameters<typeof bridge.text>[0];
    const { error } = await bridge.send("document.edit", { document, edit: ada.edit(ada.change(0, "x")) });
    expect(error?.code).toBe("not-found");
  });
});
