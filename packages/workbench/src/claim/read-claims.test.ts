import { expect, test } from "vitest";
import { parseMarkdown } from "../text/markdown.ts";
import { readClaims } from "./read-claims.ts";

const read = (text: string) => readClaims(parseMarkdown(text));

test("a claim is known by its key, wherever it stands: in prose, a list, a heading, or a cell", () => {
  const claims = read(
    "# Fell [1 %][ev:a/m]\n\np95 fell [2 %][ev:a/m@x].\n\n- **[3 %][ev:a/m/low]**\n\n| Change |\n| - |\n| [4 %][ev:a-b/m.n@x/value] |\n",
  );
  expect(claims.map(({ key }) => key)).toEqual([
    { experiment: "a", metric: "m", variant: null, what: "effect" },
    { experiment: "a", metric: "m", variant: "x", what: "effect" },
    { experiment: "a", metric: "m", variant: null, what: "low" },
    { experiment: "a-b", metric: "m.n", variant: "x", what: "value" },
  ]);
  expect(claims.at(-1)?.sentence.heading).toBe("Change");
});

test("what only looks like a claim is read too, so that it can be told; code and other links are none", () => {
  const claims = read("[1 %](ev:a/m) [ev:a/m] [2 %][ev:a] `[3 %][ev:a/m]` [4][note] [5](https://example.org)\n");
  expect(claims.map(({ form, key }) => [form, key === null])).toEqual([
    ["address", false],
    ["bare", false],
    ["bound", true],
  ]);
});

test("the sentence has the places of the document, and no full stop inside a number or a claim ends it", () => {
  const text = "Before. It fell\nfrom 1.5 s by [14.8 %. Really][ev:a/m], *they* say. After.\n";
  const [claim] = read(text);
  expect(claim).toBeDefined();
  const { from = 0, to = 0, text: seen = "" } = claim?.sentence ?? {};
  expect(text.slice(from, to)).toBe("It fell\nfrom 1.5 s by [14.8 %. Really][ev:a/m], *they* say.");
  expect(seen).toHaveLength(to - from);
  expect(seen.replaceAll(/\s+/g, " ")).toBe("It fell from 1.5 s by 14.8 %. Really , they say.");
});

test("what others are quoted with, and comments, are nobody's claim", () => {
  const [claim] = read('It fell [15 %][ev:a/m], not "faster" <!-- slower -->.\n');
  expect(claim?.sentence.text).not.toMatch(/faster|slower/);
});

test("a block without a full stop is a sentence to its end, its last claim included", () => {
  const [claim] = read("> p95 rose [15 %][ev:a/m]\n");
  expect(claim?.sentence.text.trimEnd()).toBe("p95 rose  15 %");
});
