import type { StreamId } from "@nomous/protocol";
import { CONVERSATIONS, fromUtf8, ITEM, LIMITS, utf8 } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import { makeKey, numbersOf, TestBridge, type WirePeer } from "../connection/wire-peer.contract.ts";
import { createMemoryDisk } from "../storage/memory-storage.ts";
import { type Storage, StorageError } from "../storage/storage.ts";

const SID = "generation/g1" as StreamId;
const OTHER = "generation/g2" as StreamId;

const upTo = (n: number, from = 1): number[] => Array.from({ length: n - from + 1 }, (_, i) => from + i);
const textsOf = (peer: WirePeer): string =>
  peer.frames
    .flatMap(({ items }) => items.filter(({ kind }) => kind === ITEM.text).map(({ data }) => fromUtf8(data)))
    .join("");

/** A storage whose log is damaged from item 3 on. */
const damaged = (storage: Storage): Storage => ({
  ...storage,
  store: storage.store,
  async read(sid, after, maxBytes) {
    const segments = await storage.read(sid, after, maxBytes);
    const intact = segments.filter(({ firstSeq }) => firstSeq < 3);
    if (intact.length === 0) throw new StorageError("corrupt", "A checksum is wrong.");
    return intact;
  },
});

describe("reading", () => {
  it("[S2] an item is sent after the commit that stores it, never before", async () => {
    const gate = Promise.withResolvers<void>();
    let isDurable = false;
    const wrap = (storage: Storage): Storage => ({
      ...storage,
      store: storage.store,
      async commit(commit) {
        if ((commit.appends?.length ?? 0) === 0) return storage.commit(commit);
        await gate.promise;
        const outcome = await storage.commit(commit);
        isDurable = true;
        return outcome;
      },
    });
    const house = new TestBridge({ wrap });
    const peer = await house.connect();
    await house.subscribe(peer, CONVERSATIONS);
    const written = house.append(CONVERSATIONS, ["a"]);
    await house.settle();
    expect([peer.frames.length, isDurable]).toEqual([0, false]);
    gate.resolve();
    await written;
    expect([numbersOf(peer), isDurable]).toEqual([[1], true]);
  });

  it("[S3] a reader gets every item after its cursor, in order; `start` is all, `tail` only what comes", async () => {
    const house = new TestBridge();
    for (const value of ["a", "b", "c"]) await house.append(SID, [value]);
    const { epoch } = house.storage.store;
    const from = {
      start: "start",
      tail: "tail",
      zero: { epoch, seq: 0 },
      two: { epoch, seq: 2 },
      head: { epoch, seq: 3 },
    } as const;
    const peers = new Map<string, WirePeer>();
    for (const [name, start] of Object.entries(from)) {
      const peer = await house.connect();
      expect(await house.subscribe(peer, SID, start)).toMatchObject({ mode: "resume", first: 1, head: 3, epoch });
      peers.set(name, peer);
    }
    await house.append(SID, ["d", "e"]);
    expect(Object.fromEntries([...peers].map(([name, peer]) => [name, textsOf(peer)]))).toEqual({
      start: "abcde",
      tail: "de",
      zero: "abcde",
      two: "cde",
      head: "de",
    });
  });

  it("[S5] END is the last item, and the channel is done with it", async () => {
    const house = new TestBridge();
    const peer = await house.connect();
    await house.append(SID, ["a"]);
    await house.subscribe(peer, SID);
    await house.append(SID, ["b"], { reason: "cancelled" });
    const items = peer.frames.flatMap((frame) => frame.items);
    expect(items.map(({ kind }) => kind)).toEqual([ITEM.text, ITEM.text, ITEM.end]);
    expect(fromUtf8(items[2]?.data ?? utf8(""))).toBe('{"reason":"cancelled","count":2}');
    expect(house.streams.peek(SID)).toMatchObject({ holders: 0 });
    const { epoch } = house.storage.store;
    await house.subscribe(peer, SID, { epoch, seq: 3 });
    expect(numbersOf(peer)).toEqual([1, 2, 3]);
    expect(house.streams.peek(SID)).toMatchObject({ holders: 0 });
  });

  it("[S6] a cursor of another epoch is reset before any item, and all items follow", async () => {
    const house = new TestBridge();
    await house.append(SID, ["a", "b"]);
    await house.storage.raiseEpoch();
    const peer = await house.connect();
    expect(await house.subscribe(peer, SID, { epoch: 0, seq: 2 })).toMatchObject({
      mode: "reset",
      why: "epoch",
      epoch: 1,
    });
    expect(peer.seen.slice(-3)).toEqual(["SUBBED", "replay 1", "replay 2"]);
  });

  it("[S7] items older than the subscription carry the replay flag, newer ones do not", async () => {
    const house = new TestBridge();
    await house.append(SID, ["a", "b"]);
    const early = await house.connect();
    await house.subscribe(early, SID);
    await house.append(SID, ["c"]);
    const late = await house.connect();
    await house.subscribe(late, SID);
    await house.append(SID, ["d"]);
    expect(early.seen.slice(-4)).toEqual(["replay 1", "replay 2", "item 3", "item 4"]);
    expect(late.seen.slice(-4)).toEqual(["replay 1", "replay 2", "replay 3", "item 4"]);
  });

  it("[S8] a stream that is removed while it is read ends with UNSUBBED", async () => {
    const house = new TestBridge();
    await house.append(SID, ["a"]);
    const peer = await house.connect();
    const { channel } = await house.subscribe(peer, SID);
    await house.journal.commit({ drops: [SID] });
    await house.settle();
    expect(peer.last("UNSUBBED")).toEqual({ type: "UNSUBBED", channel, why: "deleted" });
    expect(await house.subscribe(peer, SID, { epoch: 0, seq: 1 })).toMatchObject({ why: "not-found", channel: 0 });
    expect(house.storage.store.epoch).toBe(0);
  });

  it("[S9] a cursor beyond the head raises the store's epoch, and says so loudly", async () => {
    const lines: string[] = [];
    const house = new TestBridge({ log: (line) => lines.push(line) });
    await house.append(SID, ["a"]);
    await house.append(OTHER, ["x"]);
    const peer = await house.connect();
    const { epoch } = house.storage.store;
    peer.say({
      type: "SUB",
      subs: [SID, OTHER].map((sid, ref) => ({ ref, sid, from: { epoch, seq: 7 }, credit: 1_000 })),
    });
    await house.settle();
    expect(peer.messages.filter(({ type }) => type === "SUBBED")).toMatchObject([
      { mode: "reset", why: "client_ahead", epoch: epoch + 1, head: 1 },
      { mode: "reset", why: "client_ahead", epoch: epoch + 1, head: 1 },
    ]);
    expect(house.storage.store.epoch).toBe(epoch + 1);
    expect(lines.join("")).toContain("DATA WAS LOST");
    expect(peer.seen.filter((what) => what.startsWith("replay"))).toEqual(["replay 1", "replay 1"]);
  });

  it("[H9] a client that knows a higher epoch is told client_ahead, and the epoch rises above it", async () => {
    const house = new TestBridge();
    await house.append(SID, ["a"]);
    const peer = await house.connect();
    expect(await house.subscribe(peer, SID, { epoch: 5, seq: 1 })).toMatchObject({ why: "client_ahead", epoch: 6 });
    expect(house.storage.store.epoch).toBe(6);
    await house.subscribe(peer, SID, { epoch: Number.MAX_SAFE_INTEGER, seq: 1 });
    expect(house.storage.store.epoch).toBeLessThanOrEqual(6 + 1_000);
  });

  it("[S10] a stream that does not exist opens no channel, but the list of conversations always does", async () => {
    const house = new TestBridge();
    const peer = await house.connect();
    for (const sid of [SID, "conversation/none", "unknown/x", "conversations/x", "generation"] as StreamId[]) {
      expect(await house.subscribe(peer, sid)).toMatchObject({ sid, mode: "reset", why: "not-found", channel: 0 });
    }
    const opened = await house.subscribe(peer, CONVERSATIONS);
    expect(opened).toMatchObject({ mode: "resume", head: 0, first: 1 });
    await house.clock.advance(5_000);
    await house.append(CONVERSATIONS, ["a"]);
    expect([peer.frames[0]?.channel, peer.frames[0]?.items[0]?.atMs]).toEqual([opened.channel, 5_000]);
    expect((await house.journal.state(CONVERSATIONS))?.createdAt).toBe(opened.createdAt);
  });

  it("[S12] of a damaged stream a reader gets the intact items, then `corrupt`", async () => {
    const house = new TestBridge({ wrap: damaged });
    for (const value of ["a", "b", "c", "d"]) await house.append(SID, [value]);
    const peer = await house.connect();
    const { channel } = await house.subscribe(peer, SID);
    expect(numbersOf(peer)).toEqual([1, 2]);
    expect(peer.last("UNSUBBED")).toEqual({ type: "UNSUBBED", channel, why: "corrupt" });
    expect(peer.closeCode).toBeUndefined();
  });

  it("a second subscription to a stream takes the place of the first", async () => {
    const house = new TestBridge();
    await house.append(SID, ["a", "b"]);
    const peer = await house.connect();
    await house.subscribe(peer, SID);
    await house.subscribe(peer, SID, { epoch: 0, seq: 1 });
    await house.append(SID, ["c"]);
    expect(numbersOf(peer)).toEqual([1, 2, 2, 3]);
    peer.say({ type: "UNSUB", channel: peer.last("SUBBED").channel });
    await house.append(SID, ["d"]);
    expect(numbersOf(peer)).toEqual([1, 2, 2, 3]);
  });

  it("what the last process wrote is read by the next, from memory or disk alike", async () => {
    const disk = createMemoryDisk();
    const before = new TestBridge({ disk });
    await before.append(SID, ["a", "b"]);
    await before.append(SID, ["c"]);
    const after = new TestBridge({ disk });
    const peer = await after.connect();
    await after.subscribe(peer, SID, { epoch: 0, seq: 1 });
    await after.append(SID, ["d"]);
    expect(textsOf(peer)).toBe("bcd");
  });
});

