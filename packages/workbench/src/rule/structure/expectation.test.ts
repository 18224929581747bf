import { describe, expect, test } from "vitest";
import { checkDocument } from "../../check/check-document.ts";
import type { DocumentType } from "../../type/document-type.ts";
import { spec } from "../../type/spec.ts";
import type { Rule } from "../rule.ts";
import { problemsOf, surroundingsOf } from "../rule-fixture.ts";
import { partCitation } from "./citation.ts";
import { partDiagram } from "./diagram.ts";
import { partDuration } from "./duration.ts";
import { emptyCell } from "./empty-cell.ts";
import { partEntries } from "./entries.ts";
import { partFence } from "./fence.ts";
import { partLength } from "./length.ts";
import { partLink } from "./link.ts";
import { partNumber } from "./number.ts";
import { partPerson } from "./person.ts";
import { tableColumns } from "./table-columns.ts";
import { partTasks } from "./tasks.ts";

const RULES: readonly Rule[] = [
  partCitation,
  partDiagram,
  partDuration,
  emptyCell,
  partEntries,
  partFence,
  partLength,
  partLink,
  partNumber,
  partPerson,
  tableColumns,
  partTasks,
];

const below = (type: string, heading: string, body: readonly string[]): string =>
  ["---", `nomous: ${type}`, "---", "# R", "", heading, "", ...body, ""].join("\n");

/** What the rule points at; line ends make no difference. */
function told(rule: Rule, text: string): string[] {
  const [lf = [], crlf] = ["\n", "\r\n"].map((ending) =>
    problemsOf(rule, { text: text.replaceAll("\n", ending) }).map((one) => one.text.trim()),
  );
  expect(crlf).toEqual(lf);
  return lf;
}

