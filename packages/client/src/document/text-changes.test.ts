import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkedChanges, difference, inTransactions } from "./text-changes.ts";
import type { TextChange } from "./live-document.ts";

const apply = (text: string, changes: readonly TextChange[]): string =>
  changes.toReversed().reduce((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text);
const halves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

describe("the difference of two texts", () => {
  it.each([
    ["same", "same", []],
    ["", "new", [{ from: 0, to: 0, insert: "new" }]],
    ["one two", "one 2 two", [{ from: 4, to: 4, insert: "2 " }]],
    [
      "a\nb\nc\nd\n",
      "A\nb\nc\nD\n",
      [
        { from: 0, to: 1, insert: "A" },
        { from: 6, to: 7, insert: "D" },
      ],
    ],
    ["x🙂y", "x🙃y", [{ from: 1, to: 3, insert: "🙃" }]],
  ])("%j to %j", (before, after, changes) => {
    expect(difference(before, after)).toEqual(changes);
  });

  it("makes the one out of the other, in order, and never splits a character", () => {
    const text = fc
      .array(fc.constantFrom("a", "b", "\n", "🙂", "🙃", "line\n"), { maxLength: 40 })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changes = difference(before, after);
        expect(apply(before, checkedChanges(changes, before.length))).toBe(after);
        for (const { from, to, insert } of changes) expect(`${before.slice(from, to)} ${insert}`).not.toMatch(halves);
      }),
      { seed: 20_261_128, numRuns: 300 },
    );
  });
});

describe("changes", () => {
  it("have LF, whatever they were given", () => {
    expect(checkedChanges([{ from: 0, to: 0, insert: "a\r\nb\rc\n" }], 0)).toEqual([
      { from: 0, to: 0, insert: "a\nb\nc\n" },
    ]);
  });

  it.each([
    ["beyond the end", [{ from: 0, to: 5, insert: "" }]],
    ["backwards", [{ from: 2, to: 1, insert: "" }]],
    [
      "overlapping",
      [
        { from: 0, to: 2, insert: "" },
        { from: 1, to: 3, insert: "" },
      ],
    ],
  ])("that do not fit are refused: %s", (_, changes) => {
    expect(() => checkedChanges(changes, 4)).toThrow("does not fit");
  });

  it("of more than a command holds become several, which make the same text and split no character", () => {
    const changes = [
      { from: 1, to: 2, insert: "🙂".repeat(150_001) },
      { from: 3, to: 3, insert: `x${"🙂".repeat(100_000)}` },
    ];
    const parts = inTransactions(changes);
    expect(parts.length).toBeGreaterThan(3);
    for (const [one] of parts) expect(one?.insert).not.toMatch(halves);
    expect(parts.reduce((text, part) => apply(text, part), "abcd") === apply("abcd", changes)).toBe(true);
    expect(inTransactions([])).toEqual([]);
  });
});
