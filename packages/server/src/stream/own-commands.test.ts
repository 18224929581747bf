import type { CommandId, CommandResult, StreamId } from "@nomous/protocol";
import { ITEM, LIMITS, newCommandId, utf8 } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import { type Key, makeKey, numbersOf, TestBridge, type WirePeer } from "../connection/wire-peer.contract.ts";

const SID = "document/d1" as StreamId;

/** A bridge whose commands append texts to one document; when they are answered is up to the test. */
async function openHouse({ named = true }: { named?: boolean } = {}) {
  let gate: Promise<void> = Promise.resolve();
  let origins = true;
  const house: TestBridge = new TestBridge({
    handlers: {
      async command({ connection = "none" }, { id, args }): Promise<CommandResult> {
        const texts = args as string[];
        const before = (await house.journal.state(SID))?.head ?? 0;
        await house.journal.commit({
          appends: [
            {
              sid: SID,
              items: texts.map((text) => ({ kind: ITEM.text, data: utf8(text) })),
              actor: house.actor,
              ...(origins && { origin: { connection, command: id } }),
            },
          ],
        });
        await gate;
        const items = [before + 1, before + texts.length];
        return { type: "RES", id, status: "applied", at: 0, ...(named && { result: { items } }) };
      },
    },
  });
  const key: Key = await house.know(makeKey());
  await house.append(SID, ["seed"]);
  const join = async (credit?: number): Promise<WirePeer> => {
    const peer = await house.connect(key);
    await house.subscribe(peer, SID, "tail", credit);
    return peer;
  };
  const send = async (peer: WirePeer, ...texts: string[]): Promise<CommandId> => {
    const id = newCommandId(house.runtime);
    peer.say({ type: "CMD", id, name: "document.edit", args: texts });
    await house.settle();
    return id;
  };
  return {
    house,
    join,
    send,
    /** Answers wait until the returned function is called. */
    holdAnswers: () => {
      const held = Promise.withResolvers<void>();
      gate = held.promise;
      return held.resolve;
    },
    withoutOrigin: () => {
      origins = false;
    },
  };
}

describe("no echo", () => {
  it("[D5] who wrote an item is told its number and not sent it; everybody else is", async () => {
    const { house, join, send } = await openHouse();
    const [writer, other] = [await join(), await join()];
    await send(writer, "a", "b");
    await house.append(SID, ["c"]);
    expect(writer.last("RES").result).toEqual({ items: [2, 3] });
    expect([numbersOf(writer), numbersOf(other)]).toEqual([[4], [2, 3, 4]]);
    expect(writer.seen.slice(-2)).toEqual(["RES", "item 4"]);
  });

  it("[D5] what comes after an item of one's own waits for RES", async () => {
    const { house, join, send, holdAnswers } = await openHouse();
    const [writer, other] = [await join(), await join()];
    const answer = holdAnswers();
    await send(writer, "a");
    await house.append(SID, ["b"]);
    expect([numbersOf(writer), numbersOf(other)]).toEqual([[], [2, 3]]);
    answer();
    await house.settle();
    expect(writer.seen.slice(-2)).toEqual(["RES", "item 3"]);
  });

  it("[D5] items that RES does not name are sent to who wrote them", async () => {
    const { join, send } = await openHouse({ named: false });
    const writer = await join();
    await send(writer, "a");
    expect(writer.seen.slice(-2)).toEqual(["RES", "item 2"]);
  });

  it("[D5] another connection of the same client gets what this one wrote", async () => {
    const { house, join, send } = await openHouse();
    const writer = await join();
    await send(writer, "a");
    const again = await join();
    await house.append(SID, ["b"]);
    await send(writer, "c");
    expect([numbersOf(writer), numbersOf(again)]).toEqual([[3], [3, 4]]);
  });

  it("[D5] an item without an origin is sent to everybody", async () => {
    const { join, send, withoutOrigin } = await openHouse();
    withoutOrigin();
    const writer = await join();
    await send(writer, "a");
    expect(numbersOf(writer)).toEqual([2]);
  });

  it("[D5] an edit that needs several frames is left out as a whole, and uses no credit", async () => {
    const { house, join, send } = await openHouse();
    const writer = await join(LIMITS.channelCredit);
    const part = "x".repeat(LIMITS.itemBytes - 100);
    await send(writer, part, part, part, part, part);
    expect(house.streams.peek(SID)?.tail.startingAt(2)?.lastSeq).toBe(2);
    await house.append(SID, ["y".repeat(900)]);
    expect(numbersOf(writer)).toEqual([7]);
  });

  it("[D7] what is read from the log is sent as it is", async () => {
    const { house, join, send } = await openHouse();
    const writer = await join();
    await send(writer, "a");
    await house.subscribe(writer, SID, { epoch: 0, seq: 1 });
    expect(numbersOf(writer)).toEqual([2]);
  });
});
