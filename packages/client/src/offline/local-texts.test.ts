import {
  type CommandId,
  type ConversationId,
  conversationStream,
  CONVERSATIONS,
  type Cursor,
  type DocumentId,
  documentStream,
  generationStream,
  type Item,
  ITEM,
  newCommandId,
  newConversationId,
  newDocumentId,
  newTurnId,
  type StreamId,
  type TurnId,
  utf8,
} from "@nomous/protocol";
import * as fakeIndexedDb from "fake-indexeddb";
import { openDB } from "idb";
import { beforeAll, expect, test } from "vitest";
import * as Y from "yjs";
import { actor, asked, ended, json, started, text } from "../conversation/library-fixture.ts";
import { encodeCopy } from "../document/document-copy.ts";
import { growFacts, NO_FACTS } from "../document/document-facts.ts";
import { idAt } from "../outbox/command-ids.ts";
import { systemRuntime } from "../runtime-system.ts";
import type { ClientStorage } from "../storage/client-storage.ts";
import { createIndexedDbStorage } from "../storage/indexeddb-storage.ts";
import { type LocalCursor, type LocalText, readLocalTexts } from "./local-texts.ts";

beforeAll(() => {
  Object.assign(globalThis, fakeIndexedDb);
});

let count = 0;

/** A storage, and what is read of it after the last reading. */
async function setUp() {
  count += 1;
  const name = `local-${count}`;
  const storage = await createIndexedDbStorage(name);
  let cursor: LocalCursor | undefined;
  const lengths = new Map<StreamId, number>();
  return {
    name,
    storage,
    add: async (sid: StreamId, ...items: Item[]): Promise<void> => {
      const first = (lengths.get(sid) ?? 0) + 1;
      lengths.set(sid, first + items.length - 1);
      await storage.addToCopy(sid, { epoch: 0, createdAt: 0, first, items });
    },
    read: async (): Promise<string[]> => {
      const told: string[] = [];
      for await (const one of readLocalTexts(cursor, name)) {
        cursor = one.cursor;
        told.push(wordsOf(one));
      }
      return told;
    },
  };
}

const wordsOf = (one: LocalText): string =>
  one.kind === "gone" ? `gone ${one.id.slice(-4)}` : `${one.title}: ${one.text}`;

const newTurn = (): TurnId => newTurnId(systemRuntime);
const named = (id: ConversationId, title: string): Item =>
  json({ type: "conversation.created", id, title, at: 1, actor });

async function putDocument(storage: ClientStorage, id: DocumentId, path: string, words: string, cursor: Cursor) {
  const doc = new Y.Doc();
  doc.getText("text").insert(0, words);
  const facts = growFacts(NO_FACTS, { type: "created", path, actor }, 1);
  const state = [{ encoding: 2 as const, update: Y.encodeStateAsUpdateV2(doc) }];
  await storage.putState(documentStream(id), { cursor, data: encodeCopy({ facts, ahead: [], state, later: [] }) });
}

test("turns, answers and documents are told once, and later only what is new", async () => {
  const { storage, add, read } = await setUp();
  const id = newConversationId(systemRuntime);
  const [q, a, next] = [newTurn(), newTurn(), newTurn()];
  await add(CONVERSATIONS, named(id, "Timers"));
  await add(conversationStream(id), asked(q, null, "why?"), started(a, q), ended(a, "because"));
  const document = newDocumentId(systemRuntime);
  await putDocument(storage, document, "a.md", "# The plan\n\nWords.\n", { epoch: 0, seq: 3 });
  const other = newDocumentId(systemRuntime);
  await putDocument(storage, other, "docs/b.md", "Plain.\n", { epoch: 0, seq: 1 });
  expect((await read()).toSorted()).toEqual([
    "The plan: # The plan\n\nWords.\n",
    "Timers: because",
    "Timers: why?",
    "docs/b.md: Plain.\n",
  ]);
  expect(await read()).toEqual([]);
  await add(conversationStream(id), asked(next, a, "and then?"));
  await putDocument(storage, other, "docs/b.md", "Changed.\n", { epoch: 0, seq: 2 });
  expect(await read()).toEqual(["Timers: and then?", "docs/b.md: Changed.\n"]);
});

test("an answer that is too long for its conversation is told from its own stream, as soon as that is here", async () => {
  const { add, read } = await setUp();
  const id = newConversationId(systemRuntime);
  const [q, a, next] = [newTurn(), newTurn(), newTurn()];
  await add(CONVERSATIONS, named(id, "T"));
  await add(conversationStream(id), asked(q, null, "why?"), started(a, q), ended(a, undefined), asked(next, a, "more"));
  expect(await read()).toEqual(["T: why?", "T: more"]);
  await add(generationStream(a), text("a long "), text("answer"));
  expect(await read()).toEqual(["T: a long answer", "T: more"]);
  expect(await read()).toEqual([]);
});

