// A bridge over memory, and clients that speak the wire by hand: what a test sends and sees is exactly what is on the
// socket. Time stands still unless the test moves it.
import { createHash, generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import {
  type Actor,
  ALL_SCOPES,
  type ClientId,
  type ClientMessage,
  type DataFrame,
  decodeFrame,
  decodeServerMessage,
  encodeMessage,
  ITEM,
  LIMITS,
  newTabId,
  type Scope,
  type ServerMessage,
  signedText,
  type StreamId,
  type Subscribed,
  type TabId,
  utf8,
} from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { pino } from "pino";
import { type Bridge, createBridge } from "../bridge.ts";
import { Lobby } from "../document/lobby.ts";
import { createMemoryDisk, createMemoryStorage, type MemoryDisk } from "../storage/memory-storage.ts";
import type { Storage } from "../storage/storage.ts";
import type { Journal, StreamAppend } from "../stream/journal.ts";
import { LatestStreams } from "../stream/latest-streams.ts";
import { createJournal } from "../stream/stream-journal.ts";
import { Streams } from "../stream/streams.ts";
import type { Handlers } from "./handlers.ts";
import type { ServerSocket, SharedFrame, SocketListener } from "./socket.ts";

const ORIGIN = "http://127.0.0.1:4747";
export const SECRET = "one-time-secret";
const ENOUGH = 2 ** 40;

export interface Key {
  readonly client: ClientId;
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export function makeKey(): Key {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const raw = publicKey.export({ format: "der", type: "spki" }).subarray(-65);
  const client = createHash("sha256").update(raw).digest("base64url").slice(0, 22) as ClientId;
  return { client, publicKey: raw.toString("base64url"), privateKey };
}

export type Hello = Extract<ClientMessage, { type: "HELLO" }>;

/** The client's end of a socket: takes everything at once, or nothing while it does not read. */
export class WirePeer implements ServerSocket {
  readonly messages: ServerMessage[] = [];
  readonly frames: DataFrame[] = [];
  /** Messages and items in the order in which they came: `SUBBED`, `item 3`, `replay 1`. */
  readonly seen: string[] = [];
  readonly shared: SharedFrame[] = [];
  /** Bytes of binary frames, read or not. */
  frameBytes = 0;
  writes = 0;
  bufferedBytes = 0;
  isReading = true;
  isTerminated = false;
  closeCode: number | undefined;
  closeReason: string | undefined;
  declare listener: SocketListener;

  sendText(text: string): void {
    const decoded = decodeServerMessage(text);
    if (decoded.status !== "message") throw new Error(`the bridge sent what its schema does not know: ${text}`);
    this.messages.push(decoded.message);
    this.seen.push(decoded.message.type);
    this.#buffer(text.length);
  }

  sendFrames(frames: readonly SharedFrame[]): void {
    this.writes += 1;
    for (const frame of frames) {
      const decoded = decodeFrame(frame.bytes);
      if (decoded.status !== "frame") throw new Error("the bridge sent a broken frame");
      this.shared.push(frame);
      this.frames.push(decoded.frame);
      for (const i of decoded.frame.items.keys()) {
        this.seen.push(`${decoded.frame.isReplay ? "replay" : "item"} ${decoded.frame.firstSeq + i}`);
      }
      this.frameBytes += frame.bytes.length;
      this.#buffer(frame.bytes.length);
    }
  }

  close(code: number, reason: string): void {
    this.closeCode = code;
    this.closeReason = reason;
    if (this.isReading) queueMicrotask(() => this.listener.closed(code));
  }

  terminate(): void {
    this.isTerminated = true;
    this.listener.closed(1006);
  }

  say(message: ClientMessage): void {
    this.listener.text(encodeMessage(message));
  }

  /** Reads up to `bytes` of what waits. */
  drain(bytes = Infinity): void {
    this.bufferedBytes = Math.max(0, this.bufferedBytes - bytes);
    this.listener.drained();
  }

  last<T extends ServerMessage["type"]>(type: T): Extract<ServerMessage, { type: T }> {
    const message = this.messages.findLast((message) => message.type === type);
    if (message === undefined) throw new Error(`no ${type} came, but ${this.seen.join(", ")}`);
    return message as Extract<ServerMessage, { type: T }>;
  }

  has(type: ServerMessage["type"]): boolean {
    return this.messages.some((message) => message.type === type);
  }

  #buffer(bytes: number): void {
    if (!this.isReading) this.bufferedBytes += bytes;
  }
}

export interface TestBridgeOptions {
  readonly disk?: MemoryDisk;
  readonly handlers?: Partial<Handlers>;
  /** Wraps the storage, to count or to break. */
  readonly wrap?: (storage: Storage) => Storage;
  readonly log?: (line: string) => void;
}

export class TestBridge {
  readonly clock = new FakeClock();
  readonly runtime = { clock: this.clock, random: createSeededRandom(7) };
  readonly storage: Storage;
  readonly streams: Streams;
  readonly latest: LatestStreams;
  readonly lobby: Lobby;
  readonly journal: Journal;
  readonly bridge: Bridge;
  readonly actor: Actor = { person: "Ada", client: "a".repeat(22) as ClientId };
  readonly #secrets = new Set([SECRET]);

  constructor({ disk = createMemoryDisk(), handlers, wrap = (storage) => storage, log }: TestBridgeOptions = {}) {
    const { clock, runtime } = this;
    const storage = wrap(createMemoryStorage(runtime, disk));
    this.storage = storage;
    this.streams = new Streams(clock, storage);
    this.latest = new LatestStreams({ clock, streams: this.streams, run: storage.run });
    this.lobby = new Lobby(clock, this.latest);
    this.journal = createJournal({ clock, storage, streams: this.streams });
    this.bridge = createBridge({
      runtime,
      storage,
      streams: this.streams,
      latest: this.latest,
      lobby: this.lobby,
      journal: this.journal,
      handlers: {
        command: async (_, { id }) => ({ type: "RES", id, status: "applied", at: clock.now() }),
        ask: async (_, { ref }) => ({ type: "REPLY", ref, result: {} }),
        ...handlers,
      },
      pairing: { take: async (secret) => this.#secrets.delete(secret) },
      logger: pino({ level: "trace" }, { write: (line: string) => log?.(line) }),
      person: "Ada",
      build: "1.2.3",
      workspace: "bench",
    });
  }

  /** A socket that has got its CHALLENGE. */
  async reach(): Promise<WirePeer> {
    const peer = new WirePeer();
    peer.listener = this.bridge.accept(peer, ORIGIN);
    await this.settle();
    return peer;
  }

  hello(peer: WirePeer, key: Key, more: Partial<Hello> & { origin?: string; pairing?: string } = {}): Hello {
    const { origin = ORIGIN, pairing, ...fields } = more;
    const { nonce } = peer.last("CHALLENGE");
    const tab: TabId = fields.tab ?? newTabId(this.runtime);
    const text = signedText({ nonce, origin, client: key.client, tab });
    const signature = sign("sha256", Buffer.from(text), { key: key.privateKey, dsaEncoding: "ieee-p1363" });
    return {
      type: "HELLO",
      v: 1,
      build: "test",
      client: key.client,
      tab,
      name: "a test",
      auth: {
        signature: signature.toString("base64url"),
        publicKey: key.publicKey,
        ...(pairing !== undefined && { pairing }),
      },
      caps: [],
      outboxFloor: "",
      credit: ENOUGH,
      ...fields,
    };
  }

  /** Stores a key as if it had been paired. */
  async know(key: Key, scopes: readonly Scope[] = ALL_SCOPES): Promise<Key> {
    const value = { publicKey: key.publicKey, name: "known", scopes, pairedAt: 0 };
    await this.journal.commit({ records: [{ kind: "client", id: key.client, value, actor: this.actor }] });
    return key;
  }

  /** A connection behind its WELCOME. */
  async connect(key?: Key, more: Partial<Hello> = {}): Promise<WirePeer> {
    const known = key ?? (await this.know(makeKey()));
    const peer = await this.reach();
    peer.say(this.hello(peer, known, more));
    await this.settle();
    peer.last("WELCOME");
    return peer;
  }

  async subscribe(
    peer: WirePeer,
    sid: StreamId,
    from: { epoch: number; seq: number } | "start" | "tail" = "start",
    credit = ENOUGH,
  ): Promise<Subscribed> {
    peer.say({ type: "SUB", subs: [{ ref: 1, sid, from, credit }] });
    await this.settle();
    return peer.last("SUBBED");
  }

  /** Commits texts as items of one append. */
  async append(sid: StreamId, texts: readonly string[], end?: NonNullable<StreamAppend["end"]>): Promise<void> {
    const items = texts.map((text) => ({ kind: ITEM.text, data: utf8(text) }));
    await this.journal.commit({ appends: [{ sid, items, actor: this.actor, ...(end !== undefined && { end }) }] });
    await this.settle();
  }

  settle(): Promise<void> {
    return this.clock.settle();
  }

  /** Whole heartbeats pass while these peers answer. */
  async live(ms: number, ...peers: readonly WirePeer[]): Promise<void> {
    for (let passed = 0; passed < ms; passed += LIMITS.heartbeatMs) {
      for (const peer of peers) peer.say({ type: "PONG", t: 0 });
      await this.clock.advance(Math.min(LIMITS.heartbeatMs, ms - passed));
    }
  }
}

/** Numbers of the items that came, in order. */
export const numbersOf = (peer: WirePeer): number[] =>
  peer.frames.flatMap(({ firstSeq, items }) => items.map((_, i) => firstSeq + i));
