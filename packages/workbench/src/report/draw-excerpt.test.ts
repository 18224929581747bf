import fc from "fast-check";
import { expect, test } from "vitest";
import { drawExcerpt } from "./draw-excerpt.ts";

const draw = (excerpt: string, word: string, width = 80): string[] => {
  const from = excerpt.indexOf(word);
  const { line, marks } = drawExcerpt(excerpt, { from, to: from + word.length }, width);
  return [line, marks];
};

test("the range is underlined from its first character to its last", () => {
  expect(draw("It is never so", "never")).toEqual(["It is never so", "      ^~~~~"]);
});

test("an empty range is one caret, also at the end of the line", () => {
  expect(draw("It is", "")).toEqual(["It is", "^"]);
  expect(drawExcerpt("It is", { from: 5, to: 5 }, 80).marks).toBe("     ^");
});

test("characters that a terminal draws two columns wide are underlined twice, and joined ones once", () => {
  expect(draw("日本 never", "never")).toEqual(["日本 never", "     ^~~~~"]);
  expect(draw("so 👩‍👩‍👧 日本", "👩‍👩‍👧 日本")).toEqual(["so 👩‍👩‍👧 日本", "   ^~~~~~~"]);
  expect(draw("cafe\u0301 is", "is")).toEqual(["cafe\u0301 is", "     ^~"]);
});

test("a long line is cut around the range, and dots say where", () => {
  expect(draw(`${"so ".repeat(40)}never${" so".repeat(40)}`, "never", 30)).toEqual([
    "… so so so never so so so so …",
    "           ^~~~~",
  ]);
  expect(draw(`never${" so".repeat(40)}`, "never", 20)).toEqual(["never so so so so s…", "^~~~~"]);
  expect(draw(`${"so ".repeat(40)}never`, "never", 30)).toEqual(["… so so so never", "           ^~~~~"]);
});

test("a range that is longer than the width is underlined as far as it is seen", () => {
  expect(draw(`It is ${"x".repeat(100)}`, "x".repeat(100), 20)).toEqual([
    "It is xxxxxxxxxxxxx…",
    "      ^~~~~~~~~~~~~",
  ]);
});

test("no drawn line is wider than allowed, and the marks stay below it", () => {
  const text = fc.stringMatching(/^[a-z ]{0,200}$/);
  fc.assert(
    fc.property(text, fc.nat(200), fc.nat(200), fc.integer({ min: 20, max: 120 }), (excerpt, a, b, width) => {
      const from = Math.min(a, b, excerpt.length);
      const to = Math.min(Math.max(a, b), excerpt.length);
      const { line, marks } = drawExcerpt(excerpt, { from, to }, width);
      expect(line.length).toBeLessThanOrEqual(width);
      expect(marks.length).toBeLessThanOrEqual(width + 1);
      const offset = marks.indexOf("^");
      const seen = line.slice(offset, offset + marks.trim().length).replace(/…$/, "");
      expect(excerpt.slice(from)).toMatch(new RegExp(`^${seen}`));
    }),
    { seed: 7, numRuns: 500 },
  );
});
