import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { questionWithoutAnswer } from "./answered-without-answer.ts";
import { duplicateQuestion } from "./duplicate.ts";

const RULES = [questionWithoutAnswer, duplicateQuestion];

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

const spec = (questions: string): string =>
  `---\nnomous: spec\n---\n# Outbox\n\n## 9. Open Questions / Unresolved Issues\n\n${questions}\n`;

describe("question.answered-without-answer", () => {
  test.each([
    "- [x] How long is a snapshot kept?",
    "- [X] **Q1:** How long is a snapshot kept?",
    "- [x] Q2: Viewport culling",
    "- [x] How long is a snapshot kept? (Mara)",
    "1. [x] The size of the outbox",
  ])("“%s” is ticked and has no answer", (text) => {
    expect(told(questionWithoutAnswer, spec(text))).toEqual([text]);
  });

  test.each([
    "- [x] How long is a snapshot kept? Thirty days.",
    "- [x] Do phones get the same limit? Yes",
    "- [x] **Q1: Permissions** — **Yes, mandate 0600.**",
    "- [x] Size of the outbox → 1,000 commands",
    "- [x] How long is a snapshot kept?\n  - **Resolved:** thirty days",
    "- [x] How long is a snapshot kept?\n\n  Thirty days.",
    "- [x] How long is a snapshot kept?\n\nThirty days, as the log.",
    "- [x] Who pays for storage (decided in §3)",
    "- [ ] How long is a snapshot kept?",
    "- How long is a snapshot kept?",
  ])("“%s” has one, or is still open", (text) => {
    expect(told(questionWithoutAnswer, spec(text))).toEqual([]);
  });

  test("the answer of the next question is not that of the one before", () => {
    const text = "- [x] How long is a snapshot kept?\n- [x] Who pays for it? Nobody does.";
    expect(told(questionWithoutAnswer, spec(text))).toEqual(["- [x] How long is a snapshot kept?"]);
  });
});

describe("question.duplicate", () => {
  test("the later one is told, whatever its small words, its answer and its id", () => {
    const first = "- [ ] Q1: How long does the outbox keep a command?";
    for (const again of [
      "- [ ] How long does the outbox keep a command?",
      "- [ ] Q7: How long should a command be kept in the outbox?",
      "- [x] For how long is a command kept in the outbox? Thirty days.",
    ])
      expect(told(duplicateQuestion, spec(`${first}\n- [ ] Who pays for it?\n${again}`))).toEqual([again]);
  });

  test("another word asks something else, and one word asks too little to tell", () => {
    expect(told(duplicateQuestion, spec("- How long is a command kept?\n- How long is a snapshot kept?"))).toEqual([]);
    expect(told(duplicateQuestion, spec("- Windows?\n- Windows?"))).toEqual([]);
    expect(told(duplicateQuestion, spec("- Question 1\n- Question 2"))).toEqual([]);
  });
});
