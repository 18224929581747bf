import {
  type CommandArgs,
  type EditConflict,
  type Item,
  LIMITS,
  newConflictId,
  newSuggestionId,
} from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { createLocalTabs } from "../outbox/local-tabs.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { toBase64 } from "./base64.ts";
import { foundConflict } from "./conflict-fixture.ts";
import { actor, event, openBridge, shown, type } from "./document-fixture.ts";
import type { LiveDocument, PlacedConflict } from "./live-document.ts";

const TEXT = "# Store\n\nKept for 7 days24 hours, then gone.\n\n# Send\n\nSent at once.\n";
const MERGED = "Kept for 7 days24 hours, then gone.\n";
const MINE = "Kept for 7 days, then gone.\n";
const THEIRS = "Kept for 24 hours, then gone.\n";

/** A document of which the third line has a conflict. */
const setUp = () => {
  const clock = new FakeClock();
  const random = createSeededRandom(20_261_130);
  const runtime = { clock, random };
  const { bridge, open } = openBridge({ ...runtime, pass: (ms) => clock.advance(ms) }, TEXT);
  const anchor = (at: number, side: number): string =>
    toBase64(Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(bridge.doc().getText("text"), at, side)));
  const from = TEXT.indexOf(MERGED);
  const found = foundConflict(runtime, {
    section: "Store",
    line: 3,
    from: anchor(from, 0),
    to: anchor(from + MERGED.length, -1),
    base: "Kept for 1 day, then gone.\n",
    mine: MINE,
    theirs: THEIRS,
    merged: MERGED,
    runs: [[MERGED.length, "base"]],
  });
  const { conflict } = found;
  const tell = (more: Partial<EditConflict> = {}): Item =>
    event({ type: "conflict", conflict: { ...found, ...more }, at: 500 });
  const met = event({
    type: "met",
    meeting: { meeting: found.meeting, mine: [], theirs: [], places: 3, conflicts: 1 },
    at: 400,
  });
  bridge.append(bridge.sid, met, tell());
  const resolves = (): CommandArgs<"document.resolve">[] =>
    bridge.commands.filter(({ name }) => name === "document.resolve").map(({ args }) => args as never);
  return { bridge, open, runtime, conflict, found, tell, resolves };
};
const placed = (document: LiveDocument): PlacedConflict => {
  const [first] = document.view.current().conflicts;
  if (first === undefined) throw new Error("there is no conflict");
  return first;
};
const at = (document: LiveDocument): string => {
  const { place } = placed(document);
  return place === null ? "" : shown(document).slice(place.from, place.to);
};

describe("a conflict", () => {
  it("is shown where it is in the present text, with its meeting", async () => {
    const { bridge, open, found } = setUp();
    const document = await open(await bridge.client());
    const place = { from: 9, to: 9 + MERGED.length };
    expect(placed(document)).toEqual({
      conflict: found,
      at: 500,
      place,
      isOutdated: false,
      resolutions: [],
      waiting: undefined,
    });
    expect(document.view.current().meetings).toMatchObject([{ at: 400, meeting: { places: 3, conflicts: 1 } }]);
    await document.edit([
      { from: 0, to: 0, insert: "A line.\n" },
      { from: 18, to: 24, insert: "" },
    ]);
    expect([at(document), placed(document).isOutdated]).toEqual(["Kept for 24 hours, then gone.\n", true]);
  });

  it("[D15] is read from a snapshot with when it was found and what was decided", async () => {
    const { bridge, open, conflict, tell } = setUp();
    bridge.makeSnapshot(
      event({ type: "created", path: "a.md", actor }),
      event({ type: "epoch", epoch: 1, why: "created", actor }),
      tell(),
      event({ type: "resolved", conflict, choice: "merged", text: MERGED, isFirst: true, actor, at: 900 }),
    );
    const document = await open(await bridge.client());
    expect(placed(document)).toMatchObject({
      at: 500,
      isOutdated: false,
      resolutions: [{ choice: "merged", at: 900 }],
    });
  });

  it("is there with the bridge away, and keeps its place", async () => {
    const { bridge, open } = setUp();
    const storage = createMemoryStorage();
    const client = await bridge.client(storage);
    await open(client);
    await bridge.rest(3_000);
    await bridge.goAway();
    await client.close();
    const document = await open(await bridge.client(storage));
    type(document, 0, "Away. ");
    expect(document.view.current().status).toBe("cached");
    expect([at(document), placed(document).isOutdated]).toEqual([MERGED, false]);
    expect(document.view.current().meetings).toHaveLength(1);
  });
});

