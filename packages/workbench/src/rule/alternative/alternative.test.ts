import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { chosenAmongRejected } from "./chosen-listed.ts";
import { noAlternative } from "./none.ts";
import { unreasonedAlternative } from "./no-reason.ts";
import { oneSidedAlternative } from "./one-sided.ts";

const RULES = [chosenAmongRejected, noAlternative, unreasonedAlternative, oneSidedAlternative];

describe("each rule finds its bad example and nothing in its good one", () => {
  test.each(RULES)("$id", (rule) => {
    expect(problemsOf(rule, rule.bad).length).toBeGreaterThan(0);
    expect(problemsOf(rule, rule.good)).toEqual([]);
  });
});

/** What a rule points at, which must not depend on how lines end. */
function told(rule: Rule, text: string): string[] {
  const found = problemsOf(rule, { text }).map((problem) => problem.text);
  const inCrlf = problemsOf(rule, { text: text.replaceAll("\n", "\r\n") });
  expect(inCrlf.map((problem) => problem.text.replaceAll("\r", ""))).toEqual(found);
  return found;
}

const HEAD = "| Option | Pros | Cons | Reason for Rejection |\n| --- | --- | --- | --- |\n";
const spec = (alternatives: string, summary = "We propose an outbox."): string =>
  `---\nnomous: spec\n---\n# Outbox\n\n## 1. Executive Summary\n\n${summary}\n\n## 6. Alternatives Considered\n\n${alternatives}\n`;
const table = (...rows: readonly string[]): string => spec(HEAD + rows.map((row) => `| ${row} |`).join("\n"));
const HEADING = "## 6. Alternatives Considered";

describe("alternative.none", () => {
  test("the chosen option alone, a placeholder beside it, or saying that there was none, is told at the heading", () => {
    expect(told(noAlternative, table("IndexedDB (selected) | a | b | chosen"))).toEqual([HEADING]);
    expect(told(noAlternative, table("IndexedDB | a | b | **Selected:** it has transactions"))).toEqual([HEADING]);
    expect(told(noAlternative, spec("No alternatives were considered."))).toEqual([HEADING]);
    expect(told(noAlternative, spec("- Nothing else was looked at"))).toEqual([HEADING]);
    expect(told(noAlternative, spec("There are no other options."))).toEqual([HEADING]);
  });

  test("one that was rejected is enough, as a row, an item, a section or a paragraph", () => {
    expect(told(noAlternative, table("Leave it | no work | turns are lost | misses G1"))).toEqual([]);
    expect(told(noAlternative, spec("- **localStorage**: blocks the page"))).toEqual([]);
    expect(told(noAlternative, spec("### localStorage\n\nIt blocks the page."))).toEqual([]);
    expect(told(noAlternative, spec("We looked at localStorage, which blocks the page and holds 5 MB."))).toEqual([]);
  });

  test("nothing yet, and a reason why there is none, are told by others or not at all", () => {
    expect(told(noAlternative, spec(""))).toEqual([]);
    expect(told(noAlternative, spec("Not applicable, because the law prescribes the format."))).toEqual([]);
    expect(told(noAlternative, spec(`${HEAD}|  |  |  |  |`))).toEqual([]);
  });
});

const unreasoned = (reason: string): string[] =>
  told(unreasonedAlternative, table(`localStorage | two calls | 5 MB | ${reason}`));

describe("alternative.no-reason", () => {
  test("an empty cell, a verdict without a reason, or two words are told", () => {
    for (const reason of [
      "-",
      "not chosen",
      "Rejected",
      "worse",
      "It was rejected by the team.",
      "we did not like it",
      "Not suitable",
      "Too slow",
      "We decided against it",
    ])
      expect(unreasoned(reason)).toEqual([reason]);
    expect(unreasoned("")).toHaveLength(1);
  });

  test("a clause, a number or the id of a goal is a reason; TBD is told by another rule", () => {
    for (const reason of ["blocks the page", "Violates G2", "5 MB only", "Overkill for one browser", "TBD"])
      expect(unreasoned(reason)).toEqual([]);
  });

  test("the chosen option needs none", () => {
    expect(told(unreasonedAlternative, table("**IndexedDB (Selected)** | a | b | chosen"))).toEqual([]);
    expect(told(unreasonedAlternative, table("IndexedDB | a | b | ✅ Chosen"))).toEqual([]);
  });

  test("an item that is only a name has none, and what stands below it counts", () => {
    expect(told(unreasonedAlternative, spec("- localStorage\n- **Cookies**: sent with each request"))).toEqual([
      "- localStorage",
    ]);
    expect(told(unreasonedAlternative, spec("- localStorage\n  - blocks the page for 40 ms"))).toEqual([]);
    expect(told(unreasonedAlternative, spec("### localStorage\n\nIt blocks the page."))).toEqual([]);
  });

  test("a table without the column is another matter", () => {
    expect(told(unreasonedAlternative, spec("| Option | Pros | Cons |\n| --- | --- | --- |\n| a | b | c |"))).toEqual(
      [],
    );
  });
});

describe("alternative.one-sided", () => {
  test("the empty side is told, at its cell or its row", () => {
    expect(told(oneSidedAlternative, table("localStorage | none | 5 MB | blocks the page"))).toEqual(["none"]);
    expect(told(oneSidedAlternative, table("localStorage | two calls | - | blocks the page"))).toEqual(["-"]);
    expect(told(oneSidedAlternative, table("localStorage | two calls | | blocks the page"))).toHaveLength(1);
    expect(told(oneSidedAlternative, table("localStorage | | | blocks the page"))).toHaveLength(2);
  });

  test("a section with one label lacks the other", () => {
    expect(told(oneSidedAlternative, spec("### localStorage\n\n**Pros:** two calls\n\nIt blocks the page."))).toEqual([
      "### localStorage",
    ]);
    expect(told(oneSidedAlternative, spec("### localStorage\n\n- **Pros:** two calls\n- **Cons:** 5 MB"))).toEqual([]);
    expect(told(oneSidedAlternative, spec("### localStorage\n\nTwo calls, but it blocks the page."))).toEqual([]);
  });

  test("one word is a side, and a table without sides has none to fill", () => {
    expect(told(oneSidedAlternative, table("localStorage | simple | small | blocks the page"))).toEqual([]);
    expect(
      told(oneSidedAlternative, spec("| Option | Why rejected |\n| --- | --- |\n| localStorage | 5 MB |")),
    ).toEqual([]);
  });
});

const listed = (summary: string, option: string): number =>
  told(chosenAmongRejected, spec(`${HEAD}| ${option} | a | b | it needs a wrapper |`, summary)).length;

describe("alternative.chosen-listed", () => {
  test("what the summary chooses may not be rejected below", () => {
    expect(listed("We use IndexedDB for the outbox.", "IndexedDB")).toBe(1);
    expect(listed("This spec proposes a server-side cursor for each browser.", "Option A: Server-side cursor")).toBe(1);
    expect(listed("Chosen: IndexedDB.", "**IndexedDB**")).toBe(1);
  });

  test("another thing, a marked row, or what is only mentioned is fine", () => {
    expect(listed("We use IndexedDB for the outbox.", "localStorage")).toBe(0);
    expect(listed("We use IndexedDB for the outbox.", "IndexedDB (chosen)")).toBe(0);
    expect(listed("We use IndexedDB instead of localStorage.", "localStorage")).toBe(0);
    expect(listed("Today IndexedDB holds drafts.", "IndexedDB")).toBe(0);
    expect(listed("We use IndexedDBs of others.", "IndexedDB")).toBe(0);
  });
});
