import { describe, expect, test } from "vitest";
import { checkDocument } from "../../check/check-document.ts";
import { splice } from "../../text/splice.ts";
import { BUILT_IN_TYPES } from "../../type/built-in.ts";
import type { Rule } from "../rule.ts";
import { problemsOf, surroundingsOf, type ToldProblem } from "../rule-fixture.ts";
import { readDate } from "./calendar-date.ts";
import { conflictingField } from "./conflict.ts";
import { dateOrder } from "./date-order.ts";
import { frontMatter } from "./front-matter.ts";
import { invalidDate } from "./invalid-date.ts";
import { missingField } from "./missing-field.ts";
import { unknownChoice } from "./unknown-choice.ts";
import { unknownScope } from "./unknown-scope.ts";
import { unknownType } from "./unknown-type.ts";

const yaml = (...lines: string[]): string => ["---", ...lines, "---", "# R", "", "Text.", ""].join("\n");
const table = (...rows: string[]): string =>
  [
    "---",
    "nomous: spec",
    "---",
    "# R",
    "",
    "| Document Metadata | Details |",
    "| - | - |",
    ...rows,
    "",
    "## 1. Executive Summary",
    "",
  ].join("\n");

const problems = (rule: Rule, text: string, today?: string): ToldProblem[] =>
  problemsOf(rule, { text }, today === undefined ? {} : { today });
const found = (rule: Rule, text: string, today?: string): string[] =>
  problems(rule, text, today).map((one) => one.text);

function fixed(rule: Rule, text: string): string {
  const input = { path: "a.md", text, types: BUILT_IN_TYPES, rules: [rule], surroundings: surroundingsOf() };
  return splice(
    text,
    checkDocument(input).findings.flatMap(({ fix }) => fix?.edits ?? []),
  );
}

describe.each([
  conflictingField,
  dateOrder,
  frontMatter,
  invalidDate,
  missingField,
  unknownChoice,
  unknownScope,
  unknownType,
])("$id", (rule) => {
  test("finds its bad example and nothing in its good one", () => {
    expect(problemsOf(rule, rule.bad)).not.toEqual([]);
    expect(problemsOf(rule, rule.good)).toEqual([]);
  });
});

describe("front matter that is no YAML", () => {
  test.each([
    ["a colon in a value", ["title: a: b"], 2],
    ["a name twice", ["title: a", "owner: b", "title: c"], 4],
    ["a tab as indentation", ["a:", "\tb: c"], 3],
    ["a value that begins with a sign", ["owner: @maya"], 2],
    ["an open quotation mark, at the end that it reaches", ['title: "a', "owner: b"], 4],
    ["a name for a value that nobody gave", ["a: *b"], 2],
  ])("%s is told where it stands", (_, lines, line) => {
    for (const ending of ["\n", "\r\n"])
      expect(problems(frontMatter, yaml(...lines).replaceAll("\n", ending))[0]?.line).toBe(line);
  });

  test.each([
    ["fields, lists and comments", yaml("title: a", "# comment", "tags: [a, b]", "more:", "  - c: d")],
    ["nothing", "---\n---\n# R\n"],
    ["templates", yaml("title: {{ page.title }}", "date: <% now %>")],
    ["another language", "+++\ntitle = 1\n+++\n"],
    ["two rules with prose between", "---\n\nText, and: more: colons.\n\n---\n"],
    ["prose below a rule", "---\nHe said this: that: those.\n---\n"],
    ["none", "# R\n\ntitle: a: b\n"],
    ["a block of YAML further down", "# R\n\n```yaml\na: b: c\n```\n"],
  ])("is not %s", (_, text) => {
    expect(problems(frontMatter, text)).toEqual([]);
  });
});

test.each([
  ["misspelt", yaml("nomous: spce"), ["spce"]],
  ["invented", yaml("nomous: essay"), ["essay"]],
  ["quoted", yaml('nomous: "spce"'), ['"spce"']],
  ["in a table", "# R\n\n| Field | Value |\n| - | - |\n| nomous | spce |\n", ["spce"]],
  ["known", yaml("nomous: spec"), []],
  ["in capitals", yaml("nomous: Spec"), []],
  ["not given", yaml("title: a"), []],
  ["spoken of", "# R\n\nWrite nomous: spce into it.\n", []],
])("a type that is %s", (_, text, expected) => {
  expect(found(unknownType, text)).toEqual(expected);
});

