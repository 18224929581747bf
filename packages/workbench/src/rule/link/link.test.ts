import { describe, expect, test } from "vitest";
import { checkDocument } from "../../check/check-document.ts";
import { parseMarkdown } from "../../text/markdown.ts";
import { BUILT_IN_TYPES } from "../../type/built-in.ts";
import { splice } from "../../text/splice.ts";
import type { Rule } from "../rule.ts";
import { problemsOf, surroundingsOf } from "../rule-fixture.ts";
import { linkAnchor } from "./anchor.ts";
import { anchorsOf } from "./anchors.ts";
import { emptyLink } from "./empty.ts";
import { invertedLink } from "./inverted.ts";
import { localLink } from "./local.ts";
import { linkReference } from "./reference.ts";
import { resolvePath } from "./resolve-path.ts";
import { slugOf } from "./slug.ts";
import { linkTarget } from "./target.ts";

const PATH = "docs/guide.md";
const FILES = {
  "README.md": "# Project\n",
  "docs/wire.md": "# Wire\n\n## Frames & credit\n",
  "docs/with space.md": "# Space\n",
  "docs/pictures/a.svg": "<svg/>",
  "src/a.ts": "export const a = 1;\n",
  "src/made.md.in": "# Made\n",
};

const messages = (rule: Rule, text: string): string[] =>
  problemsOf(rule, { text, files: FILES }, { path: PATH }).map(({ message }) => message);
const found = (rule: Rule, text: string): string[] =>
  problemsOf(rule, { text, files: FILES }, { path: PATH }).map((problem) => problem.text);

function fixed(rule: Rule, text: string): string {
  const surroundings = surroundingsOf({ ...FILES, [PATH]: text });
  const { findings } = checkDocument({ path: PATH, text, types: BUILT_IN_TYPES, rules: [rule], surroundings });
  return splice(
    text,
    findings.flatMap(({ fix }) => fix?.edits ?? []),
  );
}

describe.each([linkAnchor, emptyLink, invertedLink, localLink, linkReference, linkTarget])("$id", (rule) => {
  test("finds its bad example and nothing in its good one", () => {
    expect(problemsOf(rule, rule.bad)).not.toEqual([]);
    expect(problemsOf(rule, rule.good)).toEqual([]);
  });
});

describe("a target that is not there", () => {
  test.each([
    ["a link", "[x](gone.md)", ["gone.md"]],
    ["a picture", "![x](pictures/b.svg)", ["pictures/b.svg"]],
    ["a definition, where it stands", "[x][y]\n\n[y]: gone.md", ["gone.md"]],
    ["with a place in it", "[x](gone.md#frames)", ["gone.md#frames"]],
    ["a cited line", "[x](../src/b.ts:10-40)", ["../src/b.ts:10-40"]],
    ["from the root of the workspace", "[x](/src/b.ts)", ["/src/b.ts"]],
    ["in HTML", '<img alt="x" src="pictures/b.svg">', ["pictures/b.svg"]],
    ["in a table, with CRLF", "| a |\r\n| - |\r\n| [x](gone.md) |\r\n", ["gone.md"]],
    ["in angle brackets", "[x](<gone for good.md>)", ["<gone for good.md>"]],
    ["a link whose words are an address", "[https://example.com](gone.md)", ["gone.md"]],
  ])("%s", (_, text, expected) => {
    expect(found(linkTarget, text)).toEqual(expected);
  });

  test("is told once for all links into a folder that is not there", () => {
    expect(messages(linkTarget, "[a](gone/a.md) [b](gone/b.md) [c](other.md)")).toEqual([
      expect.stringMatching(/"docs\/gone", where 2 links/) as string,
      expect.stringMatching(/"docs\/other\.md"/) as string,
    ]);
  });

  test.each([
    ["files and folders", "[x](wire.md) [y](../src/a.ts) [z](pictures/) [w](..) ![v](./pictures/a.svg)"],
    [
      "percent-encoded, in angle brackets, with a query",
      "[x](with%20space.md) [y](<with space.md>) [z](wire.md?raw=1)",
    ],
    ["from the root of the workspace", "[x](/README.md) [y](/src)"],
    ["of the web and of mail", "[x](https://example.com/a.md) [y](mailto:a@b.c) <https://x.y> [z](//x.y/z)"],
    ["of templates", "[x]({{ page }}) [y](${path}) [z](...) [w](:id) [v](~/a.md)"],
    ["of a site", "[x](wire) [y](wire.html) [z](/guide/wire)"],
    ["of pages that no folder holds", "[x](api/index.html) [y](modules.html)"],
    ["of code and labels", "[`+`](`+/1`) [x](crate::Frame) [y](storage-btrfs)"],
    ["of a site with one step more", "[x](../wire)"],
    ["of what a build makes", "[x](../src/made.md)"],
    ["outside the workspace", "[x](../../other/a.md)"],
    ["in code", "`[x](gone.md)`\n\n```\n[x](gone.md)\n```"],
    ["an address in words and another behind them", "[a@example.com](mailto:a@example.com) [https://x.y](https://x.y)"],
    ["a cited line of a file that is there", "[x](../src/a.ts:1)"],
  ])("is not told of addresses %s", (_, text) => {
    expect(found(linkTarget, text)).toEqual([]);
  });

  test.each([
    ["[x](../readme.md)", "[x](../README.md)"],
    ["[x](Wire.md#frames)", "[x](wire.md#frames)"],
    ["[x](pictures\\a.svg)", "[x](pictures/a.svg)"],
    ["[x](www.example.com/a)", "[x](https://www.example.com/a)"],
    ["[x](maya@example.com)", "[x](mailto:maya@example.com)"],
  ])("%j is put right where it is clear what was meant", (text, expected) => {
    expect(fixed(linkTarget, text)).toBe(expected);
  });
});

