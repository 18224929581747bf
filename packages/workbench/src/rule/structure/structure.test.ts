import { describe, expect, test } from "vitest";
import type { Rule } from "../rule.ts";
import { problemsOf, type ToldProblem } from "../rule-fixture.ts";
import { duplicateHeading } from "./duplicate-heading.ts";
import { duplicatePart } from "./duplicate-part.ts";
import { emptyPart } from "./empty-part.ts";
import { guidanceLeft } from "./guidance-left.ts";
import { missingPart } from "./missing-part.ts";
import { notApplicablePart } from "./not-applicable.ts";
import { partOrder } from "./part-order.ts";

const problems = (rule: Rule, text: string): ToldProblem[] => problemsOf(rule, { text });
const found = (rule: Rule, text: string): string[] => problems(rule, text).map((one) => one.text.trim());

const of = (type: string, ...lines: string[]): string =>
  ["---", `nomous: ${type}`, "---", "# R", "", ...lines, ""].join("\n");
const research = (...lines: string[]): string => of("research", ...lines);
const spec = (...lines: string[]): string => of("spec", ...lines);

describe.each([duplicateHeading, duplicatePart, emptyPart, guidanceLeft, missingPart, notApplicablePart, partOrder])(
  "$id",
  (rule) => {
    test("finds its bad example and nothing in its good one", () => {
      expect(problemsOf(rule, rule.bad)).not.toEqual([]);
      expect(problemsOf(rule, rule.good)).toEqual([]);
    });
  },
);

const missing = (text: string): string[] =>
  problems(missingPart, text).map(({ message }) => /^"(.*?)"/.exec(message)?.[1] ?? "");

const scoped = (scopes: string): string =>
  spec("## 8. Migration, Rollout, and Testing", "", "Text.").replace("spec\n", `spec\nscopes: [${scopes}]\n`);

const scopedPlan = (scopes: string, ...lines: string[]): string =>
  of("plan", ...lines).replace("plan\n", `plan\nscopes: [${scopes}]\n`);

const OFFLINE = "Offline capability tests";
const missingTests = (lines: readonly string[]): string[] =>
  missing(scopedPlan("offline", "## Testing Strategy", "", ...lines));

describe("a missing part", () => {
  const SECTIONS = ["## Research Question", "## Summary", "## Detailed Findings", "## Open Questions"];

  test.each([
    [
      "all that every document needs",
      research("Text."),
      ["Research Question", "Summary", "Detailed Findings", "Open Questions"],
    ],
    ["one of them", research(...SECTIONS.slice(1)), ["Research Question"]],
    ["none", research(...SECTIONS), []],
    [
      "none, under other names and levels",
      research("# Question", "# Executive summary", "# Key findings", "# Unanswered questions"),
      [],
    ],
    [
      "none, with CRLF and numbers",
      research(...SECTIONS.map((one, i) => one.replace(" ", ` ${i + 1}. `))).replaceAll("\n", "\r\n"),
      [],
    ],
    [
      "none, as labels",
      research("**Research Question:** a", "", "**Summary:** b", "", "**Findings:** c", "", "**Open Questions:** d"),
      [],
    ],
  ])("is %s", (_, text, expected) => {
    expect(missing(text)).toEqual(expected);
  });

  test("is told where it belongs: below the part that holds it, not with that part", () => {
    const text = spec("## 3. Goals and Non-Goals", "", "### 3.1 Functional Goals", "", "- [ ] a");
    const told = problems(missingPart, text).filter(({ message }) => message.startsWith('"Non-Goals'));
    expect(told.map((one) => one.text)).toEqual(["## 3. Goals and Non-Goals"]);
    expect(missing(spec("Text."))).not.toContain("Functional Goals");
  });

  test("is one whose scope is declared", () => {
    expect(missing(scoped("data"))).toEqual(expect.arrayContaining(["Data Migration Plan"]));
    expect(missing(scoped("operations"))).toEqual(
      expect.arrayContaining(["Cross-Cutting Concerns", "Deployment Strategy"]),
    );
    expect(missing(scoped(""))).not.toContain("Data Migration Plan");
  });

  test.each([
    ["a row", ["| Kind | What |", "| - | - |", "| Offline tests | Cut the line |"]],
    ["an item", ["- Offline tests: cut the line"]],
    ["an item with a dash, numbered", ["1. Offline testing – cut the line"]],
  ])("is not one that %s of the part above it answers", (_, lines) => {
    expect(missingTests(lines)).not.toContain(OFFLINE);
    expect(missingTests(lines.map((line) => line.replace(/cut the line/i, "")))).toContain(OFFLINE);
    expect(missingTests(lines.map((line) => line.replace("Offline", "Online")))).toContain(OFFLINE);
  });

  test("is not one whose table stands in the part above it, unless it is that of another part", () => {
    const tasks = [
      "| ID | Task | Min | Likely | Max | Verify | Rollback |",
      "| - | - | - | - | - | - | - |",
      "| T1 | Ring | 1h | 2h | 3h | `npm test` | revert |",
    ];
    const told = (...above: string[]): string[] =>
      missing(scopedPlan("backend, frontend", "## Implementation Steps", "", ...above, ...tasks));
    expect(told()).not.toContain("Frontend changes");
    expect(told("### Phase 1", "")).not.toContain("Backend changes");
    expect(told("### Backend changes", "")).toContain("Frontend changes");
  });

  test("is not told with one above it that is empty or does not apply", () => {
    const empty = scopedPlan("offline", "## Testing Strategy", "", "## Risks", "", "None: the flag is off.");
    expect(missing(empty)).not.toContain(OFFLINE);
    const waived = empty.replace("## Risks", "Not applicable, because nothing is built.\n\n## Risks");
    expect(missing(waived)).not.toContain(OFFLINE);
    expect(missing(waived.replace("Not applicable", "All by hand"))).toContain(OFFLINE);
  });

  test("says what to write there", () => {
    expect(problems(missingPart, research(...SECTIONS.slice(1)))[0]?.message).toMatch(/ is missing\. \w.*\.$/);
  });
});

