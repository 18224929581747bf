import { describe, expect, test } from "vitest";
import { checkDocument } from "../check/check-document.ts";
import { RULES } from "../rule/catalogue.ts";
import { surroundingsOf } from "../rule/rule-fixture.ts";
import { BUILT_IN_TYPES } from "../type/built-in.ts";
import type { VerificationStanding } from "../verification/verification.ts";
import { planText, subjectOf, tableOf } from "./document-fixture.ts";
import type { Plan } from "./plan.ts";
import { readPlan } from "./read-plan.ts";

const planIn = (steps: string, fields = ""): Plan => readPlan(subjectOf(planText(steps, fields)));

const WIDE = "ID | Task | After | Min | Likely | Max | Who | Actual | Verify | Rollback | Status";

const findings = (columns: string, cells: string): string[] => {
  const text = planText(tableOf(columns, cells));
  const input = {
    path: "docs/plans/a.md",
    text,
    types: BUILT_IN_TYPES,
    rules: RULES,
    surroundings: surroundingsOf(),
  };
  return checkDocument(input).findings.map(({ rule }) => rule);
};

describe("a row becomes a planned task", () => {
  test("with everything that it says, and where it stands", () => {
    const text = planText(
      tableOf(
        WIDE,
        "T1 | Write **rows** | - | 2 h | 4 h | 1 d | ada | 5 h | `npm test` | `git revert` | done",
        "T2 | Read rows | T1 | 1 d | 2 d | 4 d | - | 3 h | - | | todo",
      ),
      "start: 2026-11-30\n",
    );
    const { tasks, start, notes } = readPlan(subjectOf(text));
    expect(tasks).toEqual([
      {
        id: "T1",
        title: "Write rows",
        after: [],
        estimate: { min: 2, likely: 4, max: 8 },
        actual: 5,
        who: "ada",
        phase: "Implementation Steps",
        isMilestone: false,
        verify: "`npm test`",
        rollback: "`git revert`",
        standing: "done",
        line: 11,
        from: text.indexOf("| T1"),
        to: text.indexOf("| T2") - 1,
      },
      expect.objectContaining({
        id: "T2",
        after: ["T1"],
        who: null,
        actual: null,
        verify: "",
        rollback: "",
        standing: "open",
      }),
    ]);
    expect([start, notes]).toEqual(["2026-11-30", []]);
  });

  test("an item of a list too, with Who and Took", () => {
    const { tasks } = planIn(
      "- [x] T1: Write rows (who: ada; took: 6 h; estimate: 2 h / 4 h / 1 d)\n- [ ] T2: Read rows (after T1)",
    );
    expect(tasks).toMatchObject([
      { id: "T1", title: "Write rows", who: "ada", actual: 6, estimate: { likely: 4 }, standing: "done" },
      { id: "T2", title: "Read rows", after: ["T1"], who: null },
    ]);
  });

  test("the phase is the nearest heading above it", () => {
    const steps = [
      "### Backend changes",
      tableOf("ID | Task | After", "T1 | a | -"),
      "#### Phase 2: readers",
      tableOf("ID | Task | After", "T2 | b | -"),
      "### Testing requirements",
      tableOf("ID | Task | After", "T3 | c | -"),
    ];
    expect(planIn(steps.join("\n\n")).tasks.map(({ phase }) => phase)).toEqual([
      "Backend changes",
      "Phase 2: readers",
      "Testing requirements",
    ]);
  });

  test("a label may stand for a heading, for as long as it goes on", () => {
    const table = tableOf("ID | Task | After", "T1 | a | -");
    const [labelled] = planIn(`**Backend changes:**\n\n${table}`).tasks;
    const [behindItem] = planIn(`- **Backend changes:** none\n\n${table}`).tasks;
    expect([labelled?.phase, behindItem?.phase]).toEqual(["Backend changes", "Implementation Steps"]);
  });

  test("a task of no time is a milestone, and one that is called so when nothing says otherwise", () => {
    const { tasks, notes } = planIn(
      tableOf(
        "ID | Task | After | Estimate",
        "T1 | Ready | - | 0",
        "T2 | Milestone: beta | T1 | ",
        "T3 | Freeze | T2 | milestone",
        "T4 | Write the milestone report | T3 | 2 d",
      ),
    );
    expect(tasks.map(({ isMilestone }) => isMilestone)).toEqual([true, true, true, false]);
    expect(tasks.map(({ estimate }) => estimate?.max)).toEqual([0, 0, 0, 16]);
    expect(notes).toHaveLength(1);
  });

  test("tables without Who and Actual have no finding for it, and a table of actions and owners is no plan", () => {
    const row = "T1 | Write rows once for readers | - | 2 h | 4 h | 1 d | `npm test` | `git revert` | todo";
    const narrow = findings("ID | Task | After | Min | Likely | Max | Verify | Rollback | Status", row);
    expect(
      findings("ID | Task | After | Min | Likely | Max | Verify | Rollback | Status | Who | Actual", `${row} | ada | `),
    ).toEqual(narrow);
    expect(narrow.filter((rule) => /^task\.|column|cell/.test(rule))).toEqual([]);
    expect(planIn(tableOf("Action | Owner", "Call them | ada"))).toEqual({ tasks: [], start: null, notes: [] });
  });
});