describe.each(RULES)("$id", (rule) => {
  test("finds its bad example and nothing in its good one", () => {
    expect(problemsOf(rule, rule.bad)).not.toEqual([]);
    expect(problemsOf(rule, rule.good)).toEqual([]);
  });

  test("is silent about a part that nobody has written, or that does not apply", () => {
    const [, heading = ""] = /^(#{2,3} .*|- \*\*.*?\*\*)/m.exec(rule.bad.text.replace(/^# .*$/m, "")) ?? [];
    const [, type = "spec"] = /nomous: (\w+)/.exec(rule.bad.text) ?? [];
    for (const body of ["", "*Guidance: Say it.*", "TBD", "Not applicable, because nothing is deployed."])
      expect(problemsOf(rule, { text: below(type, heading, [body]) })).toEqual([]);
  });
});

const words = (count: number): string => Array.from({ length: count }, (_, i) => `word${i}`).join(" ");

test.each([
  ["200 words", [words(200)], false],
  ["201 words", [words(201)], true],
  ["201 words in two paragraphs and a list", [words(100), "", words(100), "", "- word"], true],
  ["201 words in sub-headings' parts", [words(100), "", "### More", "", words(101)], true],
  [
    "200 words, code and a table",
    [words(200), "", "```", words(50), "```", "", "| a |", "| - |", `| ${words(50)} |`],
    false,
  ],
  ["200 words and the guidance", [words(200), "", "*Guidance: Say it in a few words.*"], false],
])("a summary of %s", (_, body, isLong) => {
  expect(told(partLength, below("spec", "## 1. Executive Summary", body))).toEqual(
    isLong ? ["## 1. Executive Summary"] : [],
  );
});

test("the length is told as a count", () => {
  const text = below("spec", "## 1. Executive Summary", [words(230)]);
  expect(problemsOf(partLength, { text })[0]?.message).toContain("230 of at most 200 words");
});

test("a team's own type may ask for a least number of words", () => {
  const type: DocumentType = {
    ...spec,
    parts: spec.parts.map((part) => ({ ...part, expects: [{ kind: "words", min: 3 }] })),
  };
  const messages = (body: string): string[] =>
    checkDocument({
      path: "a.md",
      text: below("spec", "## 1. Executive Summary", [body]),
      types: [type],
      rules: [partLength],
      surroundings: surroundingsOf(),
    }).findings.map(({ message }) => message);
  expect(messages("Too short")).toEqual(['"Executive Summary" has 2 of at least 3 words. Say more.']);
  expect(messages("Just long enough")).toEqual([]);
});

test.each([
  ["a paragraph", ["We leave all else alone."], true],
  ["placeholders", ["- [ ] Non-goal 1", "", "Text."], true],
  ["an item", ["- Shared cursors"], false],
  ["a numbered item", ["1. Shared cursors"], false],
  ["a row", ["| Non-goal |", "| - |", "| Shared cursors |"], false],
  ["an empty row", ["Text.", "", "| Non-goal |", "| - |", "| |"], true],
])("non-goals with %s", (_, body, isTold) => {
  expect(told(partEntries, below("spec", "### 3.2 Non-Goals", body))).toEqual(isTold ? ["### 3.2 Non-Goals"] : []);
});

test.each([
  ["without boxes", ["- A", "- B"], true],
  ["numbered, without boxes", ["1. A"], true],
  ["with boxes", ["- [ ] A", "- [x] B"], false],
  ["with a box below an item", ["- A", "  - [ ] B"], false],
  ["in a table", ["| Goal |", "| - |", "| A |"], false],
  ["as prose, which is told as such", ["A."], false],
])("goals %s", (_, body, isTold) => {
  expect(told(partTasks, below("spec", "### 3.1 Functional Goals", body))).toEqual(
    isTold ? ["### 3.1 Functional Goals"] : [],
  );
});

test.each([
  ["without one", ["Larger batches were faster."], true],
  ["with a date, a version and an id", ["On 2026-11-28, G1 with v2.1.0 was faster."], true],
  ["with one in prose", ["It took 41 ms."], false],
  ["with one in words", ["It failed three times."], false],
  ["with one in a cell", ["| Batch | Time |", "| - | - |", "| large | 41 ms |"], false],
  ["with one in a fence", ["```", "p95 41 ms", "```"], false],
])("data %s", (_, body, isTold) => {
  expect(told(partNumber, below("spike", "### Performance data", body))).toEqual(
    isTold ? ["### Performance data"] : [],
  );
});

test.each([
  ["Until we know.", true],
  ["At most 3 runs on 2 machines.", true],
  ["Two days.", false],
  ["8 h, then we stop.", false],
  ["Half a day.", false],
  ["From 2026-11-28 to 2026-12-04.", false],
  ["1–2 weeks", false],
])("a timeline of %j", (text, isTold) => {
  expect(told(partDuration, below("spike", "### Timeline", [text]))).toEqual(isTold ? ["### Timeline"] : []);
});

test.each([
  [["- Write the spec", "- Measure on the small machine"], true],
  [["- Event sourcing: write the spec"], true],
  [["| Step | Owner |", "| - | - |", "| Write the spec | |"], true],
  [["- Maya writes the spec"], false],
  [["- Maya and Tobi will write the spec"], false],
  [["- Write the spec (Maya, by Friday)"], false],
  [["- Write the spec – Maya"], false],
  [["- Owner: Maya"], false],
  [["- @maya: write the spec"], false],
  [["- Ask maya@example.com"], false],
  [["- The bridge team writes the spec"], false],
  [["| Step | Owner |", "| - | - |", "| Write the spec | Maya |"], false],
])("next steps %j", (body, isTold) => {
  expect(told(partPerson, below("spike", "### Next steps", body))).toEqual(isTold ? ["### Next steps"] : []);
});

test.each([
  ["prose", ["Support asks for it."], true],
  ["a picture", ["Text. ![x](a.svg)"], true],
  ["cited code", ["It compares texts (`src/cursor.ts:4`, [there](../src/cursor.ts#L4))."], true],
  ["words in brackets", ["As [RFC 9110] says."], true],
  ["a link", ["[PRD](prd.md)"], false],
  ["a reference", ["[PRD][p]", "", "[p]: prd.md"], false],
  ["an address", ["See https://example.com/prd."], false],
  ["a cited document", ["See `research/resume.md:12`."], false],
  ["a link below", ["Text.", "", "### 2.1 Current State", "", "[wire](wire.md)"], false],
])("a context with %s", (_, body, isTold) => {
  expect(told(partLink, below("spec", "## 2. Context and Motivation", body))).toEqual(
    isTold ? ["## 2. Context and Motivation"] : [],
  );
});

test.each([
  ["prose", ["It moves forward only."], true],
  ["code that is no path", ["`cursor` moves forward only."], true],
  ["a path", ["`src/cursor.ts` moves forward."], false],
  ["a line", ["It moves (`src/cursor.ts:4`)."], false],
  ["a line in prose", ["It moves (src/cursor.ts:4)."], false],
  ["a link to lines", ["[It](../src/cursor.ts#L4) moves."], false],
])("findings with %s", (_, body, isTold) => {
  expect(told(partCitation, below("research", "## Findings", body))).toEqual(isTold ? ["## Findings"] : []);
});

test.each([
  ["prose", ["The browser talks to the bridge."], true],
  ["a fence of code", ["```ts", "const a = 1;", "```"], true],
  ["mermaid", ["```mermaid", "flowchart LR", "```"], false],
  ["boxes of signs", ["```", "browser --> bridge", "```"], false],
  ["boxes of lines", ["```text", "│ browser │", "```"], false],
  ["a picture", ["![x](a.svg)"], false],
  ["a picture in HTML", ['<img src="a.svg">'], false],
])("an architecture diagram as %s", (_, body, isTold) => {
  const heading = "### 4.1 System Architecture Diagram";
  expect(told(partDiagram, below("spec", heading, body))).toEqual(isTold ? [heading] : []);
});

test.each([
  ["prose", ["The client sends its cursor."], true],
  ["a fence of another language", ["```sh", "curl x", "```"], true],
  ["a fence of one of the languages", ["```yaml", "openapi: 3.1.0", "```"], false],
  ["a fence without language", ["```", "Open { after }", "```"], false],
  ["a link to the contract", ["See [the contract](api.yaml)."], false],
  ["a link to something else", ["See [the wiki](https://example.com/wiki)."], true],
])("an API as %s", (_, body, isTold) => {
  expect(told(partFence, below("spec", "### 5.1 API Interfaces", body))).toEqual(
    isTold ? ["### 5.1 API Interfaces"] : [],
  );
});

describe("the columns of a table", () => {
  const HEADING = "## Risks";
  test.each([
    ["prose", ["It may be slow."], HEADING],
    [
      "a table without two of them",
      ["| Risk | Mitigation |", "| - | - |", "| slow | cache |"],
      "| Risk | Mitigation |",
    ],
    [
      "the better of two tables",
      [
        "| A | Risk |",
        "| - | - |",
        "| a | b |",
        "",
        "| Risk | Impact | Mitigation |",
        "| - | - | - |",
        "| slow | low | cache |",
      ],
      "| Risk | Impact | Mitigation |",
    ],
    [
      "all of them, under other names",
      ["| Description | Probability | Severity | Response |", "| - | - | - | - |", "| slow | low | low | cache |"],
      null,
    ],
    [
      "all of them and more",
      [
        "| ID | Risk | Likelihood | Impact | Mitigation |",
        "| - | - | - | - | - |",
        "| R1 | slow | low | low | cache |",
      ],
      null,
    ],
    ["a list, which other rules read", ["- Slow: cache"], null],
    ["another table", ["| A | B |", "| - | - |", "| a | b |"], HEADING],
  ])("%s", (_, body, expected) => {
    expect(told(tableColumns, below("plan", HEADING, body))).toEqual(expected === null ? [] : [expected]);
  });
});

const rows = (...lines: string[]): string =>
  below("spec", "### 4.3 Key Components", [
    "| Component | Responsibility | Technology Stack | Justification |",
    "| - | - | - | - |",
    "| Log | Keeps turns | SQLite | One file |",
    ...lines,
  ]);

describe("an empty cell", () => {
  test.each([
    ["one", "| Cursor | | SQLite | Moves on |", "| Cursor | | SQLite | Moves on |"],
    ["one that ends the row", "| Cursor | Keeps places |", "| Cursor | Keeps places |"],
    ["a stroke", "| Cursor | - | SQLite | Moves on |", "-"],
    ["all, which is told as an empty row", "| | | | |", null],
    ["the name", "| | Keeps places | SQLite | Moves on |", "| | Keeps places | SQLite | Moves on |"],
    ["none", "| Cursor | Keeps places | SQLite | Moves on |", null],
    ["one that another rule reads", "| Cursor | Keeps places | SQLite | |", null],
    ["TBD, which is told as a placeholder", "| Cursor | TBD | SQLite | Moves on |", null],
  ])("%s", (_, row, expected) => {
    expect(told(emptyCell, rows(row))).toEqual(expected === null ? [] : [expected]);
  });

  test("in a row is told once, with all that is missing", () => {
    const [first, ...others] = problemsOf(emptyCell, { text: rows("| Cursor | | | Moves on |") });
    expect(others).toEqual([]);
    expect(first?.message).toContain('no "Responsibility" and no "Technology Stack"');
  });
});
