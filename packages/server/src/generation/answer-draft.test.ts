import { AnswerOutcome, check, type ContextReport, LIMITS, type Route, utf8Length } from "@nomous/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AnswerDraft } from "./answer-draft.ts";
import type { AnswerPart } from "./answer-part.ts";

const route = (engine: string): Route => ({ engine, name: engine, reason: "because it is here", refused: [] });
const context = (label: string): ContextReport => ({
  size: 100,
  isExact: true,
  sections: [{ kind: "prompt", label, tokens: 1 }],
  reserved: 25,
  dropped: [],
});

function outcomeOf(...parts: readonly AnswerPart[]): AnswerOutcome {
  const draft = new AnswerDraft();
  for (const [index, part] of parts.entries()) draft.add(part, 10 * index);
  return draft.outcome("done", 1_000);
}

describe("the outcome of an answer", () => {
  test("has all that its parts said, each once", () => {
    expect(
      outcomeOf(
        { type: "route", route: route("llama/a") },
        { type: "progress", progress: { stage: "load", done: 1, total: 100 } },
        { type: "route", route: route("llama/b") },
        { type: "context", context: context("old") },
        { type: "context", context: context("new") },
        { type: "reasoning", text: "Hm, " },
        { type: "reasoning", text: "yes." },
        { type: "text", text: "It " },
        { type: "tool-call", call: { index: 1, id: "c1", name: "find", arguments: '{"a"' } },
        { type: "tool-call", call: { index: 0, name: "now", arguments: "" } },
        { type: "tool-call", call: { index: 1, arguments: ":1}" } },
        { type: "text", text: "is." },
        { type: "stats", stats: { outputTokens: 3 } },
      ),
    ).toEqual({
      reason: "done",
      route: route("llama/b"),
      text: "It is.",
      reasoning: "Hm, yes.",
      calls: [
        { index: 1, id: "c1", name: "find", arguments: '{"a":1}' },
        { index: 0, name: "now", arguments: "" },
      ],
      context: context("new"),
      stats: { outputTokens: 3 },
      citations: [],
      turns: [],
      count: 13,
      textCount: 2,
      firstMs: 50,
      totalMs: 1_000,
    });
  });

  test("counts its first moment from text or reasoning, not from what goes before", () => {
    const progress: AnswerPart = { type: "progress", progress: { stage: "load", done: 1, total: 100 } };
    expect(outcomeOf(progress, { type: "context", context: context("x") })).not.toHaveProperty("firstMs");
    expect(outcomeOf(progress, { type: "text", text: "a" }, { type: "text", text: "b" })).toMatchObject({
      firstMs: 10,
    });
  });

  test.each<[string, AnswerPart, string]>([
    ["reasoning", { type: "reasoning", text: "x".repeat(LIMITS.reasoningBytes + 1) }, "reasoning"],
    ["a call", { type: "tool-call", call: { index: 0, name: "f", arguments: "x".repeat(20_000) } }, "calls"],
    ["text", { type: "text", text: "x".repeat(LIMITS.answerBytes + 1) }, "text"],
  ])("leaves out %s that is too long, and says that the stream has more", (_name, part, field) => {
    const outcome = outcomeOf(part);
    expect(outcome).not.toHaveProperty(field);
    expect(outcome.isShortened).toBe(true);
  });

  test("leaves out calls that are too many", () => {
    const calls = Array.from({ length: 100 }, (_, index): AnswerPart => ({
      type: "tool-call",
      call: { index, arguments: "" },
    }));
    expect(outcomeOf(...calls)).toMatchObject({ isShortened: true });
    expect(outcomeOf(...calls)).not.toHaveProperty("calls");
    expect(outcomeOf(...calls.slice(0, 5)).calls).toHaveLength(5);
  });

  test("gives up reasoning before the text when both do not fit", () => {
    const outcome = outcomeOf(
      { type: "reasoning", text: "\u0001".repeat(LIMITS.reasoningBytes) },
      { type: "text", text: '"'.repeat(15_000) },
    );
    expect(outcome).toMatchObject({ isShortened: true, text: '"'.repeat(15_000) });
    expect(outcome).not.toHaveProperty("reasoning");
  });

  test("fits into an item and its schema, whatever the parts are", () => {
    const long = fc
      .tuple(fc.constantFrom("a", "\u0001", '"', "文"), fc.nat(12_000))
      .map(([unit, count]) => unit.repeat(count));
    const label = fc.string({ maxLength: 300, unit: "binary" });
    const section = fc.record({ kind: fc.constant("attachment" as const), label, tokens: fc.nat() });
    const part = fc.oneof<fc.Arbitrary<AnswerPart>[]>(
      long.map((text) => ({ type: "text", text })),
      long.map((text) => ({ type: "reasoning", text })),
      fc.tuple(fc.nat(40), long).map(([index, text]) => ({ type: "tool-call", call: { index, arguments: text } })),
      fc
        .array(section, { maxLength: 40 })
        .map((sections) => ({ type: "context", context: { ...context(""), sections, dropped: sections } })),
      fc.nat().map((n) => ({
        type: "citation",
        citation: { n: n + 1, path: "x".repeat(1_000), line: 1, endLine: 1, excerpt: "文".repeat(400) },
      })),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 60 }), (parts) => {
        const outcome = outcomeOf(...parts);
        expect(utf8Length(JSON.stringify(outcome))).toBeLessThanOrEqual(LIMITS.itemBytes - 512);
        expect(check(AnswerOutcome, outcome)).toEqual({ ok: true, value: outcome });
        const written = parts.map((each) => (each.type === "text" ? each.text : "")).join("");
        expect(outcome.isShortened === true || outcome.text === written).toBe(true);
      }),
      { seed: 9, numRuns: 200 },
    );
  });
});

test("[A1] a later route makes what another engine gave before it void", () => {
  const citation = { n: 1, path: "a.md", line: 1, endLine: 2, excerpt: "a" };
  expect(
    outcomeOf(
      { type: "route", route: route("llama/a") },
      { type: "citation", citation },
      { type: "context", context: context("old") },
      { type: "stats", stats: { loadMs: 9 } },
      { type: "route", route: route("workspace") },
      { type: "citation", citation: { ...citation, path: "b.md" } },
    ),
  ).toMatchObject({ route: { engine: "workspace" }, citations: [{ path: "b.md" }], count: 6 });
  const { context: kept, stats } = outcomeOf(
    { type: "context", context: context("old") },
    { type: "stats", stats: { loadMs: 9 } },
    { type: "route", route: route("workspace") },
  );
  expect([kept, stats]).toEqual([undefined, undefined]);
});
