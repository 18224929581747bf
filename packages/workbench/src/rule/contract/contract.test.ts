import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { contractSyntax } from "./syntax.ts";

const RULES = [contractSyntax];

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

const fence = (heading: string, info: string, body: string): string =>
  `---\nnomous: spec\n---\n# Outbox\n\n## 5. Detailed Design\n\n### ${heading}\n\n\`\`\`${info}\n${body}\n\`\`\`\n`;
const api = (info: string, body: string): string[] => told(contractSyntax, fence("5.1 API Interfaces", info, body));

test("contracts are read in every part, at their place in the document", () => {
  const proto = 'syntax = "proto3";\nmessage Hello {\n  string stream = 1;\n  int64 cursor = 1;\n}';
  expect(api("proto", proto)).not.toEqual([]);
  expect(told(contractSyntax, fence("5.3 Algorithms", "proto", proto))).not.toEqual([]);
  expect(api("yaml", "openapi: 3.1.0\ninfo:\n  title: Bridge\n   version: 1")).not.toEqual([]);
  expect(api("json", '{ "$schema": "https://json-schema.org/draft/2020-12/schema", "type": "objekt" }')).not.toEqual(
    [],
  );
});

test("plain data is read only where contracts stand", () => {
  const broken = '{ "type": "hello" "cursor": 41 }';
  expect(api("json", broken)).toHaveLength(1);
  expect(told(contractSyntax, fence("5.2 Data Model / Schema", "json", broken))).toHaveLength(1);
  expect(told(contractSyntax, fence("5.3 Algorithms", "json", broken))).toEqual([]);
});

test("what is sound, left out with dots, or no contract is left alone", () => {
  expect(api("json", '{ "type": "hello", "cursor": 41 }')).toEqual([]);
  expect(api("json", '{ "type": "hello", ... }')).toEqual([]);
  expect(api("proto", 'syntax = "proto3";\nmessage Hello {\n  string stream = 1;\n}')).toEqual([]);
  expect(api("ts", "interface Hello { cursor: number")).toEqual([]);
  expect(api("json", "")).toEqual([]);
});
