import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LIMITS } from "../limits.ts";
import { type DocumentUpdate, encodeUpdate, type UpdateEncoding, UpdateReader } from "./update.ts";

const updates = (maxLength: number): fc.Arbitrary<DocumentUpdate> =>
  fc.record({
    encoding: fc.constantFrom<UpdateEncoding[]>(1, 2),
    writer: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    base: fc.maxSafeNat(),
    update: fc.uint8Array({ maxLength }),
  });

const large = (sizeBytes: number): DocumentUpdate => ({
  encoding: 2,
  writer: 7,
  base: 41,
  update: Uint8Array.from({ length: sizeBytes }, (_, i) => (i * 31) % 251),
});

function readAll(items: readonly Uint8Array[]): (DocumentUpdate | undefined)[] {
  const reader = new UpdateReader();
  return items.map((item) => reader.read(item));
}

describe("an update", () => {
  test("[D2] comes back from its item, one after the other", () => {
    fc.assert(
      fc.property(fc.array(updates(300), { maxLength: 8 }), (list) => {
        expect(readAll(list.flatMap(encodeUpdate))).toEqual(list);
      }),
      { seed: 5 },
    );
  });

  test("[D2] is cut into parts that fit an item, and is whole with the last of them", () => {
    for (const sizeBytes of [0, 1, LIMITS.itemBytes - 33, LIMITS.itemBytes - 32, LIMITS.itemBytes - 31, 300_000]) {
      const update = large(sizeBytes);
      const items = encodeUpdate(update);
      expect(items.every(({ length }) => length <= LIMITS.itemBytes)).toBe(true);
      expect(items).toHaveLength(Math.max(1, Math.ceil(sizeBytes / (LIMITS.itemBytes - 32))));
      expect(readAll(items)).toEqual([...items.slice(1).map(() => undefined), update]);
    }
  });

  test("[D2] without its first or its last part is none", () => {
    const items = encodeUpdate(large(200_000));
    expect(readAll(items.slice(1))).toEqual(items.slice(1).map(() => undefined));
    expect(readAll(items.slice(0, -1))).toEqual(items.slice(1).map(() => undefined));
  });

  test("[D2] that broke off is forgotten when another begins", () => {
    const [first = new Uint8Array(), second = new Uint8Array()] = encodeUpdate(large(200_000));
    const [other] = [large(20)];
    expect(readAll([first, second, ...encodeUpdate(other)]).at(-1)).toEqual(other);
  });
});

describe("bytes that are no update", () => {
  test.for([
    ["nothing", []],
    ["an encoding that nobody knows", [3, 1, 0, 9]],
    ["a writer that is cut off", [1, 0x80]],
    ["a base that is cut off", [1, 1, 0x80]],
    ["a part that follows nothing", [1, 0, 9]],
  ] as const)("[D2] %s is passed over", ([, bytes]) => {
    expect(readAll([Uint8Array.from(bytes)])).toEqual([undefined]);
  });

  test("[D2] never throw, and do not touch the update that follows", () => {
    const garbage = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 6 });
    const parts = fc.constantFrom(...encodeUpdate(large(200_000)));
    fc.assert(
      fc.property(fc.array(fc.oneof(garbage, fc.tuple(parts))), updates(100), (noise, update) => {
        const read = readAll([...noise.flat(), ...encodeUpdate(update)]);
        expect(read.at(-1)).toEqual(update);
      }),
      { seed: 5 },
    );
  });
});
