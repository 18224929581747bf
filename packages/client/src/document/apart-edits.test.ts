import type { CommandArgs, DocumentEdit } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import { createLocalTabs } from "../outbox/local-tabs.ts";
import type { ClientStorage } from "../storage/client-storage.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { openBridge, shown, type } from "./document-fixture.ts";
import type { LiveDocument } from "./live-document.ts";

const setUp = (text?: string) => {
  const clock = new FakeClock();
  const random = createSeededRandom(20_261_129);
  const { bridge, open } = openBridge({ clock, random, pass: (ms) => clock.advance(ms) }, text);
  const sent = (): (Pick<DocumentEdit, "base" | "isApart" | "after" | "yjs"> & { waited: boolean | undefined })[] =>
    bridge.commands.map(({ args, waited }) => ({ ...(args as CommandArgs<"document.edit">).edit, waited }));
  return { bridge, open, sent };
};
const yjsOf = (document: LiveDocument): number | undefined => document.view.current().doc?.clientID;

describe("an edit", () => {
  it("that is made with the bridge there says nothing of its kind", async () => {
    const { bridge, open, sent } = setUp();
    const document = await open(await bridge.client());
    type(document, 0, "Live. ");
    await document.saved();
    expect(Object.keys(sent()[0] ?? {}).toSorted()).toEqual("base encoding epoch update waited yjs".split(" "));
    expect(sent()[0]?.waited).toBeUndefined();
  });

  it("that is made with the bridge away was made apart, and waited", async () => {
    const { bridge, open, sent } = setUp();
    const document = await open(await bridge.client());
    await bridge.goAway();
    type(document, 0, "Away. ");
    await bridge.rest();
    await bridge.comeBack();
    await document.saved();
    type(document, 0, "Live. ");
    await document.saved();
    expect(sent()).toMatchObject([
      { base: 3, isApart: true, waited: true },
      { base: 4, waited: undefined },
    ]);
    expect(sent()[1]).not.toHaveProperty("isApart");
  });

  it("that was made before the bridge went waited, and was not made apart: who made it saw all there was", async () => {
    const { bridge, open, sent } = setUp();
    const document = await open(await bridge.client());
    bridge.isSlow = true;
    type(document, 0, "Live. ");
    await bridge.rest();
    bridge.isSlow = false;
    await bridge.goAway();
    await bridge.comeBack();
    await document.saved();
    expect(sent().map(({ isApart, waited }) => [isApart, waited])).toEqual([
      [undefined, undefined],
      [undefined, true],
    ]);
  });

  it("that is made before what the bridge had is applied here was made apart, and did not wait", async () => {
    const { bridge, open, sent } = setUp();
    const storage = createMemoryStorage();
    const before = await bridge.client(storage);
    await open(before);
    await bridge.rest(3_000);
    await before.close();
    const other = await open(await bridge.client());
    type(other, 0, "Meanwhile. ");
    await other.saved();
    const client = await bridge.client(storage);
    // Nothing of the stream is sent yet: what is here is a copy.
    bridge.lagging = 2;
    const document = await open(client);
    expect(document.view.current().status).toBe("cached");
    type(document, 0, "Here. ");
    await bridge.rest();
    expect(sent().at(-1)).toMatchObject({ base: 3, isApart: true, waited: undefined });
    await bridge.catchUp();
    expect([shown(document), shown(other)]).toEqual(Array(2).fill(bridge.text()));
    expect(document.view.current().status).toBe("live");
  });

  it("of a text that was left was made apart, on what that text had", async () => {
    const { bridge, open, sent } = setUp();
    const document = await open(await bridge.client());
    const { doc } = document.view.current();
    bridge.refusals = [{ code: "forbidden", message: "No." }];
    type(document, 0, "Refused. ");
    await expect(document.saved()).rejects.toMatchObject({ code: "forbidden" });
    await bridge.rest();
    doc?.getText("text").insert(0, "Not noticed yet. ");
    await bridge.rest();
    expect(sent().at(-1)).toMatchObject({ base: 3, isApart: true, yjs: doc?.clientID });
  });

  it("that is joined to one that was made apart says so, with that one's base, and waited with it", async () => {
    const { bridge, open, sent } = setUp();
    const other = await open(await bridge.client());
    const client = await bridge.client();
    const document = await open(client);
    await bridge.goAway();
    // What is sent before it is slow to be answered.
    const { result: before } = client.command("document.open", { path: "a.md" });
    type(document, 0, "Away. ");
    await bridge.rest();
    bridge.isSlow = true;
    await bridge.comeBack();
    bridge.isSlow = false;
    type(other, 0, "Meanwhile. ");
    await other.saved();
    await bridge.rest();
    expect(document.view.current()).toMatchObject({ status: "live", seq: 4, saving: { waiting: 1 } });
    type(document, 0, "Live. ");
    expect(client.outbox.current()).toHaveLength(3);
    // What joins them is loaded once it is needed, and no fake clock knows how long that takes.
    await expect.poll(() => client.outbox.current().length).toBe(2);
    await bridge.answer();
    await Promise.all([before, document.saved()]);
    const own = sent().filter(({ yjs }) => yjs === yjsOf(document));
    expect(own).toMatchObject([{ base: 3, isApart: true, waited: true }]);
  });
});