describe("a decision", () => {
  it("changes what differs once the bridge has it, and is told to everybody", async () => {
    const { bridge, open, conflict, resolves } = setUp();
    const [document, other] = [await open(await bridge.client()), await open(await bridge.client())];
    bridge.isSlow = true;
    const answer = document.resolve(conflict, "theirs", THEIRS);
    await bridge.rest();
    expect([shown(document), placed(document).waiting]).toEqual([TEXT, "theirs"]);
    expect(document.view.current().saving.waiting).toBe(1);
    let isSaved = false;
    const saved = document.saved().then(() => (isSaved = true));
    await bridge.rest();
    expect(isSaved).toBe(false);
    await bridge.answer();
    await saved;
    expect(await answer).toMatchObject({ status: "applied" });
    await bridge.rest();
    const after = TEXT.replace(MERGED, THEIRS);
    expect([shown(document), shown(other), bridge.text()]).toEqual(Array(3).fill(after));
    for (const one of [document, other]) {
      expect(placed(one)).toMatchObject({ waiting: undefined, isOutdated: true });
      expect(placed(one).resolutions).toMatchObject([{ choice: "theirs", text: THEIRS, isFirst: true, actor }]);
    }
    expect(document.view.current().saving.waiting).toBe(0);
    const { structs, ds } = Y.decodeUpdate(Buffer.from(resolves()[0]?.edit?.update ?? "", "base64"));
    // "7 days24" becomes "24".
    expect([structs.length, [...ds.clients.values()].flat().reduce((sum, { len }) => sum + len, 0)]).toEqual([1, 8]);
  });

  it("for the document as it is, or as it is already, has no edit", async () => {
    const { bridge, open, conflict, resolves } = setUp();
    const document = await open(await bridge.client());
    await document.edit([{ from: 9, to: 13, insert: "Held" }]);
    await document.resolve(conflict, "own", MERGED.replace("Kept", "Held"));
    await document.resolve(conflict, "merged", "whatever was shown");
    expect(resolves().map(({ text }) => text)).toEqual(Array(2).fill(MERGED.replace("Kept", "Held")));
    expect(resolves().every(({ edit }) => edit === undefined)).toBe(true);
    expect(placed(document).resolutions.map(({ isFirst }) => isFirst)).toEqual([true, false]);
  });

  it("is about the place wherever later edits have moved it, and leaves them as they are", async () => {
    const { bridge, open, conflict } = setUp();
    const [document, other] = [await open(await bridge.client()), await open(await bridge.client())];
    type(other, 0, "Written above.\n\n");
    await other.saved();
    await bridge.rest();
    // Typed a moment before, and not in the outbox yet.
    type(document, shown(document).indexOf("Sent"), "It ");
    type(document, shown(document).indexOf("Sent"), "is: ");
    await document.resolve(conflict, "mine", MINE);
    await bridge.rest();
    const after = `Written above.\n\n${TEXT.replace(MERGED, MINE).replace("Sent", "It is: Sent")}`;
    expect(bridge.commands.at(-1)?.name).toBe("document.resolve");
    expect([shown(document), shown(other), bridge.text()]).toEqual(Array(3).fill(after));
  });

  it("names who wrote what it builds on, as long as the stream has not come there", async () => {
    const { bridge, open, conflict, resolves } = setUp();
    const [storage, tabs] = [createMemoryStorage(), createLocalTabs()];
    const clients = [await bridge.client(storage, tabs()), await bridge.client(storage, tabs())] as const;
    const document = await open(clients[0]);
    bridge.isSlow = true;
    // While the other tab waits for this answer, it is the one that sends for both.
    const again = clients[1].openDocument("a.md");
    await bridge.rest();
    bridge.isSlow = false;
    bridge.lagging = 1;
    type(document, 0, "Mine. ");
    await bridge.rest();
    await bridge.answer();
    await again;
    expect(document.view.current()).toMatchObject({ seq: 5, saving: { waiting: 0, savedSeq: 6 } });
    void document.resolve(conflict, "theirs", THEIRS);
    await bridge.rest();
    const after = [document.view.current().doc?.clientID];
    expect(resolves()).toMatchObject([{ edit: { base: 5, after } }]);
    await bridge.catchUp();
    expect([shown(document), bridge.text()]).toEqual(Array(2).fill(`Mine. ${TEXT.replace(MERGED, THEIRS)}`));
  });

  it.each([
    ["all of it", "Other words altogether"],
    ["its end", MERGED.replace("gone.\n", "never seen")],
    ["its beginning", MERGED.replace("Kept", "Stored")],
    ["all but its end", "Nothing is, then gone.\n"],
    ["a letter that is two units", "🙃"],
  ])("is what stands in the place then, when it changes %s", async (_, text) => {
    const { bridge, open, conflict } = setUp();
    const document = await open(await bridge.client());
    await document.resolve(conflict, "own", text);
    await bridge.rest();
    expect(at(document)).toBe(`${text.trimEnd()}\n`);
    expect(bridge.text()).toBe(TEXT.replace(MERGED, `${text.trimEnd()}\n`));
  });

  it("ends as its place does: the next line stays one", async () => {
    const { bridge, open, conflict, found, tell, runtime } = setUp();
    const document = await open(await bridge.client());
    await document.resolve(conflict, "own", "Kept\r\nas agreed.");
    await bridge.rest();
    expect(bridge.text()).toBe(TEXT.replace(MERGED, "Kept\nas agreed.\n"));
    // Nothing stands in the place of this one, and one side has a line for it.
    const removed = newConflictId(runtime);
    bridge.append(bridge.sid, tell({ conflict: removed, to: found.from, merged: "", theirs: "" }));
    await bridge.rest();
    await document.resolve(removed, "own", "Once more.");
    await bridge.rest();
    expect(bridge.text()).toBe(TEXT.replace(MERGED, "Once more.\nKept\nas agreed.\n"));
  });

  it("[D19] that comes second is kept beside the first, and changes no text", async () => {
    const { bridge, open, conflict, resolves } = setUp();
    const [document, other] = [await open(await bridge.client()), await open(await bridge.client())];
    bridge.isSlow = true;
    const answers = [other.resolve(conflict, "theirs", THEIRS), document.resolve(conflict, "mine", MINE)];
    await bridge.rest();
    bridge.isSlow = false;
    await bridge.answer();
    expect(await Promise.all(answers)).toMatchObject([{ status: "applied" }, { status: "applied" }]);
    await bridge.rest();
    const after = TEXT.replace(MERGED, THEIRS);
    expect([shown(document), shown(other), bridge.text()]).toEqual(Array(3).fill(after));
    for (const one of [document, other])
      expect(placed(one).resolutions.map(({ choice, isFirst }) => [choice, isFirst])).toEqual([
        ["theirs", true],
        ["mine", false],
      ]);
    // What was decided has no edit any more, and what is typed builds on nothing that the bridge does not have.
    await document.resolve(conflict, "mine", MINE);
    expect(resolves().map(({ edit }) => edit === undefined)).toEqual([false, false, true]);
    type(document, 0, "On. ");
    await document.saved();
    await bridge.rest();
    expect([shown(other), bridge.text()]).toEqual(Array(2).fill(`On. ${after}`));
    expect(bridge.doc().store.pendingStructs).toBeNull();
  });
});

