import { expect, test } from "vitest";
import { wordDiff } from "./word-diff.ts";

const marked = (a: string, b: string) =>
  wordDiff(a, b)?.map((side) => side.map(({ text, isShared }) => (isShared ? text : `[${text}]`)).join(""));

test("words that only one of two texts has are marked, in both", () => {
  expect(marked("the timer is 20 ms", "the new timer is 8 ms")).toEqual([
    "the timer is[ 20] ms",
    "the[ new] timer is[ 8] ms",
  ]);
});

test.each([
  ["", "", ["", ""]],
  ["a", "", ["[a]", ""]],
  ["same words", "same words", ["same words", "same words"]],
  ["one\n\ntwo", "one two", ["one\n\ntwo", "one two"]],
])("%j beside %j", (a, b, both) => {
  expect(marked(a, b)).toEqual(both);
});

test("nothing of a text is lost", () => {
  const a = "x  y\n\tz ";
  expect(
    wordDiff(a, "y")?.[0]
      .map(({ text }) => text)
      .join(""),
  ).toBe(a);
});

test("texts that are too long are not compared", () => {
  expect(wordDiff("w ".repeat(3_000), "w ".repeat(3_000))).toBeUndefined();
});
