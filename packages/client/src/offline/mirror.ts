// Fetches ahead what is not here: all conversations and all documents, so that they open with the bridge away. It goes slowly, because somebody
// works meanwhile; what it has done is marked in the storage, so that it goes on where it stopped, in whichever tab. Loaded when it begins: it
// needs the bridge anyway.
import {
  type CommandArgs,
  type ConversationId,
  type ConversationList,
  conversationStream,
  type Cursor,
  type DocumentId,
  type QueryArgs,
  type QueryName,
  type QueryResult,
  type Runtime,
  type Scope,
  sleep,
  type StreamId,
  type WorkspacePath,
} from "@nomous/protocol";
import type { PendingCommand } from "../client.ts";
import type { ClientStorage } from "../storage/client-storage.ts";
import type { Streams } from "../stream/streams.ts";
import { fetchConversation, type FetchOutcome, forgetConversation } from "./fetch-conversation.ts";
import { fetchDocument } from "./fetch-document.ts";

export interface MirrorParts {
  readonly runtime: Runtime;
  readonly storage: ClientStorage;
  readonly streams: Streams;
  readonly scopes: readonly Scope[];
  readonly storeEpoch: () => number;
  /** Rejects when the bridge is away or refuses. */
  readonly ask: <Name extends QueryName>(name: Name, args: QueryArgs<Name>) => Promise<QueryResult<Name>>;
  readonly open: (args: CommandArgs<"document.open">) => PendingCommand;
  /** Reads a document as one that is open, and proposes what its copy has more than the bridge; until it is cancelled. */
  readonly recover: (id: DocumentId, cancel: AbortSignal) => Promise<void>;
  readonly withdraw: (id: PendingCommand["id"]) => Promise<boolean>;
  /** Documents that a command of the outbox is about: their copies are needed, whatever the bridge says. */
  readonly documentsInUse: () => ReadonlySet<DocumentId>;
  /** The counts changed. */
  readonly changed: () => void;
}

export interface Count {
  readonly here: number;
  readonly total: number;
}

/** So many are fetched at a time, and after each there is a pause. */
const AT_ONCE = 3;
const PAUSE_MS = 10;
/** A folder may hold any number of Markdown files: with so many documents, only those of a type are opened ahead. */
const MANY = 1_000;
/** Documents that are opened for the first time before those that were opened are fetched. */
const OPENED_AT_ONCE = 20;

interface Task {
  readonly sid: StreamId;
  readonly run: () => Promise<FetchOutcome>;
}

export class Mirror {
  readonly #parts: MirrorParts;
  /** Up to where each stream is here. */
  readonly #marks: Map<StreamId, Cursor>;
  /** What the bridge has. */
  readonly #heads = { conversation: new Map<StreamId, Cursor>(), document: new Map<StreamId, Cursor>() };
  /** Files that are no documents yet. */
  #unopened: readonly WorkspacePath[] = [];
  /** Those that were opened from here, or cannot be. */
  readonly #tried = new Set<WorkspacePath>();
  /** What has to be looked at again: an answer of it was being written, or somebody had it open. */
  readonly #unfinished = new Set<StreamId>();
  /** Documents that somebody has open here, and that are here by that. */
  readonly #open = new Set<StreamId>();

  private constructor(parts: MirrorParts, marks: ReadonlyMap<StreamId, Cursor>) {
    this.#parts = parts;
    this.#marks = new Map(marks);
  }

  static async create(parts: MirrorParts): Promise<Mirror> {
    return new Mirror(parts, await parts.storage.readMarks());
  }

  get conversations(): Count {
    return this.#count(this.#heads.conversation, 0);
  }

  get documents(): Count {
    return this.#count(this.#heads.document, this.#unopened.length);
  }

  /** Something is here in part only. */
  get isUnfinished(): boolean {
    return this.#unfinished.size > 0;
  }

  /** Fetches what lacks; rejects when the bridge goes or refuses, and when the storage refuses. */
  async fetchAll(cancel: AbortSignal): Promise<void> {
    await this.fetchConversations(cancel);
    await this.fetchDocuments(cancel);
  }

