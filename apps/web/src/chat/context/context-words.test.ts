import type { ContextReport, ContextSection } from "@nomous/client";
import { expect, test } from "vitest";
import { contextFill, fillText, fullText, sectionTokens } from "./context-words.ts";

const SECTIONS: readonly ContextSection[] = [
  { kind: "system", label: "System text", tokens: 182 },
  { kind: "passages", label: "3 passages", tokens: 452 },
  { kind: "turns", label: "3 turns on this branch", tokens: 525 },
  { kind: "attachment", label: "a.jsonl", tokens: 2_466, of: 4_410 },
];
const report = (change: Partial<ContextReport> = {}): ContextReport => ({
  size: 8_192,
  isExact: true,
  sections: [...SECTIONS],
  reserved: 1_000,
  dropped: [],
  ...change,
});

test("the meter counts what is given and what is kept free", () => {
  expect(fillText(report())).toBe("4,625 of 8,192 tokens");
  expect(contextFill(report()).share).toEqual({ given: 3_625 / 8_192, reserved: 1_000 / 8_192 });
});

test("an estimate says so, and a server that tells no size has no share", () => {
  expect(fillText(report({ isExact: false }))).toBe("4,625 of 8,192 tokens (estimate)");
  expect(fillText(report({ size: null }))).toBe("4,625 tokens");
  expect(contextFill(report({ size: null })).share).toBeUndefined();
});

test("from 85 % on it names what would be next to go: passages, then files, then turns", () => {
  const next = (without: number) =>
    fullText(report({ size: 1_100, sections: [...SECTIONS].filter((_, i) => i === 0 || i > without) }));
  expect(fullText(report({ size: 5_442 }))).toBeUndefined();
  expect(fullText(report({ size: 5_441 }))).toBe("Nearly full; next to go: 3 passages");
  expect(next(1)).toBe("Nearly full; next to go: a.jsonl");
  expect(fullText(report({ size: 1_100, sections: [SECTIONS[0], SECTIONS[2]] as ContextSection[] }))).toBe(
    "Nearly full; next to go: 3 turns on this branch",
  );
  expect(next(3)).toBe("Nearly full");
});

test("what is left out for another reason than room is told without an alarm", () => {
  const dropped = [{ kind: "passages" as const, label: "passages: the index is being built", tokens: 0 }];
  expect(fullText(report({ dropped }))).toBe("Stays out: passages: the index is being built");
  expect(contextFill(report({ dropped })).isNearlyFull).toBe(false);
});

test("what stays out is listed, three of it by name", () => {
  const dropped = ["a", "b", "c", "d"].map((label) => ({ kind: "turns" as const, label, tokens: 1 }));
  expect(fullText(report({ dropped }))).toBe("Stays out: a, b, c and 1 more");
});

test("more than it holds fills the bar and no more", () => {
  expect(contextFill(report({ size: 2_000 })).share).toEqual({ given: 1, reserved: 0 });
});

test("a section that was cut tells what it was", () => {
  expect(SECTIONS.map(sectionTokens)).toEqual(["182", "452", "525", "2,466 of 4,410"]);
});
