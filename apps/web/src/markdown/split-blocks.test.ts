import { expect, test } from "vitest";
import { splitBlocks } from "./split-blocks.ts";

test.each([
  ["paragraphs", "a\n\nb\n\nc", 3],
  ["a loose list is one block", "- a\n\n- b\n\n1. c", 1],
  ["an indented continuation stays with its item", "- a\n\n  b\n\nc", 2],
  ["a blank line in a fence cuts nothing", "```\na\n\nb\n```\n\nc", 2],
  ["a shorter fence does not close a longer one", "````\n```\n\na\n````\n\nb", 2],
  ["tildes do not close backticks", "```\n~~~\n\na\n```\n\nb", 2],
  ["an open fence runs to the end", "a\n\n```\nb\n\nc", 2],
  ["a definition keeps the text whole", "a [x]\n\nb\n\n[x]: https://example.org", 1],
])("%s", (_name, text, count) => {
  const blocks = splitBlocks(text);
  expect(blocks).toHaveLength(count);
  expect(blocks.join("\n")).toBe(text);
});

test("text that grows changes no block before the last", () => {
  const text = "# a\n\nb c\n\n```ts\nd\n\ne\n```\n\n- f\n\n- g\n\nh";
  for (let length = 1; length < text.length; length += 1) {
    const before = splitBlocks(text.slice(0, length));
    const after = splitBlocks(text.slice(0, length + 1));
    expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
  }
});
