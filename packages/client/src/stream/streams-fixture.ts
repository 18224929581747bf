// Streams without a session, for tests: what they say is written down, and what the bridge says is said by hand.
import type { ClientMessage, Clock, Credit, DataFrame, ErrorBody, Item, StreamId, Subscribed } from "@nomous/protocol";
import { generationStream, ITEM, newTurnId, utf8 } from "@nomous/protocol";
import type { StreamItem, StreamReader } from "../client.ts";
import { systemRuntime } from "../runtime-system.ts";
import { Streams } from "./streams.ts";

export const newSid = (): StreamId => generationStream(newTurnId(systemRuntime));
export const SID = newSid();
export const OTHER = newSid();

const text = (seq: number): Item => ({ atMs: seq, kind: ITEM.text, data: utf8(`${seq} `) });
const endItem = (count: number): Item => ({
  atMs: count,
  kind: ITEM.end,
  data: utf8(JSON.stringify({ reason: "done", count })),
});
export const frame = (first: number, last: number, more: Partial<DataFrame> = {}): DataFrame => ({
  channel: 1,
  firstSeq: first,
  isReplay: false,
  items: Array.from({ length: last - first + 1 }, (_, index) => text(first + index)),
  ...more,
});
export const endFrame = (count: number): DataFrame => ({
  channel: 1,
  firstSeq: count + 1,
  isReplay: false,
  items: [endItem(count)],
});

export const tick = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** The streams of a client, and everything they say to the bridge. */
export function openStreams(clock: Clock) {
  const sent: ClientMessage[] = [];
  const violations: ErrorBody[] = [];
  const streams = new Streams(clock, {
    send: (message) => sent.push(message) > 0,
    violation: (error) => void violations.push(error),
  });
  const take = (): ClientMessage[] => sent.splice(0);
  const subs = () => take().flatMap((message) => (message.type === "SUB" ? message.subs : []));
  const credits = (): Credit[] => sent.filter((message) => message.type === "CREDIT");
  const answer = (ref: number, more: Partial<Subscribed> = {}): void =>
    streams.subscribed({
      type: "SUBBED",
      ref,
      sid: SID,
      channel: 1,
      epoch: 0,
      first: 1,
      head: 0,
      createdAt: 1_000,
      mode: "resume",
      ...more,
    });
  /** Subscribes the first time: everybody who reads is answered. */
  const open = async (more: Partial<Subscribed> = {}) => {
    streams.online();
    await tick();
    const [sub] = subs();
    if (sub === undefined) throw new Error("nothing was subscribed to");
    answer(sub.ref, more);
    await tick();
    return sub;
  };
  return { streams, sent, violations, take, subs, credits, answer, open };
}

/** Reads in the background into a list. */
export function read(reader: StreamReader) {
  const items: StreamItem[] = [];
  let failure: unknown;
  const run = async (): Promise<void> => {
    for await (const batch of reader) items.push(...batch);
  };
  const done = run().catch((error: unknown) => {
    failure = error;
  });
  return {
    items,
    done,
    seqs: () => items.map(({ seq }) => seq),
    failure: () => failure,
  };
}

/** The least of a bridge: two streams with the same numbered items, sent to whoever subscribes. */
export class TinyBridge {
  readonly streams: Streams;
  head = 0;
  violations = 0;
  readonly #cursors = new Map<number, number>();
  readonly #channels = new Map<StreamId, number>([
    [SID, 1],
    [OTHER, 2],
  ]);

  constructor(clock: Clock) {
    const send = (message: ClientMessage): boolean => {
      this.#hear(message);
      return true;
    };
    this.streams = new Streams(clock, { send, violation: () => void (this.violations += 1) });
  }

  connect(): void {
    this.streams.online();
  }

  reconnect(): void {
    this.#cursors.clear();
    this.streams.offline();
    this.streams.online();
  }

  append(n: number): void {
    this.head += n;
    this.#send();
  }

  #hear(message: ClientMessage): void {
    if (message.type === "UNSUB") this.#cursors.delete(message.channel);
    if (message.type !== "SUB") return;
    for (const { ref, sid, from } of message.subs) {
      const channel = this.#channels.get(sid) ?? 0;
      const after = from === "start" ? 0 : from === "tail" ? this.head : from.seq;
      const head = this.head;
      queueMicrotask(() => {
        const at = { epoch: 0, first: 1, head, createdAt: 0 };
        this.streams.subscribed({ type: "SUBBED", ref, sid, channel, ...at, mode: "resume" });
        this.#cursors.set(channel, after);
        this.#send();
      });
    }
  }

  #send(): void {
    for (const [channel, cursor] of this.#cursors) {
      if (cursor >= this.head) continue;
      this.#cursors.set(channel, this.head);
      this.streams.frame(frame(cursor + 1, this.head, { channel }), 10);
    }
  }
}
