import type { ErrorBody } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import type { Client } from "../client.ts";
import { createLocalTabs } from "../outbox/local-tabs.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { actor, event, openBridge, shown, type } from "./document-fixture.ts";

const setUp = (text?: string) => {
  const clock = new FakeClock();
  const random = createSeededRandom(20_261_128);
  return { clock, random, ...openBridge({ clock, random, pass: (ms) => clock.advance(ms) }, text) };
};

describe("an open document", () => {
  it("is read from its stream, and is one object for everybody who holds it", async () => {
    const { bridge, open } = setUp();
    const client = await bridge.client();
    const document = await open(client);
    expect(document.view.current()).toMatchObject({ status: "live", path: "a.md", epoch: 1, seq: 3, text: "Hello.\n" });
    expect(await client.openDocument("a.md")).toBe(document);
    await document.close();
    expect(await client.document(bridge.id)).toBe(document);
    await document.close();
    await document.close();
    expect(await client.document(bridge.id)).not.toBe(document);
  });

  it("an edit is a command, its result the confirmation, and others see it", async () => {
    const { bridge, open } = setUp();
    const [one, other] = [await open(await bridge.client()), await open(await bridge.client())];
    bridge.isSlow = true;
    type(one, 5, ", you");
    await bridge.rest();
    expect(one.view.current().saving).toMatchObject({ waiting: 1, savedSeq: 0 });
    expect(shown(other)).toBe("Hello.\n");
    await bridge.answer();
    expect(one.view.current()).toMatchObject({ seq: 4, saving: { waiting: 0, savedSeq: 4 }, status: "live" });
    expect([shown(one), shown(other), bridge.text()]).toEqual(Array(3).fill("Hello, you.\n"));
  });

  it("keystrokes that follow each other go as one command, the first at once", async () => {
    const { bridge, open, clock } = setUp();
    const document = await open(await bridge.client());
    for (let n = 0; n < 8; n += 1) {
      type(document, n, "abcdefgh"[n] ?? "");
      await clock.advance(1);
    }
    await document.saved();
    expect(bridge.commands.length).toBeLessThan(4);
    expect(bridge.text()).toBe("abcdefghHello.\n");
  });

  it("while one command is answered, what is typed becomes one more", async () => {
    const { bridge, open } = setUp("");
    const document = await open(await bridge.client());
    bridge.isSlow = true;
    for (let n = 0; n < 50; n += 1) {
      type(document, n, "x");
      await bridge.rest(20);
    }
    bridge.isSlow = false;
    await bridge.answer();
    await document.saved();
    expect(bridge.text()).toBe("x".repeat(50));
    expect(bridge.commands).toHaveLength(2);
  });

  it("edits of two at once are merged the same on all sides", async () => {
    const { bridge, open } = setUp("middle");
    const [one, other] = [await open(await bridge.client()), await open(await bridge.client())];
    bridge.isSlow = true;
    type(one, 0, "start ");
    type(other, 6, " end");
    await bridge.rest();
    await bridge.answer();
    await bridge.answer();
    expect([shown(one), shown(other), bridge.text()]).toEqual(Array(3).fill("start middle end"));
    expect([one.view.current().seq, other.view.current().seq]).toEqual([5, 5]);
  });

  it("a text is replaced where it differs only, with LF", async () => {
    const { bridge, open } = setUp("one\ntwo\nthree\n");
    const document = await open(await bridge.client());
    const at = Y.createRelativePositionFromTypeIndex(document.view.current().doc?.getText("text") ?? new Y.Text(), 5);
    await document.replace("ONE\r\ntwo\r\nTHREE\r\n", "restored");
    expect(shown(document)).toBe("ONE\ntwo\nTHREE\n");
    const doc = document.view.current().doc ?? new Y.Doc();
    expect(Y.createAbsolutePositionFromRelativePosition(at, doc)?.index).toBe(5);
    await document.saved();
    expect(bridge.commands.map(({ args }) => (args as { edit: { label?: string } }).edit.label)).toEqual(["restored"]);
    await expect(document.edit([{ from: 4, to: 99, insert: "" }])).rejects.toMatchObject({ code: "invalid-arguments" });
  });

  it("an insert that no command holds becomes several", async () => {
    const { bridge, open } = setUp("ab");
    const document = await open(await bridge.client());
    const long = "🙂 long ".repeat(90_000);
    await document.edit([{ from: 1, to: 1, insert: long }]);
    await document.saved();
    expect(bridge.commands.length).toBeGreaterThan(1);
    expect(bridge.text() === `a${long}b`).toBe(true);
  });
});

