import { fromUtf8, LIMITS, MODELS, type StreamId, SYSTEM } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import { makeKey, numbersOf, TestBridge, type WirePeer } from "../connection/wire-peer.contract.ts";
import { createMemoryDisk } from "../storage/memory-storage.ts";
import type { Storage } from "../storage/storage.ts";

const valuesOf = (peer: WirePeer): string[] =>
  peer.frames.flatMap(({ items }) => items.map(({ data }) => fromUtf8(data)));
const skipsOf = (peer: WirePeer): unknown[] => peer.messages.filter(({ type }) => type === "SKIP");

describe("reading", () => {
  it("[L1] the newest item comes first, then each new one", async () => {
    const house = new TestBridge();
    for (const value of [1, 2, 3]) house.latest.show(SYSTEM, { value });
    const peer = await house.connect();
    expect(await house.subscribe(peer, SYSTEM)).toMatchObject({ mode: "resume", first: 3, head: 3 });
    await house.settle();
    house.latest.show(SYSTEM, { value: 4 });
    await house.settle();
    expect(valuesOf(peer)).toEqual(['{"value":3}', '{"value":4}']);
    expect(numbersOf(peer)).toEqual([3, 4]);
    expect(skipsOf(peer)).toEqual([]);
  });

  it("[L1] nothing of it reaches the storage", async () => {
    const asked: StreamId[] = [];
    const wrap = (storage: Storage): Storage => ({
      ...storage,
      store: storage.store,
      stream(sid) {
        asked.push(sid);
        return storage.stream(sid);
      },
      read(sid, after, maxBytes) {
        asked.push(sid);
        return storage.read(sid, after, maxBytes);
      },
    });
    const house = new TestBridge({ wrap });
    const peer = await house.connect();
    await house.subscribe(peer, MODELS, { epoch: 0, seq: 7 });
    house.latest.show(MODELS, {});
    await house.settle();
    expect(numbersOf(peer)).toEqual([1]);
    expect(asked).toEqual([]);
    expect(await house.storage.stream(MODELS)).toBeUndefined();
  });

  it("before the first value a reader waits, and `tail` leaves out what is there", async () => {
    const house = new TestBridge();
    const [early, late] = [await house.connect(), await house.connect()];
    expect(await house.subscribe(early, SYSTEM)).toMatchObject({ mode: "resume", first: 1, head: 0 });
    await house.clock.advance(5_000);
    house.latest.show(SYSTEM, 1);
    await house.subscribe(late, SYSTEM, "tail");
    house.latest.show(SYSTEM, 2);
    await house.settle();
    expect([valuesOf(early), valuesOf(late)]).toEqual([["1", "2"], ["2"]]);
    expect(early.frames[0]?.items[0]?.atMs).toBe(5_000);
  });

  it("[H7] a client without the scope reads nothing", async () => {
    const house = new TestBridge();
    const peer = await house.connect(await house.know(makeKey(), ["conversation:read"]));
    expect(await house.subscribe(peer, MODELS)).toMatchObject({ why: "forbidden", channel: 0 });
  });

  it("[S10] a name that only looks like one opens no channel", async () => {
    const house = new TestBridge();
    const peer = await house.connect();
    for (const sid of ["models/x", "system/1"] as StreamId[])
      expect(await house.subscribe(peer, sid)).toMatchObject({ why: "not-found", channel: 0 });
  });

  it("[L4] the next process numbers anew: an older cursor is reset, and nobody is told of lost data", async () => {
    const disk = createMemoryDisk();
    const before = new TestBridge({ disk });
    const first = await before.connect();
    for (let i = 0; i < 9; i += 1) before.latest.show(SYSTEM, i);
    const { epoch } = await before.subscribe(first, SYSTEM);
    const lines: string[] = [];
    const after = new TestBridge({ disk, log: (line) => lines.push(line) });
    after.latest.show(SYSTEM, "new");
    const peer = await after.connect();
    const opened = await after.subscribe(peer, SYSTEM, { epoch, seq: 9 });
    expect(opened).toMatchObject({ mode: "reset", why: "epoch", first: 1, head: 1 });
    expect(opened.epoch).not.toBe(epoch);
    expect(valuesOf(peer)).toEqual(['"new"']);
    expect(after.storage.store).toEqual(before.storage.store);
    expect(lines.join("")).not.toContain("DATA WAS LOST");
  });

  it("a stream is watched while somebody reads it", async () => {
    const house = new TestBridge();
    const peer = await house.connect();
    const watched = (): boolean[] => [SYSTEM, MODELS].map((sid) => house.latest.isWatched(sid));
    expect(watched()).toEqual([false, false]);
    const { channel } = await house.subscribe(peer, SYSTEM);
    expect(watched()).toEqual([true, false]);
    peer.say({ type: "UNSUB", channel });
    expect(watched()).toEqual([false, false]);
    await house.subscribe(peer, MODELS);
    peer.listener.closed(1006);
    expect(watched()).toEqual([false, false]);
  });

  it("a value larger than an item may be is refused where it is shown, and readers keep what they have", async () => {
    const house = new TestBridge();
    const peer = await house.connect();
    house.latest.show(SYSTEM, 1);
    await house.subscribe(peer, SYSTEM);
    expect(() => house.latest.show(SYSTEM, "x".repeat(LIMITS.itemBytes))).toThrow("bytes");
    house.latest.show(SYSTEM, 2);
    await house.settle();
    expect([valuesOf(peer), skipsOf(peer)]).toEqual([["1", "2"], []]);
  });
});