describe("a decision with the bridge away", () => {
  it("waits over a reload, behind what was typed before it, and is carried out when the bridge is back", async () => {
    const { bridge, open, conflict, resolves } = setUp();
    const storage = createMemoryStorage();
    const client = await bridge.client(storage);
    const before = await open(client);
    await bridge.rest(3_000);
    await bridge.goAway();
    type(before, 9 + MERGED.indexOf("then"), "and only ");
    const lost = before.resolve(conflict, "own", "Kept for 7 days, and only then gone.\n");
    await bridge.rest();
    expect([placed(before).waiting, before.view.current().saving.waiting]).toEqual(["own", 2]);
    await client.close();
    await expect(lost).rejects.toMatchObject({ code: "closed" });
    const document = await open(await bridge.client(storage));
    const typed = TEXT.replace("then", "and only then");
    expect([shown(document), placed(document).waiting]).toEqual([typed, "own"]);
    expect(document.view.current().saving.waiting).toBe(2);
    type(document, 0, "Behind it. ");
    await bridge.comeBack();
    await document.saved();
    await bridge.rest();
    const after = `Behind it. ${TEXT.replace(MERGED, "Kept for 7 days, and only then gone.\n")}`;
    expect([shown(document), bridge.text()]).toEqual(Array(2).fill(after));
    expect(bridge.doc().store.pendingStructs).toBeNull();
    expect(placed(document)).toMatchObject({ waiting: undefined, resolutions: [{ isFirst: true, choice: "own" }] });
    expect(bridge.commands.map(({ name, waited }) => [name, waited])).toEqual([
      ["document.edit", true],
      ["document.resolve", true],
      ["document.edit", true],
    ]);
    const [{ edit } = {}] = resolves();
    const [first] = bridge.commands.map(({ args }) => (args as CommandArgs<"document.edit">).edit.yjs);
    expect(edit).toMatchObject({ base: 5, isApart: true, after: [first] });
  });

  it("is taken back for another one, which alone is sent", async () => {
    const { bridge, open, conflict, resolves } = setUp();
    const document = await open(await bridge.client());
    await bridge.goAway();
    const first = document.resolve(conflict, "mine", MINE);
    await bridge.rest();
    const second = document.resolve(conflict, "theirs", THEIRS);
    await expect(first).rejects.toMatchObject({ code: "withdrawn" });
    expect([placed(document).waiting, document.view.current().saving.waiting]).toEqual(["theirs", 1]);
    await bridge.comeBack();
    await second;
    expect(resolves().map(({ choice }) => choice)).toEqual(["theirs"]);
  });

  it("that comes second is told so, and the text is that of the first", async () => {
    const { bridge, open, conflict } = setUp();
    const document = await open(await bridge.client());
    await bridge.goAway();
    void document.resolve(conflict, "mine", MINE);
    await bridge.rest();
    bridge.append(
      bridge.sid,
      event({ type: "resolved", conflict, choice: "theirs", text: THEIRS, isFirst: true, actor, at: 700 }),
    );
    await bridge.comeBack();
    expect([shown(document), bridge.text()]).toEqual([TEXT, TEXT]);
    expect(placed(document)).toMatchObject({
      waiting: undefined,
      resolutions: [{ choice: "theirs" }, { choice: "mine" }],
    });
  });

  it("[D7] is known once, though its answer was lost and the log told of it", async () => {
    const { bridge, open, conflict } = setUp();
    const document = await open(await bridge.client());
    bridge.isMute = true;
    void document.resolve(conflict, "mine", MINE);
    await bridge.rest();
    bridge.isMute = false;
    await bridge.goAway();
    await bridge.comeBack();
    type(document, 0, "On. ");
    await document.saved();
    expect(shown(document)).toBe(`On. ${TEXT.replace(MERGED, MINE)}`);
    expect(placed(document).resolutions).toHaveLength(1);
  });

  it("[D6] is known to the tab that sent it for another one", async () => {
    const { bridge, open, conflict } = setUp();
    const [storage, tabs] = [createMemoryStorage(), createLocalTabs()];
    const [one, other] = [
      await open(await bridge.client(storage, tabs())),
      await open(await bridge.client(storage, tabs())),
    ];
    await bridge.goAway();
    void other.resolve(conflict, "mine", MINE);
    await bridge.rest();
    expect([one, other].map((document) => placed(document).waiting)).toEqual(["mine", "mine"]);
    await bridge.comeBack();
    for (const document of [one, other]) {
      expect(shown(document)).toBe(TEXT.replace(MERGED, MINE));
      expect(placed(document)).toMatchObject({ waiting: undefined, resolutions: [{ choice: "mine", isFirst: true }] });
    }
  });
});