test("an unknown type is told with those that there are, or put right", () => {
  expect(problems(unknownType, yaml("nomous: essay"))[0]?.message).toMatch(/spike.*plan.*spec.*research/);
  expect(fixed(unknownType, yaml("nomous: spce"))).toBe(yaml("nomous: spec"));
});

describe("a field that says nothing", () => {
  test.each([
    ["several that are not there, once", yaml("nomous: research"), ["---"]],
    ["empty", yaml("nomous: research", "status: draft", "date: 2026-11-28", "author:"), ["author"]],
    ["a placeholder", yaml("nomous: research", "status: draft", "date: 2026-11-28", "author: TBD"), ["TBD"]],
    ["nobody", yaml("nomous: research", "status: draft", "date: 2026-11-28", "author: Your Name"), ["Your Name"]],
    ["unknown", yaml("nomous: research", "status: unknown", "date: 2026-11-28", "author: unknown"), ["unknown"]],
    ["an empty list", yaml("nomous: research", "status: draft", "date: 2026-11-28", "authors: []"), ["[]"]],
    [
      "an empty cell",
      table("| Author(s) | |", "| Status | Draft |", "| Created / Last Updated | 2026-11-28 |"),
      ["Author(s)"],
    ],
    ["a row that is not there", table("| Author(s) | Maya |", "| Created / Last Updated | 2026-11-28 |"), ["---"]],
    [
      "with CRLF",
      yaml("nomous: research", "status: draft", "date:", "author: Maya").replaceAll("\n", "\r\n"),
      ["date"],
    ],
    ["under other names", yaml("nomous: research", "state: draft", "created: 2026-11-28", "researcher: Maya"), []],
    [
      "in bold lines",
      "---\nnomous: research\n---\n# R\n\n**Status:** draft\n\n**Date**: 2026-11-28\n\n- **Author:** Maya\n\n## Summary\n",
      [],
    ],
    [
      "TBD in a table, which is told as a placeholder",
      table("| Author(s) | TBD |", "| Status | Draft |", "| Created / Last Updated | 2026-11-28 |"),
      [],
    ],
    [
      "a name to fill in, which is told as a placeholder",
      table("| Author(s) | <your name> |", "| Status | Draft |", "| Created / Last Updated | 2026-11-28 |"),
      [],
    ],
    ["of a document of no type", yaml("title: a"), []],
  ])("%s", (_, text, expected) => {
    expect(found(missingField, text)).toEqual(expected);
  });

  test("names all that are missing, as they are written in the type", () => {
    expect(problems(missingField, yaml("nomous: research"))[0]?.message).toMatch(
      /"status", "date" and "author" are missing/,
    );
    expect(
      problems(missingField, table("| Status | Draft |", "| Created / Last Updated | 2026-11-28 |"))[0]?.message,
    ).toMatch(/^"Author\(s\)" is missing/);
  });
});

const dated = (date: string): string => yaml("nomous: research", `date: ${date}`);

