import { describe, expect, test } from "vitest";
import { computeSchedule } from "./compute-schedule.ts";
import { mermaidGantt } from "./mermaid-gantt.ts";
import { planOf } from "./plan-fixture.ts";
import type { Plan } from "./plan.ts";

function ganttOf(plan: Plan, options?: Parameters<typeof mermaidGantt>[2]): string {
  const schedule = computeSchedule(plan);
  if ("cycle" in schedule) throw new Error(schedule.cycle.join());
  return mermaidGantt(plan, schedule, options);
}

const PLAN: Plan = {
  ...planOf({
    T1: { title: "Write rows", hours: 8, standing: "done", phase: "Backend" },
    T2: { title: "Read rows", hours: 12, after: ["T1"], standing: "doing", phase: "Backend" },
    T3: { title: "Count rows", hours: 4, after: ["T1"], phase: "Tests" },
    T4: { title: "Beta", hours: 0, after: ["T2", "T3"], isMilestone: true, phase: "Tests" },
    T5: { title: "Maybe", phase: "Tests" },
    T6: { title: "Never", hours: 80, standing: "dropped", phase: "Tests" },
  }),
  // A Friday.
  start: "2026-11-27",
};

describe("a plan as Mermaid's gantt", () => {
  test("with a first day in whole days of the calendar, weekends left out", () => {
    expect(ganttOf(PLAN, { title: "Segment log" })).toBe(`gantt
    title Segment log
    dateFormat YYYY-MM-DD
    axisFormat %d %b
    excludes weekends
    section Backend
    T1 Write rows :done, t1, 2026-11-27, 2026-11-28
    T2 Read rows :crit, active, t2, 2026-11-30, 2026-12-02
    section Tests
    T3 Count rows :t3, 2026-11-30, 2026-12-01
    T4 Beta :crit, milestone, t4, 2026-12-02, 0d
    T5 Maybe (not estimated) :t5, 2026-11-27, 0d
`);
  });

  test("without one on numbered working days, to the minute", () => {
    const lines = ganttOf({ ...PLAN, start: null }).split("\n");
    expect(lines.slice(0, 5)).toEqual([
      "gantt",
      "    dateFormat YYYY-MM-DD HH:mm",
      "    axisFormat day %j",
      "    section Backend",
      "    T1 Write rows :done, t1, 2001-01-01 00:00, 1440m",
    ]);
    expect(lines[5]).toBe("    T2 Read rows :crit, active, t2, 2001-01-02 00:00, 2160m");
  });

  test("no title breaks out of its line, into a comment, a statement or a directive", () => {
    const titles = [
      "a: b; c # d",
      "x\nsection y",
      "50% %% z",
      '%%{init: {"theme": "dark"}}%%',
      "<b>&amp;</b>",
      "\u2028click t1 call f()",
    ];
    const ids = ["T1", "title", "click", "2026-01-01", "%%", "crit"];
    for (const [i, title] of titles.entries()) {
      const lines = ganttOf(planOf({ [ids[i] ?? ""]: { title, hours: 4, phase: title } }), { title })
        .trimEnd()
        .split("\n");
      expect(lines).toHaveLength(6);
      // Entities end in a semicolon; beside those nothing that ends or begins anything is left.
      const bare = lines.slice(1).map((line) => line.replaceAll(/#\d+;/g, ""));
      expect(bare.at(-1)).toMatch(/^ {4}[^:;#%<>]+ :(?:crit, )t1, 2001-01-01 00:00, 720m$/);
      expect(bare.at(-1)?.trim()).not.toMatch(/^(?:title|click|\d{4}-)/);
      expect([bare[0], bare[3]].join("")).not.toMatch(/[:;#%<>]/);
    }
  });
});
