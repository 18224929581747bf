import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { taskCycle } from "./cycle.ts";
import { duplicateTask } from "./duplicate.ts";
import { taskEstimate } from "./estimate.ts";
import { planOf } from "./example.ts";
import { taskWithoutRollback } from "./no-rollback.ts";
import { taskOrder } from "./order.ts";
import { selfTask } from "./self.ts";
import { taskStatus } from "./status.ts";
import { unestimatedTask } from "./unestimated.ts";
import { unknownTask } from "./unknown.ts";
import { unverifiedTask } from "./unverified.ts";
import { vagueTask } from "./vague.ts";

const RULES = [
  taskCycle,
  duplicateTask,
  taskEstimate,
  taskWithoutRollback,
  taskOrder,
  selfTask,
  taskStatus,
  unestimatedTask,
  unknownTask,
  unverifiedTask,
  vagueTask,
];

describe("each rule tells its bad example and not its good one", () => {
  for (const rule of RULES)
    test(`the examples of ${rule.id}`, () => {
      expect(problemsOf(rule, rule.bad).length).toBeGreaterThan(0);
      expect(problemsOf(rule, rule.good)).toEqual([]);
    });
});

const FIRST_ROW = 10;

/** Which rows are told, counted from 1, and where in them. */
const told = (rule: Rule, ...rows: readonly string[]): string[] =>
  problemsOf(rule, planOf(...rows)).map(({ line, text }) => `${line - FIRST_ROW + 1}: ${text}`);

const list = (text: string): { text: string } => ({
  text: `---\nnomous: plan\n---\n# Plan\n\n## Implementation Steps\n\n${text}\n`,
});
const toldInList = (rule: Rule, text: string): string[] => problemsOf(rule, list(text)).map((one) => one.text);

/** A row with these fields, and something sound in all others. */
function row(id: string, fields: { readonly [name: string]: string } = {}): string {
  const sound = {
    task: `Frame message ${id} once for readers`,
    after: "-",
    min: "1 d",
    likely: "2 d",
    max: "3 d",
    verify: "`npm test`",
    rollback: "`git revert`",
    status: "todo",
  };
  return [id, ...Object.values({ ...sound, ...fields })].join(" | ");
}

const tableOf = (id: string, after: string): string =>
  `| ID | Task | After |\n| - | - | - |\n| ${id} | Frame messages once | ${after} |\n`;

describe("task.cycle", () => {
  test("every task on the cycle is told where it waits, none that only leads to it", () => {
    const rows = [
      row("T1"),
      row("T2", { after: "T1, T5" }),
      row("T3", { after: "T2" }),
      row("T4", { after: "T1" }),
      row("T5", { after: "T2" }),
    ];
    expect(told(taskCycle, ...rows)).toEqual(["2: T1, T5", "5: T2"]);
    expect(problemsOf(taskCycle, planOf(...rows))[0]?.message).toContain("T2 → T5 → T2");
  });
  test("two cycles are two", () => {
    expect(
      told(
        taskCycle,
        row("A1", { after: "A2" }),
        row("A2", { after: "A1" }),
        row("B1", { after: "B2" }),
        row("B2", { after: "B1" }),
      ),
    ).toHaveLength(4);
  });
  test("a range can close a cycle", () => {
    expect(told(taskCycle, row("T1", { after: "T3" }), row("T2"), row("T3", { after: "T1–T2" }))).toEqual([
      "1: T3",
      "3: T1–T2",
    ]);
  });
  test("in lists as in tables", () => {
    expect(toldInList(taskCycle, "- [ ] T1: read the log (after T2)\n- [ ] T2: write the log (after T1)")).toEqual([
      "T2",
      "T1",
    ]);
  });
  test("tables of several parts are one graph", () => {
    expect(
      toldInList(
        taskCycle,
        `### Backend changes\n\n${tableOf("B1", "F1")}\n### Frontend changes\n\n${tableOf("F1", "B1")}`,
      ),
    ).toEqual(["F1", "B1"]);
  });
  test("a diamond is no cycle, nor is a task that waits for itself", () => {
    expect(
      told(
        taskCycle,
        row("T1"),
        row("T2", { after: "T1" }),
        row("T3", { after: "T1" }),
        row("T4", { after: "T2, T3, T4" }),
      ),
    ).toEqual([]);
  });
  test("a plan of other headings and lines is read too", () => {
    const { text } = planOf(row("T1", { after: "T2" }), row("T2", { after: "T1" }));
    expect(
      problemsOf(taskCycle, { text: text.replaceAll("\n", "\r\n").replace("Implementation Steps", "4. Tasks") }),
    ).toHaveLength(2);
  });
});

