// Every text that a browser profile keeps, for a search that needs no bridge: the turns of conversations, those that wait to be sent among them,
// and documents. It reads the database by itself, so that it works in a worker; what was read before is not read again.
import {
  ConversationEvent,
  type ConversationId,
  type ConversationList,
  ConversationListEvent,
  CONVERSATIONS,
  type Cursor,
  type DocumentId,
  EMPTY_LIST,
  generationStream,
  growList,
  type Item,
  type StreamId,
  type TurnId,
  type WorkspacePath,
} from "@nomous/protocol";
import { EMPTY_ANSWER, growAnswer } from "../conversation/answer-text.ts";
import { decodeItems } from "../conversation/decode-items.ts";
import { listWith } from "../conversation/waiting-list.ts";
import { promptOf } from "../conversation/waiting-prompts.ts";
import { timeOf } from "../outbox/command-ids.ts";
import type { StoredCommand } from "../storage/client-storage.ts";
import { readCopyIn, readItemsIn } from "../storage/indexeddb-copies.ts";
import { BROWSER_DATABASE, type Database } from "../storage/indexeddb-database.ts";
import { documentCursors, openLocalDatabase, streamCursors, waitingCommands } from "./local-database.ts";
import { daysOf, readDocument } from "./local-document.ts";

/** What was read so far; grows with what is read, and is of use to `readLocalTexts` only. */
export interface LocalCursor {
  readonly streams: Map<StreamId, Cursor>;
  /** Under which title the turns of each conversation were told. */
  readonly titles: Map<ConversationId, string>;
  /** Turns that were told while they waited, by the command and the conversation. */
  readonly waiting: Map<TurnId, { readonly command: StoredCommand["id"]; readonly conversation: ConversationId }>;
}

export type LocalText =
  | {
      readonly kind: "turn";
      readonly id: TurnId;
      readonly conversation: ConversationId;
      /** Of the conversation; when it changes, all turns are told again. */
      readonly title: string;
      readonly text: string;
      /** Wall clock, milliseconds. */
      readonly at: number;
      readonly cursor: LocalCursor;
    }
  | {
      readonly kind: "document";
      readonly id: DocumentId;
      readonly path: WorkspacePath;
      readonly title: string;
      readonly text: string;
      /** The day of its last commit, as far as that is known; else 0. */
      readonly at: number;
      readonly cursor: LocalCursor;
    }
  /** A document, or a conversation with its turns: forget it. What is there of it all the same follows. */
  | { readonly kind: "gone"; readonly id: ConversationId | DocumentId; readonly cursor: LocalCursor };

/** What is new since the cursor of the last text that was read before; everything without one. */
export async function* readLocalTexts(since?: LocalCursor, name = BROWSER_DATABASE): AsyncGenerator<LocalText> {
  const database = await openLocalDatabase(name);
  if (database === undefined) return;
  try {
    yield* new LocalTexts(database, since ?? { streams: new Map(), titles: new Map(), waiting: new Map() }).read();
  } finally {
    database.close();
  }
}

class LocalTexts {
  readonly #database: Database;
  readonly #cursor: LocalCursor;
  #list: ConversationList = EMPTY_LIST;

  constructor(database: Database, cursor: LocalCursor) {
    this.#database = database;
    this.#cursor = cursor;
  }

  async *read(): AsyncGenerator<LocalText> {
    const database = this.#database;
    const copies = await streamCursors(database);
    const commands = await waitingCommands(database);
    this.#list = await this.#readList(copies, commands);
    yield* this.#conversations(copies, commands);
    yield* this.#waiting(commands);
    yield* this.#documents(await documentCursors(database));
  }

