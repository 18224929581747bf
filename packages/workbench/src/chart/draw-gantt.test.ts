import { describe, expect, test } from "vitest";
import { computeSchedule } from "../schedule/compute-schedule.ts";
import type { Plan } from "../schedule/plan.ts";
import { planOf, planOfTasks, randomPlan, taskOf } from "../schedule/plan-fixture.ts";
import type { Schedule } from "../schedule/schedule.ts";
import { simulateSchedule } from "../schedule/simulate-schedule.ts";
import { fileStyle } from "./chart-style.ts";
import { drawGantt, ganttSentence } from "./draw-gantt.ts";
import { overlaps, wordsIn } from "./drawn-words-fixture.ts";
import { ganttTicks, hoursUntil } from "./gantt-axis.ts";
import { WIDTHS } from "./sheet.ts";

const scheduleOf = (plan: Plan): Schedule => {
  const schedule = computeSchedule(plan);
  if ("cycle" in schedule) throw new Error("the plan waits for itself");
  return schedule;
};

const LONG = "غير مستقر ".repeat(1_000);
const PLANS: Readonly<Record<string, Plan>> = {
  "every standing": {
    ...planOf({
      B1: { hours: [8, 16, 24], standing: "done", title: "Write rows" },
      B2: { hours: [8, 24, 40], standing: "not-verified", after: ["B1"] },
      B3: { hours: [8, 16, 24], standing: "failed", after: ["B1"], phase: "Backend" },
      B4: { hours: 4, standing: "blocked", phase: "Backend" },
      B5: { standing: "open", title: "Nobody knows", phase: "Backend" },
      B6: { hours: 4, standing: "doing" },
      B7: { hours: 4, standing: "dropped" },
      M1: { hours: 0, isMilestone: true, after: ["B2", "B3"] },
    }),
    start: "2026-11-30",
  },
  "hostile words": planOf({
    T1: { title: `<script>alert(1)</script> & "quoted" \u202e \0 ${"x".repeat(10_000)}`, hours: 4, phase: LONG },
    ["T".repeat(300)]: { title: LONG, hours: 4 },
    "</text>": { title: "]]>", hours: 4, who: "<b>" },
  }),
  "one task of no time": planOf({ T1: { hours: 0 } }),
  "2,000 tasks": planOfTasks(
    Array.from({ length: 2_000 }, (_, i) =>
      taskOf(`T${i}`, {
        hours: 8,
        after: i % 7 === 0 ? [] : [`T${i - 1}`],
        title: `Step ${i}`,
        phase: `Part ${i % 5}`,
      }),
    ),
  ),
};

