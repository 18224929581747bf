import fc from "fast-check";
import { expect, test } from "vitest";
import { equalEnd, equalStart } from "./equal-ends.ts";

const texts = fc.string({ unit: fc.constantFrom("a", "b", "a".repeat(4_096)), maxLength: 6 });

test("the beginnings of two texts agree that far and no further", () => {
  fc.assert(
    fc.property(texts, texts, (one, other) => {
      const count = equalStart(one, other);
      expect(one.slice(0, count)).toBe(other.slice(0, count));
      const isOver = count === Math.min(one.length, other.length);
      expect(isOver || one[count] !== other[count]).toBe(true);
    }),
    { seed: 5, numRuns: 500 },
  );
});

test("so do their ends, and never further than they may", () => {
  fc.assert(
    fc.property(texts, texts, fc.nat(20_000), (one, other, limit) => {
      const most = Math.min(limit, one.length, other.length);
      const count = equalEnd(one, other, most);
      expect(one.slice(one.length - count)).toBe(other.slice(other.length - count));
      const isOver = count === most;
      expect(isOver || one.at(-count - 1) !== other.at(-count - 1)).toBe(true);
    }),
    { seed: 5, numRuns: 500 },
  );
});
