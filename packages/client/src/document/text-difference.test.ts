import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TextChange } from "./live-document.ts";
import { checkedChanges } from "./text-changes.ts";
import { difference } from "./text-difference.ts";

const apply = (text: string, changes: readonly TextChange[]): string =>
  changes.toReversed().reduce((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text);
const wordChar = /[\p{L}\p{M}\p{N}_]/u;
const halves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

describe("the difference of two texts", () => {
  it.each([
    ["same", "same", []],
    ["", "new", [{ from: 0, to: 0, insert: "new" }]],
    ["old", "", [{ from: 0, to: 3, insert: "" }]],
    ["one two", "one 2 two", [{ from: 4, to: 4, insert: "2 " }]],
    ["a\nb", "a\nb\n", [{ from: 3, to: 3, insert: "\n" }]],
    [
      "say: red, green.\n",
      "say: rot, blau.\n",
      [
        { from: 5, to: 8, insert: "rot" },
        { from: 10, to: 15, insert: "blau" },
      ],
    ],
    ["x 🙂 y", "x 🙃 y", [{ from: 2, to: 4, insert: "🙃" }]],
    ["x 👩‍💻 y", "x 👩‍🔬 y", [{ from: 2, to: 7, insert: "👩‍🔬" }]],
  ])("%j to %j", (before, after, changes) => {
    expect(difference(before, after)).toEqual(changes);
  });

  it("is a line where a line is new, even before one that begins with the same letters", () => {
    expect(difference("marker\nTxyz\n", "marker\nTabc\nTxyz\n")).toEqual([{ from: 7, to: 7, insert: "Tabc\n" }]);
    expect(difference("- one\n- two\n", "- one\n- two\n- two\n")).toEqual([{ from: 12, to: 12, insert: "- two\n" }]);
  });

  it("is whole words: one that takes the place of another shares no letters with it", () => {
    expect(difference("colours of it\n", "colors of it\n")).toEqual([{ from: 0, to: 7, insert: "colors" }]);
    expect(difference("de\u0301ja vu\n", "deja vu\n")).toEqual([{ from: 0, to: 5, insert: "deja" }]);
  });

  it("is whole lines where no word is common, so that a line stays one when somebody else removes the other", () => {
    expect(difference("a\nTold said so\nb\n", "a\nTnew was written\nb\n")).toEqual([
      { from: 2, to: 15, insert: "Tnew was written\n" },
    ]);
  });

  it("makes the one out of the other, in order, and cuts neither words nor characters", () => {
    const text = fc
      .array(fc.constantFrom("a", "b", " ", "\n", "🙂", "🙃", "e\u0301", "line\n"), { maxLength: 40 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = difference(before, after);
        expect(apply(before, checkedChanges(changes, before.length))).toBe(after);
        for (const { from, to, insert } of changes) {
          expect(`${before.slice(from, to)} ${insert}`).not.toMatch(halves);
          for (const at of [from, to]) expect(cutsWord(before, at)).toBe(false);
        }
      }),
      { seed: 20_261_128, numRuns: 500 },
    );
  });

  it("of long texts that have little in common takes a moment, and is one change where it would be thousands", () => {
    const [before, after] = [`first\n${lines("left")}last\n`, `first\n${lines("right")}last\n`];
    expect(difference(before, after)).toEqual([{ from: 6, to: before.length - 5, insert: lines("right") }]);
    const edited = before.replace("left 300", "right 300");
    expect(difference(before, edited)).toHaveLength(1);
  });
});

const cutsWord = (text: string, at: number): boolean =>
  at > 0 && at < text.length && wordChar.test(text[at - 1] ?? "") && wordChar.test(text[at] ?? "");

const lines = (word: string): string => Array.from({ length: 600 }, (_, i) => `${word} ${i}\n`).join("");