  async *#conversations(
    copies: ReadonlyMap<StreamId, Cursor>,
    commands: readonly StoredCommand[],
  ): AsyncGenerator<LocalText> {
    yield* this.#gone(copies, "conversation/");
    yield* this.#withdrawn(commands);
    for (const [sid, cursor] of copies) {
      if (!sid.startsWith("conversation/")) continue;
      const id = keyOf(sid) as ConversationId;
      const title = this.#titleOf(id);
      const before = this.#cursor.streams.get(sid);
      const isSame = this.#cursor.titles.get(id) === title && before?.epoch === cursor.epoch;
      if (isSame && before.seq >= cursor.seq) continue;
      if (before !== undefined && before.epoch !== cursor.epoch) yield this.#forget(id, sid);
      this.#cursor.titles.set(id, title);
      yield* this.#turns(id, sid, cursor, isSame ? before.seq : 0);
    }
  }

  /** Turns behind item `from`; the cursor stops before the first answer whose text is not here yet. */
  async *#turns(id: ConversationId, sid: StreamId, { epoch }: Cursor, from: number): AsyncGenerator<LocalText> {
    let after = from;
    let isWhole = true;
    for (;;) {
      const items = await readItemsIn(this.#database, sid, after);
      // What is damaged is read again by a page.
      if (items === undefined || items.length === 0) return;
      for (const item of items) {
        for (const event of decodeItems(ConversationEvent, [item])) {
          const turn = await this.#turnOf(event);
          if (turn === undefined) continue;
          isWhole &&= turn.isWhole;
          const { turn: turnId, text, at } = turn;
          if (text !== "")
            yield {
              kind: "turn",
              id: turnId,
              conversation: id,
              title: this.#titleOf(id),
              text,
              at,
              cursor: this.#cursor,
            };
        }
        after += 1;
        if (isWhole) this.#cursor.streams.set(sid, { epoch, seq: after });
      }
    }
  }

  async #turnOf(
    event: ConversationEvent,
  ): Promise<
    { readonly turn: TurnId; readonly text: string; readonly at: number; readonly isWhole: boolean } | undefined
  > {
    if (event.type === "turn.added") {
      const { id, text, at } = event.turn;
      return { turn: id, text, at, isWhole: true };
    }
    if (event.type !== "answer.ended") return undefined;
    const { id, at, outcome } = event;
    if (outcome.text !== undefined) return { turn: id, text: outcome.text, at, isWhole: true };
    const copy = await readCopyIn(this.#database, generationStream(id));
    const items = (copy?.items ?? []).map((item: Item, index) => ({ ...item, seq: index + 1, at, isReplay: true }));
    const { text } = growAnswer(EMPTY_ANSWER, items);
    return { turn: id, text, at, isWhole: copy !== undefined };
  }

  /** Prompts that wait, and have not been told as they are. */
  *#waiting(commands: readonly StoredCommand[]): Generator<LocalText> {
    for (const command of commands) {
      const prompt = promptOf(command);
      if (prompt === undefined) continue;
      const { turn: id, conversation, text } = prompt;
      if (this.#cursor.waiting.get(id)?.command === command.id) continue;
      this.#cursor.waiting.set(id, { command: command.id, conversation });
      const title = this.#titleOf(conversation);
      yield { kind: "turn", id, conversation, title, text, at: timeOf(command.id), cursor: this.#cursor };
    }
  }

  /** A turn that waits no more was sent, and stands in its conversation, or was taken back: then all of that is told again without it. */
  *#withdrawn(commands: readonly StoredCommand[]): Generator<LocalText> {
    const waiting = new Set(commands.map((command) => promptOf(command)?.turn));
    const over = new Set<ConversationId>();
    for (const [turn, { conversation }] of this.#cursor.waiting) if (!waiting.has(turn)) over.add(conversation);
    for (const id of over) {
      for (const [turn, { conversation }] of this.#cursor.waiting)
        if (conversation === id) this.#cursor.waiting.delete(turn);
      yield this.#forget(id, `conversation/${id}` as StreamId);
    }
  }

  async *#documents(copies: ReadonlyMap<StreamId, Cursor>): AsyncGenerator<LocalText> {
    yield* this.#gone(copies, "document/");
    const days = await daysOf(this.#database);
    for (const [sid, cursor] of copies) {
      const before = this.#cursor.streams.get(sid);
      if (before?.epoch === cursor.epoch && before.seq >= cursor.seq) continue;
      const read = await readDocument(this.#database, sid);
      this.#cursor.streams.set(sid, cursor);
      if (read === undefined) continue;
      const id = keyOf(sid) as DocumentId;
      yield { kind: "document", id, ...read, at: days.get(id) ?? 0, cursor: this.#cursor };
    }
  }

  *#gone(copies: ReadonlyMap<StreamId, Cursor>, family: string): Generator<LocalText> {
    for (const sid of this.#cursor.streams.keys())
      if (sid.startsWith(family) && !copies.has(sid))
        yield this.#forget(keyOf(sid) as ConversationId | DocumentId, sid);
  }

  #forget(id: ConversationId | DocumentId, sid: StreamId): LocalText {
    this.#cursor.streams.delete(sid);
    this.#cursor.titles.delete(id as ConversationId);
    return { kind: "gone", id, cursor: this.#cursor };
  }

  async #readList(
    copies: ReadonlyMap<StreamId, Cursor>,
    commands: readonly StoredCommand[],
  ): Promise<ConversationList> {
    let list = EMPTY_LIST;
    const { seq = 0 } = copies.get(CONVERSATIONS) ?? {};
    for (let after = 0; after < seq;) {
      const items = await readItemsIn(this.#database, CONVERSATIONS, after);
      if (items === undefined || items.length === 0) break;
      list = growList(list, decodeItems(ConversationListEvent, items));
      after += items.length;
    }
    return listWith(list, commands, NOBODY);
  }

  #titleOf(id: ConversationId): string {
    return this.#list.get(id)?.title ?? "";
  }
}

/** Who renamed does not matter here. */
const NOBODY = { person: "", client: "" } as Parameters<typeof listWith>[2];

const keyOf = (sid: StreamId): string => sid.slice(sid.indexOf("/") + 1);