describe("an empty part", () => {
  test.each([
    ["a heading", research("## Summary", "", "## Open Questions", "", "Who?"), ["## Summary"]],
    ["at the end, with CRLF", research("## Summary").replaceAll("\n", "\r\n"), ["## Summary"]],
    ["with a comment alone", research("## Summary", "", "<!-- later -->"), ["## Summary"]],
    [
      "a label",
      spec("### 7.1 Security and Privacy", "", "- **Authentication:**", "- **Authorization:** roles"),
      ["**Authentication:**"],
    ],
    [
      "a table without rows",
      spec("### 4.3 Key Components", "", "| Component | Responsibility |", "| - | - |"),
      ["### 4.3 Key Components"],
    ],
    [
      "a table with an empty row",
      spec("### 4.3 Key Components", "", "| Component | Responsibility |", "| - | - |", "| | |"),
      ["### 4.3 Key Components"],
    ],
    [
      "a table with the rows of the template",
      of("plan", "## Analysis", "", "| Aspect | Finding |", "| - | - |", "| Feature | |"),
      ["## Analysis"],
    ],
    [
      "one below another, which is not told as well",
      spec("## 3. Goals and Non-Goals", "", "### 3.1 Functional Goals"),
      ["### 3.1 Functional Goals"],
    ],
    ["a heading that the type does not know", research("## Summary", "", "Text.", "", "## Appendix"), ["## Appendix"]],
    ["prose", research("## Summary", "", "Text."), []],
    ["code", research("## Summary", "", "    indented"), []],
    ["a fence", research("## Summary", "", "```", "a", "```"), []],
    ["a picture", research("## Summary", "", "![](a.svg)"), []],
    ["HTML", research("## Summary", "", '<p align="center"><img src="a.svg"></p>'), []],
    ["other headings with text", research("## Summary", "", "### More", "", "Text."), []],
    ["guidance, which is told as such", research("## Summary", "", "*Guidance: Say it.*"), []],
    ["the title", "---\nnomous: research\n---\n# R\n", []],
  ])("%s", (_, text, expected) => {
    expect(found(emptyPart, text)).toEqual(expected);
  });
});

