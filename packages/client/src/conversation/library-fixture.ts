// A library in front of a bridge whose streams are lists, for tests.
import type {
  ClientId,
  ClientMessage,
  Clock,
  CommandArgs,
  CommandId,
  ConversationEvent,
  ConversationListEvent,
  ErrorBody,
  Item,
  Runtime,
  StreamId,
  TurnId,
} from "@nomous/protocol";
import { CONVERSATIONS, conversationStream, ITEM, newConversationId, newTurnId, utf8 } from "@nomous/protocol";
import { createLocalTabs } from "../outbox/local-tabs.ts";
import { Outbox } from "../outbox/outbox.ts";
import { systemRuntime } from "../runtime-system.ts";
import type { ClientStorage } from "../storage/client-storage.ts";
import { createMemoryStorage } from "../storage/memory-storage.ts";
import { Streams } from "../stream/streams.ts";
import { Library } from "./library.ts";

const client = "a".repeat(22) as ClientId;
export const actor = { person: "Ada", client };
export const newTurn = (): TurnId => newTurnId(systemRuntime);
export const conversation = newConversationId(systemRuntime);
export const SID = conversationStream(conversation);

export const json = (value: ConversationEvent | ConversationListEvent): Item => ({
  atMs: 0,
  kind: ITEM.json,
  data: utf8(JSON.stringify(value)),
});
export const text = (value: string, atMs = 0): Item => ({ atMs, kind: ITEM.text, data: utf8(value) });
export const end = (count: number): Item => ({
  atMs: 0,
  kind: ITEM.end,
  data: utf8(JSON.stringify({ reason: "done", count })),
});
export const asked = (id: TurnId, parent: TurnId | null, words = "why?"): Item =>
  json({ type: "turn.added", turn: { role: "person", id, parent, text: words, attachments: [], at: 1, actor } });
export const started = (id: TurnId, parent: TurnId): Item => json({ type: "answer.started", id, parent, at: 2, actor });
export const ended = (id: TurnId, words: string | undefined): Item =>
  json({
    type: "answer.ended",
    id,
    at: 3,
    outcome: {
      reason: "done",
      ...(words === undefined ? {} : { text: words }),
      citations: [],
      turns: [],
      count: 4,
      firstMs: 5,
      totalMs: 9,
    },
  });

/** Items in one frame of a replay, and the time to the next frame. */
const REPLAY_ITEMS = 100;
const REPLAY_MS = 20;

/** A bridge whose streams are lists; it answers once it is connected to a client's streams. */
class ListBridge {
  isOnline = false;
  readonly subscribed: StreamId[] = [];
  readonly commands: CommandId[] = [];
  readonly #logs = new Map<StreamId, Item[]>([[CONVERSATIONS, []]]);
  readonly #channels: StreamId[] = [];
  /** How much was sent on each channel. */
  readonly #sent = new Map<number, number>();
  readonly #clock: Clock;
  streams: Streams | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  append(sid: StreamId, items: readonly Item[]): void {
    this.#logs.set(sid, [...(this.#logs.get(sid) ?? []), ...items]);
    this.#pump(sid, false);
  }

  forget(): void {
    this.#logs.clear();
    this.#logs.set(CONVERSATIONS, []);
  }

  /** What was sent is intact, what follows is damaged. */
  damage(sid: StreamId): void {
    const channel = this.#channels.indexOf(sid) + 1;
    this.#sent.delete(channel);
    this.streams?.unsubscribed({ type: "UNSUBBED", channel, why: "corrupt" });
  }

  disconnect(): void {
    this.isOnline = false;
    this.#sent.clear();
  }