const reload = async (
  { bridge, open }: ReturnType<typeof setUp>,
  storage: ClientStorage,
  words: string,
): Promise<LiveDocument> => {
  const client = await bridge.client(storage);
  const document = await open(client);
  const { view } = document;
  type(document, 0, words);
  await bridge.rest();
  const seen = view.current().text;
  await client.close();
  expect(seen.startsWith(words)).toBe(true);
  return document;
};
/** A client that has a copy of the document, with the bridge away. */
const away = async (more: { lastWords?: string } = {}) => {
  const all = setUp();
  const { bridge, open } = all;
  const storage = createMemoryStorage();
  const client = await bridge.client(storage);
  const document = await open(client);
  await bridge.rest(3_000);
  await bridge.goAway();
  if (more.lastWords !== undefined) type(document, 0, more.lastWords);
  await bridge.rest(3_000);
  await client.close();
  return { ...all, storage, yjs: yjsOf(document) };
};

describe("what an edit builds on besides its base", () => {
  it("are the edits of each earlier page that wait, longest ago first", async () => {
    const { storage, yjs, ...all } = await away({ lastWords: "One. " });
    const { bridge, open, sent } = all;
    const two = yjsOf(await reload(all, storage, "Two. "));
    const three = yjsOf(await reload(all, storage, "Three. "));
    const document = await open(await bridge.client(storage));
    type(document, 0, "Four. ");
    await bridge.comeBack();
    await document.saved();
    expect(sent().map(({ after }) => after)).toEqual([undefined, [yjs], [yjs, two], [yjs, two, three]]);
    expect(sent().every(({ isApart, waited, base }) => isApart === true && waited === true && base === 3)).toBe(true);
    expect([shown(document), bridge.text()]).toEqual(Array(2).fill("Four. Three. Two. One. Hello.\n"));
    type(document, 0, "Live. ");
    await document.saved();
    expect(sent().at(-1)).not.toHaveProperty("after");
    expect(sent().at(-1)).toMatchObject({ base: 7 });
  });

  it("are edits that a copy has and its cursor does not, though nothing waits any more", async () => {
    const { storage, yjs, bridge, open, sent } = await away({ lastWords: "One. " });
    const client = await bridge.client(storage);
    // Sent while nobody has the document open.
    await bridge.comeBack();
    expect(sent()).toHaveLength(1);
    await bridge.goAway();
    const document = await open(client);
    type(document, 0, "Two. ");
    await bridge.rest();
    await bridge.comeBack();
    await document.saved();
    expect(sent().at(-1)).toMatchObject({ base: 3, isApart: true, after: [yjs] });
    expect([shown(document), bridge.text()]).toEqual(Array(2).fill("Two. One. Hello.\n"));
  });

  it("are edits of another tab that waited when this one was opened, and not those it makes later", async () => {
    const { storage, ...all } = await away();
    const { bridge, open, sent } = all;
    const tabs = createLocalTabs();
    const [first, second] = [await bridge.client(storage, tabs()), await bridge.client(storage, tabs())];
    const one = await open(first);
    type(one, 0, "One. ");
    await bridge.rest();
    const other = await open(second);
    expect(shown(other)).toBe("One. Hello.\n");
    type(other, 0, "Other. ");
    await bridge.rest();
    type(one, 0, "Again. ");
    await bridge.rest();
    await bridge.comeBack();
    await Promise.all([one.saved(), other.saved()]);
    const [of, byOther] = [yjsOf(one), sent().filter(({ yjs }) => yjs === yjsOf(other))];
    expect(byOther.map(({ after }) => after)).toEqual([[of]]);
    expect(
      sent()
        .filter(({ yjs }) => yjs === of)
        .every(({ after }) => after === undefined),
    ).toBe(true);
    await bridge.rest();
    expect([shown(one), shown(other)]).toEqual(Array(2).fill(bridge.text()));
  });
});
