// What a paired program can send as an edit, and what it does to everybody else: nothing.
import { systemRuntime } from "@nomous/client";
import { type CommandId, LIMITS, newCommandId, newSuggestionId } from "@nomous/protocol";
import { afterAll, beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { DocumentBridge, shows, type } from "./document-bridge.ts";
import type { Place, SentEdit as Sent } from "./document-peer.ts";
import {
  deleted,
  type ForgedItem,
  forgedUpdate,
  gone,
  inner,
  skip,
  text,
} from "../../packages/server/src/document/update/forged-update-fixture.ts";

const TEXT = "one\ntwo\n";
/** Client ids of Yjs that nobody has. */
const [ME, OTHER, NOBODY] = [4_000_000_001, 4_000_000_002, 77];

/** Also on a machine that does something else beside. */
const SOON_MS = 3_000;

let bridge: DocumentBridge;

beforeAll(async () => {
  const files = ["attacked.md", "twice.md", "long.md", "named.md", "other.md"];
  bridge = await DocumentBridge.start(Object.fromEntries(files.map((path) => [path, TEXT])));
});
afterAll(() => bridge.end());

const items = (...forged: readonly ForgedItem[]): Sent => ({
  yjs: ME,
  update: forgedUpdate([{ client: ME, clock: 0, items: forged }]),
});
const many = (length: number, item: (i: number) => ForgedItem): Sent =>
  items(...Array.from({ length }, (_, i) => item(i)));
const secondEncoding = (sent: Sent): Sent => ({
  ...sent,
  encoding: 2,
  update: Y.convertUpdateFormatV1ToV2(sent.update as Uint8Array),
});
const seedOf = ({ doc }: Place): number => [...doc.store.clients.keys()][0] ?? 0;

const ATTACKS: readonly [what: string, code: string, make: (place: Place) => Sent][] = [
  ["words", "invalid-arguments", () => ({ update: Buffer.from("hello") })],
  ["nothing", "invalid-arguments", () => ({ update: "" })],
  ["no base64", "invalid-arguments", () => ({ update: "*" })],
  ["an encoding to come", "invalid-arguments", () => ({ update: "", encoding: 3 as 2 })],
  ["900 kB of noise", "invalid-arguments", () => ({ update: noise(LIMITS.updateBase64) })],
  ["the same as encoding 2", "invalid-arguments", () => ({ update: noise(LIMITS.updateBase64), encoding: 2 })],
  ["more than that", "invalid-arguments", () => ({ update: noise(LIMITS.updateBase64 + 4) })],
  ["a map", "invalid-arguments", (place) => ({ update: place.made(({ doc }) => doc.getMap("other").set("a", "b")) })],
  [
    "an array",
    "invalid-arguments",
    (place) => ({ update: place.made(({ doc }) => doc.getArray("other").push(["a"])) }),
  ],
  [
    "a second text",
    "invalid-arguments",
    (place) => ({ update: place.made(({ doc }) => doc.getText("x").insert(0, "x")) }),
  ],
  ["a picture", "invalid-arguments", (place) => ({ update: inText(place, (one) => one.insertEmbed(0, { src: "x" })) })],
  [
    "a map in the text",
    "invalid-arguments",
    (place) => ({ update: inText(place, (one) => one.insertEmbed(0, new Y.Map())) }),
  ],
  ["bold", "invalid-arguments", (place) => ({ update: inText(place, (one) => one.format(0, 2, { bold: true })) })],
  ["an attribute", "invalid-arguments", (place) => ({ update: inText(place, (one) => one.setAttribute("a", "b")) })],
  ["60,000 documents", "invalid-arguments", () => many(60_000, inner)],
  ["60,000 documents behind text", "invalid-arguments", () => many(60_000, (i) => (i === 0 ? text("x") : inner()))],
  ["the same as encoding 2", "invalid-arguments", () => ({ ...secondEncoding(many(60_000, inner)) })],
  ["carriage returns", "invalid-arguments", (place) => ({ update: place.change(0, "a\r\nb") })],
  ["half a character", "invalid-arguments", () => ({ yjs: ME, encoding: 2, update: halves() })],
  ["a hole", "invalid-arguments", () => items(skip(3), text("x"))],
  ["an item without content", "invalid-arguments", () => items(gone(0))],
  ["clocks beyond all numbers", "invalid-arguments", () => many(3, () => gone(2 ** 52))],
  [
    "a far clock",
    "conflict",
    () => ({ yjs: ME, update: forgedUpdate([{ client: ME, clock: 2 ** 40, items: [text("x")] }]) }),
  ],
  ["more than a document holds", "too-large", () => items(deleted(2 ** 30))],
  ["a gap", "conflict", (place) => (place.change(0, "lost"), { update: place.change(4, "x") })],
  ["an origin that is not there", "conflict", () => items(text("x", { origin: [NOBODY, 3] }))],
  ["a neighbour that is not there", "conflict", () => items(text("x", { right: [NOBODY, 3] }))],
  ["an item beside a later one", "invalid-arguments", () => items(text("x", { origin: [ME, 3] }), text("rest"))],
  ["an item beside itself", "invalid-arguments", () => items(text("x", { right: [ME, 0] }))],
  ["items that wait for each other", "invalid-arguments", () => ({ yjs: ME, update: circle() })],
  ["10,000 items that wait", "invalid-arguments", () => ({ yjs: ME, update: zigzag(5_000) })],
  [
    "writers in another order",
    "invalid-arguments",
    () => ({ yjs: ME, update: forgedUpdate([first("x"), second("y")]) }),
  ],
  ["a writer twice", "invalid-arguments", () => ({ yjs: ME, update: forgedUpdate([first("x"), first("y")]) })],
  ["a writer in two parts", "invalid-arguments", () => ({ yjs: ME, update: forgedUpdate([first("x"), next("y")]) })],
  [
    "deletions to come",
    "conflict",
    (place) => ({ update: forgedUpdate([], [{ client: seedOf(place), spans: [[0, 9_999]] }]) }),
  ],
  ["deletions of nobody", "conflict", () => ({ update: forgedUpdate([], [{ client: NOBODY, spans: [[0, 1]] }]) })],
  ["a base to come", "invalid-arguments", (place) => ({ update: place.change(0, "x"), base: 9_999 })],
  ["an epoch to come", "invalid-arguments", (place) => ({ update: place.change(0, "x"), epoch: 2 })],
  ["an epoch before all", "invalid-arguments", (place) => ({ update: place.change(0, "x"), epoch: 0 })],
];

const first = (content: string) => ({ client: ME, clock: 0, items: [text(content)] });
const next = (content: string) => ({ client: ME, clock: 1, items: [text(content, { origin: [ME, 0] as const })] });
const second = (content: string) => ({ client: OTHER, clock: 0, items: [text(content)] });

const inText = (place: Place, work: (text: Y.Text) => void): Uint8Array =>
  place.made(({ doc }) => work(doc.getText("text")));

const circle = (): Uint8Array =>
  forgedUpdate([
    { client: OTHER, clock: 0, items: [text("y", { origin: [ME, 0] })] },
    { client: ME, clock: 0, items: [text("x", { origin: [OTHER, 0] })] },
  ]);

/** Each item of one writer stands beside one of the other, so that they can only go in by turns. */
function zigzag(length: number): Uint8Array {
  const each = (item: (i: number) => ForgedItem): ForgedItem[] => Array.from({ length }, (_, i) => item(i));
  return forgedUpdate([
    { client: OTHER, clock: 0, items: each((i) => text("y", { origin: [ME, i] })) },
    { client: ME, clock: 0, items: each((i) => text("x", i === 0 ? {} : { origin: [OTHER, i - 1] })) },
  ]);
}

/** Two items that have one half each of 😀, with another in between; in encoding 2 the strings of all items are one. */
function halves(): Uint8Array {
  const beside = { origin: [ME, 0] } as const;
  const update = forgedUpdate([{ client: ME, clock: 0, items: [text("a"), text("bc", beside), text("d", beside)] }]);
  const bytes = [...Y.convertUpdateFormatV1ToV2(update)];
  const at = Buffer.from(bytes).indexOf("abcd");
  const strings = Buffer.from("😀xy");
  bytes.splice(at - 2, 6, (bytes[at - 2] ?? 0) + 2, strings.length, ...strings);
  return Uint8Array.from(bytes);
}

function noise(length: number): string {
  const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  let seed = 7;
  let base64 = "";
  while (base64.length < length) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    base64 += digits[seed >>> 26];
  }
  return base64;
}

