import { expect, test } from "vitest";
import { parseMarkdown } from "./markdown.ts";
import { plainText } from "./plain-text.ts";
import type { Span } from "./span.ts";

const slice = (text: string, { from, to }: Span): string => text.slice(from, to).trim();

const DOCUMENT = [
  "---",
  "nomous: spec",
  "---",
  "Title",
  "=====",
  "",
  "- [ ] **Goal:** within `a.ts:1` [link](<u v>) [text][e]",
  "  - [x] below ![picture](p.svg)",
  "",
  "| a | b |",
  "|--|:-:|  ",
  "| | **1** |",
  "",
  "## Second `code` [x](y)",
  "",
  "```yaml experiment",
  "# no heading",
  "```",
  "",
  "[e]: http://x",
  "<!-- a comment -->",
  "**Label.** rest",
  "",
];

for (const [name, ending] of [
  ["LF", "\n"],
  ["CRLF", "\r\n"],
  ["CR", "\r"],
] as const)
  test(`elements stand where they are written, with ${name} and a byte order mark or without`, () => {
    for (const mark of ["", "\uFEFF"]) {
      const text = mark + DOCUMENT.join(ending);
      const markdown = parseMarkdown(text);
      const of = (span: Span): string => slice(text, span);
      expect(markdown.frontMatter && of(markdown.frontMatter.yaml)).toBe("nomous: spec");
      expect(markdown.headings.map(({ level, title }) => [level, title])).toEqual([
        [1, "Title"],
        [2, "Second code x"],
      ]);
      expect(markdown.items.map(({ task, depth, content }) => [task, depth, of(content)])).toEqual([
        ["open", 0, "**Goal:** within `a.ts:1` [link](<u v>) [text][e]"],
        ["done", 1, "below ![picture](p.svg)"],
      ]);
      expect(
        markdown.tables.map(({ header, rows }) => [header, ...rows].map(({ cells }) => cells.map((c) => c.text))),
      ).toEqual([
        [
          ["a", "b"],
          ["", "1"],
        ],
      ]);
      expect(markdown.fences.map(({ language, info, body, isClosed }) => [language, info, of(body), isClosed])).toEqual(
        [["yaml", "yaml experiment", "# no heading", true]],
      );
      expect(markdown.links.map(({ target, reference, isImage }) => [target, reference, isImage])).toEqual([
        ["u v", null, false],
        [null, "e", false],
        ["p.svg", null, true],
        ["y", null, false],
      ]);
      expect(markdown.definitions.map((one) => [one.name, one.target])).toEqual([["e", "http://x"]]);
      expect(markdown.codeSpans.map((one) => one.text)).toEqual(["a.ts:1", "code"]);
      expect(markdown.labels.map((label) => [label.text, label.isInItem])).toEqual([
        ["Goal", true],
        ["Label", false],
      ]);
      expect(markdown.comments.map(of)).toEqual(["<!-- a comment -->"]);
      expect(markdown.lines.positionOf(markdown.headings[1]?.from ?? 0)).toEqual({ line: 14, column: 1 });
      expect(markdown.lines.startOf(14)).toBe(markdown.headings[1]?.from);
    }
  });

test("a block ends before its line ending, whichever that is", () => {
  for (const ending of ["\n", "\r\n", "\r"]) {
    const text = DOCUMENT.join(ending);
    const { headings, paragraphs, items, tables, fences, definitions, labels, comments } = parseMarkdown(text);
    const rows = tables.flatMap(({ header, rows: others }) => [header, ...others]);
    const bodies = fences.map(({ body }) => body);
    const contents = [...items, ...labels].map(({ content }) => content);
    const blocks = [headings, paragraphs, items, tables, rows, fences, bodies, definitions, contents, comments].flat();
    expect(blocks.filter(({ from, to }) => /[\r\n]$/.test(text.slice(from, to)))).toEqual([]);
  }
});

test("front matter needs its closing line, and prose between two rules is none", () => {
  expect(parseMarkdown("---\na: 1\n").frontMatter).toBeNull();
  expect(parseMarkdown("---\n\nOnce upon a time\n\n---\n").frontMatter).toBeNull();
  expect(parseMarkdown("---\n# a comment\na: 1\n...\ntext").frontMatter).toMatchObject({ from: 0 });
  expect(parseMarkdown("text\n---\na: 1\n---\n").frontMatter).toBeNull();
});

test("a section ends at the next heading that is not deeper", () => {
  const text = "# A\n\n### A1\n\nx\n\n## A2\n\n# B\n\ny\n";
  const { sections } = parseMarkdown(text);
  expect(
    sections.map(({ heading, parent, from, to }) => [heading.title, parent?.heading.title, text.slice(from, to)]),
  ).toEqual([
    ["A", undefined, "# A\n\n### A1\n\nx\n\n## A2\n\n"],
    ["A1", "A", "### A1\n\nx\n\n"],
    ["A2", "A", "## A2\n\n"],
    ["B", undefined, "# B\n\ny\n"],
  ]);
});

test("headings in lists, quotes, code and comments make no section", () => {
  const text = "> # quoted\n\n- # in an item\n\n```\n# code\n```\n\n<!--\n# comment\n-->\n\n    # indented\n";
  expect(parseMarkdown(text).headings).toEqual([]);
});

test("a bar in a cell is escaped, and a cell may be missing", () => {
  const [table] = parseMarkdown("a | b\n-|-\n1 \\| 2 | 3\n4\n").tables;
  expect(table?.rows.map(({ cells }) => cells.map(({ text }) => text))).toEqual([["1 | 2", "3"], ["4"]]);
});

test("plain text is what a reader sees", () => {
  const text = "**Bold** `co|de` [a](b) ![i](j) <b>t</b> \\* &amp; ~~s~~\nnext <!-- c -->";
  const { tree } = parseMarkdown(text);
  expect(plainText(tree, text, { from: 0, to: text.length })).toBe("Bold co|de a i t * & s next");
});

test("a hostile paragraph costs a moment, not a minute", () => {
  for (const piece of ["**a*", "*a ", "[", "![", "`a ``b ", "<a ", ">"])
    expect(parseMarkdown(piece.repeat(50_000)).text.length).toBeGreaterThan(0);
});
