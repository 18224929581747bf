import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteReader, unzigzag, varuintSize, writeVaruint, zigzag } from "./varint.ts";

function encode(value: number): Uint8Array {
  const bytes = new Uint8Array(varuintSize(value));
  expect(writeVaruint(bytes, 0, value)).toBe(bytes.length);
  return bytes;
}

test.for([0, 1, 127, 128, 2 ** 14 - 1, 2 ** 14, 2 ** 31 - 1, 2 ** 31, 2 ** 32, 2 ** 49, 2 ** 53 - 1])(
  "%i comes back from its bytes",
  (value) => {
    const reader = new ByteReader(encode(value));
    expect(reader.varuint()).toBe(value);
    expect([reader.remaining, reader.hasFailed]).toEqual([0, false]);
  },
);

test("any safe integer comes back, in a row with others", () => {
  fc.assert(
    fc.property(fc.array(fc.maxSafeNat()), (values) => {
      const reader = new ByteReader(Uint8Array.from(values.flatMap((value) => [...encode(value)])));
      expect(values.map(() => reader.varuint())).toEqual(values);
      expect([reader.remaining, reader.hasFailed]).toEqual([0, false]);
    }),
  );
});

test.for([0, -1, 1, -2, 2 ** 31, -(2 ** 31), 2 ** 52 - 1, -(2 ** 52)])("zigzag keeps %i", (value) => {
  expect(unzigzag(zigzag(value))).toBe(value);
  expect(zigzag(value)).toBeGreaterThanOrEqual(0);
});

test.for<[string, number[]]>([
  ["nothing", []],
  ["a number that is cut off", [0x80]],
  ["2⁵³", [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10]],
  ["nine bytes", [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]],
])("%s is a failure and no exception", ([, bytes]) => {
  const reader = new ByteReader(Uint8Array.from(bytes));
  reader.varuint();
  expect(reader.hasFailed).toBe(true);
});

test("taking more than there is fails and takes nothing", () => {
  const reader = new ByteReader(Uint8Array.of(1, 2));
  expect(reader.take(3)).toHaveLength(0);
  expect([reader.hasFailed, reader.remaining]).toEqual([true, 2]);
});