describe("task.self", () => {
  test("told at the id", () => expect(told(selfTask, row("T1"), row("T2", { after: "T1, T2" }))).toEqual(["2: T2"]));
  test("in a range", () => expect(told(selfTask, row("T1"), row("T2", { after: "T1–T2" }))).toEqual(["2: T1–T2"]));
  test("written otherwise", () => expect(told(selfTask, row("TASK-01", { after: "task-1" }))).toEqual(["1: task-1"]));
  test("others are left alone", () => expect(told(selfTask, row("T1"), row("T11", { after: "T1" }))).toEqual([]));
});

describe("task.unknown", () => {
  test("with the nearest", () => {
    expect(told(unknownTask, row("T1"), row("T2", { after: "T1, T9" }))).toEqual(["2: T9"]);
    expect(problemsOf(unknownTask, planOf(row("T1"), row("T2"), row("T3", { after: "T9" })))[0]?.message).toContain(
      "T2?",
    );
  });
  test("a goal is no task", () => expect(told(unknownTask, row("T1"), row("T2", { after: "G1" }))).toEqual(["2: G1"]));
  test("the end of a range", () =>
    expect(told(unknownTask, row("T1"), row("T2"), row("T3", { after: "T1–T7" }))).toEqual(["3: T1–T7"]));
  test("in a list", () => expect(toldInList(unknownTask, "- [ ] T1: read the log (after T4)")).toEqual(["T4"]));
  test("words, issues and other plans are left alone", () => {
    expect(
      told(unknownTask, row("T1"), row("T2", { after: "the review, #41, PROJ-9, [spec](../specs/a.md)" })),
    ).toEqual([]);
  });
  test("tasks of another part are known", () => {
    const { text } = planOf(row("T1", { after: "F1" }));
    expect(problemsOf(unknownTask, { text: `${text}\n### Frontend changes\n\n- [ ] F1: show the queue\n` })).toEqual(
      [],
    );
  });
});

describe("task.duplicate", () => {
  test("told at the second", () => expect(told(duplicateTask, row("T1"), row("T2"), row("T1"))).toEqual(["3: T1"]));
  test("case and zeros make no other id", () =>
    expect(told(duplicateTask, row("TASK-1"), row("task-01"))).toEqual(["2: task-01"]));
  test("T1 and T1.1 are two", () => expect(told(duplicateTask, row("T1"), row("T1.1"), row("T11"))).toEqual([]));
  test("between a table and a list", () => {
    const { text } = planOf(row("T1"));
    expect(problemsOf(duplicateTask, { text: `${text}\n- [ ] T1: again\n` }).map(({ line }) => line)).toEqual([12]);
  });
});

const tableOfEstimate = (cell: string): string =>
  `| ID | Task | Estimate |\n| - | - | - |\n| T1 | Frame messages once | ${cell} |`;

describe("task.estimate", () => {
  const cases: readonly (readonly [string, Record<string, string>, readonly string[]])[] = [
    ["min above likely", { min: "3 d" }, ["1: 3 d"]],
    ["likely above max", { likely: "5 d" }, ["1: 5 d"]],
    ["other units", { min: "20 h" }, ["1: 20 h"]],
    ["max in hours below likely in days", { max: "8 h" }, ["1: 2 d"]],
    ["negative", { min: "-1 d" }, ["1: -1 d"]],
    ["words", { likely: "a while" }, ["1: a while"]],
    ["a unit that is no time", { max: "3 points" }, ["1: 3 points"]],
    ["min above max, nothing between", { min: "4 d", likely: "" }, ["1: 4 d"]],
    ["equal", { min: "2 d", max: "2 d" }, []],
    ["in order over units", { min: "2 h", likely: "1 d", max: "1 w" }, []],
    ["bare numbers", { min: "1", likely: "2", max: "3" }, []],
    ["a milestone", { min: "", likely: "milestone", max: "" }, []],
    ["not written yet", { min: "", likely: "TBD", max: "-" }, []],
  ];
  for (const [name, fields, expected] of cases)
    test(`of ${name}`, () => expect(told(taskEstimate, row("T1", fields))).toEqual(expected));

  test("in one column", () => {
    expect(toldInList(taskEstimate, tableOfEstimate("4 d / 2 d / 3 d"))).toEqual(["4 d"]);
    expect(toldInList(taskEstimate, tableOfEstimate("5–2 d"))).toEqual(["5"]);
    expect(toldInList(taskEstimate, tableOfEstimate("2–5 d"))).toEqual([]);
  });
});