describe("flow", () => {
  it("live readers share one frame", async () => {
    const house = new TestBridge();
    const key = await house.know(makeKey());
    const peers = [await house.connect(key), await house.connect(key), await house.connect(key)];
    await house.append(SID, ["a"]);
    for (const peer of peers) await house.subscribe(peer, SID, "tail");
    await house.append(SID, ["b"]);
    const frames = new Set(peers.map(({ shared }) => shared[0]));
    expect([frames.size, peers.map(({ shared }) => shared.length)]).toEqual([1, [1, 1, 1]]);
  });

  it("[F1] no more is sent than the channel's credit, and no more than the connection's", async () => {
    const house = new TestBridge();
    const peer = await house.connect(undefined, { credit: 5_000 });
    await house.append(SID, ["-"]);
    await house.append(OTHER, ["-"]);
    const { channel } = await house.subscribe(peer, SID, "tail", 3_000);
    await house.subscribe(peer, OTHER, "tail", 100_000);
    for (let i = 0; i < 50; i += 1) {
      await house.append(SID, ["x".repeat(190)]);
      await house.append(OTHER, ["y".repeat(190)]);
    }
    const sizeOf = (mine: number): number =>
      peer.frames.reduce(
        (sum, frame, i) => sum + (frame.channel === mine ? (peer.shared[i]?.bytes.length ?? 0) : 0),
        0,
      );
    expect(sizeOf(channel)).toBeLessThanOrEqual(3_000);
    expect(peer.frameBytes).toBeLessThanOrEqual(5_000);
    expect(peer.frameBytes).toBeGreaterThan(4_700);
    for (let i = 0; i < 20; i += 1) {
      peer.say({ type: "CREDIT", channel, bytes: 1_000, applied: 0 });
      await house.settle();
      expect(sizeOf(channel)).toBeLessThanOrEqual(3_000 + (i + 1) * 1_000);
      expect(peer.frameBytes).toBeLessThanOrEqual(5_000 + (i + 1) * 1_000);
    }
    const mine = peer.frames
      .filter((frame) => frame.channel === channel)
      .flatMap(({ firstSeq, items }) => items.map((_, i) => firstSeq + i));
    expect(mine).toEqual(upTo(51, 2));
  });

  it("[F1] a client with little credit gets smaller frames instead of none", async () => {
    const house = new TestBridge();
    await house.append(SID, ["-"]);
    const peer = await house.connect();
    const { channel } = await house.subscribe(peer, SID, "tail", 500);
    await house.append(
      SID,
      Array.from({ length: 40 }, () => "x".repeat(100)),
    );
    let given = 500;
    for (let i = 0; i < 40; i += 1) {
      expect(peer.frameBytes).toBeLessThanOrEqual(given);
      given += 250;
      peer.say({ type: "CREDIT", channel, bytes: 250, applied: 0 });
      await house.settle();
    }
    expect(numbersOf(peer)).toEqual(upTo(41, 2));
  });

  it("[F2] 200 clients that never read cost one tail together and delay nobody", async () => {
    const house = new TestBridge();
    const key = await house.know(makeKey());
    await house.append(SID, ["-"]);
    const deaf: WirePeer[] = [];
    for (let i = 0; i < 200; i += 1) {
      const peer = await house.connect(key);
      peer.isReading = false;
      await house.subscribe(peer, SID, "tail");
      deaf.push(peer);
    }
    const reader = await house.connect(key);
    await house.subscribe(reader, SID, "tail");
    const line = "x".repeat(8_000);
    for (let i = 0; i < 250; i += 1) {
      await house.append(SID, [line]);
      expect(reader.frames.length).toBe(i + 1);
    }
    expect(numbersOf(reader)).toEqual(upTo(251, 2));
    for (const peer of deaf)
      expect(peer.bufferedBytes).toBeLessThan(LIMITS.bufferedBytes + 2 * LIMITS.replaySliceBytes);
    const frames = new Set(deaf.flatMap(({ shared }) => shared));
    expect(frames.size).toBeLessThanOrEqual(250);
    await house.live(45_000, reader, ...deaf);
    expect(deaf.every(({ closeCode }) => closeCode === 4508)).toBe(true);
    expect(reader.closeCode).toBeUndefined();
  });

  it("[F3] a full socket that drains nothing for 30 s closes with 4508, and the client resumes without loss", async () => {
    const house = new TestBridge();
    const key = await house.know(makeKey());
    await house.append(SID, ["-"]);
    const slow = await house.connect(key);
    const stuck = await house.connect(key);
    for (const peer of [slow, stuck]) {
      peer.isReading = false;
      await house.subscribe(peer, SID, "tail");
    }
    for (let i = 0; i < 200; i += 1) await house.append(SID, ["x".repeat(8_000)]);
    for (let second = 0; second < 32; second += 1) {
      for (const peer of [slow, stuck]) peer.say({ type: "PONG", t: 0 });
      slow.drain(1_000);
      await house.clock.advance(1_000);
    }
    expect([slow.closeCode, stuck.closeCode]).toEqual([undefined, 4508]);
    await house.clock.advance(10_000);
    expect(stuck.isTerminated).toBe(true);
    const all = 4 * LIMITS.connectionCredit;
    const again = await house.connect(key, { credit: all });
    const seq = numbersOf(stuck).at(-1) ?? 0;
    await house.subscribe(again, SID, { epoch: 0, seq }, all);
    expect([...numbersOf(stuck), ...numbersOf(again)]).toEqual(upTo(201, 2));
    slow.isReading = true;
    slow.drain();
    await house.settle();
    expect(numbersOf(slow)).toEqual(upTo(201, 2));
  });

  it("[F4] control comes before items, and a live item waits for one replay slice of 64 KiB at most", async () => {
    const house = new TestBridge();
    for (let i = 0; i < 100; i += 1) await house.append(SID, ["x".repeat(10_000)]);
    await house.append(OTHER, ["-"]);
    const peer = await house.connect();
    await house.subscribe(peer, OTHER, "tail");
    peer.isReading = false;
    await house.subscribe(peer, SID, "start");
    peer.drain();
    await house.settle();
    for (let round = 1; round < 8; round += 1) {
      const waiting = peer.bufferedBytes;
      expect(waiting).toBeLessThanOrEqual(LIMITS.replaySliceBytes + 200);
      peer.say({ type: "PING", t: round });
      await house.append(OTHER, [`live ${round}`]);
      expect(peer.seen.slice(-2)).toEqual(["PONG", `item ${round + 1}`]);
      peer.drain();
      await house.settle();
    }
    peer.isReading = true;
    peer.drain();
    await house.settle();
    const replayed = peer.seen.filter((what) => what.startsWith("replay"));
    expect(replayed).toEqual(upTo(100).map((n) => `replay ${n}`));
    expect(Math.max(...peer.shared.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(
      LIMITS.replaySliceBytes + 200,
    );
  });

  it("a large append reaches live readers in frames of 64 KiB", async () => {
    const house = new TestBridge();
    await house.append(SID, ["-"]);
    const peer = await house.connect();
    await house.subscribe(peer, SID, "tail");
    await house.append(SID, [...upTo(60).map(() => "x".repeat(5_000)), "x".repeat(LIMITS.itemBytes)]);
    expect(numbersOf(peer)).toEqual(upTo(62, 2));
    expect(Math.max(...peer.shared.map(({ bytes }) => bytes.length))).toBeLessThanOrEqual(
      LIMITS.replaySliceBytes + 200,
    );
  });

  it("a reader that falls behind the shared tail goes on in the log and comes back to it", async () => {
    const house = new TestBridge();
    await house.append(SID, ["-"]);
    const peer = await house.connect();
    const other = await house.connect();
    const { channel } = await house.subscribe(peer, SID, "tail", 100_000);
    await house.subscribe(other, SID, "tail");
    for (let i = 0; i < 120; i += 1) await house.append(SID, ["x".repeat(9_000)]);
    for (let i = 0; i < 30; i += 1) {
      peer.say({ type: "CREDIT", channel, bytes: 50_000, applied: 0 });
      await house.settle();
    }
    await house.append(SID, ["live"]);
    expect(numbersOf(peer)).toEqual(upTo(122, 2));
    expect(peer.seen.some((what) => what.startsWith("replay"))).toBe(false);
    expect(peer.shared.at(-1)).toBe(other.shared.at(-1));
  });

  it("each connection writes once for all that one turn brings", async () => {
    const house = new TestBridge();
    await house.append(SID, ["-"]);
    await house.append(OTHER, ["-"]);
    const peer = await house.connect();
    await house.subscribe(peer, SID, "tail");
    await house.subscribe(peer, OTHER, "tail");
    const append = (sid: StreamId) => ({ sid, items: [{ kind: ITEM.text, data: utf8("x") }], actor: house.actor });
    await house.journal.commit({ appends: [append(SID), append(OTHER), append(SID)] });
    await house.settle();
    expect([peer.writes, numbersOf(peer).toSorted((a, b) => a - b)]).toEqual([1, [2, 2, 3]]);
  });
});
