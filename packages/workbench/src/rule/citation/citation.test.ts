import { describe, expect, test } from "vitest";
import type { Rule } from "../rule.ts";
import { problemsOf } from "../rule-fixture.ts";
import { citedCommit } from "./commit.ts";
import { citedLine } from "./line.ts";
import { citedPath } from "./path.ts";
import { citedQuote } from "./quote.ts";
import { citedSymbol } from "./symbol.ts";

const FILES = {
  "src/a.ts": "export class Reader {\n  resume(): void {}\n}\n",
  "docs/b.ts": "one\r\ntwo\r\nthree",
  "packages/web/src/c.ts": "export const c = 1;\n",
  "specs/wire.md": "# Wire\n\nFrames are at most **64 KiB**.\nA reader asks\nfor credit.\n",
};

const found = (rule: Rule, text: string, path = "docs/note.md"): string[] =>
  problemsOf(rule, { text, files: FILES }, { path }).map((problem) => problem.text);

const RESEARCH = "---\nnomous: research\n---\n# R\n\n";
const findings = (text: string): string => `${RESEARCH}## Findings\n\n${text}\n`;

describe.each([citedCommit, citedLine, citedPath, citedQuote, citedSymbol])("$id", (rule) => {
  test("finds its bad example and nothing in its good one", () => {
    expect(problemsOf(rule, rule.bad)).not.toEqual([]);
    expect(problemsOf(rule, rule.good)).toEqual([]);
  });
});

describe("a cited file that is not there", () => {
  test.each([
    ["with a line, in any document", "See `src/gone.ts:10`.", ["`src/gone.ts:10`"]],
    ["with lines of GitHub's form", "See `src/gone.ts#L10-L20`.", ["`src/gone.ts#L10-L20`"]],
    ["without a line, where a part says what is there", findings("- In `src/gone.ts` it moves."), ["`src/gone.ts`"]],
    ["in prose of a document of a type", findings("It moves (src/gone.ts:10-40)."), ["src/gone.ts:10-40"]],
    [
      "in a cell, with CRLF",
      findings("| a | b |\n| - | - |\n| x | `src/gone.ts:1` |").replaceAll("\n", "\r\n"),
      ["`src/gone.ts:1`"],
    ],
    ["below an item", findings("- a\n  - b `src/gone.rs:3`"), ["`src/gone.rs:3`"]],
    ["with brackets in its name", findings("`src/app/[id]/(main)/page.tsx:4`"), ["`src/app/[id]/(main)/page.tsx:4`"]],
    ["by name alone, in a document of a type", findings("`gone.ts:4`"), ["`gone.ts:4`"]],
    ["in the words of a link to another", findings("[`src/gone.ts:1`](../src/a.ts#L1)"), ["`src/gone.ts:1`"]],
  ])("%s", (_, text, expected) => {
    expect(found(citedPath, text)).toEqual(expected);
  });

  test.each([
    ["is there, from the root or from the document", "`src/a.ts:1` `../src/a.ts:1` `./b.ts:1` `b.ts:1`"],
    ["is a name alone, as in a trace", "`gone.ts:4`"],
    ["has no line and stands in a plain document", "`src/gone.ts`"],
    ["is still to be written", `${RESEARCH}## Summary\n\nA new \`src/gone.ts\` will hold it.\n`],
    [
      "is an example, a glob, a package or made by a build",
      findings("`path/to/a.ts:1` `src/*.ts` `@x/y/z.js:1` `node_modules/a/b.js:1` `dist/a.js:1`"),
    ],
    [
      "is of the system or the web",
      findings("`/etc/hosts.conf:1` `~/a/b.ts:1` `example.com/a.html` `https://example.com/a.ts:1`"),
    ],
    ["is part of a command", findings("`node src/gone.ts:1`")],
    ["stands in a fence", findings("```\nsrc/gone.ts:10\n```")],
    ["is the words of a link that leads elsewhere", findings("[`src/gone.ts:1`](https://example.com/gone.ts#L1)")],
    ["is the words of a link to it", findings("[`a.ts:1`](../src/a.ts#L1) [`src/gone.ts`](../src/a.ts)")],
    ["only shows what a citation looks like", "Cite it, such as `src/gone.ts:10-40`, or like `src/gone.ts:1`."],
    ["is no text", findings("`pictures/gone.png`")],
    ["may lie outside the workspace", findings("`../../other/gone.ts:1`")],
  ])("is not told when it %s", (_, text) => {
    expect(found(citedPath, text)).toEqual([]);
  });

  test("is looked for in every folder above the document", () => {
    expect(found(citedPath, "`src/c.ts:1`", "packages/web/docs/note.md")).toEqual([]);
  });
});

describe("a cited line that is not there", () => {
  test.each([
    ["behind the end", "`src/a.ts:4`", ["`src/a.ts:4`"]],
    ["a range that ends behind it", "`src/a.ts:2-9`", ["`src/a.ts:2-9`"]],
    ["one of several", "`src/a.ts:1, 9`", ["`src/a.ts:1, 9`"]],
    ["of a link", "[x](../src/a.ts#L9)", ["../src/a.ts#L9"]],
    ["of the words of a link", "[`src/a.ts:9`](../src/a.ts#L1)", ["`src/a.ts:9`"]],
    ["backwards", "`src/a.ts:3-1`", ["`src/a.ts:3-1`"]],
    ["line 0", "`src/a.ts:0`", ["`src/a.ts:0`"]],
    ["in prose", findings("It moves (src/a.ts:9)."), ["src/a.ts:9"]],
    ["in a file with CRLF and no line end at the end", "`b.ts:4`", ["`b.ts:4`"]],
    ["the last line", "`src/a.ts:3` `b.ts:3` `src/a.ts:1-3` `src/a.ts:3:80` [x](../src/a.ts#L1-L3)", []],
    ["of a file that is not there", "`src/gone.ts:9`", []],
    ["a time or a port", "at 10:30, `localhost:8080`", []],
  ])("%s", (_, text, expected) => {
    expect(found(citedLine, text)).toEqual(expected);
  });

  test("is told with the number of lines that there are", () => {
    expect(problemsOf(citedLine, { text: "`src/a.ts:4`", files: FILES })[0]?.message).toContain(
      '"src/a.ts" has 3 lines',
    );
  });
});