describe("task.unestimated", () => {
  const cases: readonly (readonly [Record<string, string>, number])[] = [
    [{ likely: "" }, 1],
    [{ min: "-", max: "" }, 1],
    [{ min: "", likely: "", max: "" }, 1],
    [{ likely: "TBD" }, 0],
    [{ likely: "", status: "done" }, 0],
    [{ task: "Milestone: readers share frames", min: "", likely: "", max: "" }, 0],
    [{}, 0],
  ];
  for (const [fields, count] of cases)
    test(`of ${JSON.stringify(fields)}`, () => expect(told(unestimatedTask, row("T1", fields))).toHaveLength(count));
  test("a table without a place for it is told of its columns, and so is one that a part asks for", () => {
    expect(toldInList(unestimatedTask, "| ID | Task |\n| - | - |\n| T1 | Frame messages once |")).toEqual([]);
    expect(
      toldInList(
        unestimatedTask,
        "### Backend changes\n\n| ID | Task | Likely |\n| - | - | - |\n| T1 | Frame messages once | |",
      ),
    ).toEqual([]);
  });
});

describe("task.unverified", () => {
  for (const verify of [
    "looks good",
    "works",
    "manual",
    "",
    "it works on my machine",
    "tested manually",
    "code review",
    "as expected",
    "tests pass",
    "none",
    "logs look clean",
  ])
    test(`"${verify}" shows nothing`, () => expect(told(unverifiedTask, row("T1", { verify }))).toHaveLength(1));
  for (const verify of [
    "`make check`",
    "p95 ≤ 20 ms",
    "unit tests of the codec",
    "reconnect.test.ts",
    "two browsers show one order of turns",
    "[run 12](evidence/run.jsonl)",
    "none, because it only adds a comment",
    "CI is green",
    "the old client still connects after the upgrade",
    "TBD",
  ])
    test(`"${verify}" can be checked, or is told as left open`, () =>
      expect(told(unverifiedTask, row("T1", { verify }))).toEqual([]));

  test("what is done or dropped is told by its status", () => {
    expect(
      told(unverifiedTask, row("T1", { verify: "", status: "done" }), row("T2", { verify: "", status: "dropped" })),
    ).toEqual([]);
  });
  test("a list in which nothing is verified is told once, one with exceptions at each", () => {
    expect(toldInList(unverifiedTask, "- [ ] T1: read the log\n- [ ] T2: write the log")).toEqual(["read the log"]);
    expect(
      toldInList(unverifiedTask, "- [ ] T1: read the log\n- [ ] T2: write the log\n  - Verify: `npm test`"),
    ).toEqual(["read the log"]);
  });
  test("an empty cell of a table that a part asks for is told as such", () => {
    const table =
      "| ID | Task | Verify |\n| - | - | - |\n| B1 | Frame messages once | |\n| B2 | Frame messages twice | works |";
    expect(toldInList(unverifiedTask, `### Backend changes\n\n${table}`)).toEqual(["works"]);
    expect(toldInList(unverifiedTask, table)).toEqual(["", "works"]);
  });
  test("the testing strategy may verify it", () => {
    expect(
      toldInList(
        unverifiedTask,
        "- [ ] T1: read the log\n- [ ] T2: write it\n\n## Testing Strategy\n\nT1–T2: the log is read back.",
      ),
    ).toEqual([]);
  });
});