describe("a sentence of the template", () => {
  const SENTENCE = "Answer the question in a few sentences, so that most readers can stop here.";
  test.each([
    ["as it was written", [`*Guidance: ${SENTENCE}*`], [`*Guidance: ${SENTENCE}*`]],
    ["without marks", [SENTENCE], [SENTENCE]],
    ["beside real text", [`Readers resume. ${SENTENCE} They do so at once.`], [SENTENCE]],
    ["behind real text, in other letter case", [`Readers resume. ${SENTENCE.toUpperCase()}`], [SENTENCE.toUpperCase()]],
    [
      "over several lines",
      [SENTENCE.replace("sentences, ", "sentences,\n")],
      [SENTENCE.replace("sentences, ", "sentences,\n")],
    ],
    ["in a quote", [`> ${SENTENCE}`], [SENTENCE]],
    ["in an item, with a box", [`- [ ] ${SENTENCE}`], [SENTENCE]],
    ["behind a label", [`- **Summary:** *Guidance: ${SENTENCE}*`], [`*Guidance: ${SENTENCE}*`]],
    [
      "of another template, marked",
      ["*Instruction: Keep it short. Really.* Readers resume."],
      ["*Instruction: Keep it short. Really.*"],
    ],
    ["in a cell", ["| a | b |", "| - | - |", `| x | ${SENTENCE} |`], [SENTENCE]],
    ["in code", ["```", SENTENCE, "```"], []],
    ["only alike", ["Answer the question in a few words, so that most readers can stop here."], []],
    ["a word that templates use", ["The prompt: how does a reader resume?"], []],
  ])("%s", (_, lines, expected) => {
    expect(found(guidanceLeft, research("## Summary", "", ...lines))).toEqual(expected);
  });

  test("that follows another is one finding with it", () => {
    const both = "Say what people cannot do, or wait for. Give how many of them meet it.";
    const text = spec("### 2.2 The Problem", "", `- **User Impact:** *Guidance: ${both}*`).replaceAll("\n", "\r\n");
    expect(found(guidanceLeft, text)).toEqual([`*Guidance: ${both}*`]);
  });
});

const plan = (...lines: string[]): string => of("plan", ...lines);

describe("a part that does not apply", () => {
  test.each([
    ["without a reason", plan("## Risks", "", "Not applicable."), ["Not applicable."]],
    ["shortened", plan("## Risks", "", "N/A"), ["N/A"]],
    ["with two words for a reason", plan("## Risks", "", "None, obviously not"), ["None, obviously not"]],
    ["as an item, with CRLF", plan("## Risks", "", "- None").replaceAll("\n", "\r\n"), ["- None"]],
    [
      "behind a label",
      spec("### 7.1 Security and Privacy", "", "- **Authentication:** n/a", "- **Authorization:** roles"),
      ["n/a"],
    ],
    [
      "although it always does",
      research("## Summary", "", "Not applicable, because nobody asked for one."),
      ["Not applicable, because nobody asked for one."],
    ],
    ["in other words", plan("## Risks", "", "Does not apply."), ["Does not apply."]],
    ["as nothing that matters", plan("## Risks", "", "Not relevant here."), ["Not relevant here."]],
    ["in brackets", plan("## Risks", "", "(none)"), ["(none)"]],
    ["as a sentence", plan("## Risks", "", "There are none worth telling."), ["There are none worth telling."]],
    ["under a heading of one's own", plan("## Risks", "", "### Licences", "", "N/A"), ["N/A"]],
    ["under such a heading, with CRLF", research("## Background", "", "- *n/a*").replaceAll("\n", "\r\n"), ["- *n/a*"]],
    ["under such a heading, with a reason", research("## Background", "", "N/A: nobody looked at it before."), []],
    ["under such a heading, where there is none", research("## Licences", "", "None."), []],
    ["something that does something else", plan("## Risks", "", "It does not apply the patch twice."), []],
    ["something that matters elsewhere", plan("## Risks", "", "Not relevant to readers that wait."), []],
    ["with a reason", plan("## Risks", "", "Not applicable, because nothing is deployed."), []],
    ["with a reason of another form", plan("## Risks", "", "None: the flag is off everywhere."), []],
    ["for questions that are all closed", research("## Open Questions", "", "None."), []],
    ["in one of many sentences", plan("## Risks", "", "None of the readers is lost."), []],
    ["in a cell", plan("## Risks", "", "| Risk | Mitigation |", "| - | - |", "| a | None |"), []],
    ["empty, which is told as such", plan("## Risks"), []],
  ])("%s", (_, text, expected) => {
    expect(found(notApplicablePart, text)).toEqual(expected);
  });
});

