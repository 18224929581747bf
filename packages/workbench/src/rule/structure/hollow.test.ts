import { describe, expect, test } from "vitest";
import type { Rule } from "../rule.ts";
import { problemsOf } from "../rule-fixture.ts";
import { emptyEntry } from "./empty-entry.ts";
import { headingLevel } from "./heading-level.ts";
import { saysNothing } from "./says-nothing.ts";

const found = (rule: Rule, text: string): string[] => problemsOf(rule, { text }).map((one) => one.text.trim());

const of = (type: string, ...lines: string[]): string =>
  ["---", `nomous: ${type}`, "---", "# R", "", ...lines, ""].join("\n");
const research = (...lines: string[]): string => of("research", ...lines);
const spec = (...lines: string[]): string => of("spec", ...lines);

describe.each([emptyEntry, headingLevel, saysNothing])("$id", (rule) => {
  test("finds its bad example and nothing in its good one", () => {
    expect(problemsOf(rule, rule.bad)).not.toEqual([]);
    expect(problemsOf(rule, rule.good)).toEqual([]);
  });
});

describe("an empty entry", () => {
  const questions = (...lines: string[]): string => research("## Open Questions", "", "- Who closes it?", ...lines);
  test.each([
    ["an item with a box", questions("- [ ] "), ["- [ ]"]],
    ["an item with a box and no blank", questions("- [x]"), ["- [x]"]],
    ["an item with nothing", questions("-", "- How long?"), ["-"]],
    ["a numbered one, with CRLF", questions("", "Text.", "", "1. a", "2. ").replaceAll("\n", "\r\n"), ["2."]],
    ["a row", questions("", "| a | b |", "| - | - |", "| | |", "| 1 | |"), ["| | |"]],
    ["a table", questions("", "| a | b |", "| - | - |", "", "Text."), ["| a | b |"]],
    ["one with items below it", questions("-", "  - a"), []],
    ["one with code", questions("- ```", "  a", "  ```"), []],
    ["in a part that is empty as a whole", research("## Open Questions", "", "- [ ] "), []],
    ["in a document of no type", "- [ ] \n- a\n", []],
  ])("%s", (_, text, expected) => {
    expect(found(emptyEntry, text)).toEqual(expected);
  });
});

describe("a part that says nothing", () => {
  test.each([
    ["points below", "See below.", true],
    ["points to the rest", "(see the rest)", true],
    ["points back", "As described above", true],
    ["repeats its heading", "Summary.", true],
    ["names itself in brackets", "(the summary)", true],
    ["calls itself clear", "Self-explanatory.", true],
    ["points to a number", "See section 4.2.", true],
    ["says what it is about", "This section summarises the findings of the research.", true],
    ["points to a document", "See [the spec](spec.md).", false],
    ["points to a place", "See the table of close codes below, line 4.", false],
    ["says something short", "It resumes.", false],
    ["is left open, which is told as such", "To be written when the findings are complete.", false],
  ])("%s", (_, text, isTold) => {
    for (const ending of ["\n", "\r\n"])
      expect(found(saysNothing, research("## Summary", "", text).replaceAll("\n", ending))).toEqual(
        isTold ? [text] : [],
      );
  });

  test("is none when parts below it say more", () => {
    expect(
      found(saysNothing, spec("## 2. Context and Motivation", "", "See below.", "", "### 2.2 The Problem", "", "A.")),
    ).toEqual([]);
  });
});

describe("a heading that leaves out a level", () => {
  test.each([
    ["below a part", research("## A", "", "##### B", "", "b"), ["##### B"]],
    [
      "beside one that is right",
      research("## A", "", "#### B", "", "b", "", "### C", "", "#### D", "", "d"),
      ["#### B"],
    ],
    ["below the title, with CRLF", research("### A", "", "a", "", "## B", "", "b").replaceAll("\n", "\r\n"), ["### A"]],
    ["none", research("## A", "", "### B", "", "#### C", "", "c", "", "## D", "", "d"), []],
    ["below the title, everywhere", research("### A", "", "a", "", "### B", "", "b"), []],
    ["for captions, everywhere", research("## A", "", "#### Note", "", "a", "", "## B", "", "#### Note", "", "b"), []],
    ["in a fence", research("## A", "", "```", "##### B", "```"), []],
    ["in a document of no type", "# R\n\n#### A\n\na\n\n## B\n\nb\n", []],
  ])("%s", (_, text, expected) => {
    expect(found(headingLevel, text)).toEqual(expected);
  });
});
