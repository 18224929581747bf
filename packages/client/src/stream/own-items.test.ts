import type { SubscribeFrom } from "@nomous/protocol";
import { FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import type { Consumer } from "./consumer.ts";
import { createStreamReader } from "./stream-reader.ts";
import { frame, openStreams, read, SID, tick } from "./streams-fixture.ts";

/** Counts in what it wrote itself, and writes down what it is told: `2` came, `own 3` was counted in. */
function ownReader(start: SubscribeFrom = "start") {
  const log: string[] = [];
  let from = start;
  const move = (seq: number): void => {
    if (typeof from === "object") from = { ...from, seq };
  };
  const consumer: Consumer = {
    get from() {
      return from;
    },
    opened: ({ cursor }) => {
      from = cursor;
    },
    take: (items, done) => {
      for (const { seq } of items) log.push(String(seq));
      move(items.at(-1)?.seq ?? 0);
      done();
    },
    own: (first, last) => {
      for (let seq = first; seq <= last; seq += 1) log.push(`own ${seq}`);
      move(last);
    },
    reset: () => {},
    refused: () => {},
    paused: () => log.push("paused"),
    closed: () => {},
  };
  return { log, consumer };
}

async function setUp() {
  const clock = new FakeClock();
  const wire = openStreams(clock);
  const reader = ownReader();
  wire.streams.attach(SID, reader.consumer);
  await wire.open();
  wire.streams.frame(frame(1, 1), 10);
  return { clock, ...wire, ...reader };
}

describe("items of one's own", () => {
  it("[D6] are counted in at once when they come next", async () => {
    const { streams, log } = await setUp();
    streams.own(SID, 2, 3);
    expect(log).toEqual(["1", "own 2", "own 3"]);
    streams.frame(frame(4, 4), 10);
    expect(log.slice(3)).toEqual(["4"]);
  });

  it("[D6] are counted in after what others wrote before them", async () => {
    const { streams, log, violations } = await setUp();
    streams.own(SID, 5, 5);
    streams.own(SID, 3, 3);
    expect(log).toEqual(["1"]);
    streams.frame(frame(2, 2), 10);
    expect(log.slice(1)).toEqual(["2", "own 3"]);
    streams.frame(frame(4, 4), 10);
    streams.frame(frame(6, 6), 10);
    expect(log.slice(3)).toEqual(["4", "own 5", "6"]);
    expect(violations).toEqual([]);
  });

  it("[D6] [S4] a hole that they do not fill is a missing item", async () => {
    const { streams, log, violations } = await setUp();
    streams.own(SID, 2, 2);
    streams.frame(frame(4, 4), 10);
    expect(log).toEqual(["1", "own 2"]);
    expect(violations).toMatchObject([{ code: "bad-message" }]);
  });

  it("[D6] that come all the same are dropped when they were counted in, and shown when they were not", async () => {
    const { streams, log } = await setUp();
    streams.own(SID, 2, 2);
    streams.own(SID, 4, 4);
    streams.frame(frame(2, 5), 10);
    expect(log).toEqual(["1", "own 2", "3", "4", "5"]);
    expect(streams.repeatedItems).toBe(1);
    streams.frame(frame(6, 6), 10);
    expect(log.at(-1)).toBe("6");
  });

  it("[D6] are told to nobody who has them, and the rest of them to who has some", async () => {
    const { streams, log } = await setUp();
    const [ahead, between] = [5, 2].map((seq) => ownReader({ epoch: 0, seq }));
    for (const other of [ahead, between]) if (other !== undefined) streams.attach(SID, other.consumer);
    streams.own(SID, 2, 4);
    streams.frame(frame(5, 6), 10);
    expect(log).toEqual(["1", "own 2", "own 3", "own 4", "5", "6"]);
    expect([ahead?.log, between?.log]).toEqual([["6"], ["own 3", "own 4", "5", "6"]]);
  });

  it("[D6] are forgotten with the connection: the next one replays them", async () => {
    const { streams, log, open } = await setUp();
    streams.own(SID, 3, 3);
    streams.offline();
    expect((await open({ head: 3 })).from).toEqual({ epoch: 0, seq: 1 });
    streams.frame(frame(2, 3, { isReplay: true }), 10);
    expect(log).toEqual(["1", "paused", "2", "3"]);
  });

  it("[D6] told before the channel is open are replayed on it", async () => {
    const clock = new FakeClock();
    const { streams, open } = openStreams(clock);
    const { consumer, log } = ownReader();
    streams.attach(SID, consumer);
    streams.online();
    streams.own(SID, 1, 1);
    await open({ head: 1 });
    streams.frame(frame(1, 1, { isReplay: true }), 10);
    expect(log).toEqual(["1"]);
  });

  it("[D7] a reader that cannot count them in is sent them from the log", async () => {
    const { streams, log, subs, take, answer } = await setUp();
    const plain = read(createStreamReader(streams, SID, { from: { epoch: 0, seq: 1 } }));
    take();
    streams.own(SID, 2, 2);
    await tick();
    const sent = take();
    expect(sent.map(({ type }) => type)).toEqual(["CREDIT", "UNSUB", "SUB"]);
    const sub = sent.flatMap((message) => (message.type === "SUB" ? message.subs : []))[0];
    expect(sub?.from).toEqual({ epoch: 0, seq: 1 });
    answer(sub?.ref ?? 0, { head: 2 });
    streams.frame(frame(2, 2, { isReplay: true }), 10);
    streams.frame(frame(3, 3), 10);
    await tick();
    expect(plain.seqs()).toEqual([2, 3]);
    expect(log).toEqual(["1", "own 2", "3"]);
    expect(subs()).toEqual([]);
  });

  it("[F1] give no credit, for nothing was sent", async () => {
    const { clock, streams, credits, take } = await setUp();
    streams.flush();
    take();
    streams.own(SID, 2, 9);
    await tick();
    await clock.advance(1_000);
    expect(credits()).toEqual([]);
  });
});
