import { describe, expect, test } from "vitest";
import { parseMarkdown } from "../text/markdown.ts";
import { readDuration, writeDuration } from "./duration.ts";
import { findCycles } from "./find-cycles.ts";
import { readTasks } from "./read-tasks.ts";
import { readStatus } from "./task-status.ts";
import { waiverIn } from "../rule/task/waiver.ts";

function tasksOf(text: string): ReturnType<typeof readTasks> {
  const markdown = parseMarkdown(text);
  return readTasks(markdown, [{ from: 0, to: text.length }]);
}

const afterOf = (text: string): string[][] => tasksOf(text).map(({ after }) => after.map(({ id }) => id));

const HEAD = "| ID | Task | After |\n| -- | ---- | ----- |\n";

const hoursOf = (cell: string): (number | undefined)[] => {
  const [task] = tasksOf(`| ID | Task | Estimate |\n|-|-|-|\n| T1 | Measure | ${cell} |\n`);
  return [task?.min, task?.likely, task?.max].map((one) => one?.duration?.hours);
};

describe("a row is a task, whatever its columns are called", () => {
  test("every field stands where it says", () => {
    const text =
      "| ID | Task | After | Min | Likely | Max | Verify | Rollback | Status |\n|-|-|-|-|-|-|-|-|-|\n" +
      "| T1 | Measure | - | 2 h | 4 h | 1 d | `npm test` | none needed | done |\n";
    const [task] = tasksOf(text);
    const at = (span: { from: number; to: number } | null | undefined): string =>
      span ? text.slice(span.from, span.to) : "";
    expect([task?.id, task?.text, task?.min, task?.max, task?.verify, task?.rollback, task?.status].map(at)).toEqual([
      "T1",
      "Measure",
      "2 h",
      "1 d",
      "`npm test`",
      "none needed",
      "done",
    ]);
    expect([task?.min, task?.likely, task?.max].map((one) => one?.duration?.hours)).toEqual([2, 4, 8]);
    expect(task?.progress).toBe("done");
  });

  test("an estimate in one column is the least, the likely and the most", () => {
    expect(hoursOf("2 h / 4 h / 1 d")).toEqual([2, 4, 8]);
    expect(hoursOf("2–4 d")).toEqual([16, undefined, 32]);
    expect(hoursOf("2-4 d")).toEqual([16, undefined, 32]);
    expect(hoursOf("1 to 3 h")).toEqual([1, undefined, 3]);
    expect(hoursOf("3 d")).toEqual([undefined, 24, undefined]);
  });

  test("where Task holds the id, the description says what is done", () => {
    const [task] = tasksOf("| Task | Description | Completed |\n|-|-|-|\n| TASK-001 | Open the log | ✅ |\n");
    expect([task?.id?.text, task?.text.text, task?.progress]).toEqual(["TASK-001", "Open the log", "done"]);
  });

  test("the id may stand before the text of the task", () => {
    const [task] = tasksOf("| Task | After |\n|-|-|\n| **T4**: open the log | T1 |\n");
    expect([task?.id?.text, task?.text.text]).toEqual(["T4", "open the log"]);
  });

  test("a table of other things has no tasks, and a short row is one all the same", () => {
    expect(tasksOf("| File | Description |\n|-|-|\n| `a.ts` | the log |\n")).toEqual([]);
    expect(tasksOf(`${HEAD}| T1 |\n`).map(({ id, text }) => [id?.text, text.text])).toEqual([["T1", ""]]);
  });
});

describe("an item is a task when it begins with an id or has a checkbox", () => {
  const text =
    "- [x] T1: measure the round trip\n- [ ] T2 build the codec (after T1)\n  - Verify: `npm test`\n  - **Rollback:** `git revert`\n" +
    "- **T3** ship it — depends on T1–T2\n- [ ] write it up\n- a note\n- P95: 20 ms\n";
  test("with fields in the items below", () => {
    expect(
      tasksOf(text).map(({ id, text: said, verify, rollback, progress }) => [
        id?.text,
        said.text,
        verify?.text,
        rollback?.text,
        progress,
      ]),
    ).toEqual([
      ["T1", "measure the round trip", undefined, undefined, "done"],
      ["T2", "build the codec", "npm test", "git revert", "open"],
      ["T3", "ship it", undefined, undefined, null],
      [undefined, "write it up", undefined, undefined, "open"],
    ]);
    expect(afterOf(text)).toEqual([[], ["T1"], ["T1", "T2"], []]);
  });

  test("whatever ends its lines", () => {
    const crlf = tasksOf(text.replaceAll("\n", "\r\n"));
    expect(crlf.map(({ text: said }) => said.text)).toEqual(tasksOf(text).map(({ text: said }) => said.text));
  });

  test("a task below a task is its own", () => {
    expect(
      tasksOf("- [ ] T1: build\n  - [ ] T2: its part\n    - Verify: `make t2`\n").map(({ verify }) => verify?.text),
    ).toEqual([undefined, "make t2"]);
  });
});

