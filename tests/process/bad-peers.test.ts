// Paired programs that pretend: to be another writer, to have read what is to come, to be everywhere.
import { systemRuntime } from "@nomous/client";
import {
  type ClientId,
  decodeJson,
  DocumentEvent,
  type DocumentId,
  encodeMessage,
  fromUtf8,
  ITEM,
  newCommandId,
  newDocumentId,
  newSuggestionId,
  RoomState,
  type StreamId,
} from "@nomous/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { DocumentBridge, shows, type, until } from "./document-bridge.ts";
import type { DocumentPeer } from "./document-peer.ts";

const TEXT = "one\ntwo\n";
const FUTURE = Number.MAX_SAFE_INTEGER;

let bridge: DocumentBridge;
let ada: DocumentPeer;
let mallory: DocumentPeer;

beforeAll(async () => {
  bridge = await DocumentBridge.start({ "forged.md": TEXT, "replayed.md": TEXT, "ahead.md": TEXT, "crowd.md": TEXT });
  ada = await bridge.peer();
  mallory = await bridge.peer();
});
afterAll(() => bridge.end());

/** Everything that the log of a document says. */
async function events(id: DocumentId): Promise<DocumentEvent[]> {
  const reader = await bridge.peer();
  const { channel, head } = await reader.subscribe(`document/${id}`);
  await reader.raw.until(() => (reader.raw.items(channel).length >= head ? true : undefined));
  return reader.raw.items(channel).flatMap(({ kind, data }) => {
    const event = kind === ITEM.json ? decodeJson(DocumentEvent, fromUtf8(data)) : undefined;
    return event === undefined ? [] : [event];
  });
}

const writtenBy = async (id: DocumentId, client: ClientId): Promise<number[]> =>
  (await events(id)).flatMap((event) => (event.type === "writer" && event.actor.client === client ? [event.yjs] : []));

test("[D3] nobody writes under another client's id of Yjs, and no argument makes somebody another actor", async () => {
  const id = await ada.open("forged.md");
  const hers = await ada.join(id);
  await ada.edit(hers, { update: hers.change(0, "A") });

  const forger = await mallory.join(id);
  forger.doc.clientID = hers.doc.clientID;
  const forged = forger.change(0, "forged");
  const own = new Y.Doc().clientID;
  for (const edit of [{ update: forged }, { update: forged, yjs: own }, { update: new Uint8Array([0, 0]) }])
    expect((await mallory.edit(forger, edit)).error?.code).toBe("forbidden");
  const settled = {
    document: id,
    suggestion: newSuggestionId(systemRuntime),
    hunks: [1],
    verdict: "accepted" as const,
  };
  const withEdit = { ...settled, edit: forger.edit({ update: forged }).edit };
  expect(await mallory.send("document.settle", withEdit)).toMatchObject({ result: { suggestion: null } });

  const place = await mallory.join(id);
  const args = place.edit({ update: place.change(0, "M") });
  const actor = { person: "Ada", client: ada.key.client };
  const said = { ...args, actor, writer: 2, edit: { ...args.edit, actor, writer: 2 } };
  expect((await mallory.command("document.edit", said)).status).toBe("applied");
  expect(await writtenBy(id, mallory.key.client)).toEqual([place.doc.clientID]);
  expect(await writtenBy(id, ada.key.client)).toContain(hers.doc.clientID);
  expect((await ada.join(id)).text).toBe(`MA${TEXT}`);
  expect((await ada.edit(hers, { update: hers.change(0, "still ") })).status).toBe("applied");
});

test("[D3] the bytes of another client's command, sent again, write nothing in its name and spoil no answer to it", async () => {
  const id = await ada.open("replayed.md");
  const hers = await ada.join(id);
  const edit = newCommandId(systemRuntime);
  const args = hers.edit({ update: hers.change(0, "A") });
  const bytes = encodeMessage({ type: "CMD", id: edit, name: "document.edit", args });
  const answer = await ada.command("document.edit", args, edit);
  mallory.raw.web.send(bytes);
  const replayed = await mallory.raw.until(() => mallory.raw.all("RES").find((result) => result.id === edit));
  expect(replayed.error?.code).toBe("forbidden");
  // Hers is still known, and is not done twice.
  const again = await (await bridge.peer(ada.key, true)).command("document.edit", args, edit);
  expect(again).toEqual(answer);

  const suggestion = newSuggestionId(systemRuntime);
  const changes = [{ from: 0, to: 0, insert: "s" }];
  const proposal = { document: id, suggestion, epoch: 1, base: hers.base, note: "", changes };
  const proposed = newCommandId(systemRuntime);
  const [first, second] = [mallory, ada];
  expect((await first.command("document.suggest", proposal, proposed)).status).toBe("applied");
  expect((await second.command("document.suggest", proposal, proposed)).status).toBe("conflict");
  const suggested = (await events(id)).filter(({ type }) => type === "suggestion");
  expect(suggested).toMatchObject([{ suggestion, actor: { client: mallory.key.client } }]);
  expect((await ada.join(id)).text).toBe(`A${TEXT}`);
});

