// Clients in front of the least of a bridge for documents, for tests: it keeps streams as lists, gives updates their place, sends nobody what
// they wrote over the same socket, and can be told to refuse, to make snapshots and to go away.
import {
  type ClientId,
  type ClientMessage,
  type Clock,
  type CommandArgs,
  type CommandResult,
  type Cursor,
  decodeClientMessage,
  type DocumentEvent,
  type DocumentId,
  documentStream,
  encodeBody,
  encodeFrame,
  encodeMessage,
  encodeUpdate,
  type ErrorBody,
  type Item,
  ITEM,
  LIMITS,
  newConnectionId,
  newDocumentId,
  newStoreId,
  type Random,
  type Runtime,
  type ServerMessage,
  type SnapshotPlace,
  snapshotStream,
  type Store,
  type StreamId,
  type UpdateEncoding,
  UpdateReader,
  utf8,
} from "@nomous/protocol";
import * as Y from "yjs";
import type { Client } from "../client.ts";
import { createClient } from "../create-client.ts";
import type { Tabs } from "../outbox/tabs.ts";
import type { SocketEvents } from "../session/socket.ts";
import type { ClientStorage } from "../storage/client-storage.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { applyUpdate } from "./apply-update.ts";
import { fromBase64 } from "./base64.ts";
import type { LiveDocument } from "./live-document.ts";

type Edit = CommandArgs<"document.edit">["edit"];
type Sent = Extract<ClientMessage, { type: "CMD" }>;

export const actor = { person: "Ada", client: "a".repeat(22) as ClientId };
const bytes = (update: Uint8Array, encoding: UpdateEncoding = 1, base = 0): Item[] =>
  encodeUpdate({ encoding, writer: 1, base, update }).map((data) => ({ atMs: 0, kind: ITEM.bytes, data }));
export const event = (value: DocumentEvent): Item => ({ atMs: 0, kind: ITEM.json, data: utf8(JSON.stringify(value)) });

interface Line {
  readonly events: SocketEvents;
  /** Cursors of what it reads. */
  readonly read: Map<StreamId, number>;
  /** Items that its own commands wrote. */
  readonly own: Set<string>;
}

export interface BridgeRuntime extends Runtime {
  /** Lets time pass. */
  readonly pass: (ms: number) => Promise<void>;
}

class TinyBridge {
  readonly clock: Clock;
  readonly random: Random;
  readonly id: DocumentId;
  readonly sid: StreamId;
  readonly logs = new Map<StreamId, Item[]>();
  readonly commands: Sent[] = [];
  readonly presents: unknown[] = [];
  /** What is said to commands instead of taking them; the first is taken off each time. */
  refusals: (ErrorBody | undefined)[] = [];
  /** What is answered instead of items. */
  outcomes: unknown[] = [];
  snapshot: SnapshotPlace | null = null;
  isAway = false;
  /** The document's stream cannot be read. */
  isDamaged = false;
  /** Commands wait for `answer`. */
  isSlow = false;
  /** Commands are taken, and their results wait for `answer`. */
  isMute = false;
  /** How many clients, from the first on, are sent no items for now. */
  lagging = 0;
  readonly #runtime: BridgeRuntime;
  #store: Store;
  readonly #lines = new Set<Line>();
  readonly #channels: StreamId[] = [];
  readonly #results = new Map<string, CommandResult>();
  #unanswered: (() => void)[] = [];

  constructor(runtime: BridgeRuntime) {
    this.#runtime = runtime;
    this.clock = runtime.clock;
    this.random = runtime.random;
    this.id = newDocumentId(runtime);
    this.sid = documentStream(this.id);
    this.#store = { id: newStoreId(runtime), epoch: 0 };
  }

  /** A document of one epoch that begins with `text`. */
  begin(text: string): void {
    this.append(this.sid, event({ type: "created", path: "a.md", actor }));
    this.beginEpoch(1, text);
  }

  beginEpoch(epoch: number, text: string): void {
    const doc = new Y.Doc();
    doc.clientID = 100 + epoch;
    doc.getText("text").insert(0, text);
    const began = event({ type: "epoch", epoch, why: epoch === 1 ? "created" : "checkout", actor });
    this.append(this.sid, began, ...bytes(Y.encodeStateAsUpdateV2(doc), 2));
  }

  append(sid: StreamId, ...items: readonly Item[]): void {
    this.logs.set(sid, [...(this.logs.get(sid) ?? []), ...items]);
    this.#pump();
  }

  /** What the log says now, read by Yjs alone. */
  text(): string {
    return this.doc().getText("text").toJSON();
  }

