import {
  type DataFrame,
  type DocumentId,
  documentStream,
  ITEM,
  newDocumentId,
  type SnapshotPlace,
  snapshotStream,
  utf8,
} from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { describe, expect, it } from "vitest";
import type { StreamItem } from "../client.ts";
import { endFrame, openStreams, tick } from "../stream/streams-fixture.ts";
import { DocumentReader } from "./document-reader.ts";

const clock = new FakeClock();
const id: DocumentId = newDocumentId({ clock, random: createSeededRandom(1) });
const SNAPSHOT = 5;
const STREAM = 6;
const place = (seq: number): SnapshotPlace => ({ sid: snapshotStream(id, seq), seq, epoch: 1 });

const shown = ({ kind, seq }: StreamItem): string => (kind === ITEM.end ? "END" : String(seq));

/** A reader at a bridge that is spoken by hand, and what comes of it: items by their numbers, own ones, and when it begins anew. */
function setUp(places: readonly (SnapshotPlace | null)[] = [place(10)]) {
  const wire = openStreams(new FakeClock());
  const log: string[] = [];
  const waiting = [...places];
  const reader = new DocumentReader({
    streams: wire.streams,
    id,
    place: () => Promise.resolve(waiting.shift() ?? null),
    storeEpoch: () => 0,
    clear: () => void log.push("clear"),
    lost: () => undefined,
    read: (items) => void log.push(items.map(shown).join(" ")),
    own: (first, last) => void log.push(`own ${first} ${last}`),
    changed: () => {},
  });
  wire.streams.online();
  const frame = (channel: number, first: number, last: number): void => {
    const items = Array.from({ length: last - first + 1 }, (_, n) => ({
      atMs: 0,
      kind: ITEM.text,
      data: utf8(`${first + n}`),
    }));
    const data: DataFrame = { channel, firstSeq: first, isReplay: true, items };
    wire.streams.frame(data, 100);
  };
  /** Answers what was subscribed to; returns it. */
  const answer = async (head: number) => {
    await tick();
    const subs = wire.subs();
    for (const { ref, sid } of subs) {
      const isStream = sid === documentStream(id);
      wire.answer(ref, { sid, channel: isStream ? STREAM : SNAPSHOT, head: isStream ? head : 3, first: 1 });
    }
    return subs.map(({ sid, from }) => ({ sid, from }));
  };
  const end = async (count: number): Promise<void> => {
    wire.streams.frame({ ...endFrame(count), channel: SNAPSHOT }, 100);
    await tick();
  };
  return { ...wire, reader, log, frame, answer, end };
}

describe("a document with a snapshot", () => {
  it("[D15] is asked for at once with what is behind it, which waits for the snapshot's END", async () => {
    const { reader, log, frame, answer, end, streams } = setUp();
    reader.begin();
    const { sid } = place(10);
    expect(await answer(13)).toEqual([
      { sid, from: "start" },
      { sid: documentStream(id), from: { epoch: 0, seq: 10 } },
    ]);
    frame(STREAM, 11, 12);
    streams.own(documentStream(id), 13, 13);
    frame(SNAPSHOT, 1, 2);
    await tick();
    expect([log, reader.isLive]).toEqual([["clear", "1 2"], false]);
    await end(2);
    expect(log.slice(2)).toEqual(["END", "11 12", "own 13 13"]);
    expect([reader.isLive, reader.cursor]).toEqual([true, { epoch: 0, seq: 13 }]);
    frame(STREAM, 14, 14);
    expect(log.at(-1)).toBe("14");
  });

  it("[D15] what came behind it over a connection that ended is asked for again, and read once", async () => {
    const { reader, log, frame, answer, end, streams } = setUp();
    reader.begin();
    await answer(12);
    frame(STREAM, 11, 12);
    frame(SNAPSHOT, 1, 1);
    await tick();
    streams.offline();
    streams.online();
    expect(await answer(12)).toContainEqual({ sid: documentStream(id), from: { epoch: 0, seq: 10 } });
    frame(STREAM, 11, 12);
    frame(SNAPSHOT, 2, 2);
    await end(2);
    expect(log).toEqual(["clear", "1", "2", "END", "11 12"]);
    expect(reader.isLive).toBe(true);
  });

  it("that gives its place to a newer one is left, with what came behind it", async () => {
    const { reader, log, frame, answer, end, streams, take } = setUp([place(10), place(20)]);
    reader.begin();
    await answer(22);
    frame(STREAM, 11, 22);
    frame(SNAPSHOT, 1, 1);
    await tick();
    streams.unsubscribed({ type: "UNSUBBED", channel: SNAPSHOT, why: "deleted" });
    await tick();
    const said = take();
    expect(said).toContainEqual({ type: "UNSUB", channel: STREAM });
    const sub = said.find((message) => message.type === "SUB");
    expect(sub?.subs.map(({ from }) => from)).toEqual(["start", { epoch: 0, seq: 20 }]);
    for (const { ref, sid } of sub?.subs ?? []) {
      const isStream = sid === documentStream(id);
      streams.subscribed({
        type: "SUBBED",
        ref,
        sid,
        channel: isStream ? 8 : SNAPSHOT,
        epoch: 0,
        first: 1,
        head: 22,
        createdAt: 0,
        mode: "resume",
      });
    }
    frame(SNAPSHOT, 1, 2);
    frame(8, 21, 22);
    await end(2);
    expect(log).toEqual(["clear", "1", "clear", "1 2", "END", "21 22"]);
    expect(reader.isLive).toBe(true);
  });

  it("of which the stream behind is damaged is shown all the same", async () => {
    const { reader, log, frame, answer, end, streams } = setUp();
    reader.begin();
    await answer(12);
    streams.unsubscribed({ type: "UNSUBBED", channel: STREAM, why: "corrupt" });
    frame(SNAPSHOT, 1, 2);
    await end(2);
    expect([log, reader.trouble, reader.seq, reader.isLive]).toEqual([["clear", "1 2", "END"], "damaged", 10, false]);
    expect(await answer(12)).toEqual([]);
  });
});

describe("a document without a snapshot", () => {
  it("is read from its start", async () => {
    const { reader, log, frame, answer } = setUp([null]);
    reader.begin();
    expect(await answer(2)).toEqual([{ sid: documentStream(id), from: "start" }]);
    frame(STREAM, 1, 2);
    expect([log, reader.isLive]).toEqual([["clear", "1 2"], true]);
  });

  it("begins where it is told, not before: a connection may be there first", async () => {
    const { reader, log, answer } = setUp();
    reader.online();
    expect(await answer(7)).toEqual([]);
    reader.resume({ epoch: 0, seq: 7 });
    expect(await answer(7)).toEqual([{ sid: documentStream(id), from: { epoch: 0, seq: 7 } }]);
    expect([log, reader.isLive]).toEqual([[], true]);
  });
});
