import fc from "fast-check";
import { expect, test } from "vitest";
import type { Finding, Fix } from "../rule/rule.ts";
import { type Edit, splice } from "../text/splice.ts";
import { applyFixes, fixAll } from "./apply-fixes.ts";

const finding = (rule: string, edits: readonly Edit[]): Finding => ({
  rule,
  weight: "wrong",
  severity: "warning",
  message: "It is wrong.",
  from: edits[0]?.from ?? 0,
  to: edits[0]?.to ?? 0,
  fix: { title: "Make it right", edits },
});

/** Finds every occurrence of a word and offers another one. */
const replace =
  (rule: string, word: string, insert: string) =>
  (text: string): Finding[] =>
    [...text.matchAll(new RegExp(word, "g"))].map(({ index }) =>
      finding(rule, [{ from: index, to: index + word.length, insert }]),
    );

test("all fixes that do not overlap are made at once, and the others are left", () => {
  const first = finding("a", [{ from: 0, to: 2, insert: "AB" }]);
  const overlapping = finding("b", [{ from: 1, to: 3, insert: "" }]);
  const touching = finding("c", [{ from: 2, to: 4, insert: "-" }]);
  expect(applyFixes("abcdef", [first, overlapping, touching])).toEqual({
    text: "AB-ef",
    applied: [first, touching],
    skipped: [overlapping],
  });
});

test("a fix of several edits is made whole or not at all", () => {
  const first = finding("a", [{ from: 4, to: 5, insert: "E" }]);
  const both = finding("b", [
    { from: 0, to: 1, insert: "A" },
    { from: 4, to: 6, insert: "" },
  ]);
  expect(applyFixes("abcdef", [first, both])).toMatchObject({ text: "abcdEf", skipped: [both] });
});

test("a fix that does not fit the text is left, and a finding without one is neither made nor left", () => {
  const outside = finding("a", [{ from: 5, to: 9, insert: "" }]);
  const { fix: _, ...without } = outside;
  expect(applyFixes("abcdef", [outside, without])).toEqual({ text: "abcdef", applied: [], skipped: [outside] });
});

const edit = fc
  .tuple(fc.nat(40), fc.nat(6), fc.constantFrom("", "x", "日本", "\r\n"))
  .map(([from, length, insert]): Edit => ({ from, to: from + length, insert }));
const findings = fc
  .array(fc.array(edit, { minLength: 1, maxLength: 3 }), { maxLength: 12 })
  .map((fixes) => fixes.map((edits, i) => finding(`rule.${i}`, edits)));

/** The edits that lead back: each puts what was there in place of what was inserted. */
function undo(text: string, applied: readonly Finding[]): Edit[] {
  let moved = 0;
  return editsOf(applied).map(({ from, to, insert }) => {
    const back = { from: from + moved, to: from + moved + insert.length, insert: text.slice(from, to) };
    moved += insert.length - (to - from);
    return back;
  });
}

const editsOf = (applied: readonly Finding[]): Edit[] =>
  applied.flatMap(({ fix }) => fix?.edits ?? []).toSorted((a, b) => a.from - b.from || a.to - b.to);

test("nothing outside the ranges of the fixes changes: undone, they give the text as it was", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "\r\n", "\t", "é", "👩‍👩‍👧"), maxLength: 40 });
  fc.assert(
    fc.property(text, findings, (before, found) => {
      const { text: after, applied, skipped } = applyFixes(before, found);
      expect(applied.length + skipped.length).toBe(found.length);
      // Two that are undone at one place are one edit for the splice: they go one by one, from the end.
      const back = undo(before, applied).toReversed();
      expect(back.reduce((now, one) => splice(now, [one]), after)).toBe(before);
    }),
    { seed: 7, numRuns: 500 },
  );
});

test("what overlapped is fixed in the next pass, on the text as it is then", () => {
  const { text, applied } = fixAll(replace("a.pair", "xx", "x"), "xxxxx");
  expect(text).toBe("x");
  expect(applied).toHaveLength(4);
});

const undoing = (text: string): Finding[] => [...replace("a.up", "a", "b")(text), ...replace("b.down", "b", "a")(text)];

test("two fixes that undo each other come to an end", () => {
  const { applied } = fixAll(undoing, "a");
  expect(applied.map(({ rule }) => rule)).toEqual(["a.up", "b.down"]);
});

test("there are no more passes than allowed", () => {
  let passes = 0;
  const check = (text: string): Finding[] => {
    passes += 1;
    return [finding("a.more", [{ from: text.length, to: text.length, insert: "!" }])];
  };
  expect(fixAll(check, "so", 3).text).toBe("so!!!");
  expect(passes).toBe(3);
});

const tidying = (text: string): Finding[] => [
  ...replace("blank.trailing", " \n", "\n")(text),
  ...replace("blank.line", "\n\n\n", "\n\n")(text),
  ...replace("word.short", "a b", "a or b")(text),
];

test("a text that was fixed to the end stays as it is", () => {
  const text = fc.string({ unit: fc.constantFrom(" ", "\n", "a b", "a"), maxLength: 30 });
  fc.assert(
    fc.property(text, (before) => {
      const { text: after } = fixAll(tidying, before, 100);
      expect(tidying(after)).toEqual([]);
      expect(fixAll(tidying, after)).toEqual({ text: after, applied: [] });
    }),
    { seed: 7, numRuns: 300 },
  );
});

test("a fix that does not help is made once, whatever its title", () => {
  let count = 0;
  const check = (): Finding[] => {
    count += 1;
    const fix: Fix = { title: `Attempt ${count}`, edits: [{ from: 0, to: 0, insert: "!" }] };
    return [{ ...finding("a.more", fix.edits), fix }];
  };
  expect(fixAll(check, "so").text).toBe("!so");
});