test("under another title all turns of a conversation are told again", async () => {
  const { add, read, storage } = await setUp();
  const id = newConversationId(systemRuntime);
  await add(CONVERSATIONS, named(id, "Old"));
  await add(conversationStream(id), asked(newTurn(), null, "one"), asked(newTurn(), null, "two"));
  await read();
  await add(CONVERSATIONS, json({ type: "conversation.renamed", id, title: "New", at: 2, actor }));
  expect(await read()).toEqual(["New: one", "New: two"]);
  // A new title that waits to be sent counts too.
  const args = { conversation: id, title: "Newest" };
  const rename = newCommandId(systemRuntime);
  await storage.putCommand({ id: rename, name: "conversation.rename", args, maybeSent: false });
  expect(await read()).toEqual(["Newest: one", "Newest: two"]);
});

test("what is here no more is told as gone, and what began anew is told anew", async () => {
  const { add, read, storage } = await setUp();
  const [id, other] = [newConversationId(systemRuntime), newConversationId(systemRuntime)];
  const document = newDocumentId(systemRuntime);
  await add(CONVERSATIONS, named(id, "A"), named(other, "B"));
  for (const one of [id, other]) await add(conversationStream(one), asked(newTurn(), null, "x"));
  await putDocument(storage, document, "a.md", "Text.", { epoch: 0, seq: 1 });
  expect(await read()).toHaveLength(3);
  await storage.forgetCopy(conversationStream(id));
  await storage.forgetState(documentStream(document));
  const items = [asked(newTurn(), null, "anew")];
  await storage.addToCopy(conversationStream(other), { epoch: 1, createdAt: 0, first: 1, items });
  expect(await read()).toEqual([
    `gone ${id.slice(-4)}`,
    `gone ${other.slice(-4)}`,
    "B: anew",
    `gone ${document.slice(-4)}`,
  ]);
});

test("a prompt that waits is found; sent, it is the turn of its conversation; taken back, it is gone", async () => {
  const { add, read, storage } = await setUp();
  const id = newConversationId(systemRuntime);
  let last = 0;
  const put = async (turn: TurnId, words: string): Promise<CommandId> => {
    const args = { conversation: id, turn, answer: newTurn(), parent: null, text: words, attachments: [] };
    last += 1;
    const command = idAt(last) as CommandId;
    await storage.putCommand({ id: command, name: "conversation.prompt", args, maybeSent: false });
    return command;
  };
  const [first, second] = [newTurn(), newTurn()];
  const sent = await put(first, "sent later");
  const taken = await put(second, "taken back");
  expect(await read()).toEqual(["sent later: sent later", "sent later: taken back"]);
  expect(await read()).toEqual([]);
  await storage.settleCommand({ type: "RES", id: sent, status: "applied", at: 1 }, false);
  await add(CONVERSATIONS, named(id, "sent later"));
  await add(conversationStream(id), asked(first, null, "sent later"));
  await storage.withdrawCommand(taken);
  expect(await read()).toEqual([`gone ${id.slice(-4)}`, "sent later: sent later"]);
});

test("what is damaged is passed over", async () => {
  const { name, add, read, storage } = await setUp();
  const [id, other] = [newConversationId(systemRuntime), newConversationId(systemRuntime)];
  await add(CONVERSATIONS, named(other, "B"), { atMs: 0, kind: ITEM.json, data: utf8("{") });
  for (const one of [id, other]) await add(conversationStream(one), asked(newTurn(), null, "x"));
  const [document, whole] = [newDocumentId(systemRuntime), newDocumentId(systemRuntime)];
  await storage.putState(documentStream(document), { cursor: { epoch: 0, seq: 1 }, data: utf8("\u0002garbage") });
  await putDocument(storage, whole, "a.md", "Text.", { epoch: 0, seq: 1 });
  const database = await openDB(name);
  await database.put("batches", { sid: conversationStream(id), first: 1, count: 1, body: utf8("x") });
  await database.put("commands", { id: "x", args: 7 });
  database.close();
  expect(await read()).toEqual(["B: x", "a.md: Text."]);
});

test("a database that is not there is not made", async () => {
  const texts: LocalText[] = [];
  for await (const one of readLocalTexts(undefined, "nothing")) texts.push(one);
  expect(texts).toEqual([]);
  expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain("nothing");
});

test("of a thousand turns that were read none is read again", async () => {
  const { name, add, read } = await setUp();
  const id = newConversationId(systemRuntime);
  const sid = conversationStream(id);
  await add(CONVERSATIONS, named(id, "Long"));
  for (let n = 0; n < 20; n += 1)
    await add(sid, ...Array.from({ length: 50 }, (_, i) => asked(newTurn(), null, `${n} ${i}`)));
  expect(await read()).toHaveLength(1_000);
  // What was read could not be read again now.
  const database = await openDB(name);
  for (let first = 1; first < 951; first += 50)
    await database.put("batches", { sid, first, count: 50, body: utf8("x") });
  database.close();
  await add(sid, asked(newTurn(), null, "new"));
  expect(await read()).toEqual(["Long: new"]);
});
