import fc from "fast-check";
import { expect, test } from "vitest";
import { applyChanges, diffPlaces, diffText, diffWords, distance, MOST_LINE_EDITS } from "./text-diff.ts";
import { cutsWord } from "./words.ts";

const SEED = 20251128;
const pieces = fc.constantFrom("a", "b", "word", " ", "\n", "\n\n", "é", "e\u0301", "😀", "👩‍💻", "- ", "# ", "\t", "終");
const text = fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join(""));

test("the changes of two texts make exactly the second, in order and apart, and cut no word", () => {
  fc.assert(
    fc.property(text, text, (from, to) => {
      const changes = diffText(from, to);
      expect(applyChanges(from, changes)).toBe(to);
      expect(applyChanges(from, diffWords(from, to))).toBe(to);
      expect(applyChanges(from, diffPlaces(from, to))).toBe(to);
      let at = -1;
      let moved = 0;
      for (const change of changes) {
        expect(change.from).toBeGreaterThan(at);
        expect(cutsWord(from, change.from) || cutsWord(from, change.to)).toBe(false);
        moved += change.from - Math.max(at, 0);
        expect(cutsWord(to, moved) || cutsWord(to, moved + change.insert.length)).toBe(false);
        moved += change.insert.length;
        expect(change.to > change.from || change.insert !== "").toBe(true);
        at = change.to;
      }
    }),
    { seed: SEED, numRuns: 1_000 },
  );
});

test("texts that differ in half a character change as whole characters", () => {
  expect(diffText("x 😀", "x 😁")).toEqual([{ from: 2, to: 4, insert: "😁" }]);
  expect(diffText("😀😀", "😀")).toHaveLength(1);
});

test("only the words that differ are touched", () => {
  expect(diffText("one two three\nfour\n", "one 2 three\nfour!\n")).toEqual([
    { from: 4, to: 7, insert: "2" },
    { from: 18, to: 18, insert: "!" },
  ]);
});

test("words that change beside each other are one change to who reads it, and stay two to who merges it", () => {
  const [from, to] = ["they say: red, green.\n", "they say: rot, blau.\n"];
  expect(diffWords(from, to)).toEqual([{ from: 10, to: 20, insert: "rot, blau" }]);
  expect(diffText(from, to)).toHaveLength(2);
  expect(diffWords("the colours\n", "the colors\n")).toEqual([{ from: 4, to: 11, insert: "colors" }]);
});

test("a line that became another one is replaced whole, with its end", () => {
  expect(diffText("Told was written\nkept\n", "Tnew by a program\nkept\n")).toEqual([
    { from: 0, to: 17, insert: "Tnew by a program\n" },
  ]);
  expect(diffText("the red one of them\n", "the big program wrote this\n")).toHaveLength(1);
  expect(diffText("- alpha\n", "- beta\n")).toEqual([{ from: 0, to: 8, insert: "- beta\n" }]);
});

test("a line that went on keeps its words, and so do lines that were broken anew", () => {
  expect(diffText("summary\n", "summary of all that was said\n")).toEqual([
    { from: 7, to: 7, insert: " of all that was said" },
  ]);
  const from = "one two three four five six\nseven eight nine ten eleven\n";
  expect(diffText(from, "one two three four\nfive six seven eight\nnine ten eleven\n")).toEqual([
    { from: 18, to: 19, insert: "\n" },
    { from: 27, to: 28, insert: " " },
    { from: 39, to: 40, insert: "\n" },
  ]);
});

test("a new line among similar ones is inserted as a line", () => {
  expect(diffText("- one\n- two\n", "- zero\n- one\n- two\n")).toEqual([{ from: 0, to: 0, insert: "- zero\n" }]);
  expect(diffText("- one\n- two\n", "- one\n- two\n- two\n")).toEqual([{ from: 12, to: 12, insert: "- two\n" }]);
});

test("empty texts and texts without a last line end are texts like others", () => {
  expect(diffText("", "")).toEqual([]);
  expect(diffText("", "a\nb")).toEqual([{ from: 0, to: 0, insert: "a\nb" }]);
  expect(diffText("a\nb", "")).toEqual([{ from: 0, to: 3, insert: "" }]);
  expect(diffText("a", "a\n")).toEqual([{ from: 1, to: 1, insert: "\n" }]);
});

test("a change in a text of 1 MB touches what changed", () => {
  const lines = Array.from({ length: 20_000 }, (_, i) => `line ${i} of a document that is rather long already\n`);
  const from = lines.join("");
  const to = lines.with(10, "line 10 is new\n").toSpliced(15_000, 1).join("");
  const changes = diffText(from, to);
  expect(applyChanges(from, changes)).toBe(to);
  expect(distance(from, to)).toBeLessThan(200);
});

const linesOf = (word: string): string => Array.from({ length: MOST_LINE_EDITS }, (_, i) => `${word} ${i}\n`).join("");

test("the work is bounded: above a number of edits the place is taken as a whole, and what is around it stays", () => {
  const from = `first\n${linesOf("left")}last\n`;
  const to = `first\n${linesOf("right")}last\n`;
  const changes = diffText(from, to);
  expect(applyChanges(from, changes)).toBe(to);
  expect(changes).toHaveLength(1);
  expect(changes[0]?.from).toBeGreaterThanOrEqual("first\n".length);
  const oneLine = "word ".repeat(40_000);
  expect(applyChanges(oneLine, diffText(oneLine, "other ".repeat(30_000)))).toBe("other ".repeat(30_000));
});