describe("a date", () => {
  test.each([
    ["impossible", "2026-02-30", ["2026-02-30"]],
    ["with slashes", "2026/11/28", ["2026/11/28"]],
    ["in words", "28 November 2026", ["28 November 2026"]],
    ["that may be two", "11/12/2026", ["11/12/2026"]],
    ["that is none", "next week", ["next week"]],
    ["without its month", "2026-13-01", ["2026-13-01"]],
    ["in the future", "2026-12-24", ["2026-12-24"]],
    ["quoted", '"2026/11/28"', ["2026/11/28"]],
    ["a day", "2026-11-28", []],
    ["with time and zone", "2026-11-28T10:15:00+01:00", []],
    ["with time and the name of a zone", "2026-11-28 10:15:00 CET", []],
    ["that is tomorrow, as somewhere it is", "2026-11-29", []],
    ["that somebody leaves open", "TBD", []],
    ["a leap day", "2024-02-29", []],
  ])("%s", (_, date, expected) => {
    expect(found(invalidDate, dated(date), "2026-11-28")).toEqual(expected);
  });

  test("in the future is not told where nobody knows what day it is", () => {
    expect(found(invalidDate, dated("2099-01-01"))).toEqual([]);
  });

  test.each([
    ["two dates in a cell", "| Created / Last Updated | 2026-11-01 / 2026-11-28 |", []],
    ["two dates without blanks", "| Created / Last Updated | 2026-11-01/2026-11-28 |", []],
    ["the second still to come", "| Created / Last Updated | 2026-11-01 / |", []],
    ["one for both", "| Created / Last Updated | 2026-11-31 |", ["2026-11-31"]],
    ["the second wrong", "| Created / Last Updated | 2026-11-01 / 2026-11-31 |", ["2026-11-31"]],
  ])("in a table: %s", (_, row, expected) => {
    expect(found(invalidDate, table(row))).toEqual(expected);
  });

  test.each([
    [dated("2026/11/28"), dated("2026-11-28")],
    [dated('"28.11.2026"'), dated('"2026-11-28"')],
    [dated("Nov 28, 2026"), dated("2026-11-28")],
    [dated("11/12/2026"), dated("11/12/2026")],
    [dated("2026/11/28 10:15"), dated("2026/11/28 10:15")],
  ])("%j is rewritten when it is one day for sure, and nothing else is lost", (text, expected) => {
    expect(fixed(invalidDate, text)).toBe(expected);
  });

  test.each([
    ["28/11/2026", "2026-11-28"],
    ["11/28/2026", "2026-11-28"],
    ["7.7.2026", "2026-07-07"],
    ["2026-1-5", "2026-01-05"],
    ["Saturday, 28th November 2026", "2026-11-28"],
    ["September 3rd, 2026", "2026-09-03"],
  ])("%j is %s", (text, iso) => {
    expect(readDate(text)).toMatchObject({ status: "day", iso, isIso: false });
  });
});

test.each([
  [
    "updated before it was created",
    yaml("nomous: research", "date: 2026-11-28", "updated: 2026-11-27"),
    ["2026-11-27"],
  ],
  ["under other names", yaml("nomous: research", "created: 2026-11-28", "last_updated: 2026-01-01"), ["2026-01-01"]],
  ["in a table", table("| Created / Last Updated | 2026-11-28 / 2026-11-01 |"), ["2026-11-01"]],
  ["in rows of their own", table("| Created | 2026-11-28 |", "| Last Updated | 2026-11-01 |"), ["2026-11-01"]],
  ["with times", yaml("nomous: research", "date: 2026-11-28T09:00:00Z", "updated: 2026-11-27"), ["2026-11-27"]],
  [
    "with CRLF",
    yaml("nomous: research", "date: 2026-11-28", "updated: 2025-11-29").replaceAll("\n", "\r\n"),
    ["2025-11-29"],
  ],
  ["on one day", yaml("nomous: research", "date: 2026-11-28T09:00:00Z", "updated: 2026-11-28"), []],
  ["later", yaml("nomous: research", "date: 2026-11-28", "updated: 2026-11-29"), []],
  ["never", yaml("nomous: research", "date: 2026-11-28"), []],
  ["on no day", yaml("nomous: research", "date: 2026-11-28", "updated: soon"), []],
])("a document %s", (_, text, expected) => {
  expect(found(dateOrder, text)).toEqual(expected);
});

test.each([
  ["of none", yaml("nomous: plan", "compatibility: maybe"), ["maybe"]],
  ["misspelt", yaml("nomous: plan", "compatibility: no braking changes"), ["no braking changes"]],
  ["in a table", table("| Compatibility | maybe |"), ["maybe"]],
  ["known", yaml("nomous: plan", "compatibility: no breaking changes"), []],
  ["in other letter case, with other signs", yaml("nomous: plan", "compatibility: No-breaking changes"), []],
  ["left open", yaml("nomous: plan", "compatibility: TBD"), []],
  ["empty", yaml("nomous: plan", "compatibility:"), []],
  ["of a field without choices", yaml("nomous: plan", "author: maybe"), []],
])("a choice that is %s", (_, text, expected) => {
  expect(found(unknownChoice, text)).toEqual(expected);
});

