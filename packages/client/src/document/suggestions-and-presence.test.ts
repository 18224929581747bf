import { newSuggestionId } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { StoredCommand } from "../storage/client-storage.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { toBase64 } from "./base64.ts";
import { actor, event, openBridge, shown, type } from "./document-fixture.ts";

const setUp = (text?: string) => {
  const clock = new FakeClock();
  const random = createSeededRandom(20_261_128);
  return { clock, random, ...openBridge({ clock, random, pass: (ms) => clock.advance(ms) }, text) };
};

const anchor = (doc: Y.Doc, at: number, assoc: number): string =>
  toBase64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(doc.getText("text"), at, assoc)));

describe("a suggestion", () => {
  const suggestion = newSuggestionId({ clock: new FakeClock(), random: createSeededRandom(3) });
  /** Proposes to write "Goodbye" for "Hello", and "all" for the end. */
  const suggested = async () => {
    const { bridge, open } = setUp("Hello, you.");
    const doc = bridge.doc();
    const hunk = (n: number, from: number, to: number, removed: string, inserted: string) =>
      event({
        type: "hunk",
        suggestion,
        hunk: { hunk: n, from: anchor(doc, from, 0), to: anchor(doc, to, -1), removed, inserted },
      });
    bridge.append(
      bridge.sid,
      event({ type: "suggestion", suggestion, why: "asked", note: "Politer", actor }),
      hunk(1, 0, 5, "Hello", "Goodbye"),
      hunk(2, 7, 10, "you", "all"),
    );
    const document = await open(await bridge.client());
    return { bridge, open, document };
  };

  it("has the places of its hunks in the present text, and says which do not fit it any more", async () => {
    const { bridge, document } = await suggested();
    expect(document.view.current().suggestions).toMatchObject([
      {
        suggestion,
        why: "asked",
        note: "Politer",
        at: 1_000,
        hunks: [{ place: { from: 0, to: 5 } }, { place: { from: 7, to: 10 } }],
      },
    ]);
    await document.edit([{ from: 0, to: 0, insert: "> " }]);
    await document.edit([{ from: 10, to: 11, insert: "" }]);
    await bridge.rest();
    expect(document.view.current().suggestions[0]?.hunks).toMatchObject([
      { place: { from: 2, to: 7 }, isOutdated: false },
      { place: { from: 9, to: 11 }, isOutdated: true },
    ]);
  });

  it("that is accepted changes the text and is settled in one command, for all", async () => {
    const { bridge, open, document } = await suggested();
    const other = await open(await bridge.client());
    await document.edit([{ from: 11, to: 11, insert: " Bye." }]);
    expect(await document.settle(suggestion, [1], "accepted")).toMatchObject({ status: "applied" });
    await bridge.rest();
    for (const one of [document, other]) {
      expect(shown(one)).toBe("Goodbye, you. Bye.");
      expect(one.view.current().suggestions[0]?.hunks.map(({ hunk }) => hunk)).toEqual([2]);
    }
    await document.settle(suggestion, [2], "rejected");
    await bridge.rest();
    expect([document, other].flatMap((one) => one.view.current().suggestions)).toEqual([]);
    expect(bridge.text()).toBe("Goodbye, you. Bye.");
    await expect(document.settle(suggestion, [2], "accepted")).rejects.toMatchObject({ code: "conflict" });
  });

  it("that is being accepted is in the text once the bridge has it, and nothing that is typed meanwhile builds on it", async () => {
    const { bridge, document } = await suggested();
    const { doc } = document.view.current();
    bridge.isSlow = true;
    const answers = [1, 2].map((hunk) => document.settle(suggestion, [hunk], "accepted"));
    await bridge.rest();
    type(document, 11, " Bye.");
    await bridge.rest();
    expect(shown(document)).toBe("Hello, you. Bye.");
    bridge.outcomes = [undefined, { suggestion: null }];
    for (let n = 0; n < 3; n += 1) await bridge.answer();
    expect(await Promise.all(answers)).toMatchObject([{ status: "applied" }, { status: "applied" }]);
    await document.saved();
    expect([shown(document), bridge.text()]).toEqual(Array(2).fill("Goodbye, you. Bye."));
    expect(bridge.doc().store.pendingStructs).toBeNull();
    expect(document.view.current().doc).toBe(doc);
  });

  it("that was being accepted when the page was left is not in the copy, for nobody knows how it ends", async () => {
    const { bridge, open } = await suggested();
    const storage = createMemoryStorage();
    const client = await bridge.client(storage);
    const document = await open(client);
    bridge.isSlow = true;
    void document.settle(suggestion, [1], "accepted").catch(() => {});
    await bridge.rest();
    await client.close();
    await bridge.goAway();
    expect(shown(await open(await bridge.client(storage)))).toBe("Hello, you.");
  });

  it("that somebody else settled before leaves the text as the bridge has it", async () => {
    const { bridge, document } = await suggested();
    bridge.outcomes = [{ suggestion: null }];
    expect(await document.settle(suggestion, [1], "accepted")).toMatchObject({ status: "applied" });
    await bridge.rest();
    expect(document.view.current()).toMatchObject({ status: "live", text: "Hello, you." });
  });

  it("that the bridge does not let be accepted leaves the text as the bridge has it", async () => {
    const { bridge, document } = await suggested();
    bridge.refusals = [{ code: "not-found", message: "It was settled." }];
    expect(await document.settle(suggestion, [1], "accepted")).toMatchObject({ status: "rejected" });
    await bridge.rest();
    expect(document.view.current()).toMatchObject({ status: "live", text: "Hello, you." });
  });

  it("is made of the text that the bridge has: edits go first", async () => {
    const { bridge, document } = await suggested();
    bridge.isSlow = true;
    type(document, 0, "> ");
    const made = document.suggest([{ from: 2, to: 7, insert: "Hi" }], "Shorter");
    await bridge.rest();
    await bridge.answer();
    await bridge.answer();
    const id = await made;
    expect(bridge.commands).toMatchObject([
      { name: "document.edit" },
      { name: "document.suggest", args: { suggestion: id, base: 7, changes: [{ from: 2, to: 7, insert: "Hi" }] } },
    ]);
  });
});

