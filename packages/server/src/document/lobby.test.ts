import {
  decodeJson,
  type DocumentId,
  type FileState,
  fromUtf8,
  LIMITS,
  newDocumentId,
  type Present,
  RoomState,
  roomStream,
  type StreamId,
  type TabId,
} from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import { makeKey, TestBridge, type WirePeer } from "../connection/wire-peer.contract.ts";

const CURSOR = { anchor: "AAA=", head: "AAE=" };
const CURRENT: FileState = { status: "current", seq: 7, at: 1, ending: "crlf", hasMark: true };

const roomsOf = (peer: WirePeer): RoomState[] =>
  peer.frames.flatMap(({ items }) => items.flatMap(({ data }) => decodeJson(RoomState, fromUtf8(data)) ?? []));
const roomOf = (peer: WirePeer): RoomState | undefined => roomsOf(peer).at(-1);

async function openHouse() {
  const house = new TestBridge();
  const key = await house.know(makeKey());
  const document = newDocumentId(house.runtime);
  const present = async (peer: WirePeer, at: Present["at"] = { selection: null }, id: DocumentId = document) => {
    peer.say({ type: "PRESENT", document: id, at });
    await house.settle();
  };
  return { house, key, document, room: roomStream(document), present, join: () => house.connect(key) };
}

describe("a room", () => {
  it("[D12] names everybody who is at the document, from when they say so until they leave", async () => {
    const { house, room, present, join } = await openHouse();
    const [reader, other] = [await join(), await join()];
    await house.subscribe(reader, room);
    expect(roomOf(reader)?.people).toEqual([]);
    await present(other, { selection: CURSOR });
    expect(roomOf(reader)?.people).toMatchObject([{ person: "Ada", selection: CURSOR }]);
    await house.clock.advance(LIMITS.roomMs);
    await present(other, null);
    expect(roomOf(reader)?.people).toEqual([]);
  });

  it("[D12] is left with the connection", async () => {
    const { house, room, present, join } = await openHouse();
    const [reader, other] = [await join(), await join()];
    await house.subscribe(reader, room);
    await present(reader);
    await present(other);
    await house.clock.advance(LIMITS.roomMs);
    expect(roomOf(reader)?.people).toHaveLength(2);
    other.terminate();
    await house.clock.advance(LIMITS.roomMs);
    expect(roomOf(reader)?.people).toHaveLength(1);
  });

  it("[D12] is shown at once and then at most every 30 ms, with the last that was said", async () => {
    const { house, room, present, join } = await openHouse();
    const [reader, other] = [await join(), await join()];
    await house.subscribe(reader, room);
    const before = roomsOf(reader).length;
    for (let i = 0; i < 20; i += 1) await present(other, { selection: { anchor: String(i), head: String(i) } });
    expect(roomsOf(reader)).toHaveLength(before + 1);
    await house.clock.advance(LIMITS.roomMs);
    expect(roomsOf(reader)).toHaveLength(before + 2);
    expect(roomOf(reader)?.people[0]?.selection?.head).toBe("19");
    await house.clock.advance(10 * LIMITS.roomMs);
    expect(roomsOf(reader)).toHaveLength(before + 2);
  });

  it("[D13] a client that may not read documents is not seen, and keeps its connection", async () => {
    const { house, room, present, join } = await openHouse();
    const reader = await join();
    const stranger = await house.connect(await house.know(makeKey(), ["conversation:read"]));
    await house.subscribe(reader, room);
    await present(stranger);
    expect(await house.subscribe(stranger, room)).toMatchObject({ why: "forbidden", channel: 0 });
    expect([roomOf(reader)?.people, stranger.closeCode]).toEqual([[], undefined]);
  });

  it("[D12] a connection is at 64 documents at most", async () => {
    const { house, present, join } = await openHouse();
    const peer = await join();
    const ids = Array.from({ length: LIMITS.presences }, () => newDocumentId(house.runtime));
    for (const id of ids) await present(peer, { selection: null }, id);
    await present(peer, { selection: CURSOR }, ids[0]);
    expect(peer.closeCode).toBeUndefined();
    await present(peer);
    expect([peer.closeCode, peer.last("ERROR").error.code]).toEqual([4400, "bad-message"]);
  });

  it("[D12] that would be larger than an item goes without selections, then without who came first", async () => {
    const { house, document, room, join } = await openHouse();
    const reader = await join();
    await house.subscribe(reader, room);
    const selection = { anchor: "A".repeat(LIMITS.positionLength), head: "B".repeat(LIMITS.positionLength) };
    const enter = (i: number): boolean =>
      house.lobby.present(
        { connection: `c${i}`, tab: newTab(i), actor: { ...house.actor, person: "é".repeat(150) } },
        document,
        { selection },
      );
    for (let i = 0; i < 50; i += 1) enter(i);
    await house.clock.advance(LIMITS.roomMs);
    expect(roomOf(reader)?.people).toHaveLength(50);
    expect(roomOf(reader)?.people[0]?.selection).toEqual(selection);
    for (let i = 50; i < 300; i += 1) enter(i);
    await house.clock.advance(LIMITS.roomMs);
    const people = roomOf(reader)?.people ?? [];
    expect([people.length, people.at(-1)?.tab, people[0]?.selection]).toEqual([100, newTab(299), null]);
  });

  it("[S10] of a name that no document can have is not there", async () => {
    const { house, join } = await openHouse();
    const reader = await join();
    for (const sid of ["room/x", "room"] as StreamId[])
      expect(await house.subscribe(reader, sid)).toMatchObject({ why: "not-found", channel: 0 });
  });

  it("[L4] read again after everybody had left numbers anew under another epoch", async () => {
    const { house, room, present, join } = await openHouse();
    const [reader, other] = [await join(), await join()];
    const first = await house.subscribe(reader, room);
    for (let i = 0; i < 5; i += 1) {
      await present(other);
      await house.clock.advance(LIMITS.roomMs);
    }
    reader.say({ type: "UNSUB", channel: first.channel });
    await house.settle();
    expect(house.latest.isWatched(room)).toBe(false);
    const again = await house.subscribe(reader, room, { epoch: first.epoch, seq: 6 });
    expect(again).toMatchObject({ mode: "reset", why: "epoch", head: 1 });
    expect(again.epoch).not.toBe(first.epoch);
    expect(roomOf(reader)?.people).toHaveLength(1);
  });

  it("[L1] goes on for a reader that subscribes a second time", async () => {
    const { house, room, present, join } = await openHouse();
    const [reader, other] = [await join(), await join()];
    const first = await house.subscribe(reader, room);
    const second = await house.subscribe(reader, room);
    expect(second.channel).toBe(first.channel);
    await present(other);
    expect(roomOf(reader)?.people).toHaveLength(1);
  });
});

