import { LIMITS } from "@nomous/protocol";
import { describe, expect, it } from "vitest";
import { type TextReached, WritersAhead } from "./writers-ahead.ts";

/** `unsaved`: by client id of Yjs, the item that its edits are in, as far as is known. */
const setUp = (unsaved: ReadonlyMap<number, number> = new Map()) => {
  const reached: { -readonly [Key in keyof TextReached]: TextReached[Key] } = {
    epoch: 1,
    seq: 5,
    isLive: false,
    yjs: 9,
  };
  const isAhead = (yjs: number, seq: number): boolean => (unsaved.get(yjs) ?? 0) > seq;
  return { reached, ahead: new WritersAhead({ unconfirmed: { isAhead }, reached: () => reached }) };
};

describe("writers that are ahead of the stream", () => {
  it("are those whose edits came from elsewhere, until all that the bridge had was read and their edits with it", () => {
    const { reached, ahead } = setUp(new Map([[2, 7]]));
    ahead.add([1, 2, 3]);
    expect(ahead.others).toEqual([1, 2, 3]);
    reached.isLive = true;
    expect(ahead.others).toEqual([2]);
    reached.seq = 7;
    expect(ahead.others).toEqual([]);
    reached.isLive = false;
    expect(ahead.others).toEqual([]);
  });

  it("count in the epoch of their edits alone", () => {
    const { reached, ahead } = setUp();
    ahead.add([1]);
    reached.epoch = 2;
    ahead.add([2]);
    expect(ahead.others).toEqual([2]);
  });

  it("are at most as many as a command names; whoever writes here is among them while its edits are not in the stream", () => {
    const { reached, ahead } = setUp(new Map([[9, 6]]));
    ahead.add(Array.from({ length: 2 * LIMITS.editsAfter }, (_, n) => 100 + n));
    expect([ahead.others.length, ahead.others[0], ahead.others.includes(9)]).toEqual([LIMITS.editsAfter, 100, false]);
    expect([ahead.all.length, ahead.all.at(-1)]).toEqual([LIMITS.editsAfter, 9]);
    reached.seq = 6;
    expect(ahead.all.includes(9)).toBe(false);
  });
});
