// The storage of a browser profile, shared by its tabs. A copy is a row with its cursor and one row for each batch, as
// the body of a frame; rows and cursor are written in one transaction, in which the cursor is compared.
import { type Cursor, encodeBody, type StreamId } from "@nomous/protocol";
import { type AnswerNote, type ClientStorage, isAtLeast, newPart, noteAnswer } from "./client-storage.ts";
import { cursorIn, readCopyIn, readItemsIn } from "./indexeddb-copies.ts";
import { batchesOf, type Database, DatabaseLine, done, READ_STORES, RELAXED, STRICT } from "./indexeddb-database.ts";
import { outboxIn } from "./indexeddb-outbox.ts";
import { soundAnswer, soundCursor, soundStore } from "./sound-records.ts";

/** `name`: of the database, the same for all tabs of an origin. */
export async function createIndexedDbStorage(name: string): Promise<ClientStorage> {
  const line = await DatabaseLine.open(name);
  const wasEmpty = await markUse(await line.database);
  return {
    origin: { kind: "browser", wasEmpty },
    onLoss: (listener) => line.onLoss(listener),
    ...copiesIn(line),
    ...statesIn(line),
    ...answersIn(line),
    ...outboxIn(line),
    close: () => line.close(),
  };
}

/** Whether nothing was here; from now on something is. */
async function markUse(database: Database): Promise<boolean> {
  const change = database.transaction(["facts", "commands"], "readwrite", RELAXED);
  const facts = change.objectStore("facts");
  const [known, commands] = await Promise.all([facts.count(), change.objectStore("commands").count()]);
  const wasEmpty = known + commands === 0;
  // Without room for it, the next page takes this one for none.
  await done(change, [wasEmpty ? facts.put(1, "isUsed") : undefined]).catch(() => {});
  return wasEmpty;
}

type Copies = Pick<
  ClientStorage,
  | "readStore"
  | "adoptStore"
  | "readCopy"
  | "readCursor"
  | "readItems"
  | "addToCopy"
  | "forgetCopy"
  | "readMarks"
  | "putMark"
>;

function copiesIn(line: DatabaseLine): Copies {
  return {
    readStore: async () => soundStore(await (await line.database).get("facts", "store")),
    async adoptStore(store) {
      const change = (await line.database).transaction(["facts", ...READ_STORES], "readwrite", STRICT);
      const facts = change.objectStore("facts");
      const before = await facts.get("store");
      // Of what was read from a store that nobody knows any more, nobody knows whether it is of this one.
      const isOther = before !== undefined && soundStore(before)?.id !== store.id;
      const clears = isOther ? READ_STORES.map((name) => change.objectStore(name).clear()) : [];
      await done(change, [...clears, facts.put(store, "store")]);
    },
    readCopy: async (sid) => readCopyIn(await line.database, sid),
    readCursor: async (sid) => cursorIn(await (await line.database).get("copies", sid)),
    readItems: async (sid, after) => readItemsIn(await line.database, sid, after),
    async addToCopy(sid, piece) {
      const change = (await line.database).transaction(["copies", "batches"], "readwrite", RELAXED);
      const copies = change.objectStore("copies");
      const batches = change.objectStore("batches");
      const part = newPart(cursorIn(await copies.get(sid)), piece);
      if (part === undefined) return change.done;
      const { epoch, createdAt, first, items } = part;
      await done(change, [
        first === 1 ? batches.delete(batchesOf(sid)) : undefined,
        batches.put({ sid, first, count: items.length, body: encodeBody(items) }),
        copies.put({ sid, createdAt, cursor: { epoch, seq: first + items.length - 1 } }),
      ]);
    },
    async forgetCopy(sid) {
      const change = (await line.database).transaction(["copies", "batches", "marks"], "readwrite", RELAXED);
      await done(change, [
        change.objectStore("copies").delete(sid),
        change.objectStore("batches").delete(batchesOf(sid)),
        change.objectStore("marks").delete(sid),
      ]);
    },
    async readMarks() {
      const view = (await line.database).transaction("marks");
      const [sids, cursors] = await Promise.all([view.store.getAllKeys(), view.store.getAll()]);
      const marks = new Map<StreamId, Cursor>();
      for (const [n, sid] of sids.entries()) {
        const cursor = soundCursor(cursors[n]);
        if (cursor !== undefined) marks.set(sid, cursor);
      }
      return marks;
    },
    async putMark(sid, cursor) {
      const change = (await line.database).transaction("marks", "readwrite", RELAXED);
      await done(change, [change.store.put(cursor, sid)]);
    },
  };
}

type States = Pick<ClientStorage, "readState" | "putState" | "forgetState">;

function statesIn(line: DatabaseLine): States {
  return {
    async readState(sid) {
      const row = await (await line.database).get("states", sid);
      const cursor = soundCursor(row?.cursor);
      return cursor !== undefined && ArrayBuffer.isView(row?.data) ? { cursor, data: row.data } : undefined;
    },
    async putState(sid, { cursor, data }) {
      const change = (await line.database).transaction("states", "readwrite", RELAXED);
      const before = soundCursor((await change.store.get(sid))?.cursor);
      await done(change, [isAtLeast(cursor, before) ? change.store.put({ sid, cursor, data }) : undefined]);
    },
    async forgetState(sid) {
      const change = (await line.database).transaction(["states", "marks"], "readwrite", RELAXED);
      await done(change, [change.objectStore("states").delete(sid), change.objectStore("marks").delete(sid)]);
    },
  };
}

type Answers = Pick<ClientStorage, "readAnswer" | "putAnswer">;

function answersIn(line: DatabaseLine): Answers {
  return {
    readAnswer: async (key) => soundAnswer(await (await line.database).get("answers", key)),
    async putAnswer(key, answer) {
      const change = (await line.database).transaction(["answers", "answerNotes"], "readwrite", RELAXED);
      const [answers, notes] = [change.objectStore("answers"), change.objectStore("answerNotes")];
      const { note, dropped } = noteAnswer((await notes.getAll()).filter(isNote), key, answer);
      await done(change, [
        answers.put({ key, ...answer }),
        notes.put(note),
        ...dropped.flatMap((old) => [answers.delete(old), notes.delete(old)]),
      ]);
    },
  };
}

const isNote = ({ order, bytes }: AnswerNote): boolean => typeof order === "number" && typeof bytes === "number";
