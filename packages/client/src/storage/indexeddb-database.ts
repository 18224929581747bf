// The database of a browser profile: what is in it, how it comes from one version to the next, and what becomes of it while it is open. A newer
// page may change it: then this one can use it no more. The browser, or a person, may remove it: then it is made anew when it is used next.
import type { CommandId, CommandResult, Cursor, Store, StreamId } from "@nomous/protocol";
import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from "idb";
import { ClientError } from "../client-error.ts";
import type { AnswerNote, DocumentCopy, KeptAnswer, StorageLoss, StoredCommand } from "./client-storage.ts";

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

interface AnswerRow extends KeptAnswer {
  readonly key: string;
}

export interface Schema extends DBSchema {
  /** `store` and `floor`; since version 3 `isUsed`: another page finds something here. */
  facts: { key: string; value: Store | string | number };
  commands: { key: CommandId; value: StoredCommand };
  results: { key: CommandId; value: CommandResult };
  copies: { key: StreamId; value: CopyRow };
  batches: { key: [StreamId, number]; value: BatchRow };
  /** Since version 2; its index, since version 3, tells cursors without reading documents. */
  states: { key: StreamId; value: StateRow; indexes: { cursor: [number, number] } };
  /** These three since version 3. */
  answers: { key: string; value: AnswerRow };
  answerNotes: { key: string; value: AnswerNote };
  marks: { key: StreamId; value: Cursor };
}

export type Database = IDBPDatabase<Schema>;

/** Of the page's database. */
export const BROWSER_DATABASE = "nomous";

export const VERSION = 3;
/** Everything that was read from one store. */
export const READ_STORES = ["copies", "batches", "states", "answers", "answerNotes", "marks"] as const;

/** What was answered "stored" survives a power failure. */
export const STRICT = { durability: "strict" } as const;
/** A copy can be read again. */
export const RELAXED = { durability: "relaxed" } as const;

/** All batches of a stream: seqs are numbers, and every array sorts behind every number. */
export const batchesOf = (sid: StreamId, from = 0): IDBKeyRange => IDBKeyRange.bound([sid, from], [sid, []]);

/** Waits for a transaction, whose own failure says why; that of its requests only that it failed. */
export async function done(change: { readonly done: Promise<void> }, requests: readonly unknown[]): Promise<void> {
  for (const request of requests) if (request instanceof Promise) request.catch(() => {});
  await change.done;
}

/** A connection to the database, which is made anew where that helps. */
export class DatabaseLine {
  readonly #name: string;
  readonly #losses = new Set<(loss: StorageLoss) => void>();
  #database: Promise<Database>;
  #isReplaced = false;
  #isClosed = false;

  private constructor(name: string) {
    this.#name = name;
    this.#database = this.#open();
  }

  static async open(name: string): Promise<DatabaseLine> {
    const line = new DatabaseLine(name);
    await line.#database;
    return line;
  }

  /** Rejects with `page-too-old` once a newer page has taken the database over. */
  get database(): Promise<Database> {
    return this.#database;
  }

  onLoss(listener: (loss: StorageLoss) => void): () => void {
    this.#losses.add(listener);
    return () => void this.#losses.delete(listener);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    (await this.#database).close();
  }

  async #open(): Promise<Database> {
    if (this.#isReplaced) throw tooOld();
    try {
      return await openDB<Schema>(this.#name, VERSION, {
        upgrade: (database, before, _after, change) => upgrade(database, before, change),
        // Whoever wants to change or remove the database must not wait for this page.
        blocking: (_before, after, event) => {
          (event.target as IDBDatabase).close();
          this.#lost(after === null ? "emptied" : "replaced");
        },
        terminated: () => this.#lost("emptied"),
      });
    } catch (cause) {
      throw (cause as Partial<Error>).name === "VersionError" ? tooOld(cause) : cause;
    }
  }

  #lost(loss: StorageLoss): void {
    if (this.#isClosed) return;
    if (loss === "replaced") this.#isReplaced = true;
    this.#database = this.#open();
    this.#database.catch(() => {});
    for (const listener of this.#losses) listener(loss);
  }
}

const tooOld = (cause?: unknown): ClientError =>
  new ClientError("page-too-old", "This page is older than what this browser keeps. Load it again.", { cause });

type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], "versionchange">;

function upgrade(database: Database, before: number, change: Upgrade): void {
  if (before < 1) {
    database.createObjectStore("facts");
    database.createObjectStore("commands", { keyPath: "id" });
    database.createObjectStore("results", { keyPath: "id" });
    database.createObjectStore("copies", { keyPath: "sid" });
    database.createObjectStore("batches", { keyPath: ["sid", "first"] });
  }
  if (before < 2) database.createObjectStore("states", { keyPath: "sid" });
  if (before < 3) {
    change.objectStore("states").createIndex("cursor", ["cursor.epoch", "cursor.seq"]);
    database.createObjectStore("answers", { keyPath: "key" });
    database.createObjectStore("answerNotes", { keyPath: "key" });
    database.createObjectStore("marks");
  }
}
