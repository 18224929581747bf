import fc from "fast-check";
import { expect, test } from "vitest";
import { lineEndingAt, orderEdits, splice } from "./splice.ts";

test("no edit leaves every character as it is, and an edit changes its range alone", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(), fc.nat(), fc.string(), (text, a, b, insert) => {
      expect(splice(text, [])).toBe(text);
      const from = a % (text.length + 1);
      const to = from + (b % (text.length - from + 1));
      const changed = splice(text, [{ from, to, insert }]);
      expect([
        changed.slice(0, from),
        changed.slice(from, from + insert.length),
        changed.slice(from + insert.length),
      ]).toEqual([text.slice(0, from), insert, text.slice(to)]);
    }),
    { seed: 4, numRuns: 100 },
  );
});

test("edits are made together, whatever their order", () => {
  const edits = [
    { from: 4, to: 5, insert: "E" },
    { from: 0, to: 2, insert: "" },
    { from: 5, to: 5, insert: "!" },
  ];
  expect(splice("abcde", edits)).toBe("cdE!");
});

test("edits that overlap, share a place or leave the text are refused", () => {
  const wrong = [
    [
      { from: 0, to: 3, insert: "" },
      { from: 2, to: 4, insert: "" },
    ],
    [
      { from: 1, to: 1, insert: "a" },
      { from: 1, to: 1, insert: "b" },
    ],
    [{ from: 3, to: 9, insert: "" }],
    [{ from: 3, to: 2, insert: "" }],
  ];
  for (const edits of wrong) {
    expect(orderEdits("abcde", edits)).toBeNull();
    expect(() => splice("abcde", edits)).toThrow("overlap");
  }
});

test("a new line ends as its neighbours do", () => {
  expect(lineEndingAt("a\r\nb\nc", 3)).toBe("\r\n");
  expect(lineEndingAt("a\r\nb\nc", 5)).toBe("\n");
  expect(lineEndingAt("a\r\nb", 0)).toBe("\r\n");
  expect(lineEndingAt("abc", 1)).toBe("\n");
  expect(lineEndingAt("a\rb", 2)).toBe("\r");
});
