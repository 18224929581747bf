import { describe, expect, test } from "vitest";
import { splice } from "../../text/splice.ts";
import { checkDocument } from "../../check/check-document.ts";
import type { Rule } from "../rule.ts";
import { problemsOf, surroundingsOf } from "../rule-fixture.ts";
import { conflictMarker } from "./conflict-marker.ts";
import { headingMark } from "./heading-mark.ts";
import { lostTable } from "./lost-table.ts";
import { openComment } from "./open-comment.ts";
import { openFence } from "./open-fence.ts";
import { openMark } from "./open-mark.ts";
import { raggedTable } from "./ragged-table.ts";
import { repeatedWord } from "./repeated-word.ts";

const found = (rule: Rule, text: string): string[] => problemsOf(rule, { text }).map((problem) => problem.text);

/** The text with every fix of the rule made. */
function fixed(rule: Rule, text: string): string {
  const input = { path: "a.md", text, types: [], rules: [rule], surroundings: surroundingsOf() };
  return splice(
    text,
    checkDocument(input).findings.flatMap(({ fix }) => fix?.edits ?? []),
  );
}

describe.each([conflictMarker, headingMark, lostTable, openComment, openFence, openMark, raggedTable, repeatedWord])(
  "$id",
  (rule) => {
    test("finds its bad example and nothing in its good one", () => {
      expect(problemsOf(rule, rule.bad)).not.toEqual([]);
      expect(problemsOf(rule, rule.good)).toEqual([]);
    });
  },
);

const [OURS, SPLIT, THEIRS] = ["<<<<<<< HEAD", "=======", ">>>>>>> topic"] as const;

describe("a conflict is three markers in their order, each a line", () => {
  test.each([
    ["two conflicts", [OURS, "a", SPLIT, "b", THEIRS, "c", OURS, SPLIT, THEIRS], 2],
    ["with the text that both began from", [OURS, "a", "||||||| base", "o", SPLIT, "b", THEIRS], 1],
    ["that swallows the end of a fence", ["```", OURS, "a", "```", SPLIT, "b", "```", THEIRS, "```"], 1],
    ["in front matter", ["---", OURS, "a: 1", SPLIT, "a: 2", THEIRS, "---"], 1],
    ["shown in a fence", ["```", OURS, "a", SPLIT, "b", THEIRS, "```"], 0],
    ["a heading underlined with seven signs", ["Title", SPLIT, "text"], 0],
    ["without its end", [OURS, "a", SPLIT, "b"], 0],
    ["without its middle", [OURS, "a", THEIRS], 0],
    ["indented, so code", ["    " + OURS, "    " + SPLIT, "    " + THEIRS], 0],
  ])("%s", (_, lines, count) => {
    for (const ending of ["\n", "\r\n"]) expect(found(conflictMarker, lines.join(ending))).toHaveLength(count);
  });
});

test("an open comment is told with how much it hides", () => {
  expect(problemsOf(openComment, { text: "a\n\n<!-- x\r\n\r\n# H\r\n" })).toEqual([
    { line: 3, text: "<!--", message: expect.stringContaining("the 2 lines after it") as string },
  ]);
});

const foreignEnds = (text: string): string[] =>
  problemsOf(openComment, { text }).map(({ message }) => /ends only in line \d+, (.*):/.exec(message)?.[1] ?? message);

test.each([
  ["at the beginning of another", "<!-- a\n\ntext\n\n<!-- b -->\n\n# H\n", "with another comment"],
  ["at an arrow of a drawing", "<!-- a\n\n```mermaid\nx --> y\n```\n", "in a block of code"],
  ["in the second of two fences", "<!-- a\r\n~~~\r\nb\r\n~~~\r\n~~~\r\nx --> y\r\n~~~\r\n", "in a block of code"],
])("an open comment that seems to end %s is told where it begins", (_, text, whose) => {
  expect(foreignEnds(text)).toEqual([whose]);
  expect(found(openComment, text)).toEqual(["<!--"]);
});

test.each([
  ["in the middle of a sentence, where it is shown", "It is read. <!-- ask Maya\n\n# H\n"],
  ["in an item", "- a <!-- b\n- c -->\n"],
  ["in a cell", "| a | b |\n| - | - |\n| c <!-- d | e |\n"],
  ["in the last line, where it hides what comes next", "text\n\n<!-- a"],
])("an open comment: %s", (_, text) => {
  expect(found(openComment, text)).toEqual(["<!--"]);
});

test.each([
  ["closed on a later line", "<!-- a\n\nb -->\n\n# H\n"],
  ["closed at once", "<!---->\n\n# H\n"],
  ["closed in the next line of its paragraph", "a <!-- b\nc --> d\n"],
  ["around a whole block of code", "<!--\n```sh\nls\n```\n-->\n"],
  ["in code", "`<!-- a`\n\n# H\n"],
  ["in a fence", "```html\n<!-- a\n```\n"],
  ["behind a backslash", "write \\<!-- to begin one\n"],
])("no open comment: %s", (_, text) => {
  expect(found(openComment, text)).toEqual([]);
});