describe("task.no-rollback", () => {
  for (const task of [
    "Migrate turns to segment rows",
    "Build and deploy the bridge to the canary",
    "Delete conversations older than a year",
    "Rename the event fields of the socket",
    "Change the schema of the outbox",
    "Bump the wire protocol to 4",
    "Remove the old column",
    "Run the data migration",
    "Roll out to 5 % of users",
  ])
    test(`"${task}"`, () => {
      for (const rollback of ["", "-", "none", "n/a"])
        expect(told(taskWithoutRollback, row("T1", { task, rollback }))).toHaveLength(1);
      for (const rollback of ["`git revert`", "restore the backup", "none, because the old rows stay", "TBD"])
        expect(told(taskWithoutRollback, row("T1", { task, rollback }))).toEqual([]);
    });
  for (const task of [
    "Write a test that deletes the log",
    "Write the migration guide",
    "Remove unused imports",
    "Rename the variable in the codec",
    "Measure the deployed bridge",
    "Delete dead code",
    "Add a migration test",
    "Update the page's colours",
  ])
    test(`"${task}" comes back with its commit`, () =>
      expect(told(taskWithoutRollback, row("T1", { task, rollback: "" }))).toEqual([]));

  test("in a list it is told at the task", () => {
    expect(toldInList(taskWithoutRollback, "- [ ] T1: migrate turns to segment rows")).toEqual([
      "migrate turns to segment rows",
    ]);
    expect(
      toldInList(taskWithoutRollback, "- [ ] T1: migrate turns to segment rows\n  - Rollback: restore the backup"),
    ).toEqual([]);
  });
});

describe("task.status", () => {
  const cases: readonly (readonly [string, Record<string, string>, readonly string[]])[] = [
    ["a word nobody knows", { status: "nearly" }, ["1: nearly"]],
    ["a share", { status: "90 %" }, ["1: 90 %"]],
    ["a typing mistake", { status: "dome" }, ["1: dome"]],
    ["done, unverified", { status: "done", verify: "" }, ["1: done"]],
    ["done, by taste", { status: "✅", verify: "looks good" }, ["1: ✅"]],
    ["none", { status: "" }, []],
    ["a placeholder", { status: "-" }, []],
    ["known", { status: "In progress (Ana)" }, []],
    ["done and verified", { status: "done" }, []],
  ];
  for (const [name, fields, expected] of cases)
    test(`of ${name}`, () => expect(told(taskStatus, row("T1", fields))).toEqual(expected));
  test("what was meant is named", () => {
    expect(problemsOf(taskStatus, planOf(row("T1", { status: "dome" })))[0]?.message).toContain("Write done.");
  });
});

describe("task.vague", () => {
  for (const task of [
    "Implement feature",
    "Do the rest",
    "Write tests",
    "Fix bugs",
    "Update documentation",
    "Implement the model",
    "Backend work",
    "Various improvements and so on",
    "Fix bugs in the client",
    "Write tests for the feature",
    "Misc",
  ])
    test(`"${task}"`, () => expect(told(vagueTask, row("T1", { task }))).toHaveLength(1));
  for (const task of [
    "Measure the baseline",
    "Deploy to staging hosts",
    "Update README",
    "Add unit tests for the stream",
    "Handle permission errors",
    "Create `log.ts`",
    "Resume a stream at its cursor",
    "TBD",
    "",
  ])
    test(`"${task}" says enough, or nothing yet`, () => expect(told(vagueTask, row("T1", { task }))).toEqual([]));
  test("a checkbox without an id is a task too", () =>
    expect(toldInList(vagueTask, "- [ ] Do the rest\n- [ ] Read the log back")).toEqual(["Do the rest"]));
});

describe("task.order", () => {
  test("told at the status", () =>
    expect(told(taskOrder, row("T1"), row("T2", { after: "T1", status: "done" }))).toEqual(["2: done"]));
  test("in progress is not done", () =>
    expect(told(taskOrder, row("T1", { status: "doing" }), row("T2", { after: "T1", status: "✅" }))).toEqual([
      "2: ✅",
    ]));
  test("what was dropped holds nobody up", () =>
    expect(told(taskOrder, row("T1", { status: "dropped" }), row("T2", { after: "T1", status: "done" }))).toEqual([]));
  test("a status that says nothing holds nobody up", () =>
    expect(told(taskOrder, row("T1", { status: "" }), row("T2", { after: "T1", status: "done" }))).toEqual([]));
  test("checkboxes count", () =>
    expect(toldInList(taskOrder, "- [ ] T1: read the log\n- [x] T2: write the log (after T1)")).toEqual([
      "write the log",
    ]));
  test("the order of the rows does not matter", () =>
    expect(told(taskOrder, row("T2", { after: "T1", status: "done" }), row("T1", { status: "done" }))).toEqual([]));
});