describe("the file of a document", () => {
  it("[D14] is behind before anybody has looked, then as it was last said to be", async () => {
    const { house, document, room, join } = await openHouse();
    const reader = await join();
    await house.subscribe(reader, room);
    expect(roomOf(reader)?.file).toEqual({ status: "behind", seq: 0, at: 0, ending: "none", hasMark: false });
    house.lobby.file(document, CURRENT);
    await house.settle();
    expect(roomOf(reader)?.file).toEqual(CURRENT);
  });

  it("[D14] is remembered while nobody is there", async () => {
    const { house, document, room, join } = await openHouse();
    house.lobby.file(document, CURRENT);
    const reader = await join();
    await house.subscribe(reader, room);
    expect(roomOf(reader)?.file).toEqual(CURRENT);
  });

  it("is asked for when the first person comes, and when the first reader does", async () => {
    const { house, document, room, present, join } = await openHouse();
    const asked: DocumentId[] = [];
    const stop = house.lobby.onFirst((id) => asked.push(id));
    const [one, two] = [await join(), await join()];
    await present(one);
    await present(two);
    await house.subscribe(two, room);
    expect(asked).toEqual([document]);
    one.terminate();
    two.terminate();
    await house.subscribe(await join(), room);
    expect(asked).toEqual([document, document]);
    stop();
    await present(await join(), { selection: null }, newDocumentId(house.runtime));
    expect(asked).toHaveLength(2);
  });
});

const newTab = (i: number): TabId => `00000000-0000-7000-8000-${String(i).padStart(12, "0")}` as TabId;
