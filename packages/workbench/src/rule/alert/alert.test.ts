import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { alertWithoutThreshold } from "./no-threshold.ts";
import { unknownMetric } from "./unknown-metric.ts";

const RULES = [alertWithoutThreshold, unknownMetric];

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
  "above 5 % for 10 min it pages the team, who look at `outbox_items` first",
  "the desk is told when more than 2 things look wrong",
  "missing days in `outbox_days_missing` open a ticket for the desk",
])("“%s” lacks a metric or a threshold", (text) => {
  expect(weak(text)).toEqual([text]);
});

test.each([
  "page when `outbox_age_seconds` is above 60 s for 5 min",
  "5xx rate > 1 % for 5 minutes",
  "any crash mark pages the person on call",
  "the bridge is unreachable",
  "disk below 20 %",
  "page load p95 above 3 s for 5 min",
  "more than 5 failed logins a minute page the person on call",
  "`outbox_days_missing` above 2 opens a ticket for the desk, who look at the radio first",
  "the first entry in `outbox_lost_total` pages the person on call",
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

test("of two alerts in one sentence each is told for itself", () => {
  expect(
    weak("`a_ratio` above 8 % for 5 min calls the desk, who look at the lamp; `b_ms` calls the desk when it is bad"),
  ).toEqual(["`b_ms` calls the desk when it is bad"]);
  expect(weak("`a_ratio` above 8 % calls the desk; `b_ms` above 400 ms calls the team")).toEqual([]);
});

const unknown = (metrics: string, alerting: string): string[] =>
  told(
    unknownMetric,
    `---\nnomous: spec\n---\n# Outbox\n\n## 7. Cross-Cutting Concerns\n\n### 7.2 Observability Strategy\n\n- **Metrics:** ${metrics}\n- **Alerting:** ${alerting}\n`,
  );

test("a metric that the list of metrics does not have is told at its name", () => {
  const metrics = "`outbox_items` and `outbox_age_seconds`";
  expect(unknown(metrics, "`outbox_delay` above 60 s pages the team")).toEqual(["outbox_delay"]);
  expect(unknown(metrics, "`outbox_items` above 9 calls the desk; `outbox_lag` above 3 s pages the team")).toEqual([
    "outbox_lag",
  ]);
});

test.each([
  "`outbox_items` above 60 pages the team, who look at `disk_free_bytes`",
  '`histogram_quantile(0.9, outbox_age_seconds_bucket{job_name="a"})` above 60 s pages the team',
  "`outbox_items_total` above 60 pages the team",
  "outbox older than 60 s pages the team",
])("“%s” is about what is observed", (text) => {
  expect(unknown("`outbox_items` and `outbox_age_seconds`", text)).toEqual([]);
});

test("where one metric or none is named, the list is no list", () => {
  expect(unknown("such as `outbox_items`", "`outbox_delay` above 60 s pages the team")).toEqual([]);
  expect(unknown("age and number of items", "`outbox_delay` above 60 s pages the team")).toEqual([]);
});