describe("an open fence", () => {
  test.each([
    ["that swallows the rest", "```js\na\n\n# H\n\ntext\n", ["```js"]],
    ["with tildes", "~~~\na\n```\n", ["~~~"]],
    ["closed with fewer marks than it has", "````\na\n```\n", ["````"]],
    ["whose closing marks stand outside its item", "- a\n  ```js\n  b\n```\n\ntext\n", ["```js", "```"]],
    ["with CRLF", "```js\r\na\r\n", ["```js"]],
    ["a stray one at the end", "text\n\n```\n", ["```"]],
    ["closed only by the next one", "```sh\na\n\ntext\n\n```mermaid\nb\n```\n\ntext\n", ["```sh"]],
    ["with another one in it that has as many marks", "```md\n```js\na\n```\n```\n", ["```md", "```"]],
    [
      "whose beginning is lost, the first of them",
      "a\n```\n\n```js\nb\n```\n\nc\n```\n\n~~~\n```js\nb\n~~~\n",
      ["```", "```"],
    ],
  ])("%s", (_, text, expected) => {
    expect(found(openFence, text)).toEqual(expected);
  });

  test.each([
    ["closed", "```js\na\n```\n"],
    ["closed with more marks", "```\na\n`````\n"],
    ["with a shorter fence in it", "````md\n```js\na\n```\n````\n"],
    ["ended by its quote", "> ```js\n> a\n\ntext\n"],
    ["ended by its item", "- ```js\n  a\n\ntext\n"],
    ["code with indentation", "    ```js\n    a\n"],
  ])("is none: %s", (_, text) => {
    expect(found(openFence, text)).toEqual([]);
  });

  test.each([
    ["one block of code", "# A\n\n```sh\nnpm start\n", "# A\n\n```sh\nnpm start\n```\n"],
    ["without a line end at the end", "```sh\nnpm start", "```sh\nnpm start\n```"],
    ["with CRLF and in an item", "- a\r\n\r\n  ~~~sh\r\n  b\r\n", "- a\r\n\r\n  ~~~sh\r\n  b\r\n  ~~~\r\n"],
    ["what may be prose stays as it is", "```sh\nnpm start\n\n# H\n", "```sh\nnpm start\n\n# H\n"],
  ])("is closed at the end by its fix: %s", (_, text, expected) => {
    expect(fixed(openFence, text)).toBe(expected);
  });
});

const table = (...rows: string[]): string => ["| a | b |", "| - | - |", ...rows, ""].join("\n");

describe("a ragged row", () => {
  test.each([
    ["one cell more", table("| 1 | 2 | 3 |"), ["3"]],
    ["two cells more", table("| 1 | 2 | 3 | 4 |"), ["3 | 4"]],
    ["a bar in code", table("| `a|b` | 2 |"), ["2"]],
    ["without bars at the edges", "a | b\n--- | ---\n1 | 2 | 3\n", ["3"]],
    ["the second of three", table("| 1 | 2 |", "| 1 | 2 | **3** |", "| 1 | 2 |"), ["**3**"]],
    ["with CRLF", table("| 1 | 2 | 3 |").replaceAll("\n", "\r\n"), ["3"]],
    ["one cell less, alone", table("| 1 | 2 |", "| 3 |", "| 4 | 5 |"), ["| 3 |"]],
    ["one cell less, with CRLF", table("| 1 |", "| 2 | 3 |").replaceAll("\n", "\r\n"), ["| 1 |"]],
    ["as many", table("| 1 | 2 |"), []],
    ["fewer in the only row", table("| 1 |"), []],
    ["fewer in several rows", table("| 1 |", "| 2 |", "| 3 | 4 |"), []],
    ["an empty last cell", table("| 1 | |", "| 2 | 3 |"), []],
    ["two cells less, as a title between rows", "| a | b | c |\n| - | - | - |\n| 1 | 2 | 3 |\n| 4 |\n", []],
    ["an escaped bar", table("| `a\\|b` | 2 |"), []],
    ["more cells, but empty ones", table("| 1 | 2 | | |"), []],
    ["in a fence", "```\n" + table("| 1 | 2 | 3 |") + "```\n", []],
  ])("%s", (_, text, expected) => {
    expect(found(raggedTable, text)).toEqual(expected);
  });
});

