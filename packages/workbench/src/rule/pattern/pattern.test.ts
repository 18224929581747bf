import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { unnamedPattern } from "./unnamed.ts";

const RULES = [unnamedPattern];

describe("each rule finds its bad example and nothing in its good one", () => {
  test.each(RULES)("$id", (rule) => {
    expect(problemsOf(rule, rule.bad).length).toBeGreaterThan(0);
    expect(problemsOf(rule, rule.good)).toEqual([]);
  });
});

/** What a rule points at, which must not depend on how lines end. */
function told(rule: Rule, text: string): string[] {
  const found = problemsOf(rule, { text }).map((problem) => problem.text);
  const inCrlf = problemsOf(rule, { text: text.replaceAll("\n", "\r\n") });
  expect(inCrlf.map((problem) => problem.text.replaceAll("\r", ""))).toEqual(found);
  return found;
}

const unnamed = (text: string): number =>
  told(
    unnamedPattern,
    `---\nnomous: spec\n---\n# Outbox\n\n## 4. Proposed Solution (High-Level Design)\n\n### 4.2 Architectural Pattern\n\n${text}\n`,
  ).length;

test.each([
  "We use a clean, modern and flexible design that scales well.",
  "The standard architecture of our services.",
  "A proven pattern that the team knows.",
  "It is easy to extend and keeps the parts apart.",
  "We follow the usual design pattern.",
])("“%s” names no pattern", (text) => {
  expect(unnamed(text)).toBe(1);
});

test.each([
  "Event sourcing, with snapshots each 1,000 items.",
  "An append-only log with cursors held by its readers.",
  "We adopt a **Skill as tool** approach.",
  "The design follows the Tolerant Reader of the books.",
  "The wait-free frame pattern of the kernel.",
  'What is known as "single writer".',
  "See [the decision](../decisions/0003.md).",
  "Not applicable, because only a text changes.",
])("“%s” names one, or says why there is none", (text) => {
  expect(unnamed(text)).toBe(0);
});

test("a part that nobody has written yet is told by others", () => {
  expect(unnamed("")).toBe(0);
  expect(unnamed("TBD")).toBe(0);
});
