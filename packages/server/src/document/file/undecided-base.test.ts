import { expect, test } from "vitest";
import { undecidedBase } from "./undecided-base.ts";

const BEFORE = "one\ntwo\nthree\n";
const WRITTEN = "one\ntwo and more\nthree\n";

test.each([
  ["made of what was before", "one\ntwo\nthree\nfour\n", "before"],
  ["made of what was written", "one\ntwo and more\nthree\nfour\n", "written"],
  ["made of what was written, with something else gone", "two and more\nthree\n", "written"],
  ["close to what was written, but without it", "one\ntwo and\nthree\n", "before"],
  ["like neither", "something else altogether\n", "before"],
] as const)("a text that is %s", (_, made, base) => {
  expect(undecidedBase(BEFORE, WRITTEN, made)).toBe(base);
});

test("after a write that only removed something, the closer one", () => {
  expect(undecidedBase(BEFORE, "one\nthree\n", "one\nthree\nfour\n")).toBe("written");
  expect(undecidedBase(BEFORE, "one\nthree\n", "one\ntwo\nthree\nfour\n")).toBe("before");
});