describe("an anchor that no heading has", () => {
  test.each([
    ["in this document", "# A\n\n[x](#b)", ["#b"]],
    ["in another", "[x](wire.md#nothing)", ["wire.md#nothing"]],
    ["the second of one heading", "# A\n\n[x](#a-1)", ["#a-1"]],
    ["by a definition", "[x]\n\n[x]: #gone", ["#gone"]],
    ["by its own path", "# A\n\n[x](guide.md#b)", ["guide.md#b"]],
    ["of a heading in a fence", "```\n# A\n```\n\n[x](#a)", ["#a"]],
  ])("%s", (_, text, expected) => {
    expect(found(linkAnchor, text)).toEqual(expected);
  });

  test.each([
    ["headings", "# A b\n\n[x](#a-b) [y](guide.md#a-b) [z](wire.md#frames--credit) [w](../README.md#project)"],
    ["a second heading of a name, both ways", "# A\n\n# A\n\n[x](#a-1) [y](#a_1)"],
    ["in other letter case", "# A b\n\n[x](#A-b)"],
    [
      "headings in items, quotes and HTML",
      '- # A\n\n> ## B\n\n<h2 align="center">C <b>d</b></h2>\n\n[x](#a) [y](#b) [z](#c-d)',
    ],
    ["ids", '<a name="one"></a> <div id="two"></div>\n\n## T {#three}\n\n[x](#one) [y](#two) [z](#three)'],
    [
      "lines, words, the top and routes",
      "[x](../src/a.ts#L10-L20) [y](#L3) [z](#:~:text=a) [w](#top) [v](#) [u](#/route)",
    ],
    ["footnotes", "a[^1] [x](#fn1) [y](#user-content-fn-1)\n\n[^1]: b"],
    ["encoded", "# Größe ändern\n\n[x](#gr%C3%B6%C3%9Fe-%C3%A4ndern) [y](#größe-ändern)"],
    ["a picture in a heading", "# A ![b](pictures/a.svg)\n\n[x](#a) [y](#a-)"],
    ["the title in front matter", "---\ntitle: Frames & credit\n---\n\n[x](#frames--credit)"],
    ["documents that include others", "{{#include options.md}}\n\n[x](#port)"],
    ["files that are not there or no Markdown", "[x](gone.md#a) [y](pictures/a.svg#a)"],
  ])("is not told of %s", (_, text) => {
    expect(found(linkAnchor, text)).toEqual([]);
  });

  test.each([
    ["## Frames & credit\n\n[x](#frames-credit)", "## Frames & credit\n\n[x](#frames--credit)"],
    ["[x](wire.md#frames_credit)", "[x](wire.md#frames--credit)"],
    ["# A b\n\n# A_b\n\n[x](#ab)", "# A b\n\n# A_b\n\n[x](#ab)"],
  ])("%j is put right when one heading has these letters", (text, expected) => {
    const typed = "---\nnomous: research\n---\n";
    expect(fixed(linkAnchor, typed + text)).toBe(typed + expected);
  });

  test("the anchors of a site that makes them in its own way are not told in documents of no type", () => {
    expect(found(linkAnchor, "## Frames & credit\n\n[x](#frames-credit)")).toEqual([]);
  });
});

