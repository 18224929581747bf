import { describe, expect, test } from "vitest";
import { parseMarkdown } from "../../text/markdown.ts";
import { problemsOf } from "../rule-fixture.ts";
import { hasSource } from "./has-source.ts";
import { uncitedAnalysis } from "./uncited.ts";

const planWith = (analysis: string): { text: string } => ({
  text: `---\nnomous: plan\n---\n# Framing\n\n## Analysis\n\n${analysis}\n`,
});
const told = (finding: string, source = ""): string[] =>
  problemsOf(
    uncitedAnalysis,
    planWith(`| Aspect | Finding | Source |\n| - | - | - |\n| GPU | ${finding} | ${source} |`),
  ).map(({ text }) => text);

test("the example is told, and is not when it is cited", () => {
  expect(problemsOf(uncitedAnalysis, uncitedAnalysis.bad)).toHaveLength(2);
  expect(problemsOf(uncitedAnalysis, uncitedAnalysis.good)).toEqual([]);
});

describe("a finding without a source is told", () => {
  test("in a table", () => expect(told("two layers run on it")).toEqual(["two layers run on it"]));
  test("with a source that is none", () => expect(told("two layers run on it", "everybody knows")).toHaveLength(1));
  test("one that says no without a reason", () => expect(told("none")).toEqual(["none"]));
  test("an aspect without a finding", () => expect(told("")).toEqual(["GPU"]));
  test("in a list", () => {
    expect(
      problemsOf(
        uncitedAnalysis,
        planWith("- **GPU:** two layers run on it\n- **Offline needs:** the outbox (`src/outbox.ts:4`)"),
      ).map(({ line }) => line),
    ).toEqual([8]);
  });
  test("with CRLF", () => {
    const { text } = planWith("| Aspect | Finding |\n| - | - |\n| GPU | two layers |");
    expect(problemsOf(uncitedAnalysis, { text: text.replaceAll("\n", "\r\n") }).map((one) => one.text)).toEqual([
      "two layers",
    ]);
  });
});

describe("a source may stand in either cell", () => {
  for (const source of [
    "`src/gpu.ts:10`",
    "[bench](bench.md)",
    "RFC 6455",
    "https://example.org/gpu",
    "spec § 4",
    "commit 4f2a91c",
  ])
    test(`of ${source}`, () => {
      expect(told("two layers run on it", source)).toEqual([]);
      expect(told(`two layers run on it (${source})`)).toEqual([]);
    });
  test("a reason needs none", () => expect(told("not applicable, because nothing runs on a card")).toEqual([]));
});

const canBeLookedUp = (text: string): boolean => hasSource(parseMarkdown(text), { from: 0, to: text.length });

describe("what can be looked up", () => {
  for (const text of [
    "`src/a.ts`",
    "`a.py:3`",
    "`docs/`",
    "src/a.ts",
    "lines 4–9",
    "#41",
    "ADR-7",
    "[x](y)",
    "[x]\n\n[x]: y",
  ])
    test(`yes: ${text}`, () => expect(canBeLookedUp(text)).toBe(true));
  for (const text of [
    "`resume()`",
    "`state.isActive`",
    "`/mcp`",
    "`@scope/name`",
    "and/or",
    "deadbeef",
    "1234567",
    "[x]",
    "![x](y)",
  ])
    test(`no: ${text}`, () => expect(canBeLookedUp(text)).toBe(false));
});
