import fc from "fast-check";
import { expect, test } from "vitest";
import { applyChanges } from "./text-diff.ts";
import { wholeWords } from "./whole-words.ts";
import { cutsWord } from "./words.ts";

const SEED = 20251128;
const pieces = fc.constantFrom("a", "b1", "word", " ", "\n", "e\u0301", "😀", "👍🏽", "👩‍💻", "- ", "終", "don't");
const text = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(""));

test("who types into a word has changed the word", () => {
  const base = "the colour of it\n";
  expect(wholeWords(base, [{ from: 8, to: 9, insert: "" }])).toEqual([{ from: 4, to: 10, insert: "color" }]);
  expect(wholeWords(base, [{ from: 10, to: 10, insert: "s" }])).toEqual([{ from: 4, to: 10, insert: "colours" }]);
  expect(wholeWords(base, [{ from: 3, to: 4, insert: "" }])).toEqual([{ from: 0, to: 10, insert: "thecolour" }]);
  const twice = [
    { from: 4, to: 5, insert: "C" },
    { from: 9, to: 10, insert: "R" },
  ];
  expect(wholeWords(base, twice)).toEqual([{ from: 4, to: 10, insert: "ColouR" }]);
});

test("what is put between words, or takes whole ones away, stays as it is", () => {
  const base = "the colour of it\n";
  for (const change of [
    { from: 10, to: 10, insert: " red" },
    { from: 4, to: 11, insert: "" },
    { from: 16, to: 16, insert: "!" },
  ])
    expect(wholeWords(base, [change])).toEqual([change]);
});

test("whole words make the same text, and cut none", () => {
  const places = fc.uniqueArray(fc.nat({ max: 60 }), { maxLength: 8 });
  fc.assert(
    fc.property(text, places, text, (base, at, insert) => {
      const ends = at.map((place) => Math.min(place, base.length)).toSorted((a, b) => a - b);
      const changes = ends.flatMap((from, i) => (i % 2 === 0 ? [{ from, to: ends[i + 1] ?? from, insert }] : []));
      const whole = wholeWords(base, changes);
      const made = applyChanges(base, changes);
      expect(applyChanges(base, whole)).toBe(made);
      let moved = 0;
      for (const { from, to, insert: text } of whole) {
        expect([from, to].some((place) => cutsWord(base, place))).toBe(false);
        expect([from + moved, from + moved + text.length].some((place) => cutsWord(made, place))).toBe(false);
        moved += text.length - (to - from);
      }
    }),
    { seed: SEED, numRuns: 1_000 },
  );
});
