import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createSubject } from "../check/check-document.ts";
import { splitCommandLine } from "../experiment/command-line.ts";
import { problemsOf, surroundingsOf } from "../rule/rule-fixture.ts";
import type { Subject } from "../rule/subject.ts";
import { planOf } from "../rule/task/example.ts";
import { taskNotVerified } from "../rule/task/not-verified.ts";
import { tasksOf } from "../task/read-tasks.ts";
import type { Task } from "../task/task.ts";
import { splice } from "../text/splice.ts";
import { BUILT_IN_TYPES } from "../type/built-in.ts";
import { needsShell } from "./needs-shell.ts";
import { actualEdits, statusEdits } from "./task-edits.ts";
import { taskHash } from "./task-hash.ts";
import { verificationStandings } from "./standings.ts";
import { readVerifyCell } from "./verify-cell.ts";

const HEAD = "| ID | Task | After | Likely | Verify | Status |\n| -- | -- | -- | -- | -- | -- |\n";

const subjectOf = (steps: string): Subject =>
  createSubject({
    path: "docs/plans/a.md",
    text: `---\nnomous: plan\n---\n# Plan\n\n## Implementation Steps\n\n${steps}`,
    types: BUILT_IN_TYPES,
    surroundings: surroundingsOf(),
  }).subject;

function taskIn(subject: Subject, id: string): Task {
  const task = tasksOf(subject).find((one) => one.id?.text === id);
  if (task === undefined) throw new Error(`no ${id}`);
  return task;
}

/** The lines of the steps with the edits made. */
function edited(steps: string, edit: (subject: Subject) => ReturnType<typeof statusEdits>): string[] | null {
  const subject = subjectOf(steps);
  const edits = edit(subject);
  if (edits === null) return null;
  const [, after = ""] = splice(subject.markdown.text, edits).split("## Implementation Steps\n\n");
  return after.trimEnd().split("\n");
}

const verifyOf = (cell: string) => {
  const subject = subjectOf(`${HEAD}| T1 | Build it | - | 1 d | ${cell} | todo |\n`);
  const { commands, artefacts } = readVerifyCell(subject, taskIn(subject, "T1"));
  return {
    argv: commands.map((one) => one.argv ?? one.problem),
    files: artefacts.map(({ path, isCertain }) => `${path}${isCertain ? "" : "?"}`),
  };
};

describe("what a Verify cell names", () => {
  test("is run when it is a program with arguments, a path to one, or a runner that people start alone", () => {
    expect(verifyOf("`npm test -- outbox` and ≤ 40 ms in `npm run bench -- frames`").argv).toEqual([
      ["npm", "test", "--", "outbox"],
      ["npm", "run", "bench", "--", "frames"],
    ]);
    expect(verifyOf("`./check.sh`, `make`, `scripts/a.sh --all`").argv).toEqual([
      ["./check.sh"],
      ["make"],
      ["scripts/a.sh", "--all"],
    ]);
    expect(verifyOf("`sh -c 'a \\| b > \"c d\"'` twice: `sh -c 'a \\| b > \"c d\"'`").argv).toEqual([
      ["sh", "-c", 'a | b > "c d"'],
    ]);
  });

  test("is no proof when it is a test that lies there: a test has to run", () => {
    const { argv, files } = verifyOf("`tests/wire/golden.test.ts`, [T](../../bench/check.bench.ts), `docs/a.md`");
    expect([argv, files]).toEqual([[], ["docs/a.md"]]);
  });

  test("is not run when it is a name, a route, a quantity or a comparison", () => {
    expect(
      verifyOf("`resumeAt` is 0, `GET /health` answers, `40 ms`, `p95 < 40 ms`, `x == 1`, `max-age`").argv,
    ).toEqual([]);
    expect(verifyOf("none, because `npm test` does not reach it").argv).toEqual([]);
  });

  test("is refused with what to do when only a shell understands it", () => {
    for (const line of [
      "npm test && npm run lint",
      "cat a \\| wc -l",
      "npm test > log",
      "echo $HOME",
      "ls *.md",
      "CI=1 npm test",
    ])
      expect(verifyOf(`\`${line}\``).argv).toEqual([expect.stringContaining("sh -c '…'")]);
    expect(verifyOf("`echo 'a`").argv).toEqual([expect.stringContaining("quote that is not closed")]);
  });

  test("is a file when it has a folder and an ending, a link leads to it, or it is there", () => {
    expect(
      verifyOf("`docs/wire.md`, `README.md`, [the page](../spec.md), [web](https://example.org/a.md), `src/a.ts#b`")
        .files,
    ).toEqual(["docs/wire.md", "README.md?", "docs/spec.md"]);
  });
});