describe("who is here", () => {
  it("is told when a document is opened, when the cursor moves, when the bridge is back, and when it is closed", async () => {
    const { bridge, open, clock } = setUp();
    const document = await open(await bridge.client());
    expect(bridge.presents.at(-1)).toEqual({ selection: null });
    const count = bridge.presents.length;
    for (let n = 0; n < 100; n += 1) {
      document.present({ anchor: "A", head: `${n}` });
      await clock.advance(1);
    }
    await bridge.rest();
    expect(bridge.presents.length).toBeLessThan(count + 5);
    expect(bridge.presents.at(-1)).toEqual({ selection: { anchor: "A", head: "99" } });
    await bridge.goAway();
    bridge.presents.length = 0;
    await bridge.comeBack();
    expect(bridge.presents).toEqual([{ selection: { anchor: "A", head: "99" } }]);
    await document.close();
    await bridge.rest();
    expect(bridge.presents.at(-1)).toBeNull();
  });
});

describe("a storage that is full", () => {
  it("is said, and edits reach the bridge all the same", async () => {
    const { bridge, open } = setUp();
    let isFull = false;
    const storage = createMemoryStorage();
    const small = {
      ...storage,
      putCommand: (command: StoredCommand) =>
        isFull ? Promise.reject(new DOMException("", "QuotaExceededError")) : storage.putCommand(command),
    };
    const client = await bridge.client(small);
    const document = await open(client);
    isFull = true;
    await document.edit([{ from: 0, to: 0, insert: "Kept. " }]);
    expect(client.storage.current().trouble).toMatchObject({ code: "storage-failed", details: { reason: "full" } });
    await bridge.rest();
    await document.saved();
    expect(bridge.text()).toBe("Kept. Hello.\n");
    expect(document.view.current().saving).toMatchObject({ waiting: 0, refused: undefined });
    isFull = false;
    await bridge.rest(20_000);
    expect(client.storage.current().trouble).toBeUndefined();
  });
});