  hear(message: ClientMessage): boolean {
    if (!this.isOnline) return false;
    if (message.type === "CMD") this.commands.push(message.id);
    if (message.type === "UNSUB") this.#sent.delete(message.channel);
    if (message.type !== "SUB") return true;
    for (const { ref, sid, from } of message.subs) {
      this.subscribed.push(sid);
      queueMicrotask(() => this.#subscribe(ref, sid, typeof from === "object" ? from.seq : 0));
    }
    return true;
  }

  #subscribe(ref: number, sid: StreamId, after: number): void {
    const log = this.#logs.get(sid);
    const at = { ref, sid, epoch: 0, first: 1, createdAt: 1_000, head: log?.length ?? 0 };
    if (log === undefined) {
      const refusal = { channel: 0, mode: "reset", why: "not-found" } as const;
      return this.streams?.subscribed({ type: "SUBBED", ...at, ...refusal });
    }
    if (!this.#channels.includes(sid)) this.#channels.push(sid);
    const channel = this.#channels.indexOf(sid) + 1;
    this.streams?.subscribed({ type: "SUBBED", ...at, channel, mode: "resume" });
    this.#sent.set(channel, after);
    this.#pump(sid, true);
  }

  #pump(sid: StreamId, isReplay: boolean): void {
    const channel = this.#channels.indexOf(sid) + 1;
    const sent = this.#sent.get(channel);
    const left = this.#logs.get(sid)?.slice(sent) ?? [];
    const items = left.slice(0, REPLAY_ITEMS);
    if (sent === undefined || items.length === 0) return;
    this.#sent.set(channel, sent + items.length);
    this.streams?.frame({ channel, firstSeq: sent + 1, isReplay, items }, 10);
    if (items.length < left.length) this.#clock.after(REPLAY_MS, () => this.#pump(sid, isReplay));
  }
}

const fail = ({ message }: ErrorBody): void => {
  throw new Error(message);
};

export interface LibraryRuntime extends Runtime {
  /** Lets time pass. */
  readonly pass: (ms: number) => Promise<void>;
}

/** One client's library, with the bridge away at first. */
export async function openLibrary(runtime: LibraryRuntime, storage: ClientStorage = createMemoryStorage()) {
  const { clock, pass } = runtime;
  const bridge = new ListBridge(clock);
  const send = (message: ClientMessage): boolean => bridge.hear(message);
  const streams = new Streams(clock, { send, violation: fail });
  bridge.streams = streams;
  const outbox = new Outbox({ runtime, storage, tabs: createLocalTabs()(), send });
  await outbox.load();
  const isAway = (): boolean => !bridge.isOnline;
  const library = new Library({
    clock,
    storage,
    streams,
    outbox,
    clientId: client,
    person: () => actor.person,
    isAway,
  });
  outbox.commands.subscribe(() => library.touch());
  return {
    library,
    outbox,
    commands: bridge.commands,
    subscribed: bridge.subscribed,
    append: (sid: StreamId, ...items: Item[]): Promise<void> => {
      bridge.append(sid, items);
      return pass(0);
    },
    online: (): Promise<void> => {
      bridge.isOnline = true;
      streams.online();
      outbox.online();
      library.touch();
      return pass(20);
    },
    offline: (): Promise<void> => {
      bridge.disconnect();
      streams.offline();
      outbox.offline();
      library.touch();
      return pass(200);
    },
    damage: (sid: StreamId): void => bridge.damage(sid),
    /** Another store takes the place of the bridge's, and the client is told. */
    replaceStore: (): void => {
      bridge.forget();
      library.forget();
      streams.forget();
    },
    /** The bridge says that it applied the last command. */
    applied: async (): Promise<void> => {
      const id = bridge.commands.at(-1);
      if (id !== undefined) await outbox.result({ type: "RES", id, status: "applied", at: 1 });
      await pass(0);
    },
  };
}

export const promptOf = (
  turn: TurnId,
  parent: TurnId | null,
  answer = newTurn(),
): ["conversation.prompt", CommandArgs<"conversation.prompt">] => [
  "conversation.prompt",
  { conversation, turn, answer, parent, text: "why?", attachments: [] },
];