describe("a reference without definition", () => {
  test.each([
    ["a full one", "[the wire][wire]", ["[the wire][wire]"]],
    ["a collapsed one", "[wire][]", ["[wire][]"]],
    ["a picture", "![drawing][wire]", ["![drawing][wire]"]],
    ["by number", "[the wire][1]", ["[the wire][1]"]],
    ["in a table", "| a |\n| - |\n| [the wire][wire] |\n", ["[the wire][wire]"]],
    ["beside one that is defined", "[a][b] [c][d]\n\n[b]: wire.md", ["[c][d]"]],
  ])("%s", (_, text, expected) => {
    expect(found(linkReference, text)).toEqual(expected);
  });

  test.each([
    ["defined, in other letter case and spacing", "[a][The  Wire]\n\n[the wire]: wire.md"],
    ["defined in an item", "[a][b]\n\n- c\n\n  [b]: wire.md"],
    ["words in brackets", "see [RFC 9110] and [x]"],
    ["accesses of lists", "matrix[i][j] and a[0][1]"],
    ["headings that are their own definition", "# BUGS\n\nsee [BUGS][]"],
    ["usage and macros", "tcp://[host]:[port][path] and [{#VHOST}][{#QUEUE}] and [a][,b]"],
    ["numbered sources", "as shown [1][2], [3, 4][5]"],
    ["footnotes", "a[^1][^2]"],
    ["boxes", "[ ][x] [x][ ]"],
    ["sets of characters and flags", "[a-z][0-9]+ and [--flag][=value]"],
    ["escaped", "\\[a][b] and [a]\\[b]"],
    ["usage lines", "[options][files][more]"],
  ])("is none: %s", (_, text) => {
    expect(found(linkReference, text)).toEqual([]);
  });
});

test.each([
  ["without address", "[x]()", ["[x]()"]],
  ["with an empty address", "[x](<>)", ["[x](<>)"]],
  ["a picture without address", "![x]()", ["![x]()"]],
  ["without words", "[](wire.md)", ["[](wire.md)"]],
  ["with blanks for words", "[ ](wire.md)", ["[ ](wire.md)"]],
  ["in a table, with CRLF", "| a |\r\n| - |\r\n| [x]() |\r\n", ["[x]()"]],
  ["a picture for words", "[![x](pictures/a.svg)](wire.md)", []],
  ["a picture without description", "![](pictures/a.svg)", []],
  ["with both", "[x](wire.md)", []],
  ["words and address the wrong way round", "[https://x.y](the wire)", ["[https://x.y]"]],
  ["a mark that is led to", "[](#prevent)", []],
  ["a badge that leads nowhere", "[![x](pictures/a.svg)]()", []],
  ["a checklist that others fill in", "- [ ] the link: [link]()", []],
  ["brackets that hold no address", "[x](@ref y) and [see](what is below)", []],
  ["in code", "`[x]()`", []],
  ["a call behind brackets", "items[]() is code", []],
  ["a reference", "[x][y]\n\n[y]: wire.md", []],
])("an empty link %s", (_, text, expected) => {
  expect(found(emptyLink, text)).toEqual(expected);
});