test("[S6] cursors and epochs from the future are told so, and whoever reads already is not disturbed", async () => {
  const client = await bridge.client();
  const document = await client.openDocument("ahead.md");
  await shows(document, TEXT);
  const { id } = document;
  const now = (await mallory.subscribe(`document/${id}`)).epoch;
  for (const from of [
    { epoch: now, seq: FUTURE },
    { epoch: now + 3, seq: 1 },
    { epoch: FUTURE, seq: FUTURE },
  ]) {
    expect(await mallory.subscribe(`document/${id}`, from)).toMatchObject({
      mode: "reset",
      why: "client_ahead",
      first: 1,
    });
    const room = await mallory.subscribe(`room/${id}`, from);
    expect(room).toMatchObject({ mode: "reset", why: "epoch" });
    for (const sid of [
      `snapshot/${id}.4`,
      `snapshot/${id}.${FUTURE}`,
      `snapshot/${id}`,
      "snapshot/.",
      `document/${id}.4`,
    ])
      expect(await mallory.subscribe(sid, from)).toMatchObject({ mode: "reset", why: "not-found" });
  }
  for (const sid of [
    `document/${newDocumentId(systemRuntime)}`,
    "document/x",
    "room/x",
    "room",
    "document",
    "documents/x",
  ])
    expect(await mallory.subscribe(sid)).toMatchObject({ mode: "reset", why: "not-found" });
  const versions = ["seq:9999", "seq:-1", "seq:NaN", "seq:1e99", "file:../../harbor.md", `file:${"0".repeat(64)}`, "x"];
  for (const version of versions)
    await expect(client.ask("document.version", { document: id, version, from: 0 })).rejects.toMatchObject({
      code: expect.stringMatching(/^(not-found|invalid-arguments)$/) as unknown,
    });
  await type(document, "on ");
  expect(document.view.current()).toMatchObject({ status: "live", text: `on ${TEXT}` });
  await bridge.stop();
  await bridge.start();
  [ada, mallory] = [await bridge.peer(), await bridge.peer()];
  client.retry();
  await type(document, "and ");
  await shows(document, `and on ${TEXT}`);
});

test("[D12] presence holds any words as a position; at the 65th document the connection ends, and with it the presence", async () => {
  const client = await bridge.client();
  const document = await client.openDocument("crowd.md");
  await shows(document, TEXT);
  const { id } = document;
  const crowd = await bridge.peer();
  const selection = { anchor: "❤ no base64 \u0000", head: "A".repeat(200) };
  const present = (document: DocumentId): void => crowd.raw.say({ type: "PRESENT", document, at: { selection } });
  present(id);
  await until(document, ({ people }) => people.length === 2);
  expect(document.view.current().people).toContainEqual(expect.objectContaining({ selection }));

  const nowhere = newDocumentId(systemRuntime);
  present(nowhere);
  const { channel } = await crowd.subscribe(`room/${nowhere}`);
  const seen = await crowd.raw.until(() => crowd.raw.items(channel)[0]);
  expect(decodeJson(RoomState, fromUtf8(seen.data))?.people).toHaveLength(1);
  for (let i = 0; i < 62; i += 1) present(newDocumentId(systemRuntime));
  expect((await crowd.join(id)).text).toBe(TEXT);
  present(newDocumentId(systemRuntime));
  expect(await crowd.raw.closed).toMatchObject({ reason: "bad-message" });
  await until(document, ({ people }) => people.length === 1);
  await type(document, "alone ");

  const long = await bridge.peer();
  long.raw.say({ type: "PRESENT", document: id, at: { selection: { anchor: "A".repeat(201), head: "" } } });
  expect(await long.raw.closed).toMatchObject({ reason: "bad-message" });
  const many = await bridge.peer();
  const subs = Array.from({ length: 64 }, (_, ref) => ({
    ref,
    sid: `room/${newDocumentId(systemRuntime)}` as StreamId,
    from: "start" as const,
    credit: 1,
  }));
  many.raw.say({ type: "SUB", subs });
  await many.raw.until(() => (many.raw.all("SUBBED").length === 64 ? true : undefined));
  expect(bridge.faults.filter((line) => !line.includes("DATA WAS LOST"))).toEqual([]);
});