test.each([
  ["a part", research("## Summary", "", "a", "", "## Summary", "", "b"), ["## Summary"], []],
  [
    "a part with another number",
    spec("## 1. Executive Summary", "", "a", "", "## 2. Executive Summary", "", "b"),
    ["## 2. Executive Summary"],
    [],
  ],
  [
    "three times, with CRLF",
    research("## Summary", "", "a", "", "## Summary", "", "b", "", "## Summary", "", "c").replaceAll("\n", "\r\n"),
    ["## Summary", "## Summary"],
    [],
  ],
  ["another heading", research("## Findings", "", "### A", "", "a", "", "### A", "", "b"), [], ["### A"]],
  ["another heading, underlined", research("A", "---", "a", "", "A", "---", "b"), [], ["A\n---"]],
  ["an empty one", research("## Summary", "", "a", "", "## Summary"), [], []],
  ["under two headings", research("## A", "", "### X", "", "a", "", "## B", "", "### X", "", "b"), [], []],
  ["follow-ups", research("## Follow-up 2026-11-01", "", "a", "", "## Follow-up 2026-11-28", "", "b"), [], []],
  ["steps", research("## Findings", "", "### Step 1: copy", "", "a", "", "### Step 2: copy", "", "b"), [], []],
  ["in a fence", research("## Summary", "", "```", "## Summary", "x", "```"), [], []],
  ["in a document of no type", "# R\n\n## A\n\na\n\n## A\n\nb\n", [], []],
])("twice under one heading: %s", (_, text, parts, headings) => {
  expect(found(duplicatePart, text)).toEqual(parts);
  expect(found(duplicateHeading, text)).toEqual(headings);
});

const headings = (...titles: string[]): string => spec(...titles.flatMap((title) => [title, "", "Text.", ""]));

describe("the order of numbered parts", () => {
  test.each([
    [
      "a number after a larger one",
      ["## 1. Executive Summary", "## 3. Goals and Non-Goals", "## 2. Context and Motivation"],
      ["## 2. Context and Motivation"],
    ],
    ["a number twice", ["## 1. Executive Summary", "## 1. Context and Motivation"], ["## 1. Context and Motivation"]],
    [
      "below a part",
      ["## 3. Goals and Non-Goals", "### 3.2 Non-Goals", "### 3.1 Functional Goals"],
      ["### 3.1 Functional Goals"],
    ],
    [
      "parts that changed places with their numbers renewed",
      [
        "## 1. Executive Summary",
        "## 2. Goals and Non-Goals",
        "## 3. Context and Motivation",
        "## 4. Proposed Solution",
      ],
      ["## 3. Context and Motivation"],
    ],
    [
      "a part at the end that belongs to the front",
      ["## 1. Context and Motivation", "## 2. Goals and Non-Goals", "## 3. Executive Summary"],
      ["## 3. Executive Summary"],
    ],
    [
      "more than nine",
      ["## 8. Migration, Rollout, and Testing", "## 9. Open Questions", "## 10. Appendix", "## 10.1. More"],
      [],
    ],
    ["gaps", ["## 1. Executive Summary", "## 5. Detailed Design"], []],
    ["a part twice, which is told as such", ["## 1. Executive Summary", "## 1. Executive Summary"], []],
    ["without numbers", ["## Goals and Non-Goals", "## Executive Summary"], []],
    ["own headings between", ["## 1. Executive Summary", "## Notes", "## 2. Context and Motivation"], []],
    ["years", ["## 1. Executive Summary", "## 2026 in review", "## 2. Context and Motivation"], []],
  ])("%s", (_, titles, expected) => {
    expect(found(partOrder, headings(...titles))).toEqual(expected);
    expect(found(partOrder, headings(...titles).replaceAll("\n", "\r\n"))).toEqual(expected);
  });

  test("is free in types without numbers", () => {
    expect(found(partOrder, research("## 2. Summary", "", "a", "", "## 1. Question", "", "b"))).toEqual([]);
  });
});
