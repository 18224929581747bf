import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { testWithoutMethod } from "./no-method.ts";

const RULES = [testWithoutMethod];

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

const empty = (plan: string): string[] =>
  told(
    testWithoutMethod,
    `---\nnomous: spec\n---\n# Outbox\n\n## 8. Migration, Rollout, and Testing\n\n### 8.3 Test Plan\n\n${plan}\n`,
  );

test.each([
  "- **Unit Tests:** will be written",
  "- **Integration Tests:** as usual",
  "- **End-to-End Tests:** test everything",
  "- **Unit Tests:** standard unit tests for all components",
  "- Unit tests",
  "- We will add tests.",
  "- Full coverage of the code",
])("“%s” says nothing that could be observed", (text) => {
  expect(empty(text)).toHaveLength(1);
});

test.each([
  "- **Unit Tests:** a command that was sent twice is applied once",
  "- **Unit Tests:** `outbox.test.ts`",
  "- `readHello()`",
  "- G1–G3",
  "- **Manual:** close the lid, open it again",
  "- **Unit Tests:** TBD",
  "- **GPU tests:** not applicable, because there is none",
])("“%s” says something, or is told by others", (text) => {
  expect(empty(text)).toEqual([]);
});

test("a title above a list, a table or code is filled by what stands below it", () => {
  expect(
    empty("- **Unit Tests:**\n  - the lid closes, and the turn is there\n- Log\n  - a torn segment is cut off"),
  ).toEqual([]);
  expect(empty("**Unit Tests**\n\n- the lid closes, and the turn is there")).toEqual([]);
  expect(empty("Unit tests\n\n```ts\ntest();\n```")).toEqual([]);
  expect(empty("- Log\n  - unit tests")).toEqual(["unit tests"]);
});

test("a dash behind the kind of a test says nothing", () => {
  expect(empty("- Log: a torn segment is cut off\n- GPU tests: -")).toEqual(["GPU tests: -"]);
});

test("rows of a table are tests too", () => {
  expect(
    empty("| Kind | What |\n| --- | --- |\n| Unit | tests |\n| Integration | the lid closes, the turn is there |"),
  ).toEqual(["| Unit | tests |"]);
});
