import { describe, expect, test } from "vitest";
import { problemsOf } from "../rule-fixture.ts";
import { durationInSpec } from "./in-spec.ts";
import { durationSum } from "./sum.ts";
import { tooShortTimeline } from "./too-short.ts";

describe("each rule tells its bad example and not its good one", () => {
  for (const rule of [durationInSpec, durationSum, tooShortTimeline])
    test(`the examples of ${rule.id}`, () => {
      expect(problemsOf(rule, rule.bad).length).toBeGreaterThan(0);
      expect(problemsOf(rule, rule.good)).toEqual([]);
    });
});

const spec = (phases: string): { text: string } => ({
  text: `---\nnomous: spec\n---\n# Log\n\n## 8. Migration, Rollout, and Testing\n\n### 8.1 Deployment Strategy\n\n${phases}\n`,
});
const toldOfPhases = (phases: string): string[] => problemsOf(durationInSpec, spec(phases)).map(({ text }) => text);
const toldOfGoal = (goal: string): string[] =>
  problemsOf(durationInSpec, {
    text: `---\nnomous: spec\n---\n# Log\n\n## 3. Goals and Non-Goals\n\n### 3.1 Functional Goals\n\n- [ ] ${goal}\n`,
  }).map(({ text }) => text);

describe("duration.in-spec", () => {
  const schedules: readonly (readonly [string, readonly string[]])[] = [
    ["- [ ] Phase 1 (2 weeks): one host", ["2 weeks"]],
    ["- [ ] Phase 1: 3 days", ["3 days"]],
    ["- [ ] Phase 1 — one host, takes about 2 weeks", ["takes about 2 weeks"]],
    ["- [ ] **Phase 1 (Week 1–2):** one host", ["Week 1–2"]],
    ["- [ ] Phase 2: all hosts by Friday", ["by Friday"]],
    ["- [ ] Phase 2: all hosts in Q3", ["in Q3"]],
    ["- [ ] Phase 2: all hosts by the end of March 2027", ["by the end of March 2027"]],
    ["- [ ] Phase 2: all hosts by 2027-03-01", ["by 2027-03-01"]],
    ["- [ ] Phase 2 (2027-03-01): all hosts", ["2027-03-01"]],
    ["- [ ] Phase 2: all hosts in two weeks", ["in two weeks"]],
    ["#### Phase 1 (Sprint 12)\n\nOne host.", ["Sprint 12"]],
    ["| Phase | Duration |\n| - | - |\n| one host | 2 weeks |", ["2 weeks"]],
    ["Phase 1 takes 3 days.", ["takes 3 days"]],
  ];
  for (const [phases, expected] of schedules)
    test(`of ${phases}`, () => expect(toldOfPhases(phases)).toEqual(expected));

  for (const phases of [
    "- [ ] Phase 1: one host, canary for 24 h",
    "- [ ] Phase 2: all hosts after 7 days without alerts",
    "- [ ] Phase 2: keep the old rows for 30 days",
    "- [ ] Soak: 2 days",
    "- [ ] Phase 2: timeouts of 5 s, retry within 3 days",
    "- [ ] Phase 1: the Q4_K_M model on one host",
    "- [ ] Phase 3: drop the old table when `nomous verify` passes",
    "| Phase | Soak |\n| - | - |\n| one host | 2 days |",
    "- [ ] Phase 1: may run beside the old log",
    "- [ ] Phase 2: 10 % of hosts",
    "- [ ] Phase 2: tokens expire (7 days)",
  ])
    test(`silent: ${phases}`, () => expect(toldOfPhases(phases)).toEqual([]));

  test("goals are told of calendars, never of what the design lasts", () => {
    expect(toldOfGoal("G1: all hosts write segments by the end of Q3")).toEqual(["by the end of Q3"]);
    expect(toldOfGoal("G1: a deleted turn is gone within 30 days")).toEqual([]);
    expect(toldOfGoal("G1: retention: 30 days")).toEqual([]);
  });
  test("a plan may say how long it takes", () => {
    expect(
      problemsOf(durationInSpec, {
        text: "---\nnomous: plan\n---\n# Log\n\n## Rollout Plan\n\n- Phase 1 (2 weeks): one host\n",
      }),
    ).toEqual([]);
  });
  test("CRLF changes no line", () => {
    const { text } = spec("- [ ] Phase 1: one host\n- [ ] Phase 2 (2 weeks): all");
    expect(problemsOf(durationInSpec, { text: text.replaceAll("\n", "\r\n") }).map(({ line }) => line)).toEqual([11]);
  });
});

