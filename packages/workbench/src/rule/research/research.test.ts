import { describe, expect, test } from "vitest";
import { parseMarkdown } from "../../text/markdown.ts";
import { problemsOf } from "../rule-fixture.ts";
import { questionWithoutMark } from "./question-missing-mark.ts";
import { sourceWithoutLine } from "./no-line.ts";
import { recommendingResearch, recommends } from "./recommends.ts";
import { sentencesIn } from "./sentences.ts";
import { uncitedFinding } from "./uncited.ts";
import { undatedFollowUp } from "./undated-follow-up.ts";

const RULES = [questionWithoutMark, recommendingResearch, sourceWithoutLine, uncitedFinding, undatedFollowUp];

describe("each rule tells its bad example and not its good one", () => {
  for (const rule of RULES)
    test(`the examples of ${rule.id}`, () => {
      expect(problemsOf(rule, rule.bad).length).toBeGreaterThan(0);
      expect(problemsOf(rule, rule.good)).toEqual([]);
    });
});

const note = (text: string): { text: string } => ({ text: `---\nnomous: research\n---\n# Note\n\n${text}\n` });
const findings = (text: string): { text: string } => note(`## Detailed Findings\n\n${text}`);

describe("research.recommends", () => {
  for (const sentence of [
    "We should move the log to segments.",
    "I recommend a token bucket.",
    "The reader must be refactored.",
    "The session module needs to be rewritten.",
    "It would be better to keep one socket a tab.",
    "Consider replacing the poller by a watcher.",
    "The best approach is to cut prefill in slices.",
    "The loop should be replaced by a queue.",
    "A cleaner design would be one writer.",
    "Recommendation: use one writer.",
    "We therefore suggest one writer.",
    "The team should adopt Yjs.",
    "The timer needs to be replaced by the barrier.",
    "Fleet Data is advised to introduce hashes.",
    "The process ought to be split into three.",
    "The parser is worth rewriting.",
    "This code would benefit from a cache.",
    "The poller should be removed in favour of a watcher.",
    "The module needs refactoring.",
    "You should replace the poller.",
    "It makes sense to split the log.",
    "My recommendation is a queue.",
    "Better to use a queue here.",
    "One writer would be cleaner.",
    "The parser is a good candidate for a rewrite.",
    "This must be fixed.",
  ])
    test(`told: ${sentence}`, () => {
      expect(recommends(sentence)).toBe(true);
      expect(
        problemsOf(recommendingResearch, findings(`- The cursor moves (\`a.ts:1\`). **${sentence}**`)).map(
          ({ line }) => line,
        ),
      ).toEqual([8]);
      expect(problemsOf(recommendingResearch, note(`## Summary\n\n${sentence}`))).toHaveLength(1);
    });

  for (const sentence of [
    "The client should receive a pong within 20 s, as RFC 6455 says.",
    "A reader that is late should be closed with 1013.",
    "Old segments should be removed when the disk is full.",
    "The placeholder should be replaced by the id.",
    "The server must be restarted after a change of its key.",
    "Should we move the log to segments?",
    'The README says "we should move to segments".',
    "The function `weShould()` is not called.",
    "We see two writers.",
    "The recommended batch size of the driver is 32.",
    "Consider the following trace.",
    "Tokens need to be unique in a session.",
    "The cache should be invalidated after a write.",
    "Users should restart the bridge after an update.",
    "Compression would be better than 4 to 1 only for text.",
  ])
    test(`silent: ${sentence}`, () => expect(problemsOf(recommendingResearch, findings(sentence))).toEqual([]));

  test("only the author's own words count, and only where facts stand", () => {
    expect(problemsOf(recommendingResearch, findings("> We should move the log."))).toEqual([]);
    expect(problemsOf(recommendingResearch, note("## Architecture Insights\n\nWe should move the log."))).toHaveLength(
      1,
    );
    expect(problemsOf(recommendingResearch, note("## Open Questions\n\n- We should ask the team."))).toEqual([]);
    expect(
      problemsOf(recommendingResearch, {
        text: "---\nnomous: spec\n---\n# S\n\n## Executive Summary\n\nWe should move the log.\n",
      }),
    ).toEqual([]);
  });
  test("a section of recommendations is told once, at its heading", () => {
    expect(
      problemsOf(
        recommendingResearch,
        findings("The log is one table.\n\n### Recommendations\n\nWe should move it."),
      ).map(({ line }) => line),
    ).toEqual([10]);
  });
  test("CRLF changes no line", () => {
    const { text } = findings("- one fact\n- We should move the log.");
    expect(problemsOf(recommendingResearch, { text: text.replaceAll("\n", "\r\n") }).map(({ line }) => line)).toEqual([
      9,
    ]);
  });
});