test("[D8] what is no update of the text is refused at once; the connection stays, and nobody else notices", async () => {
  const client = await bridge.client();
  const reader = await client.openDocument("attacked.md");
  await shows(reader, TEXT);
  const seq = reader.view.current().seq;
  const mallory = await bridge.peer();
  for (const [what, code, make] of ATTACKS) {
    const place = await mallory.join(reader.id);
    const args = place.edit(make(place));
    const began = performance.now();
    const { status, error } = await mallory.command("document.edit", args);
    expect([what, error?.code]).toEqual([what, code]);
    expect(status).toBe(code === "conflict" ? "conflict" : "rejected");
    expect(performance.now() - began).toBeLessThan(SOON_MS);
  }
  await type(reader, "zero\n");
  // A writer and an update: nothing of all that was stored.
  expect(reader.view.current().saving.savedSeq).toBe(seq + 2);
  expect((await mallory.join(reader.id)).text).toBe(`zero\n${TEXT}`);
  await bridge.holds("attacked.md", `zero\n${TEXT}`);
  expect(bridge.faults).toEqual([]);
});

test("[D7] another content under a place that the log has is nowhere, neither for who reads along nor for who reads all at once", async () => {
  const mallory = await bridge.peer();
  const id = await mallory.open("twice.md");
  const place = await mallory.join(id);
  const send = async (from: number, content: string): Promise<void> => {
    const beside = from === 0 ? {} : { origin: [ME, from - 1] as const };
    const update = forgedUpdate([{ client: ME, clock: from, items: [text(content, beside)] }]);
    expect((await mallory.edit(place, { yjs: ME, update })).status).toBe("applied");
  };
  await send(0, "ab");
  await send(2, "cd");
  await send(0, "ZZZ");
  await send(1, "YYYYY");
  const told = (await mallory.join(id)).text;
  expect(told).toMatch(/abcd/);
  expect(told).not.toMatch(/Z/);
  await bridge.holds("twice.md", told);
  await bridge.stop();
  await bridge.start();
  // The bridge makes the text of the whole log now, many updates at once.
  const client = await bridge.client();
  const { total, text: again } = await client.ask("document.version", {
    document: id,
    version: `seq:${await headOf(id)}`,
    from: 0,
  });
  expect([again, total]).toEqual([told, told.length]);
});

