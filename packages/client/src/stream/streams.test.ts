import { fromUtf8, LIMITS } from "@nomous/protocol";
import { FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import { createStreamReader } from "./stream-reader.ts";
import { endFrame, frame, newSid, openStreams, read, SID, tick } from "./streams-fixture.ts";

const setUp = () => {
  const clock = new FakeClock();
  return { clock, tick, ...openStreams(clock) };
};

describe("reading", () => {
  it("[S3] `seq` 0 is a legal cursor, and `tail` means what comes later", async () => {
    const { streams, tick, open } = setUp();
    const zero = read(createStreamReader(streams, SID, { from: { epoch: 0, seq: 0 } }));
    expect((await open()).from).toEqual({ epoch: 0, seq: 0 });
    const tail = read(createStreamReader(streams, SID, { from: "tail" }));
    streams.frame(frame(1, 1), 10);
    await tick();
    expect(zero.seqs()).toEqual([1]);
    expect(tail.seqs()).toEqual([1]);
  });

  it("[S4] an item that came before is dropped and counted", async () => {
    const { streams, tick, open } = setUp();
    const reading = read(createStreamReader(streams, SID));
    await open();
    streams.frame(frame(1, 3), 10);
    streams.frame(frame(2, 5), 10);
    await tick();
    expect(reading.seqs()).toEqual([1, 2, 3, 4, 5]);
    expect(streams.repeatedItems).toBe(2);
  });

  it("[S4] a missing item is a broken protocol, and nothing behind it is shown", async () => {
    const { streams, violations, tick, open } = setUp();
    const reading = read(createStreamReader(streams, SID));
    await open();
    streams.frame(frame(1, 1), 10);
    streams.frame(frame(3, 3), 10);
    await tick();
    expect(reading.seqs()).toEqual([1]);
    expect(violations).toMatchObject([{ code: "bad-message" }]);
    expect(streams.gaps).toBe(1);
  });

  it("[S5] iteration ends after END, which says why and how many items there were", async () => {
    const { streams, tick, credits, open } = setUp();
    const reader = createStreamReader(streams, SID);
    const reading = read(reader);
    await open();
    streams.frame(frame(1, 2), 10);
    streams.frame(endFrame(2), 10);
    await reading.done;
    await tick();
    expect(reading.seqs()).toEqual([1, 2]);
    expect(reader.end).toEqual({ reason: "done", count: 2 });
    streams.flush();
    expect(credits().reduce((sum, { bytes }) => sum + bytes, 0)).toBe(20);
  });

  it("[S7] items say whether they are older than the subscription, and when the bridge wrote them", async () => {
    const { streams, tick, open } = setUp();
    const reading = read(createStreamReader(streams, SID));
    await open({ head: 1 });
    streams.frame(frame(1, 1, { isReplay: true }), 10);
    streams.frame(frame(2, 2), 10);
    await tick();
    expect(reading.items.map(({ isReplay, at, data }) => [isReplay, at, fromUtf8(data)])).toEqual([
      [true, 1_001, "1 "],
      [false, 1_002, "2 "],
    ]);
  });

  it("[S3] after a new connection all open readers go on from their cursors, in batches of 64", async () => {
    const { streams, take, tick } = setUp();
    const sids = Array.from({ length: 150 }, () => newSid());
    for (const sid of sids) createStreamReader(streams, sid, { from: { epoch: 0, seq: 7 } });
    streams.online();
    await tick();
    const batches = take().map((message) => (message.type === "SUB" ? message.subs.length : 0));
    expect(batches).toEqual([64, 64, 22]);
    streams.offline();
    streams.online();
    await tick();
    const again = take().flatMap((message) => (message.type === "SUB" ? message.subs : []));
    expect(new Set(again.map(({ sid }) => sid)).size).toBe(150);
    expect(again.every(({ from }) => typeof from === "object" && from.seq === 7)).toBe(true);
  });

  it("no more streams are open at once than the bridge allows, the rest follow", async () => {
    const { streams, take, tick, subs, answer } = setUp();
    const readers = Array.from({ length: 300 }, () => createStreamReader(streams, newSid()));
    streams.online();
    await tick();
    const first = subs();
    expect(first).toHaveLength(LIMITS.subscriptions);
    for (const [index, { ref, sid }] of first.entries()) answer(ref, { sid, channel: index + 1 });
    await tick();
    take();
    for (const reader of readers.slice(0, 10)) reader.close();
    await tick();
    await tick();
    expect(subs()).toHaveLength(10);
  });
});

describe("what cannot be continued", () => {
  it("[S6] a reset without a listener ends the iteration with the reason", async () => {
    const { streams, tick, answer, subs } = setUp();
    const reading = read(createStreamReader(streams, SID, { from: { epoch: 0, seq: 9 } }));
    streams.online();
    await tick();
    answer(subs()[0]?.ref ?? 0, { mode: "reset", why: "client_ahead", epoch: 1 });
    await reading.done;
    expect(reading.failure()).toMatchObject({ code: "stream-lost", why: "client_ahead" });
  });

  it("[S6] a reader that listens learns of the reset before the first new item", async () => {
    const { streams, tick, answer, subs } = setUp();
    const log: unknown[] = [];
    const reader = createStreamReader(streams, SID, {
      from: { epoch: 0, seq: 9 },
      onReset: ({ why }) => log.push(why),
    });
    const reading = read(reader);
    streams.online();
    await tick();
    answer(subs()[0]?.ref ?? 0, { mode: "reset", why: "epoch", epoch: 1, head: 2 });
    expect(log).toEqual(["epoch"]);
    streams.frame(frame(1, 2, { isReplay: true }), 10);
    await tick();
    expect(reading.seqs()).toEqual([1, 2]);
  });

  it("[S10] a stream that does not exist ends its readers, and is asked for anew by the next one", async () => {
    const { streams, tick, answer, subs } = setUp();
    const reading = read(createStreamReader(streams, SID));
    streams.online();
    await tick();
    answer(subs()[0]?.ref ?? 0, { channel: 0, mode: "reset", why: "not-found" });
    await reading.done;
    expect(reading.failure()).toMatchObject({ code: "stream-lost", why: "not-found" });
    createStreamReader(streams, SID);
    await tick();
    expect(subs()).toHaveLength(1);
  });

  it("[S8] a stream that is deleted while it is read says so after what was read", async () => {
    const { streams, tick, open } = setUp();
    const reading = read(createStreamReader(streams, SID));
    await open();
    streams.frame(frame(1, 2), 10);
    streams.unsubscribed({ type: "UNSUBBED", channel: 1, why: "deleted" });
    await reading.done;
    await tick();
    expect(reading.seqs()).toEqual([1, 2]);
    expect(reading.failure()).toMatchObject({ why: "deleted" });
  });

  it("[D11] a stream whose next items were forgotten meanwhile is asked for again, and its reader is reset", async () => {
    const { streams, tick, answer, subs, open } = setUp();
    const log: string[] = [];
    const reading = read(createStreamReader(streams, SID, { onReset: ({ why }) => log.push(why) }));
    await open({ head: 9 });
    streams.frame(frame(1, 2, { isReplay: true }), 10);
    streams.unsubscribed({ type: "UNSUBBED", channel: 1, why: "expired" });
    await tick();
    const [sub] = subs();
    expect(sub?.from).toEqual({ epoch: 0, seq: 2 });
    answer(sub?.ref ?? 0, { mode: "reset", why: "expired", first: 6, head: 9 });
    streams.frame(frame(6, 9, { isReplay: true }), 10);
    await tick();
    expect([log, reading.seqs()]).toEqual([["expired"], [1, 2, 6, 7, 8, 9]]);
  });

  it("[H9] with another store every cursor is void", async () => {
    const { streams, tick, subs } = setUp();
    const log: string[] = [];
    createStreamReader(streams, SID, { from: { epoch: 3, seq: 9 }, onReset: ({ why }) => log.push(why) });
    streams.forget();
    streams.online();
    await tick();
    expect(log).toEqual(["epoch"]);
    expect(subs()).toMatchObject([{ from: "start" }]);
  });
});

describe("credit", () => {
  it("[F1] is given at half of a channel's credit, otherwise after 250 ms, and before the page is hidden", async () => {
    const { clock, streams, take, credits, tick, open } = setUp();
    read(createStreamReader(streams, SID));
    await open();
    streams.frame(frame(1, 1), LIMITS.channelCredit / 2);
    await tick();
    expect(credits()).toMatchObject([{ bytes: LIMITS.channelCredit / 2, applied: 1 }]);
    take();
    streams.frame(frame(2, 2), 20_000);
    await tick();
    await clock.advance(249);
    expect(credits()).toEqual([]);
    await clock.advance(1);
    expect(credits()).toMatchObject([{ bytes: 20_000, applied: 2 }]);
    take();
    streams.frame(frame(3, 3), 10);
    await tick();
    streams.flush();
    expect(credits()).toMatchObject([{ bytes: 10, applied: 3 }]);
  });

  it("[F1] is not given for a few bytes now and then: the channel has enough left", async () => {
    const { clock, streams, credits, open } = setUp();
    read(createStreamReader(streams, SID));
    await open();
    let given = 0;
    for (let seq = 1; seq <= 1_000; seq += 1) {
      streams.frame(frame(seq, seq), 36);
      await clock.advance(300);
      given = credits().reduce((sum, { bytes }) => sum + bytes, 0);
      expect(seq * 36 - given).toBeLessThan(LIMITS.channelCredit / 8);
    }
    expect(credits()).toHaveLength(2);
    expect(given).toBeGreaterThan(30_000);
  });

  it("[F1] is given on all channels before they owe much together", async () => {
    const { clock, streams, credits } = setUp();
    for (let channel = 1; channel <= 100; channel += 1) streams.frame({ ...frame(1, 1), channel }, 10_000);
    await clock.advance(1_000);
    const given = credits().reduce((sum, { bytes }) => sum + bytes, 0);
    expect(1_000_000 - given).toBeLessThan(LIMITS.connectionCredit / 4);
    expect(new Set(credits().map(({ channel }) => channel)).size).toBe(credits().length);
  });

  it("[F1] what one connection delivered is not credited to the next", async () => {
    const { clock, streams, take, credits, open } = setUp();
    const reader = createStreamReader(streams, SID);
    await open();
    streams.frame(frame(1, 1), 20_000);
    streams.offline();
    await open();
    take();
    read(reader);
    await clock.advance(1_000);
    expect(credits()).toEqual([]);
  });

  it("[F1] items that arrive for a channel that was given up are credited to the connection", async () => {
    const { clock, streams, credits, open, tick } = setUp();
    const reader = createStreamReader(streams, SID);
    await open();
    reader.close();
    await tick();
    streams.frame(frame(1, 1), 20_000);
    await clock.advance(250);
    expect(credits()).toMatchObject([{ bytes: 20_000 }]);
  });
});
