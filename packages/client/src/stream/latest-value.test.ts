import { type Item, ITEM, MODELS, type ModelsState, ModelsState as ModelsStateSchema, utf8 } from "@nomous/protocol";
import { FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import { LatestValue } from "./latest-value.ts";
import { createStreamReader } from "./stream-reader.ts";
import { frame, openStreams, read, SID, tick } from "./streams-fixture.ts";

const item = (value: unknown): Item => ({ atMs: 0, kind: ITEM.json, data: utf8(JSON.stringify(value)) });
const state = (revision: number): ModelsState => ({ revision, runs: [] });

/** A client with its stream of models, and a bridge that is spoken for by hand. */
function setUp() {
  const clock = new FakeClock();
  const wire = openStreams(clock);
  const latest = new LatestValue(wire.streams, MODELS, ModelsStateSchema);
  const show = (seq: number, value: unknown): void => wire.streams.frame(frame(seq, seq, { items: [item(value)] }), 10);
  const skip = (to: number, n: number): void => wire.streams.skip({ type: "SKIP", channel: 1, to, n });
  const open = (head = 0, more = {}) => wire.open({ sid: MODELS, head, first: Math.max(head, 1), ...more });
  /** Looks, and lists what is seen. */
  const look = () => {
    const seen: (number | undefined)[] = [];
    const stop = latest.subscribe(() => void seen.push(latest.current()?.revision));
    return { seen, stop };
  };
  return { clock, ...wire, latest, show, skip, open, look };
}

describe("the latest value", () => {
  it("[L1] is the newest item, then each new one, with its credit given", async () => {
    const { show, open, look, latest, streams, credits, clock } = setUp();
    const { seen } = look();
    expect(latest.current()).toBeUndefined();
    expect(await open(7)).toMatchObject({ sid: MODELS, from: "start" });
    show(7, state(1));
    show(8, state(2));
    expect(seen).toEqual([1, 2]);
    await clock.advance(250);
    expect(credits()).toEqual([]);
    streams.flush();
    expect(credits()).toMatchObject([{ bytes: 20, applied: 8 }]);
  });

  it("is read while somebody looks, and not otherwise", async () => {
    const { show, open, look, latest, take, subs } = setUp();
    const [one, other] = [look(), look()];
    await open(1);
    show(1, state(1));
    one.stop();
    await tick();
    expect([take(), latest.current()?.revision]).toEqual([[], 1]);
    other.stop();
    await tick();
    expect(take()).toContainEqual({ type: "UNSUB", channel: 1 });
    expect(latest.current()).toBeUndefined();
    look();
    await tick();
    expect(subs()).toMatchObject([{ sid: MODELS, from: "start" }]);
  });

  it("[L3] what the bridge left out is counted and missed by nobody", async () => {
    const { show, skip, open, look, streams, violations } = setUp();
    const { seen } = look();
    await open(1);
    show(1, state(1));
    skip(9, 7);
    show(9, state(9));
    expect(seen).toEqual([1, 9]);
    expect([streams.skippedItems, streams.gaps, violations]).toEqual([7, 0, []]);
  });

  it("[S4] an item that is missing without a word is a broken protocol here too", async () => {
    const { show, open, look, violations } = setUp();
    const { seen } = look();
    await open(1);
    show(1, state(1));
    show(3, state(3));
    expect(seen).toEqual([1]);
    expect(violations).toMatchObject([{ code: "bad-message" }]);
  });

  it.each([
    ["too few", 9, 6],
    ["too many", 9, 8],
    ["backwards", 1, 1],
  ])("[L5] a count that does not fit is a broken protocol: %s", async (_, to, n) => {
    const { show, skip, open, look, violations, streams } = setUp();
    look();
    await open(1);
    show(1, state(1));
    skip(to, n);
    expect([violations, streams.skippedItems]).toMatchObject([[{ code: "bad-message" }], 0]);
  });

  it("[L5] a durable stream must not skip", async () => {
    const wire = openStreams(new FakeClock());
    const reading = read(createStreamReader(wire.streams, SID));
    await wire.open();
    wire.streams.frame(frame(1, 1), 10);
    wire.streams.skip({ type: "SKIP", channel: 1, to: 3, n: 1 });
    await tick();
    expect(wire.violations).toMatchObject([{ code: "bad-message" }]);
    wire.streams.frame(frame(3, 3), 10);
    await tick();
    expect(reading.seqs()).toEqual([1]);
  });

  it("[L4] is gone while the bridge is away, and whatever the next one numbers is taken without a word", async () => {
    const { show, open, look, streams, violations } = setUp();
    const { seen } = look();
    await open(50, { epoch: 3 });
    show(50, state(1));
    streams.offline();
    expect(await open(2, { epoch: 4 })).toMatchObject({ from: "start" });
    show(2, state(2));
    expect(seen).toEqual([1, undefined, 2]);
    expect(violations).toEqual([]);
  });

  it("[V3] is nothing when this build does not understand it; fields that it does not know are left out", async () => {
    const { show, open, look, latest } = setUp();
    look();
    await open(1);
    show(1, { ...state(1), moreOfIt: true });
    expect(latest.current()).toEqual(state(1));
    show(2, { revision: 2, runs: "many" });
    expect(latest.current()).toBeUndefined();
    show(3, state(3));
    expect(latest.current()).toEqual(state(3));
  });

  it("[S10] a bridge that does not have it is asked again by the next connection only", async () => {
    const { look, latest, streams, subs, answer, open, show } = setUp();
    const { seen } = look();
    streams.online();
    await tick();
    answer(subs()[0]?.ref ?? 0, { sid: MODELS, channel: 0, mode: "reset", why: "not-found" });
    await tick();
    expect(subs()).toEqual([]);
    streams.offline();
    latest.lookAgain();
    await open(1);
    show(1, state(1));
    expect(seen).toEqual([1]);
  });

  it("goes on beside a program that reads the items by hand, also when that one is behind", async () => {
    const { show, open, look, streams, subs, answer, violations, skip } = setUp();
    const reading = read(createStreamReader(streams, MODELS));
    await open(3);
    show(3, state(3));
    await tick();
    const { seen } = look();
    await tick();
    // The channel is opened anew for the newcomer; meanwhile there were six more.
    const [again] = subs();
    expect(again).toMatchObject({ from: "start" });
    answer(again?.ref ?? 0, { sid: MODELS, head: 9, first: 9 });
    await tick();
    expect(subs()).toEqual([]);
    show(9, state(9));
    skip(12, 2);
    show(12, state(12));
    await tick();
    expect([reading.seqs(), seen]).toEqual([
      [3, 9, 12],
      [9, 12],
    ]);
    expect([violations, reading.failure()]).toEqual([[], undefined]);
  });
});