  async fetchConversations(cancel: AbortSignal): Promise<void> {
    const { scopes } = this.#parts;
    if (!scopes.includes("conversation:read") || !scopes.includes("document:read")) return;
    await this.#look("conversation");
    await this.#fetch(this.#lackingConversations(), cancel);
  }

  /** The same for documents alone, those that are new among them. */
  async fetchDocuments(cancel: AbortSignal): Promise<void> {
    const { scopes } = this.#parts;
    if (!scopes.includes("document:read")) return;
    await this.#look("document");
    await this.#fetch(this.#lackingDocuments(cancel), cancel);
    if (cancel.aborted || !scopes.includes("document:write")) return;
    // The bridge looks through all documents for this list, and what changed need not wait for it.
    await this.#findUnopened();
    while (this.#unopened.length > 0 && !cancel.aborted) {
      await this.#openSome(cancel);
      // The list that is kept should know which documents they are now.
      if (this.#unopened.length === 0) await this.#findUnopened();
      await this.#look("document");
      await this.#fetch(this.#lackingDocuments(cancel), cancel);
    }
  }

  /** Fetches conversations that changed, and what was unfinished. */
  async fetchAgain(changed: ReadonlySet<ConversationId>, cancel: AbortSignal): Promise<void> {
    const unfinished = [...this.#unfinished];
    const conversations = new Set(changed);
    for (const sid of unfinished) if (isConversation(sid)) conversations.add(conversationOf(sid));
    const documents = unfinished.flatMap((sid) => {
      const head = this.#heads.document.get(sid);
      return head === undefined ? [] : this.#documentTask(sid, head, cancel);
    });
    await this.#fetch([...[...conversations].map((id) => this.#conversationTask(id)), ...documents], cancel);
  }

  /** Conversations that the list has no more were deleted for good. */
  async forgetPurged(before: ConversationList, now: ConversationList): Promise<void> {
    for (const id of before.keys()) if (!now.has(id)) await this.#forget(conversationStream(id));
  }

  #count(heads: ReadonlyMap<StreamId, Cursor>, more: number): Count {
    let here = 0;
    for (const sid of heads.keys()) if (this.#marks.has(sid) || this.#open.has(sid)) here += 1;
    return { here, total: heads.size + more };
  }

  /** Asks how far all streams of a family are, and forgets those that are none any more. */
  async #look(family: "conversation" | "document"): Promise<void> {
    const heads = new Map<StreamId, Cursor>();
    let after: StreamId | undefined;
    for (;;) {
      const page = await this.#parts.ask("streams.heads", { family, ...(after === undefined ? {} : { after }) });
      for (const { sid, epoch, head } of page.streams) heads.set(sid, { epoch, seq: head });
      const last = page.streams.at(-1)?.sid;
      if (!page.hasMore || last === undefined) break;
      after = last;
    }
    this.#heads[family] = heads;
    const inUse = this.#parts.documentsInUse();
    for (const sid of this.#marks.keys()) {
      if (!sid.startsWith(`${family}/`) || heads.has(sid)) continue;
      if (isConversation(sid) || !inUse.has(documentOf(sid))) await this.#forget(sid);
    }
    this.#parts.changed();
  }

  async #forget(sid: StreamId): Promise<void> {
    const { storage } = this.#parts;
    if (isConversation(sid)) await forgetConversation({ storage, rest: this.#rest }, conversationOf(sid));
    else await storage.forgetState(sid);
    this.#marks.delete(sid);
    this.#unfinished.delete(sid);
    this.#heads.conversation.delete(sid);
  }

  #lackingConversations(): Task[] {
    return this.#lacking("conversation").map(([sid]) => this.#conversationTask(conversationOf(sid)));
  }

  #lackingDocuments(cancel: AbortSignal): Task[] {
    return this.#lacking("document").map(([sid, head]) => this.#documentTask(sid, head, cancel));
  }

  /** The newest first: ids grow with time, and what is new is what one works on. */
  #lacking(family: "conversation" | "document"): (readonly [StreamId, Cursor])[] {
    const isHere = (sid: StreamId, { epoch, seq }: Cursor): boolean => {
      const mark = this.#marks.get(sid);
      return mark !== undefined && mark.epoch === epoch && mark.seq >= seq;
    };
    return [...this.#heads[family]].filter(([sid, head]) => !isHere(sid, head)).toReversed();
  }

