import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import type { Rule } from "../rule.ts";
import { contradictingGoals } from "./contradiction.ts";
import { duplicateGoal } from "./duplicate.ts";
import { goalAndNonGoal } from "./non-goal.ts";
import { sameId } from "./same-id.ts";
import { unmeasurableGoal } from "./unmeasurable.ts";
import { untestedGoal } from "./untested.ts";

const RULES = [contradictingGoals, duplicateGoal, goalAndNonGoal, sameId, unmeasurableGoal, untestedGoal];

describe("each rule tells its bad example and not its good one", () => {
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

const GOALS = "## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n";
const spec = (...parts: readonly string[]): string => `---\nnomous: spec\n---\n# Outbox\n\n${parts.join("\n\n")}\n`;
const items = (...texts: readonly string[]): string => texts.map((text) => `- [ ] ${text}`).join("\n");
const goals = (...texts: readonly string[]): string => GOALS + items(...texts);
const nonGoals = (...texts: readonly string[]): string => `### 3.2 Non-Goals (Out of Scope)\n\n${items(...texts)}`;
const tests = (text: string): string => `## 8. Migration, Rollout, and Testing\n\n### 8.3 Test Plan\n\n${text}`;

const untested = (...parts: readonly string[]): string[] => told(untestedGoal, spec(...parts));

const plan = (table: string): string =>
  `---\nnomous: plan\n---\n# Index\n\n## Overview\n\n### Primary objectives\n\n- G1: Resume p95 stays below 200 ms\n- G2: The index survives a crash\n\n${table}\n`;

describe("goal.untested", () => {
  const two = goals("G1: A reader resumes at its cursor", "G2: Two browsers see one order of turns");

  test("a goal is mentioned by its id: alone, in a list, in a range, in a table, in a heading", () => {
    expect(untested(two, tests("- **Unit Tests:** G1 and G2: the model of the log"))).toEqual([]);
    expect(untested(two, tests("- **Unit Tests:** G1–G2: the model of the log"))).toEqual([]);
    expect(untested(two, tests("- **Unit Tests:** G1, 2: the model of the log"))).toEqual([]);
    expect(untested(two, tests("| Goal | Test |\n| --- | --- |\n| G1 | model |\n| G2 | model |"))).toEqual([]);
    expect(untested(two, tests("#### Model of the log (G1 to G2)\n\n- both hold"))).toEqual([]);
    expect(untested(two, tests("- **Unit Tests:** the simulation covers all goals"))).toEqual([]);
  });

  test("goals without ids are counted, or told by the words that they begin with", () => {
    const plain = goals("A reader resumes at its cursor", "Two browsers see one order of turns");
    expect(untested(plain, tests("- **Unit Tests:** goals 1 and 2 in the simulation"))).toEqual([]);
    expect(untested(plain, tests("- the cursor of a reader that resumes\n- the order of turns"))).toEqual([]);
    expect(untested(plain, tests("- the cursor of a reader that resumes"))).toEqual([
      "- [ ] Two browsers see one order of turns",
    ]);
  });

  test("a test with the number of another goal tests that one", () => {
    const both = goals(
      "The gate accepts at least 99 % of valid frames",
      "The gate accepts at most 4 % of broken frames",
    );
    expect(untested(both, tests("- recorded frames: at least 99 % of the valid frames are accepted"))).toEqual([
      "- [ ] The gate accepts at most 4 % of broken frames",
    ]);
    expect(
      untested(both, tests("- at least 99 % of valid frames and at most 4 % of broken ones are accepted")),
    ).toEqual([]);
  });

  test("where other goals are named by their ids, some common words do not make up for the id", () => {
    const three = goals(
      "G1: A reader resumes at its cursor",
      "G2: Old pages resume",
      "G3: A page shows how far its reader is behind",
    );
    expect(untested(three, tests("- G1: a reader resumes its page\n- G2: a page of last month"))).toEqual([
      "- [ ] G3: A page shows how far its reader is behind",
    ]);
  });

  test("nested lists and code are read, placeholders and templates are not", () => {
    expect(untested(two, tests("- **Unit Tests:**\n  - log\n    - G1 and G2"))).toEqual([]);
    expect(untested(two, tests('```ts\ntest("G1: resumes");\ntest("G2: one order");\n```'))).toEqual([]);
    expect(untested(two, tests("- **Unit Tests:** TBD"))).toEqual([]);
    expect(untested(goals("Goal 1"), tests("- **Unit Tests:** the cursor moves forward"))).toEqual([]);
  });

  test("a goal that is a document, a dependency or a test needs none", () => {
    const others = goals("Document the frames", "Add the `ws` dependency", "Raise the coverage of the log");
    expect(untested(others, tests("- the cursor moves forward"))).toEqual([]);
  });

  test("a goal that names code is mentioned by a test that names the same code", () => {
    expect(untested(goals("Refuse what `readHello` cannot read"), tests("- readHello() throws at a number"))).toEqual(
      [],
    );
  });

  test("a plan proves a goal by a task or by a target too", () => {
    const targets =
      "## Performance Considerations\n\n| Metric | Baseline | Target | Verified by |\n| --- | --- | --- | --- |\n| Resume p95 | 900 ms | ≤ 200 ms | T1 |";
    const steps =
      "## Implementation Steps\n\n| ID | Task | Verify |\n| --- | --- | --- |\n| T1 | Rebuild the index after a crash (G2) | `npm test` |";
    expect(told(untestedGoal, plan(`${steps}\n\n${targets}`))).toEqual([]);
    expect(told(untestedGoal, plan(targets))).toEqual(["- G2: The index survives a crash"]);
  });
});

const pair = (one: string, other: string): number =>
  told(contradictingGoals, spec(goals(one, "Frames are short", other))).length;

const planWithTarget = (target: string): string =>
  `---\nnomous: plan\n---\n# Index\n\n## Overview\n\n### Primary objectives\n\n- Resume p95 stays below 200 ms\n\n## Performance Considerations\n\n| Metric | Baseline | Target | Verified by |\n| --- | --- | --- | --- |\n| Resume p95 | 900 ms | ${target} | T1 |\n`;

describe("goal.contradiction", () => {
  const OPPOSED = [
    ["Support offline edits", "Offline edits are not supported"],
    ["G1: Resume p95 is at most 50 ms", "G2: Resume p95 is at least 80 ms"],
    ["The client makes at most 3 retries", "The client makes at least 5 retries"],
    ["A reader resumes within 200 ms", "A reader resumes within 2 s"],
    ["Transcripts are encrypted at rest", "Transcripts are stored in plain text"],
    ["The bridge works fully offline", "Every prompt is checked by a cloud service"],
    ["No turn is ever lost", "Turns are dropped when the queue is full"],
    ["Old pages keep working without a reload", "Every page must reload before it resumes"],
    ["Telemetry is off by default", "Telemetry is on by default"],
  ] as const;
  for (const [one, other] of OPPOSED)
    test(`“${one}” and “${other}” are told, at both ends`, () => expect(pair(one, other)).toBe(2));

  const AGREEING = [
    ["Agents can read files", "Agents cannot read files outside the workspace"],
    ["Edits are queued while the bridge is away", "Edits are sent at once when the bridge is back"],
    ["Resume p95 is at most 200 ms", "First token p95 is at least 80 ms"],
    ["Cold start takes at most 3 s", "Warm start takes at most 300 ms"],
    ["Works offline", "Crash reports are uploaded only if the user agrees"],
    ["Never store the key in plain text", "Encrypt the key at rest"],
    ["Support macOS and Linux", "Windows is not supported"],
  ] as const;
  for (const [one, other] of AGREEING)
    test(`“${one}” and “${other}” can both hold`, () => expect(pair(one, other)).toBe(0));

  test("a goal is held against criteria and targets too, of which the baseline says nothing", () => {
    expect(told(contradictingGoals, planWithTarget("≤ 200 ms"))).toEqual([]);
    expect(told(contradictingGoals, planWithTarget("400 ms"))).toHaveLength(2);
  });
});

const repeated = (...texts: readonly string[]): string[] => told(duplicateGoal, spec(goals(...texts)));

describe("goal.duplicate", () => {
  test("the later of two goals with the same words is told, whatever their order and small words", () => {
    expect(
      repeated("G1: Two browsers see one order of turns", "G2: Both browsers show the turns in one order"),
    ).toEqual(["- [ ] G2: Both browsers show the turns in one order"]);
    expect(repeated("A reader resumes within 200 ms", "Resume every reader within 200 ms")).toHaveLength(1);
    expect(repeated("Turns survive a crash", "Turns survive a crash", "Turns survive a crash")).toHaveLength(2);
  });

  test("one word, one number or a no makes another goal", () => {
    expect(repeated("Users cannot kill windows by keyboard", "Users cannot kill panes by keyboard")).toEqual([]);
    expect(repeated("A reader resumes within 200 ms", "A reader resumes within 500 ms")).toEqual([]);
    expect(repeated("Turns are stored twice", "Turns are never stored twice")).toEqual([]);
    expect(repeated("Windows", "Windows")).toEqual([]);
  });

  test("rows of a table are read like items", () => {
    const table =
      "| ID | Goal | Priority |\n| --- | --- | --- |\n| G1 | Turns survive a crash | high |\n| G2 | A crash loses no frame | low |\n| G3 | Turns survive a crash | low |";
    expect(told(duplicateGoal, spec(GOALS + table))).toEqual(["| G3 | Turns survive a crash | low |"]);
  });
});

const both = (goal: string, other: string): number => told(goalAndNonGoal, spec(goals(goal), nonGoals(other))).length;

describe("goal.non-goal", () => {
  test("what is promised and ruled out is told at both ends, whatever the form of the non-goal", () => {
    expect(both("G1: Support offline edits", "Offline edits")).toBe(2);
    expect(both("G1: Support offline edits", "We will NOT support offline edits in this version")).toBe(2);
    expect(both("Conversations sync between two browsers", "Sync of conversations between browsers")).toBe(2);
    expect(both("Change the order of tasks at runtime, when a worker asks for it", "Changing the order of tasks")).toBe(
      2,
    );
  });

  test("one that is called by what is done instead of what happens is the same", () => {
    expect(
      both(
        "The press keeps running by hand when the bridge is off",
        "Running the press by hand when the bridge is off",
      ),
    ).toBe(2);
  });

  test("a part of a goal, another thing, or what the goal denies itself may be ruled out", () => {
    expect(both("Support offline edits", "Offline edits of shared conversations")).toBe(0);
    expect(both("Conversations sync between browsers on one machine", "Sync between machines")).toBe(0);
    expect(both("No telemetry is sent", "Telemetry")).toBe(0);
    expect(both("Stream tokens", "Non-goal 1")).toBe(0);
    expect(both("Add an index over segments", "We will not change the format of segments")).toBe(0);
  });
});

const twice = (...parts: readonly string[]): string[] => told(sameId, spec(...parts));

describe("goal.same-id", () => {
  test("the second of two goals with one id is told, in a list and in a table", () => {
    expect(twice(goals("G1: Edits are kept", "G2: Turns are sent", "G1: Order is one"))).toEqual([
      "- [ ] G1: Order is one",
    ]);
    expect(twice(`${GOALS}| ID | Goal |\n| --- | --- |\n| G1 | Edits are kept |\n| G1 | Order is one |`)).toEqual([
      "| G1 | Order is one |",
    ]);
  });

  test("goals without ids, ids of their own, and ids that another part uses too are left alone", () => {
    expect(twice(goals("Edits are kept", "Order is one"))).toEqual([]);
    expect(twice(goals("G1: Edits are kept", "G10: Order is one", "NG1: none"))).toEqual([]);
    expect(twice(goals("1: Edits are kept"), nonGoals("1: Order is one"))).toEqual([]);
    expect(twice(goals("G1: Edits are kept"), tests("- G1: an edit is read back\n- G1: a lid is closed"))).toEqual([]);
    expect(twice(goals("H264 is read", "H264 is written"))).toEqual([]);
    expect(twice(goals("Goal 1", "Goal 1"))).toEqual([]);
  });
});

const vague = (text: string): number => told(unmeasurableGoal, spec(goals(text))).length;

describe("goal.unmeasurable", () => {
  for (const text of [
    "The bridge is fast and robust",
    "Improve performance",
    "A scalable architecture",
    "Better error messages",
    "G4: Seamless reconnects",
    "User-friendly settings",
    "G2: The first frame after a reconnect arrives with minimal delay",
    "O2: The first frame after a reconnect arrives promptly",
    "Answers to a question about the archive start in good time",
  ])
    test(`“${text}” is told`, () => expect(vague(text)).toBe(1));

  for (const text of [
    "Improve resume p95 by 20 %",
    "Make start-up faster by loading the model in a child process",
    "Two browsers see one order of turns",
    "Best-effort delivery of typing marks to readers that are connected",
    "Add a fast path for acknowledgements",
    "Goal 1",
    "Prompts of old versions are read",
    "The archive of a project opens within 2 s, fast enough for a search",
  ])
    test(`“${text}” is not`, () => expect(vague(text)).toBe(0));
});
