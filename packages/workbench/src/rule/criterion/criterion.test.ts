import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { conflictingCriteria } from "./conflict.ts";
import { unmeasurableCriterion } from "./unmeasurable.ts";
import { vagueCriterion } from "./vague.ts";

const RULES = [conflictingCriteria, unmeasurableCriterion, vagueCriterion];

describe("each rule tells its bad example and not its good one", () => {
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

const spike = (criteria: string): string =>
  `---\nnomous: spike\n---\n# Codec\n\n## Overview\n\n### Success criteria\n\n${criteria}\n`;
const list = (...texts: readonly string[]): string => spike(texts.map((text) => `- ${text}`).join("\n"));
const table = (...rows: readonly string[]): string =>
  spike(
    ["| # | Criterion | Target | Measured by |", "| --- | --- | --- | --- |", ...rows.map((row) => `| ${row} |`)].join(
      "\n",
    ),
  );

const unmeasurable = (...texts: readonly string[]): string[] => told(unmeasurableCriterion, list(...texts));

describe("criterion.unmeasurable", () => {
  for (const text of [
    "Memory use of the encoder",
    "Throughput reaches the target",
    "The spike is a success",
    "We understand the trade-offs",
    "Users like the answers",
    "Offline mode",
  ])
    test(`“${text}” is told`, () => expect(unmeasurable(text)).toEqual([`- ${text}`]));

  for (const text of [
    "p95 of encoding is at most 0.2 ms",
    "`npm test` exits 0",
    "No frame is lost",
    "Every frame decodes to the same message",
    "A person can export a conversation",
    "The recommendation names one codec",
    "Encoding is fast",
  ])
    test(`“${text}” is not, or by another rule`, () => expect(unmeasurable(text)).toEqual([]));

  test("among criteria that all count something, one that counts nothing is told", () => {
    const others = ["p95 is at most 2 ms", "At most 4 MB of memory", "At most 10 kB of script"];
    expect(unmeasurable(...others, "Frames of a phone look right")).toEqual(["- Frames of a phone look right"]);
    expect(unmeasurable("Frames of a phone look right", "The page of a reader turns")).toEqual([]);
  });

  test("a row has its value in a column; ids and the way of measuring count nothing", () => {
    expect(told(unmeasurableCriterion, table("1 | GPU memory of the model | at most 3 GB | nvidia-smi"))).toEqual([]);
    expect(told(unmeasurableCriterion, table("1 | Word error rate on the 2 h set | | bench 3"))).toHaveLength(1);
    expect(told(unmeasurableCriterion, table("1 | Users like the transcripts | yes | survey of 5"))).toHaveLength(1);
    expect(told(unmeasurableCriterion, table("1 | Falls back to the CPU | yes | fault test"))).toEqual([]);
  });

  test("a bold label is a part like a heading", () => {
    const text =
      "---\nnomous: spike\n---\n# Codec\n\n## Overview\n\n**Success criteria:**\n\n- The team is happy with it\n\n**Timeline:** 3 days\n";
    expect(told(unmeasurableCriterion, text)).toEqual(["- The team is happy with it"]);
  });
});

const vague = (text: string): string[] => told(vagueCriterion, list(text));

describe("criterion.vague", () => {
  test("the word is told, not the line", () => {
    expect(vague("Encoding is fast enough on phones")).toEqual(["fast"]);
    expect(vague("**Latency** is acceptable")).toEqual(["acceptable"]);
    expect(vague("Works in Chrome, Firefox, etc.")).toEqual(["etc."]);
    expect(vague("Low latency")).toEqual(["Low"]);
    expect(vague("The encoder performs well")).toEqual(["performs well"]);
    expect(vague("Retries are made as needed")).toEqual(["as needed"]);
    expect(vague("Startup improves significantly")).toEqual(["improves"]);
  });

  test("beside a figure, or in a name, the word does no harm", () => {
    expect(vague("Fast: p95 is at most 2 ms")).toEqual([]);
    expect(vague("Startup improves by 20 %")).toEqual([]);
    expect(vague("The low-level reader refuses an open string")).toEqual([]);
    expect(vague("The fast path is taken for acknowledgements")).toEqual([]);
    expect(vague("Best effort delivery is documented")).toEqual([]);
    expect(vague("A small model answers in the browser")).toEqual([]);
  });

  test("of a row the cell that should hold the value is told", () => {
    expect(told(vagueCriterion, table("1 | GPU memory of the model | low | nvidia-smi"))).toEqual(["low"]);
    expect(told(vagueCriterion, table("2 | Transcription of 2 h | reasonably fast | bench"))).toEqual([
      "reasonably fast",
    ]);
    expect(told(vagueCriterion, table("3 | GPU memory | at most 3 GB | good tools"))).toEqual([]);
  });
});

const conflicts = (...texts: readonly string[]): number => told(conflictingCriteria, list(...texts)).length;

const plan = (target: string): string =>
  `---\nnomous: plan\n---\n# Index\n\n## Overview\n\n### Success criteria\n\n- The index takes at most 8 MB of memory\n\n## Performance Considerations\n\n| Metric | Baseline | Target | Verified by |\n| --- | --- | --- | --- |\n| Memory of the index | 20 MB | ${target} | T1 |\n`;

describe("criterion.conflict", () => {
  test("bounds that exclude each other are told at both ends, in whatever unit", () => {
    expect(conflicts("Encoding takes at most 0.2 ms at p95", "Encoding takes at least 1 ms at p95")).toBe(2);
    expect(conflicts("Start-up takes at most 500 ms", "Start-up takes more than 2 s")).toBe(2);
    expect(conflicts("Memory stays below 40 MB", "Memory: 80 MB or more")).toBe(2);
    expect(conflicts("Every frame decodes to the same message", "Frames do not decode to the same message")).toBe(2);
    expect(conflicts("CPU stays below 40 %", "CPU stays below 80 %")).toBe(2);
  });

  test("another metric, statistic or condition is no conflict", () => {
    expect(conflicts("Encoding takes at most 0.2 ms", "Decoding takes at least 1 ms")).toBe(0);
    expect(conflicts("p50 is at most 50 ms", "p99 is at most 80 ms")).toBe(0);
    expect(conflicts("Memory of a phone stays below 40 MB", "Memory of a laptop stays below 400 MB")).toBe(0);
    expect(conflicts("At least 50 tokens/s", "At most 80 ms to the first token")).toBe(0);
    expect(conflicts("Resume takes at most 200 ms", "Resume takes at most 200 ms")).toBe(0);
  });

  test("a criterion is held against the target table", () => {
    expect(told(conflictingCriteria, plan("32 MB"))).toHaveLength(2);
    expect(told(conflictingCriteria, plan("≤ 8 MB"))).toEqual([]);
  });
});
