// The storage of a browser profile, shared by its tabs. A copy is a row with its cursor and one row for each batch, as
// the body of a frame; rows and cursor are written in one transaction, in which the cursor is compared.
import type { CommandId, CommandResult, Cursor, Item, Store, StreamId } from "@nomous/protocol";
import { decodeBody, encodeBody } from "@nomous/protocol";
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from "idb";
import { ClientError } from "../client-error.ts";
import type { ClientStorage, DocumentCopy, StoredCommand, StoredOutbox, StreamCopy } from "./client-storage.ts";
import { isAtLeast, isReplaceable, leftOf, newPart, raisedFloor, RESULTS_KEPT } from "./client-storage.ts";

interface CopyRow {
  readonly sid: StreamId;
  readonly cursor: Cursor;
  readonly createdAt: number;
}

interface BatchRow {
  readonly sid: StreamId;
  readonly first: number;
  readonly count: number;
  readonly body: Uint8Array;
}

interface StateRow extends DocumentCopy {
  readonly sid: StreamId;
}

interface Schema extends DBSchema {
  /** `store` and `floor`. */
  facts: { key: string; value: Store | string };
  commands: { key: CommandId; value: StoredCommand };
  results: { key: CommandId; value: CommandResult };
  copies: { key: StreamId; value: CopyRow };
  batches: { key: [StreamId, number]; value: BatchRow };
  /** Since version 2. */
  states: { key: StreamId; value: StateRow };
}

type Database = IDBPDatabase<Schema>;

const VERSION = 2;
/** What was answered "stored" survives a power failure. */
const STRICT = { durability: "strict" } as const;
/** A copy can be read again. */
const RELAXED = { durability: "relaxed" } as const;

/** All batches of a stream: seqs are numbers, and every array sorts behind every number. */
const batchesOf = (sid: StreamId): IDBKeyRange => IDBKeyRange.bound([sid, 0], [sid, []]);

/** `name`: of the database, the same for all tabs of an origin. */
export async function createIndexedDbStorage(name: string): Promise<ClientStorage> {
  const database = await openDB<Schema>(name, VERSION, {
    upgrade(created, before) {
      if (before < 1) {
        created.createObjectStore("facts");
        created.createObjectStore("commands", { keyPath: "id" });
        created.createObjectStore("results", { keyPath: "id" });
        created.createObjectStore("copies", { keyPath: "sid" });
        created.createObjectStore("batches", { keyPath: ["sid", "first"] });
      }
      if (before < 2) created.createObjectStore("states", { keyPath: "sid" });
    },
    // A newer page wants to change the database: it must not wait for this one.
    blocking: () => database.close(),
  });
  return { ...copiesIn(database), ...statesIn(database), ...outboxIn(database), close: async () => database.close() };
}

type Copies = Pick<ClientStorage, "readStore" | "adoptStore" | "readCopy" | "addToCopy" | "forgetCopy">;

function copiesIn(database: Database): Copies {
  return {
    readStore: async () => asStore(await database.get("facts", "store")),
    async adoptStore(store) {
      const change = database.transaction(["facts", "copies", "batches", "states"], "readwrite", STRICT);
      const facts = change.objectStore("facts");
      const before = asStore(await facts.get("store"));
      const clears = [];
      if (before !== undefined && before.id !== store.id)
        for (const name of ["copies", "batches", "states"] as const) clears.push(change.objectStore(name).clear());
      await Promise.all([...clears, facts.put(store, "store"), change.done]);
    },
    async readCopy(sid) {
      const view = database.transaction(["copies", "batches"]);
      const [copy, batches] = await Promise.all([
        view.objectStore("copies").get(sid),
        view.objectStore("batches").getAll(batchesOf(sid)),
      ]);
      return copy && joined(copy, batches);
    },
    async addToCopy(sid, piece) {
      const change = database.transaction(["copies", "batches"], "readwrite", RELAXED);
      const copies = change.objectStore("copies");
      const batches = change.objectStore("batches");
      const copy = await copies.get(sid);
      const part = newPart(copy?.cursor, piece);
      if (part === undefined) return change.done;
      const { epoch, createdAt, first, items } = part;
      await Promise.all([
        first === 1 ? batches.delete(batchesOf(sid)) : undefined,
        batches.put({ sid, first, count: items.length, body: encodeBody(items) }),
        copies.put({ sid, createdAt, cursor: { epoch, seq: first + items.length - 1 } }),
        change.done,
      ]);
    },
    async forgetCopy(sid) {
      const change = database.transaction(["copies", "batches"], "readwrite", RELAXED);
      await Promise.all([
        change.objectStore("copies").delete(sid),
        change.objectStore("batches").delete(batchesOf(sid)),
        change.done,
      ]);
    },
  };
}

