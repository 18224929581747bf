import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { alertWithoutThreshold } from "./no-threshold.ts";

const RULES = [alertWithoutThreshold];

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

const weak = (alerting: string): string[] =>
  told(
    alertWithoutThreshold,
    `---\nnomous: spec\n---\n# Outbox\n\n## 7. Cross-Cutting Concerns\n\n### 7.2 Observability Strategy\n\n- **Metrics:** \`outbox_age_seconds\`\n- **Alerting:** ${alerting}\n`,
  );

test.each([
  "we alert when the outbox is slow",
  "the person on call is paged",
  "alerts go to Slack when the error rate is high",
  "on `outbox_age_seconds`",
  "error rate spikes",
  "page after 5 min",
  "the team is notified of problems with the queue",
])("“%s” lacks a metric or a threshold", (text) => {
  expect(weak(text)).toEqual([text]);
});

test.each([
  "page when `outbox_age_seconds` is above 60 s for 5 min",
  "5xx rate > 1 % for 5 minutes",
  "any crash mark pages the person on call",
  "the bridge is unreachable",
  "disk below 20 %",
  "none, because it runs on the user's machine",
  "Not needed for a command",
  "TBD",
])("“%s” has both, or says why there is none", (text) => {
  expect(weak(text)).toEqual([]);
});

test("each item and each row is an alert of its own", () => {
  expect(weak("\n  - queue above 1,000 items\n  - the disk is nearly full")).toEqual(["- the disk is nearly full"]);
  const rows = "### Alerts\n\n| Alert | When |\n| --- | --- |\n| queue | above 1,000 items |\n| disk | too full |";
  expect(
    told(
      alertWithoutThreshold,
      `---\nnomous: spec\n---\n# O\n\n## 7. Cross-Cutting Concerns\n\n### 7.2 Observability\n\n#${rows}\n`,
    ),
  ).toEqual(["| disk | too full |"]);
});