test.each([
  ["Frames & credit", "frames--credit"],
  ["`open(path[, flags])`", "openpath-flags"],
  ["Größe in %", "größe-in-"],
  ["日本語 の 見出し", "日本語-の-見出し"],
  ["snake_case-and.dots", "snake_case-anddots"],
  ["🚀 Start", "-start"],
  ["Ⅳ and ²", "ⅳ-and-"],
])("the anchor of %j is %j, as on GitHub", (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

test("anchors of headings that collide stay apart", () => {
  expect([...anchorsOf(parseMarkdown("# a\n\n# a-1\n\n# a\n\n# a\n"))]).toEqual(["a", "a-1", "a-2", "a-3"]);
});

test.each([
  ["docs/a.md", "b.md", "docs/b.md"],
  ["docs/a.md", "./x/../b.md", "docs/b.md"],
  ["docs/a.md", "/b.md", "b.md"],
  ["docs/a.md", "../../b.md", "../b.md"],
  ["a.md", ".", ""],
])("from %j, %j leads to %j", (document, address, path) => {
  expect(resolvePath(document, address)).toBe(path);
});

describe("a link to a file of one machine", () => {
  test.each([
    ["in somebody's folder", "[x](/home/maya/notes.md)", ["/home/maya/notes.md"]],
    ["in somebody's folder on a Mac", "![x](/Users/maya/a.png)", ["/Users/maya/a.png"]],
    ["that is temporary", "[x](/tmp/run.log)", ["/tmp/run.log"]],
    ["on a drive, both ways", "[x](C:/a.md) [y](<D:\\b c.md>)", ["C:/a.md", "<D:\\b c.md>"]],
    ["on a share", "[x](\\\\nas\\a.md)", ["\\\\nas\\a.md"]],
    ["by the address of a browser", "[x](file:///C:/a.md)", ["file:///C:/a.md"]],
    ["by a definition, with CRLF", "[x][y]\r\n\r\n[y]: file:///a.md\r\n", ["file:///a.md"]],
    ["in HTML", '<img src="file:///a.png">', ["file:///a.png"]],
  ])("%s", (_, text, expected) => {
    expect(found(localLink, text)).toEqual(expected);
    expect(found(linkTarget, text)).toEqual([]);
  });

  test.each([
    ["pages of a site", "[x](/home/intro) [y](/guide/wire) [z](/tmp) [w](/users/maya/a.md)"],
    ["what only this machine serves, as instructions do", "[x](http://localhost:4747/)"],
    ["other addresses", "[x](https://example.com/home/a/b.md) [y](mailto:a@b.c) [z](c:d)"],
    ["code", "`[x](/home/maya/a.md)`"],
    ["paths in prose", "It writes to /home/maya/notes.md."],
  ])("is not told of %s", (_, text) => {
    expect(found(localLink, text)).toEqual([]);
  });

  test("is none where the workspace has such a folder", () => {
    const files = { "home/maya/notes.md": "# Notes\n" };
    expect(problemsOf(localLink, { text: "[x](/home/maya/notes.md)", files })).toEqual([]);
  });
});

describe("a link that is written wrongly", () => {
  test.each([
    ["See [the wire] (wire.md#frames).", "See [the wire](wire.md#frames)."],
    ["See (the wire)[wire.md].", "See [the wire](wire.md)."],
    ["- [all of it]  (https://example.com/b)\r\n", "- [all of it](https://example.com/b)\r\n"],
    ["(Frames)[#frames] come first.", "[Frames](#frames) come first."],
  ])("%j is put right", (text, expected) => {
    expect(fixed(invertedLink, text)).toBe(expected);
  });

  test.each([
    ["words in brackets behind words in brackets", "[x] (see above) and (y)[1] and f(x)[i]"],
    ["a reference and an aside", "[x][y] (wire.md)\n\n[y]: wire.md"],
    ["a box to tick", "- [ ] (wire.md) is read"],
    ["a link behind an aside", "(the wire)[wire.md](wire.md)"],
    ["code", "`[x] (wire.md)`"],
  ])("is none: %s", (_, text) => {
    expect(found(invertedLink, text)).toEqual([]);
  });
});
