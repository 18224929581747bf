import { expect, test } from "vitest";
import { hasTwins } from "./has-twins.ts";

function texts(...strings: readonly string[]): Buffer {
  const parts = strings.flatMap((string) => {
    const bytes = Buffer.from(string);
    return [Buffer.from(BigUint64Array.of(BigInt(bytes.length)).buffer), bytes];
  });
  return Buffer.concat(parts);
}

test.for<[string, readonly string[], boolean]>([
  ["nothing", [], false],
  ["different ones", ["a", "b", "ab", "ba"], false],
  ["the same at the ends", ["cat", "dog", "bird", "cat"], true],
  ["empty ones", ["", "", "a"], false],
  ["the same up to a 0, where C stops", ["cat\u0000x", "cat\u0000y"], true],
  ["empty ones for C", ["\u0000x", "\u0000y"], false],
])("%s", ([, strings, expected]) => {
  expect(hasTwins(texts(...strings), strings.length)).toBe(expected);
});

test("of 65,536 strings that differ in little none are taken for the same, and the one twin is found", () => {
  const strings = Array.from({ length: 65_536 }, (_, i) => `\u2581token${i.toString(36)}`);
  expect(hasTwins(texts(...strings), strings.length)).toBe(false);
  expect(hasTwins(texts(...strings, "\u2581token1"), strings.length + 1)).toBe(true);
});
