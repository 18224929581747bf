import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeBody, decodeFrame, encodeBody, encodeFrame, encodeFrameHead, type Item } from "./frame.ts";
import { LIMITS } from "./limits.ts";
import type { ItemKind } from "./stream.ts";
import { utf8 } from "./utf8.ts";

const anItem: fc.Arbitrary<Item> = fc.record({
  atMs: fc.integer({ min: -(2 ** 48), max: 2 ** 48 }),
  kind: fc.constantFrom<ItemKind[]>(0, 1, 2, 3),
  data: fc.uint8Array({ maxLength: 300 }),
});
const someItems = fc.array(anItem, { minLength: 1, maxLength: 40 });
const text = (word: string, atMs = 0): Item => ({ atMs, kind: 2, data: utf8(word) });
const frameOf = (items: readonly Item[], firstSeq = 1): Uint8Array =>
  encodeFrame({ channel: 1, firstSeq, count: items.length, isReplay: false }, encodeBody(items));

test("a frame comes back from its bytes, wherever they lie in memory", () => {
  const heads = fc.record({
    channel: fc.maxSafeNat(),
    firstSeq: fc.integer({ min: 1, max: 2 ** 52 }),
    isReplay: fc.boolean(),
  });
  fc.assert(
    fc.property(heads, someItems, fc.nat(9), (head, items, offset) => {
      const bytes = encodeFrame({ ...head, count: items.length }, encodeBody(items));
      const elsewhere = new Uint8Array(bytes.length + 20).subarray(offset, offset + bytes.length);
      elsewhere.set(bytes);
      expect(decodeFrame(elsewhere)).toEqual({ status: "frame", frame: { ...head, items } });
    }),
  );
});

test("a frame cut at any byte is invalid, and so is one with a byte too many", () => {
  fc.assert(
    fc.property(someItems, (items) => {
      const bytes = frameOf(items);
      for (let end = 0; end < bytes.length; end += 1)
        expect(decodeFrame(bytes.subarray(0, end)).status).toBe("invalid");
      expect(decodeFrame(Uint8Array.of(...bytes, 0)).status).toBe("invalid");
    }),
    { numRuns: 20 },
  );
});

test("[S1] stored bodies follow each other in one frame: times go on from the item before", () => {
  const items = [text("a", 100), text("b", 250), text("c", 240)];
  const body = encodeBody(items);
  expect(decodeBody(body, 3)).toEqual(items);
  expect(decodeBody(body, 2)).toBe("bytes after the last item");
  expect(decodeBody(body, 4)).toBe("cut off");
});

test("items share the memory of their frame", () => {
  const bytes = frameOf([text("shared")]);
  const decoded = decodeFrame(bytes);
  expect(decoded.status === "frame" && decoded.frame.items[0]?.data.buffer).toBe(bytes.buffer);
});

test("[E5] a frame of an unknown type is ignored, one with bit 7 set is invalid", () => {
  expect(decodeFrame(Uint8Array.of(2, 0, 1, 2, 3))).toEqual({ status: "ignored" });
  expect(decodeFrame(Uint8Array.of(0x7f, 0))).toEqual({ status: "ignored" });
  expect(decodeFrame(Uint8Array.of(0x82, 0, 1)).status).toBe("invalid");
  expect(decodeFrame(Uint8Array.of(0x81, 0, 1)).status).toBe("invalid");
});

test("[V3] unknown flags are ignored", () => {
  const bytes = frameOf([text("x")]);
  bytes[1] = 0xfe;
  expect(decodeFrame(bytes)).toMatchObject({ status: "frame", frame: { isReplay: false } });
});

test("[E2] a frame above 1 MiB is invalid", () => {
  const items = Array.from({ length: 17 }, () => ({ ...text(""), data: new Uint8Array(LIMITS.itemBytes) }));
  expect(decodeFrame(frameOf(items))).toEqual({ status: "invalid", reason: "frame too large" });
  expect(decodeFrame(frameOf(items.slice(1, 16))).status).toBe("frame");
});

const head = { channel: 1, firstSeq: 1, count: 1, isReplay: false };
test.for<[string, Uint8Array]>([
  ["nothing", new Uint8Array()],
  ["no item", encodeFrame({ ...head, count: 0 }, new Uint8Array())],
  ["a first item 0", encodeFrame({ ...head, firstSeq: 0 }, encodeBody([text("x")]))],
  ["an item above 64 KiB", frameOf([{ ...text(""), data: new Uint8Array(LIMITS.itemBytes + 1) }])],
  ["an unknown kind of item", encodeFrame(head, Uint8Array.of(0, 4, 0))],
  ["4,097 items", frameOf(Array.from({ length: LIMITS.frameItems + 1 }, () => text("x")))],
  ["numbers above 2⁵³ − 1", frameOf([text("x")], Number.MAX_SAFE_INTEGER)],
  ["a huge count and no bytes", encodeFrameHead({ ...head, count: 4_000 })],
])("a frame with %s is invalid", ([, bytes]) => {
  expect(decodeFrame(bytes).status).toBe("invalid");
});