const section = (name: string, body: string): string => `### ${name}\n\n${body}\n\n`;

describe("research.uncited", () => {
  const cited = section("Cursor", "It moves forward (`src/cursor.ts:2`).");
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ["a section without a source", cited + section("Expiry", "A stream expires after one hour."), ["### Expiry"]],
    ["a section of a list", cited + section("Expiry", "- after one hour\n- or on Stop"), ["### Expiry"]],
    [
      "one item among cited ones",
      "- a cursor is kept (`a.ts:1`)\n- b moves forward only (`b.ts:1`)\n- the log is one table",
      ["the log is one table"],
    ],
    [
      "where hardly anything is cited, nobody forgot",
      "- a cursor is kept (`a.ts:1`)\n- the log is one table\n- the cursor is a number",
      [],
    ],
    [
      "one item in a section",
      section("Cursor", "- a cursor is kept (`a.ts:1`)\n- b moves forward only (`b.ts:1`)\n- it is a number"),
      ["it is a number"],
    ],
    [
      "one row of a table",
      "| Fact | Where |\n| - | - |\n| A cursor is one number | `a.ts:1` |\n| It moves forward only | `a.ts:2` |\n| It is never sent back | known |",
      ["| It is never sent back | known |"],
    ],
    [
      "a section below is part of it",
      cited + section("Expiry", "After one hour.\n\n#### Where\n\n`src/cursor.ts:9`"),
      [],
    ],
    ["a path is a source", cited + section("Expiry", "After one hour, set in `src/config.ts`."), []],
    ["a link is a source", cited + section("Expiry", "After one hour ([RFC](https://example.org))."), []],
    [
      "a place said before the list speaks for its items",
      section("Cursor", "In `src/cursor.ts:2`:\n\n- it is a number\n- it moves forward\n- `src/x.ts`"),
      [],
    ],
    ["what is not there has no line", cited + section("Expiry", "There is no test of it."), []],
    ["a waiver", cited + section("Expiry", "Not applicable, because nothing expires."), []],
    [
      "where nothing is cited at all, that is told of the whole",
      section("Cursor", "It moves.") + section("Expiry", "It ends."),
      [],
    ],
    [
      "a paragraph among cited facts",
      section(
        "Cursor",
        "- it moves forward only (`a.ts:1`)\n- it is kept in memory (`a.ts:2`)\n- it is sent with each frame (`a.ts:3`)\n\nIt is deleted after an hour.",
      ),
      ["It is deleted after an hour."],
    ],
    ["a section of code alone", `${cited}### Trace\n\n\`\`\`\nconnect\n\`\`\`\n`, []],
  ];
  for (const [name, text, expected] of cases)
    test(`of ${name}`, () =>
      expect(problemsOf(uncitedFinding, findings(text)).map((one) => one.text)).toEqual(expected));
});

const toldOfHistory = (text: string): string[] =>
  problemsOf(uncitedFinding, note(`## Historical Context\n\n${text}`)).map((one) => one.text);

describe("history without a document", () => {
  test("is told at its first fact", () =>
    expect(toldOfHistory("A decision of March tied sessions to sockets.\n\nThen they leaked.")).toEqual([
      "A decision of March tied sessions to sockets.",
    ]));
  test("one document is enough, and so is that there is none", () => {
    expect(toldOfHistory("[The decision](../docs/d.md) tied sessions to sockets.\n\nThen they leaked.")).toEqual([]);
    expect(toldOfHistory("There is no older document about it.")).toEqual([]);
    expect(toldOfHistory("Not applicable, because the folder is new.")).toEqual([]);
  });
});

const toldOfLast = (last: string): string[] =>
  problemsOf(
    sourceWithoutLine,
    findings(
      `- it is one number (\`a.ts:1\`)\n- it moves forward only (\`a.ts:2\`)\n- it is kept in memory (\`a.ts:3\`)\n- it is sent with frames (\`a.ts:4\`)\n- ${last}`,
    ),
  ).map((one) => one.text);

