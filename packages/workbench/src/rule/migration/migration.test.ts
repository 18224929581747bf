import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { unverifiedMigration } from "./unverified.ts";

const RULES = [unverifiedMigration];

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

const unverified = (backfill: string, verification: string): string[] =>
  told(
    unverifiedMigration,
    `---\nnomous: spec\n---\n# Outbox\n\n## 8. Migration, Rollout, and Testing\n\n### 8.2 Data Migration Plan\n\n- **Backfill:** ${backfill}\n- **Verification:** ${verification}\n`,
  );

const MOVED = "the rows of the old queue are copied into the outbox";

test.each([
  "we make sure that it worked",
  "not needed",
  "manual",
  "the team looks at it",
  "we trust the script",
  "somebody has a look at the report",
  "Not applicable, because the table is small.",
])("rows that are moved are not verified by “%s”", (text) => {
  expect(unverified(MOVED, text)).toEqual([text]);
});

test.each([
  "the count of both tables is equal",
  "a checksum over each batch",
  "`nomous verify` exits 0",
  "a job compares old and new totals",
  "100 rows are read back",
  "TBD",
  "none",
])("“%s” verifies them, or is told by others", (text) => {
  expect(unverified(MOVED, text)).toEqual([]);
});

test("where no data changes there is nothing to verify", () => {
  expect(unverified("no data change", "not needed")).toEqual([]);
  expect(unverified("None. Old files stay valid.", "none")).toEqual([]);
  expect(unverified("No backfill is required, because the format stays", "-")).toEqual([]);
});

test("a backfill that says itself how it is checked needs no second place for it", () => {
  expect(unverified(`${MOVED}, and both are compared row by row`, "see above")).toEqual([]);
});

test("a number in the backfill verifies nothing", () => {
  expect(unverified("the rows of the last 180 days are copied, newest first", "we trust the script")).toEqual([
    "we trust the script",
  ]);
});

test("without a part for it, the structure is what is told", () => {
  const text =
    "---\nnomous: spec\n---\n# O\n\n## 8. Rollout\n\n### 8.2 Data Migration Plan\n\n- **Backfill:** rows are copied\n";
  expect(told(unverifiedMigration, text)).toEqual([]);
});
