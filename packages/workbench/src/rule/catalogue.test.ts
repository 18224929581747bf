import { describe, expect, test } from "vitest";
import { parseMarkdown } from "../text/markdown.ts";
import { RULES } from "./catalogue.ts";
import { problemsOf } from "./rule-fixture.ts";

const headingsOf = (text: string): string[] => parseMarkdown(text).headings.map(({ title }) => title);

test("ids are unique and say family and name", () => {
  const ids = RULES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/.test(id))).toEqual([]);
});

describe("each rule finds its bad example and nothing in its good one", () => {
  test.each(RULES)("$id", (rule) => {
    expect(problemsOf(rule, rule.bad).length).toBeGreaterThan(0);
    expect(problemsOf(rule, rule.good)).toEqual([]);
  });
});

test("a heading alone never passes: where both examples have headings, they differ in what stands below", () => {
  // These are about headings themselves.
  const exempt =
    /^(?:structure\.(?:missing-part|duplicate|part-order)|spike\.(?:one-option|no-status-quo)|(?:metadata|lifecycle|text|link|citation|region)\.)/;
  const odd = RULES.filter(({ id }) => !exempt.test(id)).filter(
    ({ bad, good }) => headingsOf(bad.text).join("\n") !== headingsOf(good.text).join("\n"),
  );
  expect(odd.map(({ id }) => id)).toEqual([]);
});