describe("with the bridge away", () => {
  it("a document opens as it was, edits wait in storage over a reload, and are sent when it is back", async () => {
    const { bridge, open } = setUp();
    const storage = createMemoryStorage();
    const before = await bridge.client(storage);
    await open(before);
    await bridge.rest(3_000);
    await bridge.goAway();
    type(await open(before), 0, "Offline. ");
    await bridge.rest();
    await before.close();
    const after = await bridge.client(storage);
    const document = await open(after);
    expect(document.view.current()).toMatchObject({
      status: "cached",
      text: "Offline. Hello.\n",
      saving: { waiting: 1 },
    });
    type(document, 0, "Again. ");
    await bridge.comeBack();
    await document.saved();
    expect([shown(document), bridge.text()]).toEqual(Array(2).fill("Again. Offline. Hello.\n"));
    expect(document.view.current().status).toBe("live");
  });

  it("thousands of edits are few commands of few bytes", async () => {
    const { bridge, open, clock, random } = setUp("A text.\n".repeat(20));
    const document = await open(await bridge.client());
    await bridge.goAway();
    let at = 0;
    const text = document.view.current().doc?.getText("text") ?? new Y.Text();
    for (let n = 0; n < 1_000; n += 1) {
      if (random.uint32() % 10 === 0) at = random.uint32() % text.length;
      if (n % 4 === 3 && at > 0) text.delete((at -= 1), 1);
      else text.insert(at++, "abcdefgh"[n % 8] ?? "");
      if (n % 10 === 0) await clock.advance(20);
    }
    const wanted = shown(document);
    await bridge.comeBack();
    await document.saved();
    expect(bridge.text()).toBe(wanted);
    expect(bridge.commands).toHaveLength(1);
    expect(JSON.stringify(bridge.commands).length).toBeLessThan(5_000);
  });

  it("two tabs of one storage: one sends for both, and each has the other's edits", async () => {
    const { bridge, open } = setUp("");
    const [storage, tabs] = [createMemoryStorage(), createLocalTabs()];
    const clients = [await bridge.client(storage, tabs()), await bridge.client(storage, tabs())];
    const [one, other] = [await open(clients[0] as Client), await open(clients[1] as Client)];
    await bridge.goAway();
    type(one, 0, "one ");
    await bridge.rest();
    type(other, 0, "other ");
    await bridge.rest();
    await bridge.comeBack();
    await Promise.all([one.saved(), other.saved()]);
    await bridge.rest();
    expect(shown(one)).toBe(bridge.text());
    expect(shown(other)).toBe(bridge.text());
    expect(bridge.text()).toMatch(/^(one other |other one )$/);
    expect([one.view.current().seq, other.view.current().seq]).toEqual([5, 5]);
    await bridge.goAway();
    await bridge.comeBack();
    expect(shown(one)).toBe(bridge.text());
  });
});

describe("a tab that sent what another one wrote", () => {
  it("[D6] has it in its text, though a third was told the result before it", async () => {
    const { bridge, open } = setUp("");
    const [storage, tabs] = [createMemoryStorage(), createLocalTabs()];
    const tab = async (): Promise<Client> => bridge.client(storage, tabs());
    const [one, third] = [await open(await tab()), await open(await tab())];
    const writer = await tab();
    const written = await open(writer);
    await bridge.goAway();
    type(written, 0, "written ");
    await writer.close();
    bridge.isMute = true;
    // Who sends first gets no answer, and is taken for frozen.
    await bridge.comeBack();
    expect(bridge.commands).toHaveLength(2);
    await bridge.answer(true);
    expect([shown(one), shown(third), bridge.text()]).toEqual(Array(3).fill("written "));
  });
});

describe("a damaged log", () => {
  it("shows what is intact, and the document that is begun anew behind the damage", async () => {
    const { bridge, open } = setUp();
    const document = await open(await bridge.client());
    bridge.damage();
    await bridge.rest();
    expect(document.view.current()).toMatchObject({ status: "damaged", text: "Hello.\n" });
    bridge.append(bridge.sid, event({ type: "epoch", epoch: 2, why: "damaged", actor }));
    bridge.makeSnapshot(
      event({ type: "created", path: "a.md", actor }),
      event({ type: "epoch", epoch: 2, why: "damaged", actor }),
    );
    bridge.isDamaged = false;
    await bridge.goAway();
    await bridge.comeBack();
    expect(document.view.current()).toMatchObject({ status: "live", epoch: 2 });
  });
});

describe("a snapshot", () => {
  it("is read first, its text before its state, then the stream behind it", async () => {
    const { bridge, open } = setUp();
    const created = event({ type: "created", path: "a.md", actor });
    bridge.makeSnapshot(created, event({ type: "epoch", epoch: 1, why: "created", actor }));
    const writer = await open(await bridge.client());
    type(writer, 0, "Later: ");
    await writer.saved();
    const seen: string[] = [];
    const client = await bridge.client();
    const document = await client.document(bridge.id);
    document.view.subscribe(() => seen.push(`${document.view.current().doc === undefined} ${shown(document)}`));
    await bridge.rest();
    expect(document.view.current()).toMatchObject({ status: "live", path: "a.md", seq: 4, text: "Later: Hello.\n" });
    expect(seen.at(-1)).toBe("false Later: Hello.\n");
  });
});

const refusal = (code: ErrorBody["code"]): ErrorBody => ({ code, message: "No." });