  doc(): Y.Doc {
    const reader = new UpdateReader();
    let doc = new Y.Doc();
    for (const { kind, data } of this.logs.get(this.sid) ?? []) {
      if (kind === ITEM.json && new TextDecoder().decode(data).includes('"type":"epoch"')) doc = new Y.Doc();
      const update = kind === ITEM.bytes ? reader.read(data) : undefined;
      if (update !== undefined) applyUpdate(doc, update);
    }
    return doc;
  }

  /** Makes a snapshot of all there is. */
  makeSnapshot(...facts: readonly Item[]): void {
    const seq = this.logs.get(this.sid)?.length ?? 0;
    const doc = this.doc();
    const sid = snapshotStream(this.id, seq);
    const items = [...facts, { atMs: 0, kind: ITEM.text, data: utf8(doc.getText("text").toJSON()) }];
    items.push(...bytes(Y.encodeStateAsUpdateV2(doc), 2));
    const end = { atMs: 0, kind: ITEM.end, data: utf8(JSON.stringify({ reason: "done", count: items.length })) };
    this.append(sid, ...items, end);
    this.snapshot = { sid, seq, epoch: 1 };
  }

  /** The next client, with storage and tabs of its own unless told. */
  async client(storage: ClientStorage = createMemoryStorage(), tabs?: Tabs): Promise<Client> {
    const keys = { clientId: actor.client, publicKey: "A", sign: () => Promise.resolve("A") };
    const client = await createClient({
      url: "http://127.0.0.1:4747",
      runtime: this.#runtime,
      connect: (_url, _protocol, events) => this.#connect(events),
      keys,
      storage,
      build: "",
      name: "",
      ...(tabs === undefined ? {} : { tabs }),
    });
    await this.rest();
    return client;
  }

  /** Modules that are loaded on demand, and everything that follows. */
  async rest(ms = 50): Promise<void> {
    await import("./documents.ts");
    await import("./merge-edits.ts");
    await this.#runtime.pass(ms);
  }

  /** Forgets all items of the document behind the first `count`, as a restored backup does. */
  async goBackTo(count: number): Promise<void> {
    await this.goAway();
    this.logs.set(this.sid, (this.logs.get(this.sid) ?? []).slice(0, count));
    this.#store = { ...this.#store, epoch: this.#store.epoch + 1 };
    await this.comeBack();
  }