const headOf = async (id: Place["id"]): Promise<number> =>
  (await (await bridge.peer()).subscribe(`document/${id}`)).head;

test("10,000 items of one writer, or of as many, are an edit; who types meanwhile is not kept waiting", async () => {
  const mallory = await bridge.peer();
  const ada = await bridge.peer();
  const id = await ada.open("long.md");
  const place = await mallory.join(id);
  const own = await ada.join(id);
  const long = many(10_000, (i) => text("x", i === 0 ? {} : { origin: [ME, i - 1] }));
  const clients = Array.from({ length: 10_000 }, (_, i) => ({
    client: OTHER + 10_000 - i,
    clock: 0,
    items: [text("y")],
  }));
  const sent = [mallory.edit(place, long), mallory.edit(place, { yjs: OTHER + 1, update: forgedUpdate(clients) })];
  const began = performance.now();
  expect((await ada.edit(own, { update: own.change(0, "!") })).status).toBe("applied");
  expect(performance.now() - began).toBeLessThan(SOON_MS);
  expect((await Promise.all(sent)).map(({ status }) => status)).toEqual(["applied", "applied"]);
  const { text: told } = await ada.join(id);
  expect(told).toHaveLength(20_001 + TEXT.length);
  await bridge.holds("long.md", told);
});

test("a command under the id of a document or of a suggestion changes neither", async () => {
  const ada = await bridge.peer();
  const mallory = await bridge.peer();
  const id = await ada.open("named.md");
  const began = performance.now();
  const taken = await mallory.send("document.open", { path: "other.md" }, id as string as CommandId);
  expect(taken).toMatchObject({ status: "conflict" });
  expect(performance.now() - began).toBeLessThan(SOON_MS);
  expect((await mallory.open("other.md")) === id).toBe(false);
  expect((await ada.join(id)).text).toBe(TEXT);

  const suggestion = newSuggestionId(systemRuntime);
  const changes = [{ from: 0, to: 3, insert: "1" }];
  const args = { document: id, suggestion, epoch: 1, base: 4, note: "numbers", changes };
  expect((await ada.send("document.suggest", args)).status).toBe("applied");
  const again = await mallory.send("document.suggest", { ...args, note: "mine" }, newCommandId(systemRuntime));
  expect(again).toMatchObject({ status: "conflict" });
});