describe("what the bridge does not take", () => {
  it("for now is kept, joined with what follows, and sent again in a new command", async () => {
    const { bridge, open } = setUp("");
    const document = await open(await bridge.client());
    bridge.refusals = [refusal("storage-failed"), refusal("conflict")];
    type(document, 0, "one ");
    await bridge.rest();
    type(document, 4, "two ");
    await bridge.rest();
    expect(document.view.current()).toMatchObject({ text: "one two ", saving: { refused: { code: "conflict" } } });
    await bridge.rest(3_000);
    await document.saved();
    expect(bridge.text()).toBe("one two ");
    expect(new Set(bridge.commands.map(({ id }) => id)).size).toBe(bridge.commands.length);
    expect(document.view.current().saving).toMatchObject({ waiting: 0, refused: undefined, savedSeq: 4 });
  });

  it("ever is kept until it is dismissed, and the text is that of the bridge again", async () => {
    const { bridge, open } = setUp();
    const client = await bridge.client();
    const document = await open(client);
    const { doc } = document.view.current();
    bridge.refusals = [refusal("forbidden")];
    type(document, 0, "Mine. ");
    await expect(document.saved()).rejects.toMatchObject({ code: "forbidden" });
    await bridge.rest();
    expect(document.view.current()).toMatchObject({
      text: "Hello.\n",
      saving: { waiting: 0, refused: { code: "forbidden" } },
    });
    expect(document.view.current().doc).not.toBe(doc);
    type(document, 0, "New. ");
    await bridge.rest();
    expect(bridge.text()).toBe("New. Hello.\n");
    await bridge.rest(60_000);
    expect(bridge.commands).toHaveLength(2);
    expect(client.outbox.current()).toEqual([]);
    await document.dismiss();
    expect(document.view.current().saving.refused).toBeUndefined();
  });

  it("from a page that is gone is not in the copy that the next page opens", async () => {
    const { bridge, open } = setUp();
    const storage = createMemoryStorage();
    const before = await bridge.client(storage);
    const document = await open(before);
    await bridge.goAway();
    type(document, 0, "Late. ");
    await bridge.rest(3_000);
    await before.close();
    bridge.outcomes = [{ suggestion: null }];
    await bridge.client(storage);
    await bridge.comeBack();
    expect(bridge.commands).toHaveLength(1);
    const after = await open(await bridge.client(storage));
    expect(after.view.current()).toMatchObject({ status: "live", text: "Hello.\n" });
  });

  it("into the text becomes a suggestion, and the text is that of the bridge again", async () => {
    const { bridge, open } = setUp();
    const document = await open(await bridge.client());
    bridge.outcomes = [{ suggestion: null }];
    type(document, 0, "Late. ");
    await bridge.rest();
    expect(document.view.current()).toMatchObject({ text: "Hello.\n", moved: { suggestion: null }, status: "live" });
  });
});

describe("another epoch", () => {
  it("what another tab wrote in it counts for the tab that sent it once that one has come there", async () => {
    const { bridge, open } = setUp();
    const [storage, tabs] = [createMemoryStorage(), createLocalTabs()];
    const clients = [await bridge.client(storage, tabs()), await bridge.client(storage, tabs())];
    const [sender, other] = [await open(clients[0] as Client), await open(clients[1] as Client)];
    bridge.isSlow = true;
    // While it waits for this answer, it is the one that sends for both.
    const again = clients[0]?.openDocument("a.md");
    await bridge.rest();
    bridge.lagging = 1;
    bridge.beginEpoch(2, "New.\n");
    await bridge.rest();
    type(other, 0, "Mine. ");
    await bridge.rest();
    await bridge.answer();
    await bridge.answer();
    expect(await again).toBe(sender);
    expect([sender, other].map((document) => document.view.current().epoch)).toEqual([1, 2]);
    await bridge.catchUp();
    expect([shown(sender), shown(other), bridge.text()]).toEqual(Array(3).fill("Mine. New.\n"));
  });

  it("[D4] is another Y.Doc, and what was typed in the one before is sent as of that one", async () => {
    const { bridge, open } = setUp();
    const document = await open(await bridge.client());
    const { doc } = document.view.current();
    bridge.isSlow = true;
    type(document, 0, "Mine. ");
    bridge.outcomes = [{ suggestion: null }];
    bridge.beginEpoch(2, "Checked out.\n");
    await bridge.rest();
    expect(document.view.current()).toMatchObject({ epoch: 2, text: "Checked out.\n", saving: { waiting: 1 } });
    expect(document.view.current().doc).not.toBe(doc);
    bridge.outcomes = [{ suggestion: null }, { suggestion: null }];
    // An editor may not have noticed yet.
    doc?.getText("text").insert(0, "Late. ");
    type(document, 0, "New. ");
    await bridge.answer();
    await bridge.answer();
    await bridge.answer();
    expect(bridge.commands.map(({ args }) => (args as { edit: { epoch: number } }).edit.epoch)).toEqual([1, 1, 2]);
    expect(document.view.current()).toMatchObject({ text: "New. Checked out.\n", saving: { waiting: 0 } });
  });
});
