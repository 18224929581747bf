import { LIMITS } from "@nomous/protocol";
import { FakeClock } from "@nomous/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StreamReader } from "../client.ts";
import { createStreamReader } from "./stream-reader.ts";
import { frame, openStreams, OTHER, read, SID, tick, TinyBridge } from "./streams-fixture.ts";

const setUp = () => {
  const clock = new FakeClock();
  return { clock, tick, ...openStreams(clock) };
};

describe("slow and late readers", () => {
  it("[F1] a reader that is behind gives no credit, and what it has not read waits within its channel's credit", async () => {
    const { clock, streams, tick, credits, open } = setUp();
    const reader = createStreamReader(streams, SID);
    await open();
    streams.frame(frame(1, 10), LIMITS.channelCredit / 2);
    streams.frame(frame(11, 20), LIMITS.channelCredit / 2);
    await clock.advance(10_000);
    expect(credits()).toEqual([]);
    const iterator = reader[Symbol.asyncIterator]();
    expect((await iterator.next()).value).toHaveLength(20);
    await clock.advance(10_000);
    expect(credits()).toEqual([]);
    streams.frame(frame(21, 22), 10);
    await iterator.next();
    const half = { type: "CREDIT", channel: 1, bytes: LIMITS.channelCredit / 2 };
    expect(credits()).toEqual([
      { ...half, applied: 10 },
      { ...half, applied: 20 },
    ]);
    reader.close();
    await tick();
    expect(credits()).toHaveLength(3);
  });

  it("[F1] of two readers of one stream the slower one sets the pace", async () => {
    const { clock, streams, credits, open, tick } = setUp();
    const quick = read(createStreamReader(streams, SID));
    const slow = createStreamReader(streams, SID);
    await open();
    streams.frame(frame(1, 5), 20_000);
    await tick();
    await clock.advance(1_000);
    expect(quick.seqs()).toEqual([1, 2, 3, 4, 5]);
    expect(credits()).toEqual([]);
    const slowly = read(slow);
    await tick();
    await clock.advance(250);
    expect(slowly.seqs()).toEqual([1, 2, 3, 4, 5]);
    expect(credits()).toEqual([{ type: "CREDIT", channel: 1, bytes: 20_000, applied: 5 }]);
  });

  it("a reader up to the head ends there, over a cut connection too, and at once when there is nothing", async () => {
    const { streams, open, answer, subs, tick } = setUp();
    const { seqs, done } = read(createStreamReader(streams, SID, { until: "head" }));
    await open({ head: 3 });
    streams.frame(frame(1, 2, { isReplay: true }), 10);
    await tick();
    streams.offline();
    streams.online();
    await tick();
    answer(subs()[0]?.ref ?? 0, { head: 9 });
    streams.frame(frame(3, 4, { isReplay: true }), 10);
    await done;
    expect(seqs()).toEqual([1, 2, 3, 4]);
    const empty = read(createStreamReader(streams, OTHER, { until: "head" }));
    await tick();
    answer(subs().find(({ sid }) => sid === OTHER)?.ref ?? 0, { sid: OTHER, channel: 2, head: 0 });
    await empty.done;
    expect(empty.seqs()).toEqual([]);
  });

  it("[S3] a reader that comes late gets every item from its cursor on, and the first one none twice", async () => {
    const { streams, take, subs, tick, answer, open } = setUp();
    const first = read(createStreamReader(streams, SID));
    await open();
    streams.frame(frame(1, 4), 10);
    await tick();
    take();
    const late = read(createStreamReader(streams, SID));
    await tick();
    const messages = take();
    expect(messages.map(({ type }) => type)).toEqual(["CREDIT", "UNSUB", "SUB"]);
    const again = messages.flatMap((message) => (message.type === "SUB" ? message.subs : []))[0];
    expect(again?.from).toBe("start");
    streams.frame(frame(5, 5), 10);
    answer(again?.ref ?? 0, { head: 5 });
    streams.frame(frame(1, 5, { isReplay: true }), 10);
    streams.frame(frame(6, 6), 10);
    await tick();
    expect(first.seqs()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(late.seqs()).toEqual([1, 2, 3, 4, 5, 6]);
    expect(streams.repeatedItems).toBe(0);
    expect(subs()).toEqual([]);
  });

  it("[S3] a reader that comes while SUB is under way and lacks more has it asked for again", async () => {
    const { streams, tick, take, answer } = setUp();
    const tail = read(createStreamReader(streams, SID, { from: "tail" }));
    streams.online();
    await tick();
    const [sub] = take();
    expect(sub).toMatchObject({ type: "SUB", subs: [{ ref: 1, from: "tail" }] });
    const all = read(createStreamReader(streams, SID));
    await tick();
    expect(take()).toEqual([]);
    answer(1, { head: 3 });
    await tick();
    expect(take()).toMatchObject([
      { type: "UNSUB", channel: 1 },
      { type: "SUB", subs: [{ ref: 2, from: "start" }] },
    ]);
    answer(2, { head: 3 });
    streams.frame(frame(1, 3, { isReplay: true }), 10);
    streams.frame(frame(4, 4), 10);
    await tick();
    expect(all.seqs()).toEqual([1, 2, 3, 4]);
    expect(tail.seqs()).toEqual([4]);
  });

  it("several readers share one subscription, which ends with the last of them", async () => {
    const { streams, take, tick, open, sent } = setUp();
    const a = createStreamReader(streams, SID);
    const b = createStreamReader(streams, SID);
    await open();
    expect(sent).toEqual([]);
    a.close();
    await tick();
    expect(take()).toEqual([]);
    b.close();
    await tick();
    expect(take()).toEqual([{ type: "UNSUB", channel: 1 }]);
  });

  it("a reader whose client is closed ends, without the END that it did not read", async () => {
    const { streams, open } = setUp();
    const reader = createStreamReader(streams, SID);
    const reading = read(reader);
    await open();
    streams.frame(frame(1, 2), 10);
    await tick();
    streams.close();
    await reading.done;
    expect(reading.seqs()).toEqual([1, 2]);
    expect(reading.failure()).toBeUndefined();
    expect(reader.end).toBeUndefined();
  });

  it("a reader that leaves and comes back at once sends nothing", async () => {
    const { streams, sent, tick, open } = setUp();
    const a = createStreamReader(streams, SID, { from: { epoch: 0, seq: 0 } });
    await open();
    a.close();
    createStreamReader(streams, SID, { from: { epoch: 0, seq: 0 } });
    await tick();
    expect(sent).toEqual([]);
  });
});

describe("any order of events", () => {
  it("[S4] every reader gets each item once, in order, whoever comes and goes and however often the socket breaks", async () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ type: fc.constant("items" as const), n: fc.integer({ min: 1, max: 5 }) }),
        fc.record({ type: fc.constant("break" as const) }),
        fc.record({ type: fc.constant("join" as const), sid: fc.constantFrom(SID, OTHER) }),
        fc.record({ type: fc.constant("leave" as const) }),
      ),
      { maxLength: 40 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const bridge = new TinyBridge(new FakeClock());
        const readings: ReturnType<typeof read>[] = [];
        const readers: StreamReader[] = [];
        bridge.connect();
        for (const action of script) {
          if (action.type === "items") bridge.append(action.n);
          if (action.type === "break") bridge.reconnect();
          if (action.type === "leave") readers.shift()?.close();
          if (action.type === "join") {
            const reader = createStreamReader(bridge.streams, action.sid);
            readers.push(reader);
            readings.push(read(reader));
          }
          await tick();
        }
        await tick();
        for (const { seqs } of readings) expect(seqs()).toEqual(seqs().map((_, index) => index + 1));
        for (const { seqs } of readings.slice(readings.length - readers.length))
          expect(seqs()).toHaveLength(bridge.head);
        expect(bridge.violations).toBe(0);
      }),
      { seed: 20_261_120, numRuns: 60 },
    );
  });
});
