import { expect, test } from "vitest";
import { parseMarkdown } from "../text/markdown.ts";
import { statementsIn, trimmed } from "./statements.ts";

const all = (text: string): string[] => {
  const markdown = parseMarkdown(text);
  return statementsIn(markdown, { from: 0, to: text.length }).map((statement) => statement.text);
};

test("rows, items at any depth and paragraphs are statements, in the order of the text", () => {
  const text = "One *line*.\n\n- [ ] two\n  - three\n\n| a | b |\n| --- | --- |\n| four | five |\n\n```\ncode\n```\n";
  expect(all(text)).toEqual(["One line.", "two", "three", "four five"]);
});

test("a span behind a label begins with the rest of the line", () => {
  const text = "- **Alerts:** above 60 s\n  - and below 1 s\n";
  const markdown = parseMarkdown(text);
  const [label] = markdown.labels;
  expect(statementsIn(markdown, label?.content ?? { from: 0, to: 0 }).map((statement) => statement.text)).toEqual([
    "above 60 s",
    "and below 1 s",
  ]);
});

test("no statement begins or ends with blanks, whatever ends a line", () => {
  const text = "- one  \r\n- two\r\n\r\nthree\r\n";
  const markdown = parseMarkdown(text);
  for (const { from, to } of statementsIn(markdown, { from: 0, to: text.length }))
    expect(text.slice(from, to)).toBe(text.slice(from, to).trim());
  expect(trimmed("  a ", { from: 0, to: 4 })).toEqual({ from: 2, to: 3 });
  expect(trimmed("   ", { from: 0, to: 3 })).toEqual({ from: 3, to: 3 });
});
