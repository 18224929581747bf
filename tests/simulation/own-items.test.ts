// Who writes to a stream gets no echo of it: several clients write and read one document over real subscriptions, some slowly, some over one
// connection after the other. Whatever the order of answers and items, each reader has each item once and in order.
import {
  type CommandResult,
  type DataFrame,
  decodeFrame,
  ITEM,
  LIMITS,
  newCommandId,
  type ServerMessage,
  sleep,
  type StreamId,
  type SubscribeFrom,
  utf8,
} from "@nomous/protocol";
import { createSeededRandom, type SeededRandom } from "@nomous/testkit";
import { expect, test } from "vitest";
import type { Consumer } from "../../packages/client/src/stream/consumer.ts";
import { createStreamReader } from "../../packages/client/src/stream/stream-reader.ts";
import { Streams } from "../../packages/client/src/stream/streams.ts";
import { type Key, makeKey, TestBridge, WirePeer } from "../../packages/server/src/connection/wire-peer.contract.ts";
import type { SharedFrame } from "../../packages/server/src/connection/socket.ts";

const SID = "document/d1" as StreamId;
const SEEDS = Number(process.env["NOMOUS_SIM_SEEDS"] ?? 16);

/** A bridge that appends what a command brings, and answers after a while. */
function openBridge(random: SeededRandom): TestBridge {
  const house: TestBridge = new TestBridge({
    handlers: {
      async command({ connection = "none" }, { id, args }): Promise<CommandResult> {
        const items = (args as string[]).map((text) => ({ kind: ITEM.text, data: utf8(text) }));
        const head = (await house.journal.state(SID))?.head ?? 0;
        const outcome = await house.journal.commit({
          dedup: { actor: house.actor, id, result: { type: "RES", id, status: "applied", at: 0 } },
          expect: [{ sid: SID, head }],
          appends: [{ sid: SID, items, actor: house.actor, origin: { connection, command: id } }],
        });
        await sleep(house.clock, random.pick([0, 0, 5, 50]));
        if (outcome.status !== "committed")
          return { type: "RES", id, status: "conflict", error: { code: "conflict", message: "again" }, at: 0 };
        return { type: "RES", id, status: "applied", result: { items: [head + 1, head + items.length] }, at: 0 };
      },
    },
  });
  return house;
}

/** A client: hears what the bridge says in the order in which it comes, some time later. */
class Writer extends WirePeer {
  readonly house: TestBridge;
  readonly streams: Streams;
  /** Numbers of the items that the document has here, its own and those of others. */
  readonly document: number[] = [];
  readonly plain: number[] = [];
  violations = 0;
  isOnline = false;
  #from: SubscribeFrom = "start";

  constructor(house: TestBridge) {
    super();
    this.house = house;
    const send = (message: Parameters<WirePeer["say"]>[0]): boolean => {
      if (this.isOnline) this.say(message);
      return this.isOnline;
    };
    this.streams = new Streams(house.clock, { send, violation: () => void (this.violations += 1) });
    this.streams.attach(SID, this.#reader());
  }

  async connect(key: Key): Promise<void> {
    this.messages.splice(0);
    this.closeCode = undefined;
    this.listener = this.house.bridge.accept(this, "http://127.0.0.1:4747");
    await this.house.settle();
    this.say(this.house.hello(this, key));
    await this.house.settle();
    this.isOnline = true;
    this.streams.online();
    await this.house.settle();
  }

  lose(): void {
    this.isOnline = false;
    this.streams.offline();
    this.terminate();
  }

  readPlainly(): void {
    const reader = createStreamReader(this.streams, SID);
    void (async () => {
      for await (const items of reader) this.plain.push(...items.map(({ seq }) => seq));
    })();
  }

  override sendText(text: string): void {
    super.sendText(text);
    const message = this.messages.at(-1);
    if (message !== undefined && this.isOnline) this.#hear(message);
  }

  override sendFrames(frames: readonly SharedFrame[]): void {
    super.sendFrames(frames);
    for (const { bytes } of frames) {
      const decoded = decodeFrame(bytes);
      if (decoded.status === "frame" && this.isOnline) this.#take(decoded.frame, bytes.length);
    }
  }

  #hear(message: ServerMessage): void {
    if (message.type === "SUBBED") this.streams.subscribed(message);
    if (message.type !== "RES" || message.result === undefined) return;
    const { items } = message.result as { items: [number, number] };
    this.streams.own(SID, ...items);
  }

  #take(frame: DataFrame, sizeBytes: number): void {
    this.streams.frame(frame, sizeBytes);
  }

  #reader(): Consumer {
    const own = (first: number, last: number): void => {
      for (let seq = first; seq <= last; seq += 1) this.document.push(seq);
      if (typeof this.#from === "object") this.#from = { ...this.#from, seq: last };
    };
    const from = (): SubscribeFrom => this.#from;
    return {
      get from() {
        return from();
      },
      opened: ({ cursor }) => {
        this.#from = cursor;
      },
      take: (items, done) => {
        for (const { seq } of items) own(seq, seq);
        done();
      },
      own,
      reset: () => {},
      refused: () => {},
      paused: () => {},
      closed: () => {},
    };
  }
}

/** What is wrong in the end; nothing. */
async function simulate(seed: number): Promise<string[]> {
  const random = createSeededRandom(seed);
  const house = openBridge(random.fork("bridge"));
  const key = await house.know(makeKey());
  await house.append(SID, ["seed"]);
  const writers = [new Writer(house), new Writer(house), new Writer(house)];
  for (const writer of writers) await writer.connect(key);
  if (random.chance(0.5)) writers[0]?.readPlainly();
  for (let step = 0; step < 60; step += 1) {
    const writer = random.pick(writers);
    const draw = random.int(10);
    if (draw < 6) {
      const texts = Array.from({ length: random.between(1, 3) }, () => "x".repeat(random.pick([1, 9, 40_000])));
      writer.say({ type: "CMD", id: newCommandId(house.runtime), name: "document.edit", args: texts });
    } else if (draw < 7) await house.append(SID, ["from the file"]);
    else if (draw < 8) writer.isReading = !writer.isReading;
    else if (draw < 9) {
      writer.drain();
      await house.clock.advance(random.pick([1, 10, LIMITS.creditMs]));
    } else {
      writer.lose();
      writer.bufferedBytes = 0;
      await writer.connect(key);
    }
    if (random.chance(0.5)) await house.settle();
  }
  for (let i = 0; i < 20; i += 1) {
    for (const writer of writers) {
      writer.isReading = true;
      writer.drain();
    }
    await house.clock.advance(LIMITS.creditMs);
  }
  const head = (await house.journal.state(SID))?.head ?? 0;
  const all = Array.from({ length: head }, (_, i) => i + 1).join(" ");
  return writers.flatMap(({ violations, closeCode, document, plain }, i) => [
    ...(violations > 0 || closeCode !== undefined ? [`seed ${seed}: client ${i} was closed with ${closeCode}`] : []),
    ...(document.join(" ") === all ? [] : [`seed ${seed}: client ${i} has ${document.join(" ")} of ${head}`]),
    ...(plain.length === 0 || plain.join(" ") === all
      ? []
      : [`seed ${seed}: reader ${i} has ${plain.join(" ")} of ${head}`]),
  ]);
}

test(`[D5] [D6] in ${SEEDS} random sessions every client has every item once, whoever wrote it`, async () => {
  const wrong: string[] = [];
  for (let seed = 1; seed <= SEEDS; seed += 1) wrong.push(...(await simulate(seed)));
  expect(wrong).toEqual([]);
});