type States = Pick<ClientStorage, "readState" | "putState" | "forgetState">;

function statesIn(database: Database): States {
  return {
    readState: (sid) => database.get("states", sid),
    async putState(sid, { cursor, data }) {
      const change = database.transaction("states", "readwrite", RELAXED);
      const before = await change.store.get(sid);
      const isNewer = isAtLeast(cursor, before?.cursor);
      await Promise.all([isNewer ? change.store.put({ sid, cursor, data }) : undefined, change.done]);
    },
    forgetState: (sid) => database.delete("states", sid),
  };
}

type OutboxCalls = Omit<ClientStorage, keyof Copies | keyof States | "close">;

function outboxIn(database: Database): OutboxCalls {
  const outbox = () => database.transaction(["facts", "commands", "results"], "readwrite", STRICT);
  return {
    readOutbox: () => readOutbox(database),
    async putCommand(command) {
      const change = outbox();
      const floor = asFloor(await change.objectStore("facts").get("floor"));
      if (command.id < floor) throw new ClientError("expired", "The command's id is below the outbox floor.");
      await Promise.all([change.objectStore("commands").put(command), change.done]);
    },
    async claimCommand(id) {
      const change = outbox();
      const commands = change.objectStore("commands");
      const command = await commands.get(id);
      const isClaimed = command !== undefined && command.refusal === undefined;
      await Promise.all([isClaimed ? commands.put({ ...command, maybeSent: true }) : undefined, change.done]);
      return isClaimed;
    },
    async withdrawCommand(id) {
      const change = outbox();
      const commands = change.objectStore("commands");
      const isWaiting = (await commands.get(id))?.maybeSent === false;
      await Promise.all([isWaiting ? commands.delete(id) : undefined, change.done]);
      return isWaiting;
    },
    replaceCommands: (ids, by) => replaceIn(outbox(), ids, by),
    async settleCommand(result, keep) {
      const change = outbox();
      const commands = change.objectStore("commands");
      const results = change.objectStore("results");
      const [command, known] = await Promise.all([commands.get(result.id), results.getAllKeys()]);
      const left = leftOf(command, result, keep);
      await Promise.all([
        left === undefined ? commands.delete(result.id) : commands.put(left),
        results.put(result),
        ...known.slice(0, Math.max(0, known.length + 1 - RESULTS_KEPT)).map((id) => results.delete(id)),
        change.done,
      ]);
    },
    readResult: (id) => database.get("results", id),
    async dismissCommand(id) {
      const change = outbox();
      const commands = change.objectStore("commands");
      const isRefused = (await commands.get(id))?.refusal !== undefined;
      await Promise.all([isRefused ? commands.delete(id) : undefined, change.done]);
    },
    async raiseFloor(to) {
      const change = outbox();
      const facts = change.objectStore("facts");
      const [before, commands] = await Promise.all([facts.get("floor"), change.objectStore("commands").getAll()]);
      const floor = raisedFloor(asFloor(before), to, commands);
      await Promise.all([facts.put(floor, "floor"), change.done]);
      return floor;
    },
  };
}

type OutboxChange = IDBPTransaction<Schema, ("facts" | "commands" | "results")[], "readwrite">;

async function replaceIn(
  change: OutboxChange,
  ids: readonly CommandId[],
  by: readonly StoredCommand[],
): Promise<boolean> {
  const commands = change.objectStore("commands");
  const before = await Promise.all(ids.map((id) => commands.get(id)));
  const isReplaced = before.every(isReplaceable);
  const writes = isReplaced ? [...ids.map((id) => commands.delete(id)), ...by.map((one) => commands.put(one))] : [];
  await Promise.all([...writes, change.done]);
  return isReplaced;
}

async function readOutbox(database: Database): Promise<StoredOutbox> {
  const view = database.transaction(["facts", "commands"]);
  const [commands, floor] = await Promise.all([
    view.objectStore("commands").getAll(),
    view.objectStore("facts").get("floor"),
  ]);
  return { commands, floor: asFloor(floor) };
}

const asStore = (fact: Store | string | undefined): Store | undefined => (typeof fact === "object" ? fact : undefined);
const asFloor = (fact: Store | string | undefined): string => (typeof fact === "string" ? fact : "");

/** A copy's items; one that does not fit its cursor was damaged, and is read again from the bridge. */
function joined({ cursor, createdAt }: CopyRow, batches: readonly BatchRow[]): StreamCopy | undefined {
  const items: Item[] = [];
  for (const { body, count } of batches) {
    const decoded = decodeBody(body, count);
    if (typeof decoded === "string") return undefined;
    for (const item of decoded) items.push(item);
  }
  return items.length === cursor.seq ? { epoch: cursor.epoch, createdAt, items } : undefined;
}