test("what was probably meant is named, else what there is", () => {
  expect(problems(unknownChoice, yaml("nomous: plan", "compatibility: no braking changes"))[0]?.message).toContain(
    '"no breaking changes" meant',
  );
  expect(problems(unknownChoice, yaml("nomous: plan", "compatibility: maybe"))[0]?.message).toContain(
    "breaking changes allowed",
  );
  expect(problems(unknownScope, yaml("nomous: spec", "scopes: [secuirty]"))[0]?.message).toContain('"security" meant');
  expect(problems(unknownScope, yaml("nomous: spec", "scopes: [blockchain]"))[0]?.message).toContain("api, data");
});

test.each([
  ["unknown", yaml("nomous: spec", "scopes: [api, blockchain]"), ["blockchain"]],
  ["misspelt", yaml("nomous: spec", "scope: secuirty"), ["secuirty"]],
  ["in a list of lines", yaml("nomous: plan", "scopes:", "  - gpu", "  - gui"), ["gui"]],
  ["with CRLF", yaml("nomous: plan", "scopes: [gui]").replaceAll("\n", "\r\n"), ["gui"]],
  ["known", yaml("nomous: spec", "scopes: [api, data]"), []],
  ["in capitals", yaml("nomous: spec", "scopes: [API]"), []],
  ["told in a sentence", table("| Scope | The bridge and its clients |"), []],
  ["of a type without scopes", yaml("nomous: research", "scopes: [anything]"), []],
])("a scope that is %s", (_, text, expected) => {
  expect(found(unknownScope, text)).toEqual(expected);
});

const twice = (field: string, ...lines: string[]): string =>
  ["---", "nomous: research", field, "---", "# R", "", ...lines, "", "## Summary", "", "Text.", ""].join("\n");

describe("a field with two values", () => {
  test.each([
    ["a branch", twice("branch: resume", "**Branch:** main"), ["main"]],
    [
      "a person, with CRLF",
      twice("author: Maya Ruiz", "**Author**: Tobi Falk").replaceAll("\n", "\r\n"),
      ["Tobi Falk"],
    ],
    ["a state", twice("status: draft", "**Status:** complete"), ["complete"]],
    ["a day", twice("date: 2026-11-28", "**Date:** 2026-11-27"), ["2026-11-27"]],
    [
      "a commit, in a table",
      twice("git_commit: 1a2b3c4", "| A | B |", "| - | - |", "| Git commit | 9a8b7c6 |"),
      ["9a8b7c6"],
    ],
    ["the same", twice("branch: resume", "**Branch:** `resume`"), []],
    ["the same day, written in another way", twice("date: 2026-11-28T10:00:00Z", "**Date:** 28 November 2026"), []],
    ["the same state by its label", twice("status: in-progress", "**Status:** In progress (WIP)"), []],
    ["more or less of the same", twice("author: Maya", "**Author:** Maya Ruiz, bridge team"), []],
    ["the same people in another order", twice("author: Maya and Tobi", "**Author:** Tobi, Maya"), []],
    ["one still open, which is told as such", twice("branch: resume", "**Branch:** TBD"), []],
    ["two fields of one meaning", twice("owner: Maya", "**Team:** bridge"), []],
    ["a list", twice("tags: [a, b]", "**Tags:** c"), []],
    ["something that is no field of the type", twice("mood: a", "**Mood:** b"), []],
  ])("%s", (_, text, expected) => {
    expect(found(conflictingField, text)).toEqual(expected);
  });

  test("is told with both, and where the other stands", () => {
    expect(problems(conflictingField, twice("branch: resume", "**Branch:** main"))).toMatchObject([
      { line: 7, message: expect.stringContaining('"Branch" is "main" here and "resume" in line 3.') as string },
    ]);
  });
});
