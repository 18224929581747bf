import type { StreamId } from "@nomous/protocol";
import { fromUtf8 } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import { numbersOf, TestBridge } from "../connection/wire-peer.contract.ts";
import { createMemoryDisk } from "../storage/memory-storage.ts";

const SID = "document/d1" as StreamId;

async function openHouse() {
  const disk = createMemoryDisk();
  const house = new TestBridge({ disk });
  for (const text of ["a", "b", "c", "d", "e"]) await house.append(SID, [text.repeat(300)]);
  const trim = async (first: number): Promise<void> => {
    await house.journal.commit({ trims: [{ sid: SID, first }] });
    await house.settle();
  };
  return { disk, house, trim };
}

describe("a stream whose oldest items were forgotten", () => {
  it("[D11] [S6] resets a cursor below them, and goes on from one behind them", async () => {
    const { disk, house, trim } = await openHouse();
    const peer = await house.connect();
    await house.subscribe(peer, SID, "tail");
    await trim(4);
    const { epoch } = house.storage.store;
    for (const start of ["first", "second"]) {
      const bridge = start === "first" ? house : new TestBridge({ disk });
      const reader = await bridge.connect();
      expect(await bridge.subscribe(reader, SID, { epoch, seq: 2 })).toMatchObject({
        mode: "reset",
        why: "expired",
        first: 4,
        head: 5,
      });
      expect(await bridge.subscribe(reader, SID, { epoch, seq: 3 })).toMatchObject({ mode: "resume", first: 4 });
      expect(await bridge.subscribe(reader, SID)).toMatchObject({ mode: "resume", first: 4 });
      expect(numbersOf(reader)).toEqual([4, 5, 4, 5, 4, 5]);
    }
  });

  it("[D11] [S6] tells a reader that had still to read them, and leaves the others alone", async () => {
    const { house, trim } = await openHouse();
    const [slow, live] = [await house.connect(), await house.connect()];
    const { channel } = await house.subscribe(slow, SID, "start", 700);
    await house.subscribe(live, SID, "tail");
    expect(numbersOf(slow)).toEqual([1, 2]);
    await trim(5);
    slow.say({ type: "CREDIT", channel, bytes: 10_000, applied: 2 });
    await house.settle();
    expect(slow.last("UNSUBBED")).toEqual({ type: "UNSUBBED", channel, why: "expired" });
    await house.append(SID, ["f"]);
    expect([numbersOf(slow), numbersOf(live)]).toEqual([[1, 2], [6]]);
  });

  it("[D11] says where it begins, and reads from there into memory", async () => {
    const { house, trim } = await openHouse();
    await trim(4);
    expect(await house.journal.state(SID)).toMatchObject({ first: 4, head: 5 });
    await trim(2);
    expect(await house.journal.state(SID)).toMatchObject({ first: 4, head: 5 });
    const read: string[] = [];
    for await (const { seq, data } of house.journal.items(SID, 0)) read.push(`${seq}${fromUtf8(data)[0]}`);
    expect(read).toEqual(["4d", "5e"]);
  });
});