  #conversationTask(id: ConversationId): Task {
    const sid = conversationStream(id);
    const parts = { ...this.#parts, rest: this.#rest };
    return { sid, run: () => fetchConversation(parts, id, this.#marks.get(sid)) };
  }

  #documentTask(sid: StreamId, head: Cursor, cancel: AbortSignal): Task {
    const place = async (document: DocumentId) => (await this.#parts.ask("document.snapshot", { document })).snapshot;
    const recover = (document: DocumentId): Promise<void> => this.#parts.recover(document, cancel);
    return { sid, run: () => fetchDocument({ ...this.#parts, place, recover }, documentOf(sid), head) };
  }

  async #fetch(tasks: readonly Task[], cancel: AbortSignal): Promise<void> {
    const queue = [...tasks];
    const work = async (): Promise<void> => {
      for (let task = queue.shift(); task !== undefined && !cancel.aborted; task = queue.shift()) {
        this.#note(task.sid, await task.run());
        await sleep(this.#parts.runtime.clock, PAUSE_MS, cancel);
      }
    };
    const stopAll = (error: unknown): never => {
      queue.length = 0;
      throw error;
    };
    const workers = await Promise.allSettled(Array.from({ length: AT_ONCE }, () => work().catch(stopAll)));
    const failed = workers.find(({ status }) => status === "rejected");
    if (failed?.status === "rejected") throw failed.reason;
  }

  #note(sid: StreamId, outcome: FetchOutcome): void {
    if (outcome === "partly" || outcome === "open") this.#unfinished.add(sid);
    else this.#unfinished.delete(sid);
    if (outcome === "open") this.#open.add(sid);
    else this.#open.delete(sid);
    const heads = this.#heads[isConversation(sid) ? "conversation" : "document"];
    // One that has just begun.
    const head = heads.get(sid) ?? { epoch: this.#parts.storeEpoch(), seq: 0 };
    if (outcome === "gone") heads.delete(sid);
    else heads.set(sid, head);
    if (outcome === "whole") this.#marks.set(sid, head);
    if (outcome === "gone") this.#marks.delete(sid);
    this.#parts.changed();
  }

  async #findUnopened(): Promise<void> {
    const { documents } = await this.#parts.ask("documents.list", {});
    const unopened = documents.filter(({ document, path }) => document === undefined && !this.#tried.has(path));
    const typed = unopened.filter(({ type }) => type !== null);
    const room = MANY - (documents.length - unopened.length) - typed.length;
    const others = unopened.filter(({ type }) => type === null).slice(0, Math.max(0, room));
    this.#unopened = [...typed, ...others].map(({ path }) => path);
    this.#parts.changed();
  }

  /** A file becomes a document that can be edited without the bridge. */
  async #openSome(cancel: AbortSignal): Promise<void> {
    for (const path of this.#unopened.slice(0, OPENED_AT_ONCE)) {
      if (cancel.aborted) return;
      const { id, result } = this.#parts.open({ path });
      const withdraw = (): void => void this.#parts.withdraw(id).catch(() => {});
      cancel.addEventListener("abort", withdraw, { once: true });
      await result.catch(() => undefined);
      cancel.removeEventListener("abort", withdraw);
      if (cancel.aborted) return;
      this.#tried.add(path);
      this.#unopened = this.#unopened.filter((other) => other !== path);
      await sleep(this.#parts.runtime.clock, PAUSE_MS, cancel);
    }
  }

  readonly #rest = (): Promise<void> => sleep(this.#parts.runtime.clock, 0);
}

const isConversation = (sid: StreamId): boolean => sid.startsWith("conversation/");
const conversationOf = (sid: StreamId): ConversationId => keyOf(sid) as ConversationId;
const documentOf = (sid: StreamId): DocumentId => keyOf(sid) as DocumentId;
const keyOf = (sid: StreamId): string => sid.slice(sid.indexOf("/") + 1);