test("a line in which everything is quoted needs no shell, and splits into what was quoted", () => {
  const word = fc.string({ unit: fc.constantFrom(...'a|&;<>$`*~ "\\='.split("")), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      const line = ["sh", ...words.map((one) => `'${one}'`)].join(" ");
      expect(needsShell(line)).toBeNull();
      expect(splitCommandLine(line)).toEqual(["sh", ...words]);
    }),
    { numRuns: 100 },
  );
  for (const line of ['echo "$HOME"', 'echo "`date`"', "echo 'a'*", "a & b", "a 2>b"])
    expect(needsShell(line)).not.toBeNull();
  for (const line of ['curl "http://a/?b&c"', "echo \\$HOME", 'echo "it\'s; so"', "pytest a.py::b[c-d]"])
    expect(needsShell(line)).toBeNull();
});

const rows = (verify: string, more = ""): Subject =>
  subjectOf(
    `${HEAD}| T1 | Build  *it* | - | 1 d | ${verify} | todo |\n| T02 | Test it | T1 | 1 d | \`make\` | todo |\n${more}`,
  );
const hashOf = (subject: Subject, id: string): string => taskHash(subject.markdown, taskIn(subject, id));

describe("how a task stands", () => {
  const before = rows("`npm test`");

  test("is what its newest line says, by its id however that is written", () => {
    const line = (task: string, outcome: "passed" | "failed") => ({
      task,
      hash: hashOf(before, task === "T1" ? task : "T02"),
      outcome,
    });
    expect([
      ...verificationStandings(before, [
        line("T1", "failed"),
        line("t2", "passed"),
        line("T1", "passed"),
        line("T9", "passed"),
      ]),
    ]).toEqual([
      ["T1", "passed"],
      ["T02", "passed"],
    ]);
    expect(verificationStandings(before, []).size).toBe(0);
  });

  test("is outdated when the task or its Verify was rewritten, and when a link in it leads elsewhere", () => {
    const line = { task: "T1", hash: hashOf(before, "T1"), outcome: "passed" } as const;
    const standing = (subject: Subject) => verificationStandings(subject, [line]).get("T1");
    expect(standing(rows("`npm test -- all`"))).toBe("outdated");
    expect(standing(subjectOf(before.markdown.text.split("Steps\n\n")[1]?.replace("Build", "Rebuild") ?? ""))).toBe(
      "outdated",
    );
    expect(hashOf(rows("[page](a.md)"), "T1")).not.toBe(hashOf(rows("[page](b.md)"), "T1"));
  });

  test("stays when it is planned anew, formatted, or other rows change", () => {
    const line = { task: "T1", hash: hashOf(before, "T1"), outcome: "passed" } as const;
    const other =
      "| ID   | Verify        | Task         | Status | Owner | Likely |\n|---|---|---|---|---|---|\n| T1   | `npm test`    | Build _it_   | done   | Ada   | 4 d    |\n";
    expect(verificationStandings(subjectOf(other), [line]).get("T1")).toBe("passed");
  });
});

const withStatus = (steps: string, id: string, status: "done" | "failed" | "not verified" = "done") =>
  edited(steps, (subject) => statusEdits(subject, taskIn(subject, id), status));