test.each([
  ["not in the file", "`src/a.ts#Writer`", ["`src/a.ts#Writer`"]],
  ["part of another name", "`src/a.ts#Read`", ["`src/a.ts#Read`"]],
  ["a method that is not there", "`src/a.ts#Reader.close`", ["`src/a.ts#Reader.close`"]],
  ["of a link", "[x](../src/a.ts#Writer)", ["../src/a.ts#Writer"]],
  ["in prose", findings("It moves (src/a.ts#Writer)."), ["src/a.ts#Writer"]],
  ["in a cell", "| a |\n| - |\n| `src/a.ts#Writer` |\n", ["`src/a.ts#Writer`"]],
  ["there", "`src/a.ts#Reader` `src/a.ts#Reader.resume` [x](../src/a.ts#resume)", []],
  ["a line", "`src/a.ts#L2`", []],
  ["of a file that is not there", "`src/gone.ts#x`", []],
  ["a heading of a document", "`specs/wire.md#wire`", []],
  ["in a fence", "```\nsrc/a.ts#Writer\n```", []],
])("a cited name %s", (_, text, expected) => {
  expect(found(citedSymbol, text)).toEqual(expected);
});

const commits = (text: string): string[] =>
  problemsOf(citedCommit, { text }, { hasCommit: (id) => id === "1a2b3c4" }).map((problem) => problem.text);

describe("a commit that is not there", () => {
  test.each([
    ["in a field", "---\nnomous: research\ngit_commit: 9a8b7c6d\n---\n# R\n", ["9a8b7c6d"]],
    ["quoted", '---\nnomous: research\ncommit: "9a8b7c6"\n---\n# R\n', ["9a8b7c6"]],
    [
      "in a list of recent ones",
      "---\nnomous: research\nrecent:\n  - 9a8b7c6 Fix it\n  - 1a2b3c4 Add it\n---\n# R\n",
      ["9a8b7c6"],
    ],
    [
      "in a table of fields",
      "---\nnomous: spec\n---\n# R\n\n| Field | Value |\n| - | - |\n| Commit | `9a8b7c6` |\n",
      ["9a8b7c6"],
    ],
    ["in prose", findings("It came with commit `9a8b7c6`."), ["9a8b7c6"]],
    ["in prose, with CRLF", findings("As of\r\ncommit 9a8b7c6, it did.\r\n"), ["9a8b7c6"]],
    ["the newest, whichever that is", "---\nnomous: research\ncommit: HEAD~1\n---\n# R\n", ["HEAD~1"]],
    ["one that is there", "---\nnomous: research\ncommit: 1a2b3c4\n---\n# R\n", []],
    ["not said to be one", findings("The hash is `9a8b7c6`."), []],
    ["a word or a number", findings("commit defaced, commit 1234567"), []],
    ["of another repository", findings("[commit 9a8b7c6](https://example.com/9a8b7c6)"), []],
    ["in a fence", findings("```\ncommit 9a8b7c6\n```"), []],
    ["in a document of no type", "commit 9a8b7c6", []],
  ])("%s", (_, text, expected) => {
    expect(commits(text)).toEqual(expected);
  });

  test("is not told where nobody knows", () => {
    expect(found(citedCommit, "---\nnomous: research\ncommit: 9a8b7c6\n---\n# R\n")).toEqual([]);
  });
});

describe("a quotation that its source does not contain", () => {
  test.each([
    ["other words", "`specs/wire.md:3`:\n\n> Frames are at most 16 KiB.\n", ["> Frames are at most 16 KiB."]],
    ["without a blank line, with CRLF", "`specs/wire.md:3`\r\n> Frames are small.\r\n", ["> Frames are small."]],
    ["in other lines", "`specs/wire.md:1`:\n\n> A reader asks\n> for credit.\n", ["> A reader asks\n> for credit."]],
    ["with its source as the last line", "> Frames are small.\n> — `specs/wire.md:3`\n", ["> Frames are small."]],
    ["one side of an omission", "`specs/wire.md:3-5`:\n\n> Frames … for money.\n", ["> Frames … for money."]],
    ["as a link", "[wire](../specs/wire.md#L3):\n\n> Frames are small.\n", []],
    [
      "the words, without marks and over other lines",
      "`specs/wire.md:3-5`:\n\n> Frames are at most 64 KiB. A reader\n> asks for credit.\n",
      [],
    ],
    ["the words with an omission", "`specs/wire.md:3-5`:\n\n> Frames are […] for credit.\n", []],
    ["a citation in a sentence", "As `specs/wire.md:3` says, it is so:\n\n> Anything.\n", []],
    ["a source that is not there", "`specs/gone.md:3`:\n\n> Anything.\n", []],
    ["a quotation without source", "> Anything.\n", []],
  ])("%s", (_, text, expected) => {
    expect(found(citedQuote, text)).toEqual(expected);
  });
});