  damage(): void {
    this.isDamaged = true;
    for (const line of this.#lines)
      if (line.read.delete(this.sid))
        tell(line, { type: "UNSUBBED", channel: this.#channels.indexOf(this.sid) + 1, why: "corrupt" });
  }

  async goAway(): Promise<void> {
    this.isAway = true;
    for (const { events } of this.#lines) events.closed(1006);
    this.#lines.clear();
    this.#unanswered = [];
    await this.rest();
  }

  async comeBack(): Promise<void> {
    this.isAway = false;
    await this.rest(20_000);
  }

  async catchUp(): Promise<void> {
    this.lagging = 0;
    this.#pump();
    await this.rest();
  }

  async answer(isLastFirst = false): Promise<void> {
    const waiting = this.#unanswered.splice(0);
    for (const take of isLastFirst ? waiting.toReversed() : waiting) {
      take();
      await this.rest();
    }
  }

  #connect(events: SocketEvents) {
    const line: Line = { events, read: new Map(), own: new Set() };
    const isRefused = this.isAway;
    queueMicrotask(() => {
      if (isRefused) return events.closed(1006);
      this.#lines.add(line);
      tell(line, { type: "CHALLENGE", nonce: "A" });
    });
    return {
      send: (text: string): void => {
        const decoded = decodeClientMessage(text);
        if (decoded.status !== "message") throw new Error(`The client said what nobody understands: ${text}`);
        queueMicrotask(() => this.#lines.has(line) && this.#hear(line, decoded.message));
      },
      close: (): void => void this.#lines.delete(line),
    };
  }

  #hear(line: Line, message: ClientMessage): void {
    if (message.type === "HELLO") this.#welcome(line, message.v);
    if (message.type === "PRESENT") this.presents.push(message.at);
    if (message.type === "SUB") for (const { ref, sid, from } of message.subs) this.#subscribe(line, ref, sid, from);
    if (message.type === "UNSUB") line.read.delete(this.#channels[message.channel - 1] ?? this.sid);
    if (message.type === "ASK" && message.name === "document.snapshot")
      tell(line, { type: "REPLY", ref: message.ref, result: { snapshot: this.snapshot } });
    if (message.type !== "CMD") return;
    this.commands.push(message);
    const take = (): void => {
      tell(line, this.#take(line, message));
      this.#pump();
    };
    if (this.isMute) {
      const result = this.#take(line, message);
      this.#pump();
      this.#unanswered.push(() => tell(line, result));
    } else if (this.isSlow) this.#unanswered.push(take);
    else take();
  }

  #welcome(line: Line, v: number): void {
    tell(line, {
      type: "WELCOME",
      v,
      connection: newConnectionId(this.#runtime),
      store: this.#store,
      now: this.clock.now(),
      heartbeatMs: 1e9,
      deadMs: 2e9,
      limits: LIMITS,
      scopes: [],
      caps: [],
      minBuild: "",
      server: { build: "", workspace: "w", person: "Ada" },
    });
  }

  #subscribe(line: Line, ref: number, sid: StreamId, from: unknown): void {
    const log = this.logs.get(sid);
    const { epoch } = this.#store;
    const at = { ref, sid, epoch, first: 1, head: log?.length ?? 0, createdAt: 1_000 };
    const isDamaged = this.isDamaged && sid === this.sid;
    if (log === undefined || isDamaged)
      return tell(line, { type: "SUBBED", ...at, channel: 0, mode: "reset", why: isDamaged ? "corrupt" : "not-found" });
    if (!this.#channels.includes(sid)) this.#channels.push(sid);
    const cursor = typeof from === "object" ? (from as Cursor) : { epoch, seq: 0 };
    const mode = cursor.epoch === epoch ? ({ mode: "resume" } as const) : ({ mode: "reset", why: "epoch" } as const);
    tell(line, { type: "SUBBED", ...at, channel: this.#channels.indexOf(sid) + 1, ...mode });
    line.read.set(sid, cursor.epoch === epoch ? cursor.seq : 0);
    this.#pump(true);
  }

  #take(line: Line, { id, name, args }: Sent): CommandResult {
    const before = this.#results.get(id);
    if (before !== undefined) return before;
    const refusal = this.refusals.shift();
    const outcome = this.outcomes.shift();
    const at = this.clock.now();
    const result: CommandResult =
      refusal === undefined
        ? { type: "RES", id, status: "applied", result: outcome ?? this.#apply(line, name, args), at }
        : { type: "RES", id, status: "rejected", error: refusal, at };
    this.#results.set(id, result);
    return result;
  }

  #apply(line: Line, name: string, args: unknown): unknown {
    if (name === "document.open") return { document: this.id, path: (args as { path: string }).path };
    const { edit, hunks, suggestion, verdict } = args as { edit?: Edit } & CommandArgs<"document.settle">;
    const items: Item[] = [];
    if (name === "document.settle") items.push(event({ type: "settled", suggestion, hunks, verdict, actor }));
    const isFirst = name !== "document.resolve" || this.#resolve(args as CommandArgs<"document.resolve">, items);
    if (edit !== undefined && isFirst)
      items.push(...bytes(fromBase64(edit.update) ?? new Uint8Array(), edit.encoding, edit.base));
    const first = (this.logs.get(this.sid)?.length ?? 0) + 1;
    for (let n = 0; n < items.length; n += 1) line.own.add(`${first + n}`);
    this.logs.set(this.sid, [...(this.logs.get(this.sid) ?? []), ...items]);
    return { items: [first, first + items.length - 1] };
  }

  /** True for the first decision of a conflict. */
  #resolve({ conflict, choice, text }: CommandArgs<"document.resolve">, items: Item[]): boolean {
    const words = `"resolved","conflict":"${conflict}"`;
    const isFirst = !this.logs.get(this.sid)?.some(({ data }) => new TextDecoder().decode(data).includes(words));
    items.push(event({ type: "resolved", conflict, choice, text, isFirst, actor }));
    return isFirst;
  }

  #pump(isReplay = false): void {
    for (const line of [...this.#lines].slice(this.lagging))
      for (const [sid, cursor] of line.read) {
        const log = this.logs.get(sid) ?? [];
        line.read.set(sid, log.length);
        for (let seq = cursor + 1; seq <= log.length; seq += 1) {
          const item = log[seq - 1];
          if (item === undefined || (sid === this.sid && !isReplay && line.own.has(`${seq}`))) continue;
          const head = { channel: this.#channels.indexOf(sid) + 1, firstSeq: seq, count: 1, isReplay };
          queueMicrotask(() => this.#lines.has(line) && line.events.binary(encodeFrame(head, encodeBody([item]))));
        }
      }
  }
}

function tell(line: Line, message: ServerMessage): void {
  queueMicrotask(() => line.events.text(encodeMessage(message)));
}

/** A bridge with a document that begins with `text`, and how a client opens it. */
export function openBridge(runtime: BridgeRuntime, text = "Hello.\n") {
  const bridge = new TinyBridge(runtime);
  bridge.begin(text);
  const open = async (client: Client): Promise<LiveDocument> => {
    const document = await client.document(bridge.id);
    await bridge.rest();
    return document;
  };
  return { bridge, open };
}

/** Types into the Y.Doc as an editor would. */
export const type = (document: LiveDocument, at: number, words: string): void =>
  document.view.current().doc?.getText("text").insert(at, words);

export const shown = (document: LiveDocument): string => document.view.current().text;