describe("flow", () => {
  it("[L2] [L3] a reader without credit gets the newest item later, and SKIP says how many it missed", async () => {
    const house = new TestBridge();
    const peer = await house.connect();
    const { channel } = await house.subscribe(peer, SYSTEM, "start", 100);
    const line = "x".repeat(60);
    for (let i = 1; i <= 9; i += 1) {
      house.latest.show(SYSTEM, `${i} ${line}`);
      await house.settle();
    }
    expect([numbersOf(peer), skipsOf(peer)]).toEqual([[1], []]);
    peer.say({ type: "CREDIT", channel, bytes: 100, applied: 1 });
    await house.settle();
    expect(peer.seen.slice(-3)).toEqual(["item 1", "SKIP", "item 9"]);
    expect(skipsOf(peer)).toEqual([{ type: "SKIP", channel, to: 9, n: 7 }]);
  });

  it("[L2] [L3] what a full socket held back is the newest item once it has drained", async () => {
    const house = new TestBridge();
    const peer = await house.connect();
    await house.subscribe(peer, SYSTEM);
    peer.isReading = false;
    for (let i = 1; i <= 1_000; i += 1) {
      house.latest.show(SYSTEM, { i });
      await house.settle();
    }
    expect(peer.bufferedBytes).toBeLessThan(100);
    peer.isReading = true;
    peer.drain();
    await house.settle();
    expect(peer.seen.slice(-3)).toEqual(["item 1", "SKIP", "item 1000"]);
    expect(skipsOf(peer)).toMatchObject([{ to: 1_000, n: 998 }]);
    expect(valuesOf(peer).at(-1)).toBe('{"i":1000}');
  });

  it("[L2] an item waits behind what the socket has not taken, also when something else is sent meanwhile", async () => {
    const house = new TestBridge();
    const peer = await house.connect();
    await house.append("generation/g1" as StreamId, ["-"]);
    await house.subscribe(peer, "generation/g1" as StreamId, "tail");
    await house.subscribe(peer, SYSTEM);
    peer.isReading = false;
    peer.say({ type: "PING", t: 1 });
    await house.settle();
    house.latest.show(SYSTEM, 1);
    await house.settle();
    await house.append("generation/g1" as StreamId, ["token"]);
    expect(peer.seen.slice(-2)).toEqual(["PONG", "item 2"]);
    peer.drain();
    await house.settle();
    expect(peer.seen.at(-1)).toBe("item 1");
  });

  it("[F1] no more is sent than the connection's credit", async () => {
    const house = new TestBridge();
    const peer = await house.connect(undefined, { credit: 1_000 });
    await house.subscribe(peer, SYSTEM);
    for (let i = 0; i < 100; i += 1) {
      house.latest.show(SYSTEM, "x".repeat(90));
      await house.settle();
    }
    expect(peer.frameBytes).toBeLessThanOrEqual(1_000);
    expect(peer.frameBytes).toBeGreaterThan(800);
  });

  it("[F2] clients that never read cost one frame each, and the reader beside them gets all", async () => {
    const house = new TestBridge();
    const key = await house.know(makeKey());
    const deaf: WirePeer[] = [];
    for (let i = 0; i < 50; i += 1) {
      const peer = await house.connect(key);
      await house.subscribe(peer, MODELS);
      peer.isReading = false;
      deaf.push(peer);
    }
    const reader = await house.connect(key);
    await house.subscribe(reader, MODELS);
    const value = "x".repeat(30_000);
    for (let i = 0; i < 200; i += 1) {
      house.latest.show(MODELS, value);
      await house.settle();
    }
    expect(numbersOf(reader)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    for (const peer of deaf) expect(peer.bufferedBytes).toBeLessThan(31_000);
    expect(new Set([...deaf, reader].flatMap(({ shared }) => shared)).size).toBe(200);
  });
});