const estimateIn = (cell: string): unknown => {
  const { tasks, notes } = planIn(tableOf("ID | Task | Estimate", `T1 | a | ${cell}`));
  const { min, likely, max } = tasks[0]?.estimate ?? {};
  return [min, likely, max, notes.length];
};

describe("estimates from as many numbers as there are", () => {
  test("two have their mean between them, one is all three and told", () => {
    expect(estimateIn("2 h / 3 h / 8 h")).toEqual([2, 3, 8, 0]);
    expect(estimateIn("2–8 h")).toEqual([2, 5, 8, 0]);
    expect(estimateIn("1 d")).toEqual([8, 8, 8, 1]);
  });
  test("what is negative, reversed, unreadable, or longer than centuries counts as not estimated, and is told", () => {
    for (const cell of ["-2 h", "4 d / 2 d / 3 d", "soon", "99999999 d", "TBD"])
      expect(estimateIn(cell)).toEqual([undefined, undefined, undefined, 1]);
  });
  test("where Min or Max is missing, Likely stands for it", () => {
    const { tasks, notes } = planIn(tableOf("ID | Task | Likely | Max", "T1 | a | 2 h | 4 h"));
    expect(tasks[0]?.estimate).toEqual({ min: 2, likely: 2, max: 4 });
    expect(notes[0]).toContain("T1");
  });
});

test("what cannot be used is left out and told once for all tasks", () => {
  const { tasks, notes } = planIn(
    [
      tableOf("ID | Task | After", "T1 | a | T9", "T1 | b | -", "t2 | c | T1, T1", " | d | -"),
      tableOf("ID | Task | Estimate", ...Array.from({ length: 7 }, (_, i) => `U${i} | e | 1 d`)),
    ].join("\n\n"),
    "start: soon\n",
  );
  expect(tasks.map(({ id, title, after }) => [id, title, after]).slice(0, 2)).toEqual([
    ["T1", "a", []],
    ["t2", "c", ["T1"]],
  ]);
  expect(notes.map((note) => note.replace(/\..*/, ""))).toEqual([
    "Tasks without an id are left out: line 14",
    "An id is there twice, and the first task of that id counts: T1 on line 12",
    "After names tasks that are not there, and they are passed over: T1 after T9",
    "Estimated by one number, so that it does not vary: U0, U1, U2, U3, U4 and 2 more",
    "Not estimated, counted as no time: T1, t2",
    "Start is no date, so days are counted from the beginning: soon",
  ]);
});

test("a document without tasks, and one that is no plan, is a plan without tasks", () => {
  expect(planIn("Nothing yet.")).toEqual({ tasks: [], start: null, notes: [] });
  expect(readPlan(subjectOf("# Notes\n"))).toEqual({ tasks: [], start: null, notes: [] });
});

const standingIn = (
  status: string,
  verified?: ReadonlyMap<string, VerificationStanding>,
  verify = "`npm test`",
): unknown =>
  readPlan(subjectOf(planText(tableOf("ID | Task | Verify | Status", `T01 | a | ${verify} | ${status}`))), verified)
    .tasks[0]?.standing;

const by = (standing?: VerificationStanding): ReadonlyMap<string, VerificationStanding> =>
  new Map(standing === undefined ? [] : [["T1", standing]]);

describe("standing", () => {
  test("is what the status says", () => {
    const words = [
      "todo",
      "In progress",
      "blocked by T3",
      "failed",
      "not verified",
      "✅ done",
      "dropped",
      "",
      "nearly",
      "🚧",
    ];
    expect(words.map((word) => standingIn(word))).toEqual([
      "open",
      "doing",
      "blocked",
      "failed",
      "not-verified",
      "done",
      "dropped",
      "open",
      "open",
      "doing",
    ]);
  });

  test("where verifications are known, only what was verified is done", () => {
    expect(standingIn("done", by("passed"))).toBe("done");
    expect(standingIn("done", by("failed"))).toBe("failed");
    expect(standingIn("done", by("outdated"))).toBe("not-verified");
    expect(standingIn("done", by())).toBe("not-verified");
    expect(standingIn("not verified", by("passed"))).toBe("done");
    expect(standingIn("todo", by("passed"))).toBe("open");
    expect(standingIn("done", by(), "none, because it only moves text")).toBe("done");
  });
});