describe.each(Object.entries(PLANS))("of %s", (_, plan) => {
  const schedule = scheduleOf(plan);
  const simulated = simulateSchedule(plan, { seed: 1, runs: 50 });
  const simulation = "cycle" in simulated ? null : simulated;
  const options = { simulation, today: "2026-12-02" };

  test.each(["wide", "phone"] as const)(
    "%s: words neither meet nor leave the sheet, and every number is one",
    (width) => {
      const svg = drawGantt(plan, schedule, { ...options, width, embed: "page" }) ?? "";
      expect(svg).not.toMatch(/NaN|Infinity|undefined|null/);
      const words = wordsIn(svg);
      expect(words.length).toBeGreaterThan(2);
      expect(overlaps(words)).toEqual([]);
      expect(words.filter(({ from, to }) => from < -1 || to > WIDTHS[width] + 1).map(({ text }) => text)).toEqual([]);
    },
  );

  test("it is whole, says what it shows, and is the same again to the byte", () => {
    const svg = drawGantt(plan, schedule, options) ?? "";
    expect(svg).toBe(drawGantt(plan, scheduleOf(plan), options));
    expect(svg).toMatch(/^<svg [^>]*role="img"><title>[\d,]+ tasks? in \d+ phases? on a time axis of /);
    expect(
      svg.replaceAll(/<style>.*?<\/style>/gs, "").replaceAll(/<\/?[a-z]+(?: [a-zA-Z-]+="[^"<>]*")*\/?>/g, ""),
    ).not.toMatch(/[<>]/);
    const classes = [...svg.matchAll(/class="([^"]+)"/g)].flatMap(([, names = ""]) => names.split(" "));
    expect(
      [...new Set(classes)].filter(
        (name) => name !== "chart" && name !== "chart-milestone" && !fileStyle().includes(`.${name}`),
      ),
    ).toEqual([]);
  });
});

const svgOf = (plan: Plan): string => drawGantt(plan, scheduleOf(plan), { embed: "page" }) ?? "";

test("a standing that has to be known is a word, and what was dropped is told below", () => {
  const said = wordsIn(svgOf(PLANS["every standing"] ?? planOf({}))).map(({ text }) => text);
  for (const words of ["B2not verified", "B3failed", "B4blocked", "B5no estimateNobody knows", "B6doing"])
    expect(said).toContain(words);
  expect(said).toContain("Not drawn: 1 task that was dropped.");
});

test("of 2,000 tasks those on the critical path are drawn, and how many are left is told", () => {
  const plan = planOfTasks(
    Array.from({ length: 2_000 }, (_, i) =>
      taskOf(`T${i}`, { hours: i >= 1_990 ? 80 : 8, after: i > 1_990 ? [`T${i - 1}`] : [] }),
    ),
  );
  const svg = svgOf(plan);
  const said = wordsIn(svg).map(({ text }) => text);
  for (let i = 1_990; i < 2_000; i += 1) expect(said).toContain(`T${i}`);
  expect(said).toContain("And 1,940 more tasks: those on the critical path and the earliest are drawn.");
  expect(svg.length).toBeLessThan(40_000);
});

test("without tasks, or with none that is to be done, there is no picture", () => {
  for (const plan of [planOf({}), planOf({ T1: { hours: 8, standing: "dropped" } })])
    expect(drawGantt(plan, scheduleOf(plan))).toBeNull();
});

test("bars are as long as their tasks, whatever the plan", () => {
  const plans = Array.from({ length: 20 }, (_, seed) => randomPlan(String(seed), 30, ["ana", "ben"]));
  const drawn = plans.filter(({ tasks }) => tasks.some(({ estimate }) => (estimate?.likely ?? 0) > 0));
  for (const plan of drawn) {
    const widths = [
      ...svgOf(plan).matchAll(/<rect class="chart-(?:bar|run-dark|done)[^"]*" x="[\d.]+" y="[\d.]+" width="([\d.]+)"/g),
    ].map(([, width]) => Number(width));
    const shown = plan.tasks.filter(({ standing }) => standing !== "dropped");
    const hours = shown.map(({ estimate }) => estimate?.likely ?? 0);
    const perHour = Math.max(...widths) / Math.max(0.01, ...hours);
    const wanted = hours.map((one) => Math.max(2, one * perHour)).toSorted((a, b) => a - b);
    expect(widths).toHaveLength(wanted.length);
    expect(widths.toSorted((a, b) => a - b).filter((width, i) => Math.abs(width - (wanted[i] ?? 0)) > 0.2)).toEqual([]);
  }
  expect(drawn.length).toBeGreaterThan(10);
});

const texts = (end: number, start: string | null, most = 9): string[] =>
  ganttTicks(end, start, most).map(({ text }) => text);

describe("the axis", () => {
  test("counts working days, and dates a week apart where there is more than a week", () => {
    expect(texts(0, null)).toEqual(["0 h"]);
    expect(texts(6, null)).toEqual(["0 h", "1 h", "2 h", "3 h", "4 h", "5 h", "6 h"]);
    expect(texts(80, null)).toEqual(["0 d", "2 d", "4 d", "6 d", "8 d", "10 d"]);
    expect(texts(104, "2026-11-30")).toEqual(["30 Nov", "7 Dec", "14 Dec"]);
    expect(texts(24, "2026-12-31")).toEqual(["31 Dec", "1 Jan", "4 Jan", "5 Jan"]);
    expect(texts(80_000, null, 4).length).toBeLessThanOrEqual(4);
  });

  test("knows where a day lies, and that a day outside lies nowhere", () => {
    expect(
      ["2026-11-29", "2026-11-30", "2026-12-05", "2026-12-07", "2026-12-09"].map((day) =>
        hoursUntil("2026-11-30", day, 48),
      ),
    ).toEqual([null, 0, 40, 40, null]);
  });
});

test("the sentence names the critical path, and of a long one its beginning", () => {
  const plan = planOf(
    Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`T${i}`, { hours: 8, after: i === 0 ? [] : [`T${i - 1}`] }]),
    ),
  );
  expect(ganttSentence(plan, scheduleOf(plan))).toBe(
    "20 tasks in 1 phase on a time axis of 20 d; critical path T0, T1, T2, T3, T4, T5, T6, T7, T8, T9, T10, T11, ….",
  );
});