describe("research.no-line", () => {
  test("an odd one is told at the file", () =>
    expect(toldOfLast("it is deleted with the session (`src/b.ts`)")).toEqual(["`src/b.ts`"]));
  for (const fine of [
    "it is deleted with the session (`src/b.ts:4`)",
    "it is deleted with the session (`docs/wire.md`)",
    "it is deleted ([b](../src/b.ts))",
    "it is deleted with the session (`delete()`)",
    "both are in `src/a.ts` and in `src/b.ts`",
  ])
    test(`silent: ${fine}`, () => expect(toldOfLast(fine)).toEqual([]));
  test("where files are cited as a whole, nobody forgot a line", () => {
    expect(
      problemsOf(
        sourceWithoutLine,
        findings("- it is one number (`a.ts`)\n- it moves forward only (`b.ts`)\n- it is kept in memory (`c.ts:3`)"),
      ),
    ).toEqual([]);
  });
});

const countOfFollowUp = (heading: string, body: string): number =>
  problemsOf(undatedFollowUp, note(`## ${heading}\n\n${body}`)).length;

describe("research.undated-follow-up", () => {
  test("told without a date", () =>
    expect([
      countOfFollowUp("Follow-up Research", "It changed."),
      countOfFollowUp("Follow-up", "It changed in v2."),
      countOfFollowUp("Addendum of Ana", "It changed."),
    ]).toEqual([1, 1, 1]));
  test("a date in the heading or at the beginning is enough", () => {
    expect([
      countOfFollowUp("Follow-up Research 2026-11-28", "It changed."),
      countOfFollowUp("Follow-up Research", "2026-11-28: it changed."),
      countOfFollowUp("Follow-up", "**Date:** 28 November 2026\n\nIt changed."),
      countOfFollowUp("Follow-up", "Nov 28, 2026. It changed."),
      countOfFollowUp("Follow-up", "28.11.2026 it changed"),
    ]).toEqual([0, 0, 0, 0, 0]);
  });
  test("a date before the note, or still to come, cannot be", () => {
    const text =
      "---\nnomous: research\ndate: 2026-10-02\n---\n# Note\n\n## Follow-up Research 2026-08-21\n\nIt changed.\n";
    expect(problemsOf(undatedFollowUp, { text }).map(({ message }) => message.slice(0, 31))).toEqual([
      "2026-08-21 is before 2026-10-02",
    ]);
    expect(
      problemsOf(undatedFollowUp, { text: text.replace("2026-08-21", "2027-08-21") }, { today: "2026-11-28" }),
    ).toHaveLength(1);
    expect(
      problemsOf(undatedFollowUp, { text: text.replace("2026-08-21", "2026-11-21") }, { today: "2026-11-28" }),
    ).toEqual([]);
  });
  test("one that nobody has begun is left to others", () => expect(countOfFollowUp("Follow-up Research", "")).toBe(0));
});

const countOfQuestion = (body: string): number =>
  problemsOf(questionWithoutMark, note(`## Research Question\n\n${body}`)).length;

describe("research.question-missing-mark", () => {
  test("a topic is told", () =>
    expect(
      [
        "The socket layer.",
        "- Cursors\n- Readers",
        "This document is about sockets.",
        "We want to learn more about batches.",
      ].map(countOfQuestion),
    ).toEqual([1, 1, 1, 1]));
  test("a question, direct or not, is none", () => {
    expect(
      [
        "Where is the cursor kept?",
        "Where, and how?",
        "How readers resume.",
        "Research the current way of resuming.",
        "Resolve the bug that stops the spinner.",
        "Whether tabs share a cursor",
      ].map(countOfQuestion),
    ).toEqual([0, 0, 0, 0, 0, 0]);
  });
  test("one that nobody has asked is left to others", () =>
    expect([countOfQuestion(""), countOfQuestion("TBD")]).toEqual([0, 0]));
});

test("sentences stand where they say, code and quotations blanked", () => {
  const text = '# A\n\nOne `a. b` fact. Two [c](d.e/) "f. g" facts!\n\n- three\r\n';
  const found = sentencesIn(parseMarkdown(text), { from: 0, to: text.length });
  expect(found.map(({ from, to }) => text.slice(from, to))).toEqual([
    "One `a. b` fact.",
    'Two [c](d.e/) "f. g" facts!',
    "three",
  ]);
  expect(found[0]?.text).toBe("One ______ fact.");
});
