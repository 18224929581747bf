import fc from "fast-check";
import { expect, test } from "vitest";
import { fromUtf8, fromUtf8Strict, utf8, utf8Length } from "./utf8.ts";

test("text comes back from its bytes, and its length is known without them", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const bytes = utf8(text);
      expect(fromUtf8(bytes)).toBe(text);
      expect(fromUtf8Strict(bytes)).toBe(text);
      expect(utf8Length(text)).toBe(bytes.length);
    }),
  );
});

test("the length is right for lone surrogates too", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)) }), (text) => {
      expect(utf8Length(text)).toBe(utf8(text).length);
    }),
  );
});

test("what is not UTF-8 is replaced, or refused by the strict decoder", () => {
  const cut = utf8("größe").subarray(0, 3);
  expect(fromUtf8(cut)).toBe("gr\u{fffd}");
  expect(fromUtf8Strict(cut)).toBeUndefined();
});
