import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { capacityWithoutNumber } from "./no-number.ts";
import { unsourcedCapacity } from "./unsourced.ts";

const RULES = [unsourcedCapacity, capacityWithoutNumber];

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

const unsourced = (text: string): string[] =>
  told(
    unsourcedCapacity,
    `---\nnomous: spec\n---\n# Outbox\n\n## 7. Cross-Cutting Concerns\n\n### 7.3 Scalability and Capacity Planning\n\n${text}\n`,
  );

test("the first number of a line that has no source is told, in every form", () => {
  expect(unsourced("- **Traffic Estimates:** 40 sockets send 2,000 messages/s")).toEqual(["40 sockets"]);
  expect(unsourced("- **Storage Growth:** 12 MB a day")).toEqual(["12 MB"]);
  expect(unsourced("**Bottleneck:** the writer stops at 2 000 items per second")).toEqual(["2 000 items per second"]);
  expect(unsourced("| What | Peak |\n| --- | --- |\n| messages | 500 messages/s |")).toEqual(["500 messages/s"]);
  expect(unsourced("- Traffic:\n  - 30 GB a month\n  - 5 % more each month")).toEqual(["30 GB", "5 %"]);
});

test("a link, evidence, a citation, a word for an estimate or a measurement is a source", () => {
  for (const text of [
    "[2,000 messages/s](../spikes/load.md)",
    "[12 MB][ev:load/storage] a day",
    "12 MB a day (`src/log.ts:40`)",
    "12 MB a day (estimate)",
    "~200 bytes an event",
    "We assume 40 sockets",
    "40 sockets, measured in the pilot",
    "40 sockets, see §4",
    "about 2,000 items/s",
  ])
    expect(unsourced(`- ${text}`)).toEqual([]);
});

test("what was decided needs no source, and small counts, ids and versions are no capacity", () => {
  for (const text of [
    "The queue holds at most 1,000 items",
    "Timeout of 30 s",
    "Default of 50 sockets",
    "3 workers a wave",
    "Version 1.2.3 of 2026-10-02",
    "T1 before T2",
  ])
    expect(unsourced(`- ${text}`)).toEqual([]);
});

test("not applicable with a reason has no number to source", () => {
  expect(unsourced("Not applicable, because it runs once a year.")).toEqual([]);
});

test("a number is rough where it says so, and so is what follows from it; the one before is not", () => {
  expect(unsourced("- about 3,000 pictures of 2 MB are 6 GB a day")).toEqual([]);
  expect(unsourced("- 2 MB a picture and about 3,000 pictures are 6 GB a day")).toEqual(["2 MB"]);
});

test("what one half of a sentence decides is no source for the other half", () => {
  expect(unsourced("- 36 GB a day; deleted after 90 days")).toEqual(["36 GB"]);
  expect(unsourced("- deleted after 90 days; 36 GB a day, measured in May")).toEqual([]);
});

const uncounted = (text: string): string[] =>
  told(
    capacityWithoutNumber,
    `---\nnomous: spec\n---\n# Outbox\n\n## 7. Cross-Cutting Concerns\n\n### 7.3 Scalability and Capacity Planning\n\n${text}\n`,
  );

test.each([
  "- **Traffic Estimates:** moderate, most of it in the morning",
  "- **Traffic:** all robots with their usual amount of logs",
  "- **Storage Growth:** grows slowly",
  "- **Memory:** manageable, see [the spike](spike.md)",
])("%s gives no number", (text) => {
  expect(uncounted(text)).toHaveLength(1);
});

test.each([
  "- **Traffic Estimates:** moderate: 40 sockets (estimate)",
  "- **Storage Growth:** none, nothing is stored",
  "- **Traffic:** TBD",
  "- **Bottleneck:** the writer gives way first, with few exceptions",
  "- **Traffic:** see [the measurements](spike.md)",
  "Not applicable, because few people use it.",
])("%s has one, needs none, or is told by others", (text) => {
  expect(uncounted(text)).toEqual([]);
});