const rowsAfter = (...after: string[]): string =>
  HEAD + after.map((cell, i) => `| T${i + 1} | build part ${i + 1} | ${cell} |\n`).join("");

describe("After names tasks one by one, in lists and in ranges", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["T1, T2", ["T1", "T2"]],
    ["T1–T3", ["T1", "T2", "T3"]],
    ["T1-T3", ["T1", "T2", "T3"]],
    ["T1 to T3", ["T1", "T2", "T3"]],
    ["t1; `T2` and **T3**", ["T1", "T2", "T3"]],
    ["[T1](#t1) (the codec)", ["T1"]],
    ["T01", ["T1"]],
    ["T9", ["T9"]],
    ["-", []],
    ["—", []],
    ["none", []],
    ["the review, #12, PROJ-7", []],
  ];
  for (const [cell, ids] of cases)
    test(`of ${cell}`, () => {
      expect(afterOf(rowsAfter("-", "-", "-", cell))[3]).toEqual(ids);
    });

  test("an id that no task has is told apart, where it stands", () => {
    const text = rowsAfter("-", "T1, T8");
    const unknown = tasksOf(text)[1]?.after.find(({ isKnown }) => !isKnown);
    expect(text.slice(unknown?.from, unknown?.to)).toBe("T8");
  });

  test("ids may be numbers, where all are", () => {
    expect(afterOf("| # | Step | Depends on |\n|-|-|-|\n| 1 | a | - |\n| 2 | b | 1 |\n| 3 | c | 1, 2 |\n")).toEqual([
      [],
      ["1"],
      ["1", "2"],
    ]);
    expect(afterOf(rowsAfter("-", "3 days of soak"))[1]).toEqual([]);
  });

  test("a range of ten thousand is not counted through", () => {
    expect(afterOf(rowsAfter("-", "T1–T10000"))[1]).toEqual(["T1", "T10000"]);
  });
});

describe("durations", () => {
  const cases: readonly (readonly [string, number | null])[] = [
    ["2 h", 2],
    ["1.5 d", 12],
    ["1,5 days", 12],
    ["30 min", 0.5],
    ["1 d 4 h", 12],
    ["3", 24],
    ["~2 weeks", 80],
    ["soon", null],
    ["-2 h", null],
    ["2 apples", null],
    ["1 2", null],
    ["", null],
  ];
  for (const [text, hours] of cases) test(`"${text}"`, () => expect(readDuration(text)?.hours ?? null).toBe(hours));
});

test("a duration that is written is the same when it is read again", () => {
  const written = [0, 0.5, 1 / 3, 31 / 60, 4, 7.25, 8, 12, 10, 2_000, 1.2345].map(writeDuration);
  expect(written).toEqual([
    "0 h",
    "30 min",
    "20 min",
    "31 min",
    "4 h",
    "7.25 h",
    "1 d",
    "1.5 d",
    "10 h",
    "250 d",
    "1.2345 h",
  ]);
  const odd = Array.from({ length: 5_000 }, (_, minutes) => minutes / 60).filter(
    (hours) => readDuration(writeDuration(hours))?.hours !== hours,
  );
  expect(odd).toEqual([]);
});

const statusesOf = (...texts: string[]): unknown[] => texts.map(readStatus);

test("a status is what it begins with", () => {
  expect(statusesOf("done", "Done (3 Nov)", "✅", "✅ Merged", "100 %")).toEqual(Array(5).fill("done"));
  expect(statusesOf("todo", "In-Progress", "not done", "blocked by T3", "🔄 90 %", "❌")).toEqual(
    Array(6).fill("open"),
  );
  expect(statusesOf("dropped", "won’t do")).toEqual(Array(2).fill("dropped"));
  expect(statusesOf("nearly", "doneish", "")).toEqual(Array(3).fill(null));
});

const waiversOf = (...texts: string[]): unknown[] => texts.map(waiverIn);

test("nothing is an answer only with a reason", () => {
  expect(waiversOf("-", "", "n/a", "none", "Not needed.", "no rollback")).toEqual(Array(6).fill("without a reason"));
  expect(waiversOf("none, because it only reads", "Not needed: the old rows stay", "n/a (docs only)")).toEqual(
    Array(3).fill("with a reason"),
  );
  expect(waiversOf("TBD", "`git revert`", "restore the backup")).toEqual(["left open", null, null]);
});

const waitsOf = (edges: Readonly<Record<string, readonly string[]>>): ReadonlyMap<string, readonly string[]> =>
  new Map(Object.entries(edges));

test("cycles are found once each, in linear time", () => {
  expect(findCycles(waitsOf({ a: ["b"], b: ["a"], c: ["a"], d: [] }))).toEqual([["a", "b"]]);
  expect(findCycles(waitsOf({ a: ["a"], b: ["missing"] }))).toEqual([]);
  const many = new Map(Array.from({ length: 20_000 }, (_, i) => [`t${i}`, [`t${(i + 1) % 20_000}`, "t0"]]));
  expect(findCycles(many)[0]?.length).toBe(20_000);
});
