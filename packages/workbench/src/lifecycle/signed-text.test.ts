import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSubject } from "../check/check-document.ts";
import { fillDocument } from "../region/fill-document.ts";
import { inputOfPlan, PLAN as COMPUTED, PLAN_PATH } from "../region/plan-fixture.ts";
import { regionsIn } from "../region/region.ts";
import { surroundingsOf } from "../rule/rule-fixture.ts";
import { parseMarkdown } from "../text/markdown.ts";
import { BUILT_IN_TYPES } from "../type/built-in.ts";
import { signedTexts } from "./signed-text.ts";

function signed(text: string, state = "approved"): string {
  const { subject } = createSubject({ path: PLAN_PATH, text, types: BUILT_IN_TYPES, surroundings: surroundingsOf() });
  const to = subject.typed?.type.states.find(({ name }) => name === state);
  if (to === undefined) throw new Error(`no such state: ${state}`);
  return signedTexts(subject, to)[0];
}

const SPEC = `---
nomous: spec
author: Ada
---
# Resume at the cursor

| Document Metadata | Details |
| --- | --- |
| Status | In Review (RFC) |
| Team / Owner | bridge |

## 1. Executive Summary

Readers keep their own cursor, and a reload goes on from it.
`;

const PLAN = `---
nomous: plan
status: in-review
---
# Segment log

## Implementation Steps

| ID | Task | Verify | Status |
| -- | :--- | ------ | ------ |
| T1 | Write segment rows | \`npm test\` | todo |
| T2 | Read old rows |  |  |

- [ ] T3: Measure commits a second (after T1)
`;

/** Where the status stands in the text. */
const STATUS = {
  from: SPEC.indexOf("In Review (RFC)"),
  to: SPEC.indexOf("In Review (RFC)") + "In Review (RFC)".length,
};

describe("the state of a document", () => {
  test.each(["Draft (WIP)", "Approved", "approved", "accepted", "Implemented", "In Review (RFC)"])(
    "is no part of what is signed: %s",
    (status) => {
      expect(signed(SPEC.replace("In Review (RFC)", status))).toBe(SPEC.replace("In Review (RFC)", "Approved"));
    },
  );

  test.each([
    "Approved by the board",
    "Approved, and the deadline is June",
    "**Approved**",
    "[Approved](https://example.org)",
    "Approved\u200B",
    "approvеd",
  ])("is signed where more is said: %s", (status) => {
    expect(signed(SPEC.replace("In Review (RFC)", status))).not.toBe(signed(SPEC));
  });

  test("in front matter may stand in quotes, and a remark behind it is signed", () => {
    expect(signed(PLAN.replace("in-review", '"approved"'))).toBe(signed(PLAN));
    expect(signed(PLAN.replace("in-review", "approved # and cheap"))).not.toBe(signed(PLAN));
  });
});

test("everything else is signed: no character can be put in, taken out or changed unseen", () => {
  const odd = fc.constantFrom(
    " ",
    "\n",
    "\t",
    "\u200B",
    "\u00A0",
    "\uFEFF",
    "\u00AD",
    "x",
    "|",
    "-",
    "<!-- -->",
    "é",
    "e\u0301",
  );
  const at = fc.nat(SPEC.length - 1).filter((offset) => offset < STATUS.from || offset > STATUS.to);
  fc.assert(
    fc.property(at, odd, fc.constantFrom(0, 1), (offset, insert, removed) => {
      const changed = SPEC.slice(0, offset) + insert + SPEC.slice(offset + removed);
      // One that is of no type any more is none that could be approved.
      expect(changed === SPEC || safely(() => signed(changed)) !== signed(SPEC)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

const safely = (work: () => string): string => {
  try {
    return work();
  } catch {
    return "";
  }
};

const fill = (text: string): string => fillDocument(inputOfPlan(text)).text;
const bodies = (text: string): string[] => regionsIn(parseMarkdown(text)).map(({ body }) => body);

describe("the progress of a plan's tasks", () => {
  const done = PLAN.replace("in-review", "in-progress")
    .replace("| todo |", "| done |")
    .replace("|  |  |\n\n", "|  | not verified |\n\n")
    .replace("- [ ] T3", "- [x] T3");

  test("is no part of what is signed", () => {
    expect(signed(done)).toBe(signed(PLAN));
    expect(signed(PLAN)).toContain("| T1 | Write segment rows | `npm test` |\n");
  });

  test("may bring its column with it, as `nomous plan done` writes it", () => {
    const timed = PLAN.replace("| Status |", "| Status | Actual |")
      .replace("| ------ | ------ |", "| ------ | ------ | --- |")
      .replace("| todo |", "| done | 1.5 d |")
      .replace("|  |  |\n\n", "|  |  |  |\n\n")
      .replace("(after T1)", "(after T1) (Status: failed) (Actual: 3 h)");
    expect(signed(timed)).toBe(signed(PLAN));
  });

  test.each([
    ["a task that is dropped", (text: string) => text.replace("| todo |", "| dropped |")],
    ["a word about why", (text: string) => text.replace("| todo |", "| done, but only on Linux |")],
    ["a link", (text: string) => text.replace("| todo |", "| [done](https://example.org) |")],
    ["another heading", (text: string) => text.replace("| Status |", "| Status of the second half |")],
    ["another task", (text: string) => text.replace("Read old rows", "Drop old rows")],
    ["another check", (text: string) => text.replace("`npm test`", "`true`")],
    ["a task more", (text: string) => text.replace("\n\n- [ ]", "\n| T4 | Celebrate |  |  |\n\n- [ ]")],
    ["a box elsewhere", (text: string) => `${text}\nIs it needed? [x]\n`],
    ["words in an aside", (text: string) => text.replace("(after T1)", "(after T1) (Status: done, twice)")],
  ])("does not hide %s", (_, change) => {
    expect(change(PLAN)).not.toBe(PLAN);
    expect(signed(change(PLAN))).not.toBe(signed(PLAN));
  });

  test("may change what Nomous computes from it; a word that somebody puts there is signed", () => {
    const planned = fill(COMPUTED);
    const worked = fill(planned.replace("|        |\n", "| done   |\n"));
    expect(bodies(worked)).not.toEqual(bodies(planned));
    expect(signed(worked)).toBe(signed(planned));
    expect(signed(planned.replace("<!-- /nomous:timeline", "And free beer.\n\n<!-- /nomous:timeline"))).not.toBe(
      signed(planned),
    );
    // Until it is written again it is not what the plan gives.
    expect(signed(planned.replace("|        |\n", "| done   |\n"))).not.toBe(signed(planned));
  });

  test("is signed where a table is none of tasks", () => {
    const other = `${SPEC}\n| Server | Place | Status |\n| - | - | - |\n| a | Rome | open |\n`;
    expect(signed(other.replace("open", "done"))).not.toBe(signed(other));
  });
});
