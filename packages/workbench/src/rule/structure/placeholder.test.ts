import { describe, expect, test } from "vitest";
import type { Rule } from "../rule.ts";
import { problemsOf } from "../rule-fixture.ts";
import { placeholder } from "./placeholder.ts";

const found = (rule: Rule, text: string): string[] => problemsOf(rule, { text }).map((one) => one.text.trim());

const of = (heading: string, ...lines: string[]): string =>
  ["---", "nomous: spec", "---", "# R", "", heading, "", ...lines, ""].join("\n");

const below = (...lines: string[]): string => of("## 1. Executive Summary", ...lines);

test("the rule finds its bad example and nothing in its good one", () => {
  expect(problemsOf(placeholder, placeholder.bad)).not.toEqual([]);
  expect(problemsOf(placeholder, placeholder.good)).toEqual([]);
});

describe("a placeholder", () => {
  test.each([
    ["alone", ["TBD"], ["TBD"]],
    ["in bold", ["**TBD**"], ["**TBD**"]],
    ["three dots", ["..."], ["..."]],
    ["three question marks in prose", ["It takes ??? ms."], ["???"]],
    ["in prose, at its place", ["It takes TODO ms, or TBD."], ["TODO", "TBD"]],
    ["in brackets", ["[insert the summary]", "", "Ask [your name] first."], ["[insert the summary]", "[your name]"]],
    ["in angle brackets", ["<summary>", "", "Ask <your name> first."], ["<your name>"]],
    ["in braces", ["{{ summary }}"], ["{{ summary }}"]],
    ["words of a form", ["Insert diagram here"], ["Insert diagram here"]],
    ["behind a label", ["- **Owner:** TBD", "- **Team:** the bridge"], ["TBD"]],
    ["in cells", ["| a | b |", "| - | - |", "| TBD | [name] |"], ["TBD", "[name]"]],
    ["numbered things", ["- [ ] Goal 1", "- Question 2", "- Phase 3:"], ["Goal 1", "Question 2", "Phase 3:"]],
    ["in an item below another", ["- a", "  - TBD"], ["TBD"]],
    ["numbered titles of items below them", ["- Phase 1:", "  - Copy the log"], []],
    ["names of things in cells", ["| Phase | After |", "| - | - |", "| Phase 2 | Phase 1 |"], []],
    ["in code", ["`TBD` and", "", "```", "TODO", "```"], []],
    ["words about the marks", ["Seven TODO comments are left; a todo list is kept."], []],
    [
      "links, footnotes, boxes and tags",
      ["[RFC 9110](a.md) [x][y] a[^1] <br> <kbd>x</kbd>", "", "- [x] done", "", "[y]: b.md"],
      [],
    ],
    ["the status of a task", ["| ID | Status |", "| - | - |", "| T1 | todo |"], []],
    ["answers that nothing is there", ["| a | b |", "| - | - |", "| n/a | - |"], []],
    ["a reference alone", ["[The wire]", "", "[The wire]: wire.md"], []],
  ])("%s", (_, lines, expected) => {
    expect(found(placeholder, below(...lines))).toEqual(expected);
    expect(found(placeholder, below(...lines).replaceAll("\n", "\r\n"))).toEqual(expected);
  });

  test("is not told in documents of no type", () => {
    expect(found(placeholder, "# R\n\nTBD\n")).toEqual([]);
  });
});

const inProse = (text: string): string[] => {
  const all = [
    below(text),
    below(`- [ ] G1: ${text}`),
    below("| a |", "| - |", `| ${text} |`),
    of(`## ${text}`, "Text."),
  ];
  const [first = [], ...others] = all.map((one) => found(placeholder, one));
  for (const other of others) expect(other).toEqual(first);
  expect(found(placeholder, below(text).replaceAll("\n", "\r\n"))).toEqual(first);
  return first;
};

describe("a mark of something unfinished, in prose, items, cells and headings alike", () => {
  test.each([
    ["It takes XX ms, or xx %.", ["XX", "xx"]],
    ["It takes ?? ms, at most (??).", ["??", "(??)"]],
    ["It takes ? ms, or X %, and then tbd.", ["?", "X", "tbd"]],
    ["It takes ___ days.", ["___"]],
    ["It takes <number> days, says [owner].", ["<number>", "[owner]"]],
    ["It restarts. XXX", ["XXX"]],
    ["It restarts [to be confirmed].", ["[to be confirmed]"]],
    ["It restarts [?].", ["[?]"]],
    ["It restarts. {{ details }}", ["{{ details }}"]],
    ["It restarts. Lorem ipsum dolor sit amet.", ["Lorem ipsum dolor sit amet"]],
    ["It restarts after 3 s (to be confirmed).", ["to be confirmed"]],
    ["How often it restarts is still to be measured.", ["still to be measured"]],
    ["The limit is to be decided.", ["is to be decided"]],
    ["The limit will be decided later, and details will follow.", ["will be decided later", "details will follow"]],
    ["We fill this in later.", ["fill this in later"]],
    ["This section is incomplete.", ["This section is incomplete"]],
    ["Support asks for it. PRD: to follow.", ["to follow"]],
  ])("%j", (text, expected) => {
    expect(inProse(text)).toEqual(expected);
  });

  test.each([
    "What?? It answers 5xx and %xx, in chapter XX, of type Map<number>.",
    "Set MBEDTLS_XXX_ALT where XXX is the name of the module.",
    "The run `a ?? b` and `<number>` of `___` in `{{ details }}`.",
    "Write {{ user.name }}, ${{ secrets.KEY }} or {{% tip %}} there.",
    "Its interface will be described later, and more is to come this week.",
    "Displays of Xs ago, and every 5 s X follows.",
    "The __init__ of a, the frames to be sent, the writes to be confirmed.",
    "What is sent first is to be decided by the gate.",
    'A file of "lorem ipsum" serves as input.',
    "It links [number](a.md) and [date][d], and `id` [number].",
  ])("is none in %j", (text) => {
    expect(inProse(text)).toEqual([]);
  });
});

describe("a text that is a placeholder as a whole", () => {
  test.each([
    ["behind a label that is not bold", ["- Phase 3: …", "- Owner: <name>"], ["…", "<name>"]],
    ["behind the second label of a paragraph", ["**Status:** draft", "**Author:** ?"], ["?"]],
    [
      "in words",
      ["- **Authorization:** to be defined", "- To be decided later."],
      ["to be defined", "To be decided later."],
    ],
    [
      "with the time when it comes",
      ["To be written when the findings are complete."],
      ["To be written when the findings are complete."],
    ],
    [
      "that is not yet there",
      ["| a | b |", "| - | - |", "| not yet decided | to follow |"],
      ["not yet decided", "to follow"],
    ],
    ["no purpose", ["To be confirmed, a write needs two replies."], []],
    ["no types and lists", ["- Returns: {string}", "- Levels: [0.1, 0.2]", "- Default: ['a']"], []],
    ["no facts", ["- Not implemented yet", "- Not measured"], []],
  ])("%s", (_, lines, expected) => {
    expect(found(placeholder, below(...lines))).toEqual(expected);
  });
});

test("what is still to be decided may stand among open questions", () => {
  const words = "How long it is kept is still to be decided.";
  expect(found(placeholder, of("## 9. Open Questions", `- ${words}`))).toEqual([]);
  expect(found(placeholder, of("## 9. Open Questions", "- It is kept for TBD days."))).toEqual(["TBD"]);
  expect(found(placeholder, below(words))).toEqual(["still to be decided"]);
});
