import { LIMITS } from "@nomous/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AnswerPart, decodePart, encodePart, splitPart } from "./answer-part.ts";

const split = (part: AnswerPart): AnswerPart[] => [...splitPart(part)];
const longest = (parts: readonly AnswerPart[]): number =>
  Math.max(0, ...parts.map((part) => encodePart(part).data.length));

/** Text that JSON writes much longer than it is, and that must not be cut inside a character. */
const nasty = fc
  .array(fc.tuple(fc.constantFrom("a", "\u0001", '"', "é", "文", "😀"), fc.integer({ min: 1, max: 40_000 })), {
    maxLength: 4,
  })
  .map((runs) => runs.map(([character, count]) => character.repeat(count)).join(""));

describe("a part that is larger than an item", () => {
  test("is cut into pieces that are the same together", () => {
    fc.assert(
      fc.property(nasty, (whole) => {
        const texts = split({ type: "text", text: whole });
        const thoughts = split({ type: "reasoning", text: whole });
        const calls = split({
          type: "tool-call",
          call: { index: 1, id: "x".repeat(200), name: "f", arguments: whole },
        });
        for (const parts of [texts, thoughts, calls]) {
          expect(longest(parts)).toBeLessThanOrEqual(LIMITS.itemBytes);
          expect(parts.map((part) => decodePart(encodePart(part)))).toEqual(parts);
        }
        expect(texts.map((part) => (part.type === "text" ? part.text : "?")).join("")).toBe(whole);
        expect(thoughts.map((part) => (part.type === "reasoning" ? part.text : "?")).join("")).toBe(whole);
        expect(calls.map((part) => (part.type === "tool-call" ? part.call.arguments : "?")).join("")).toBe(whole);
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  test("and is a tool call says its id and name once", () => {
    const call = { index: 3, id: "c1", name: "find", arguments: "x".repeat(50_000) };
    const [first, ...rest] = split({ type: "tool-call", call });
    expect(first).toMatchObject({ call: { index: 3, id: "c1", name: "find" } });
    expect(rest.length).toBeGreaterThan(0);
    for (const part of rest)
      expect(part).toEqual({ type: "tool-call", call: { index: 3, arguments: expect.any(String) as string } });
  });
});

test("a part that fits stays whole, and one without text is left out, but not a call without arguments", () => {
  const parts: AnswerPart[] = [
    { type: "text", text: "x".repeat(LIMITS.itemBytes) },
    { type: "reasoning", text: "x" },
    { type: "tool-call", call: { index: 0, name: "now", arguments: "" } },
    { type: "stats", stats: { outputTokens: 1 } },
    { type: "progress", progress: { stage: "load", done: 1, total: 100 } },
  ];
  for (const part of parts) expect(split(part)).toEqual([part]);
  expect(split({ type: "text", text: "" })).toEqual([]);
  expect(split({ type: "reasoning", text: "" })).toEqual([]);
});
