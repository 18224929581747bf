import { describe, expect, it } from "vitest";
import { checkedChanges, inTransactions } from "./text-changes.ts";
import type { TextChange } from "./live-document.ts";

const apply = (text: string, changes: readonly TextChange[]): string =>
  changes.toReversed().reduce((now, { from, to, insert }) => now.slice(0, from) + insert + now.slice(to), text);
const halves = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

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