describe("the status of a task", () => {
  test("is written into its cell, an empty one and one that is not there alike, and nothing else changes", () => {
    const steps = `${HEAD}| T1 | A | - | 1 d | \`make\` | todo, see \\| |\n| T2 | B | - | 1 d | \`make\` ||\n| T3 | C | - |\nT4 | D | - | 1 d | \`make\` | doing\n`;
    expect(withStatus(steps, "T1")?.[2]).toBe("| T1 | A | - | 1 d | `make` | done |");
    expect(withStatus(steps, "T2", "not verified")?.[3]).toBe("| T2 | B | - | 1 d | `make` | not verified |");
    expect(withStatus(steps, "T3", "failed")?.[4]).toBe("| T3 | C | - |  |  | failed |");
    expect(withStatus(steps, "T4")?.[5]).toBe("T4 | D | - | 1 d | `make` | done");
    expect(withStatus("| ID | Task | Done |\n|-|-|-|\n| T1 | A | |\n", "T1")?.[2]).toBe("| T1 | A | done |");
  });

  test("makes its column where there is none, but not in a table where it would name what stands there", () => {
    const steps = "| ID | Task |\r\n|-|-|\r\n| T1 | A |\r\n| T2 |\r\n";
    expect(withStatus(steps, "T1")).toEqual([
      "| ID | Task | Status |\r",
      "|-|-| --- |\r",
      "| T1 | A | done |\r",
      "| T2 |  |  |",
    ]);
    expect(withStatus("ID | Task\n-|-\nT1 | A\n", "T1")).toEqual([
      "ID | Task | Status |",
      "-|- | --- |",
      "T1 | A | done |",
    ]);
    expect(withStatus("| ID | Task |\n|-|-|\n| T1 | A |\n| T2 | B | what is this |\n", "T1")).toBeNull();
  });

  test("of an item is its box, and words where the box cannot say it", () => {
    const item = "- [ ] T1: build the codec (after T2)\n  - Verify: `make`\n- [x] T2: plan it (Status: failed)\n";
    const write = (id: string, status: "done" | "failed") =>
      edited(item, (subject) => statusEdits(subject, taskIn(subject, id), status));
    expect(write("T1", "done")?.[0]).toBe("- [x] T1: build the codec (after T2)");
    expect(write("T1", "failed")?.[0]).toBe("- [ ] T1: build the codec (Status: failed) (after T2)");
    expect(write("T2", "done")?.[2]).toBe("- [x] T2: plan it (Status: done)");
    const after = subjectOf(`${write("T1", "failed")?.join("\n")}\n`);
    expect(taskIn(after, "T1")).toMatchObject({
      status: { text: "failed" },
      progress: "open",
      text: { text: "build the codec" },
      after: [{ id: "T2" }],
    });
  });
});

test("how long a task took is written into its column, or a new one, and is read from there", () => {
  const write = (steps: string) => edited(steps, (subject) => actualEdits(subject, taskIn(subject, "T1"), "3 d"));
  expect(write("| ID | Task | Took |\n|-|-|-|\n| T1 | A | |\n")?.[2]).toBe("| T1 | A | 3 d |");
  expect(write("| ID | Task | Status |\n|-|-|-|\n| T1 | A | done |\n")).toEqual([
    "| ID | Task | Status | Actual |",
    "|-|-|-| --- |",
    "| T1 | A | done | 3 d |",
  ]);
  const item = write("- [x] T1: build it\n")?.join("\n") ?? "";
  expect(taskIn(subjectOf(`${item}\n`), "T1").actual).toMatchObject({ duration: { hours: 24 } });
});

const told = (
  rows: readonly string[],
  standings: readonly (readonly [string, "passed" | "failed" | "outdated"])[] | null,
) =>
  problemsOf(taskNotVerified, planOf(...rows), standings === null ? {} : { verifications: new Map(standings) }).map(
    ({ line, text, message }) => `${line - 9} ${text}: ${message.split(". ")[0]}`,
  );
const row = (id: string, status: string, verify = "`make`"): string =>
  `${id} | Build ${id} | - | 1 d | 2 d | 3 d | ${verify} | undo it | ${status}`;

describe("task.not-verified", () => {
  const rows = [
    row("T1", "done"),
    row("T2", "done"),
    row("T3", "doing"),
    row("T4", "done", "none, because nothing is built"),
    row("T5", "done", ""),
  ];

  test("tells each task that is called done and was not verified as it is now, at its status", () => {
    expect(
      told(rows, [
        ["T1", "failed"],
        ["T3", "failed"],
      ]),
    ).toEqual([
      "1 done: T1 is called done, but its verification failed the last time",
      "2 done: T2 is called done, and nothing shows it",
    ]);
    expect(
      told(rows, [
        ["T1", "passed"],
        ["T2", "outdated"],
      ]),
    ).toEqual(["2 done: T2 is called done, but it was rewritten after it was verified"]);
  });

  test("tells a plan of which nothing was ever verified once, and nothing where nobody knows", () => {
    expect(told(rows, [])).toEqual(["1 done: 2 tasks are called done, and nothing shows it"]);
    expect(told(rows, null)).toEqual([]);
  });
});