describe("a repeated word", () => {
  test.each([
    ["in a sentence", "It is in the the log.", ["the the"]],
    ["at its beginning", "The the log is there.", ["The the"]],
    ["across a line end", "It is in\nin the log.", ["in\nin"]],
    ["across CRLF, in an item", "- It waits for\r\n  for a reader.", ["for\r\n  for"]],
    ["in a quote", "> sent to to all", ["to to"]],
    ["in words of a link", "[goes to to all](a.md)", ["to to"]],
    ["twice", "of of the the", ["of of", "the the"]],
    ["words that may repeat", "It had had that that she saw; log in, in short; with it it is used.", []],
    ["a word of another kind", "The state state machines have.", []],
    ["in code", "`for for` and\n\n```\nthe the\n```", []],
    ["in quotation marks", 'Fix "the the" in comments.', []],
    ["in a heading", "## What the the log holds", ["the the"]],
    ["in a cell", "| a |\n| - |\n| of the the log |\n", ["the the"]],
    ["of things that belong to somebody", "Each each reader has its its cursor.", ["Each each", "its its"]],
    ["in two cells", "| a | b |\n| - | - |\n| in the | the log |\n", []],
    ["with a hyphen", "step by by-pass", []],
    ["in an address", "<https://example.com/the the>", []],
    ["divided by a mark", "what it is, is clear", []],
    ["a name that is such a word", "moved to To discuss, joined by and AND", []],
    ["two sentences parts", "logged in in order to see", []],
  ])("%s", (_, text, expected) => {
    expect(found(repeatedWord, text)).toEqual(expected);
  });

  test.each([
    ["a the the b", "a the b"],
    ["a the\nthe b", "a the\nb"],
    ["a the\nthe\nb", "a the\nb"],
    ["The the b", "The b"],
  ])("%j loses the second, and lines stay lines", (text, expected) => {
    expect(fixed(repeatedWord, text)).toBe(expected);
  });
});

describe("a mark without its second one", () => {
  test.each([
    ["bold words", "**Note: it moves forward only.", ["**"]],
    ["bold words in an item, with CRLF", "- other than **local or **image**\r\n- b\r\n", ["**"]],
    ["code", "Read by `cursorAfter and stored.", ["`"]],
    ["code behind code", "`/etc/hosts`, `/etc/resolv.conf, and so on", ["`"]],
    ["both closed", "**a** `b` __c__", []],
    ["over a line end", "**a\nb** `c\nd`", []],
    ["powers, wildcards and arguments", "2**10, **/*.md, f(**options) and a ** b", []],
    ["apostrophes and old quotes", "don`t use `so' in prose", []],
    ["behind a backslash", "\\**a and \\`b", []],
    ["in code", "``a ` b`` and\n\n```\n**a `b\n```\n", []],
    ["in the name of a definition", "[`a`][`b()`]\n\n[`b()`]: x.md\n", []],
  ])("%s", (_, text, expected) => {
    expect(found(openMark, text)).toEqual(expected);
  });
});

describe("a heading without a blank", () => {
  test.each([
    ["at the beginning", "##Start\n\ntext\n", "## Start\n\ntext\n"],
    ["behind a line of text, with CRLF", "text\r\n###2 Stop\r\ntext\r\n", "text\r\n### 2 Stop\r\ntext\r\n"],
  ])("gets it by its fix: %s", (_, text, expected) => {
    expect(fixed(headingMark, text)).toBe(expected);
  });

  test.each([
    ["with a blank", "## Start\n"],
    ["a number or a tag", "#123 and\n#later\n"],
    ["in a sentence", "See ##Start.\n"],
    ["in code", "`a\n##b`\n\n```\n##a\n```\n"],
    ["behind a backslash", "\\##a\n"],
  ])("is none: %s", (_, text) => {
    expect(found(headingMark, text)).toEqual([]);
  });
});

describe("a table that is shown as text", () => {
  test.each([
    ["without a row of hyphens", "| a | b |\n| 1 | 2 |\n| 3 | 4 |\n", ["| a | b |"]],
    ["with one that is too short, with CRLF", "| a | b |\r\n| - |\r\n| 1 | 2 |\r\n", ["| a | b |"]],
    ["with one that is too long", "| a |\n| - | - |\n| 1 |\n", ["| a |"]],
    ["one that is right", "| a | b |\n| - | - |\n| 1 | 2 |\n", []],
    ["one line with bars", "| a | b |\ntext\n", []],
    ["two lines with bars, which may be art", "| a |\n| b |\n", []],
    ["in code", "```\n| a | b |\n| 1 | 2 |\n| 3 | 4 |\n```\n", []],
  ])("%s", (_, text, expected) => {
    expect(found(lostTable, text)).toEqual(expected);
  });

  test("is told with the cells that its rows have", () => {
    const [problem] = problemsOf(lostTable, { text: "| a | b |\n| - |\n| 1 | 2 |\n" });
    expect(problem?.message).toContain("has 1 cell, the header 2 cells");
  });
});