const toldOfTimeline = (timeline: string): string[] =>
  problemsOf(durationSum, {
    text: `---\nnomous: spike\n---\n# Codec\n\n## Overview\n\n### Timeline\n\n${timeline}\n`,
  }).map(({ text }) => text);

describe("duration.sum", () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ["2026-11-06 to 2026-11-02", ["2026-11-06 to 2026-11-02"]],
    ["2026-11-06 – 2026-11-02", ["2026-11-06 – 2026-11-02"]],
    ["- Start: 2026-11-06\n- End: 2026-11-02", ["End: 2026-11-02"]],
    ["3 days\n\n- build: 2 days\n- measure: 2 days", ["3 days"]],
    ["Time-box of 1 day.\n\n| Part | Time |\n| - | - |\n| build | 6 h |\n| measure | 4 h |", ["1 day"]],
    ["3 days, 2026-11-02 to 2026-11-04", []],
    ["3 days\n\n- build: 1 day\n- measure: 2 days", []],
    ["3 days\n\n- build: 1 day\n- measure: 2 days\n- total: 3 days", []],
    ["3 days\n\n- build both\n- measure: 4 days", []],
    ["Nobody knows.", []],
    ["", []],
  ];
  for (const [timeline, expected] of cases)
    test(`of ${timeline}`, () => expect(toldOfTimeline(timeline)).toEqual(expected));
  test("behind a label", () => {
    const text = "---\nnomous: spike\n---\n# Codec\n\n## Overview\n\n- **Timeline:** 2026-11-06 to 2026-11-02\n";
    expect(problemsOf(durationSum, { text }).map(({ line }) => line)).toEqual([8]);
  });
});

const planOf = (timeline: string, ...rows: readonly string[]): { text: string } => ({
  text: `---\nnomous: plan\n---\n# Log\n\n## Implementation Steps\n\n| ID | Task | After | Min | Likely | Max |\n| - | - | - | - | - | - |\n${rows.map((row) => `| ${row} |`).join("\n")}\n\n## Resources and Timeline\n\n${timeline}\n`,
});
const chain = ["T1 | a | - | 3 d | 4 d | 5 d", "T2 | b | T1 | 16 h | 3 d | 5 d", "T3 | c | - | 1 d | 1 d | 1 d"];
const toldOfPlan = (timeline: string, ...rows: readonly string[]): string[] =>
  problemsOf(tooShortTimeline, planOf(timeline, ...rows)).map(({ text }) => text);

describe("duration.too-short", () => {
  test("what waits for each other takes longer than all times that are named", () => {
    expect(toldOfPlan("Ana for 1 day, then Ben for 3 days.", ...chain)).toEqual(["3 days"]);
    expect(toldOfPlan("Ana for 2 days, then Ben for 3 days.", ...chain)).toEqual([]);
    expect(problemsOf(tooShortTimeline, planOf("4 days", ...chain))[0]?.message).toContain("T1 → T2 take at least 5 d");
  });
  test("what can be done beside each other adds nothing", () => {
    expect(toldOfPlan("One week.", ...chain)).toEqual([]);
    expect(toldOfPlan("5 days", ...chain)).toEqual([]);
  });
  test("without a time, or without estimates, nobody can tell", () => {
    expect(toldOfPlan("Ana and Ben.", ...chain)).toEqual([]);
    expect(toldOfPlan("1 day", "T1 | a | - | | | ", "T2 | b | T1 | | | ")).toEqual([]);
  });
  test("tasks in a circle are told by others", () => {
    expect(toldOfPlan("1 day", "T1 | a | T2 | 3 d | 3 d | 3 d", "T2 | b | T1 | 3 d | 3 d | 3 d")).toEqual([]);
  });
  test("CRLF changes no line", () => {
    const { text } = planOf("4 days", ...chain);
    expect(problemsOf(tooShortTimeline, { text: text.replaceAll("\n", "\r\n") }).map(({ line }) => line)).toEqual([16]);
  });
});
