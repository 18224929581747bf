import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { diagramSyntax } from "./syntax.ts";

const RULES = [diagramSyntax];

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

const fence = (language: string, body: string): string =>
  `---\nnomous: spec\n---\n# Outbox\n\n## 5. Detailed Design\n\n\`\`\`${language}\n${body}\n\`\`\`\n`;

test("a problem is told at its place in the document, whatever part the fence stands in", () => {
  const [problem] = problemsOf(diagramSyntax, { text: fence("mermaid", "flowchart LR\n  a[Outbox --> b[Bridge]") });
  expect(problem?.line).toBeGreaterThanOrEqual(9);
  expect(told(diagramSyntax, fence("mermaid", "flowchat LR\n  a --> b"))).toEqual(["flowchat"]);
  expect(told(diagramSyntax, fence("mermaid", "sequenceDiagram\n  alt cut\n  a->>b: hello"))).toHaveLength(1);
});

test("a drawing that is sound, code, and a fence that is still open are left alone", () => {
  expect(told(diagramSyntax, fence("mermaid", "flowchart LR\n  a[Outbox] --> b[Bridge]"))).toEqual([]);
  expect(told(diagramSyntax, fence("ts", "const flowchart = [1, 2"))).toEqual([]);
  expect(told(diagramSyntax, fence("text", "Outbox ---> Bridge"))).toEqual([]);
  expect(told(diagramSyntax, fence("mermaid", "flowchart LR\n  a[Outbox").replace(/```\n$/, ""))).toEqual([]);
});

test("documents of no type are not read", () => {
  expect(told(diagramSyntax, "# Notes\n\n```mermaid\nflowchat\n```\n")).toEqual([]);
});
