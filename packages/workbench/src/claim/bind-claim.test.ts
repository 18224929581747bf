import { expect, test } from "vitest";
import { bindClaim } from "./bind-claim.ts";

const choice = { key: "ev:ws/p95", words: "[−15 %][ev:ws/p95]", says: "" };
const TEXT = "# A\n\nIt fell 15 % today.\n\n```\ncode 15 %\n```\n";

test("a number that stands at the place is bound, and only that", () => {
  expect(bindClaim(TEXT, { line: 3, column: 10 }, choice)).toBe(TEXT.replace("15 % today", "[15 %][ev:ws/p95] today"));
});

test("elsewhere the words are put in, at the end of the line unless a column is said", () => {
  expect(bindClaim(TEXT, { line: 3 }, choice)).toBe(TEXT.replace("today.", "today. [−15 %][ev:ws/p95]"));
  expect(bindClaim(TEXT, { line: 3, column: 4 }, choice)).toBe(TEXT.replace("It fell", "It [−15 %][ev:ws/p95]fell"));
});

test("nothing is put into code, into a link, or where there is no line", () => {
  for (const place of [{ line: 6, column: 3 }, { line: 40 }]) expect(bindClaim(TEXT, place, choice)).toBeNull();
  expect(bindClaim("[15 %](a.md) x", { line: 1, column: 4 }, choice)).toBeNull();
});