describe("a decision that cannot be carried out as it was made", () => {
  it("keeps a text of one's own until it is dismissed", async () => {
    const { bridge, open, conflict } = setUp();
    const client = await bridge.client();
    const document = await open(client);
    bridge.refusals = [{ code: "not-found", message: "No." }];
    expect(await document.resolve(conflict, "own", "Precious.\n")).toMatchObject({ status: "rejected" });
    await bridge.rest();
    expect(document.view.current()).toMatchObject({
      text: TEXT,
      saving: { waiting: 0, refused: { code: "not-found" } },
    });
    expect([placed(document).waiting, placed(document).resolutions]).toEqual([undefined, []]);
    await document.dismiss();
    expect(document.view.current().saving.refused).toBeUndefined();
  });

  it("shows the suggestion that its text became", async () => {
    const { bridge, open, conflict, runtime } = setUp();
    const document = await open(await bridge.client());
    const suggestion = newSuggestionId(runtime);
    bridge.outcomes = [{ suggestion }];
    await document.resolve(conflict, "mine", MINE);
    await bridge.rest();
    expect(document.view.current()).toMatchObject({ text: TEXT, moved: { suggestion }, status: "live" });
  });

  it("comes to the end of its section where its place is gone, unless it is there", async () => {
    const { bridge, open, conflict, tell, resolves, runtime } = setUp();
    const document = await open(await bridge.client());
    bridge.beginEpoch(2, "# Store\n\nOther words.\n\n```sh\n# Store\n```\n\n# Send\n\nSent.\n");
    await bridge.rest();
    expect(placed(document)).toMatchObject({ place: null, isOutdated: true });
    await document.resolve(conflict, "mine", MINE);
    await bridge.rest();
    const after = `# Store\n\nOther words.\n\n\`\`\`sh\n# Store\n\`\`\`\n\n${MINE}\n# Send\n\nSent.\n`;
    expect([shown(document), bridge.text()]).toEqual(Array(2).fill(after));
    // Of the same text, another conflict.
    const again = newConflictId(runtime);
    bridge.append(bridge.sid, tell({ conflict: again }));
    await bridge.rest();
    await document.resolve(again, "mine", MINE);
    expect(resolves().map(({ edit }) => edit === undefined)).toEqual([false, true]);
    expect(shown(document)).toBe(after);
  });

  it("says what to do where its section is gone too, and keeps the document as it is all the same", async () => {
    const { bridge, open, conflict, resolves } = setUp();
    const document = await open(await bridge.client());
    bridge.beginEpoch(2, "# Another\n");
    await bridge.rest();
    await expect(document.resolve(conflict, "mine", MINE)).rejects.toMatchObject({ code: "conflict" });
    await document.resolve(conflict, "merged", MERGED);
    expect(resolves()).toMatchObject([{ choice: "merged", text: MERGED }]);
    expect(placed(document).resolutions).toHaveLength(1);
  });

  it("is not made of what no decision holds, of a part of a place, or of a conflict that is not there", async () => {
    const { bridge, open, conflict, tell, runtime } = setUp();
    const document = await open(await bridge.client());
    const long = `${"x".repeat(LIMITS.conflictLength)}\n`;
    await expect(document.resolve(conflict, "own", long)).rejects.toMatchObject({ code: "too-large" });
    await expect(document.resolve(newConflictId(runtime), "mine", "")).rejects.toMatchObject({ code: "not-found" });
    bridge.append(bridge.sid, tell({ isCut: true }));
    await bridge.rest();
    await expect(document.resolve(conflict, "theirs", THEIRS)).rejects.toMatchObject({ code: "too-large" });
    expect(await document.resolve(conflict, "merged", MERGED)).toMatchObject({ status: "applied" });
    expect([shown(document), bridge.commands.length]).toEqual([TEXT, 1]);
  });
});
