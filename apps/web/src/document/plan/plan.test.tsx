import type { Client } from "@nomous/client";
import type { PlanChange } from "@nomous/workbench/plans";
import { act } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createOfflineClient, render, type } from "../../web-fixture.tsx";
import type { PlanAnswer } from "../check/plan-outlook.ts";
import { PlanFacts } from "./plan-facts.tsx";
import { answerOf, PLAN } from "./plan-fixture.ts";
import { planAxis, planRows } from "./plan-rows.ts";
import { PlanTable } from "./plan-table.tsx";
import { endText, spanText } from "./plan-words.ts";
import { ReadyPanel } from "./ready-panel.tsx";
import { WhatIfForm } from "./what-if-form.tsx";
import { whatIfText, withChange } from "./what-if.ts";

let client: Client;
beforeEach(async () => {
  client = await createOfflineClient();
  // Rows exist where there is room for them, and there is no layout here.
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(800);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await client.close();
});

const LONGER: PlanChange = { kind: "estimate", task: "B2", estimate: { min: 8, likely: 32, max: 48 } };
const taskOf = ({ now }: PlanAnswer, id: string) => {
  const task = now.plan.tasks.find((one) => one.id === id);
  if (task === undefined) throw new Error(`no ${id}`);
  return task;
};
const told = (page: Element, selector: string): string[] =>
  [...page.querySelectorAll(selector)].map(({ textContent }) => textContent);
const press = (element: Element | null, key: string): Promise<void> =>
  act(async () => void element?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })));

const table = (answer: PlanAnswer, more: { onGo?: (line: number) => void; onChoose?: (id: string) => void } = {}) =>
  render(
    client,
    <div className="scroll">
      <PlanTable
        answer={answer}
        verified={new Set(["B1"])}
        chosen={undefined}
        onChoose={more.onChoose ?? (() => undefined)}
        onGo={more.onGo ?? (() => undefined)}
      />
    </div>,
  );

test("each task is a row under its phase, with its estimate, its time, its slack and how it stands", async () => {
  const { page, remove } = await table(answerOf(PLAN));
  expect(told(page, ".plan-phase")).toEqual(["Backend changes", "Testing requirements"]);
  expect(told(page, ".plan-row .id")).toEqual(["B1, on the critical path", "B2, on the critical path", "T1"]);
  expect(told(page, ".plan-row .estimate")).toEqual(["1 · 2 · 3 d", "1 · 2 · 6 d", "0.5 · 1 · 1 d"]);
  expect(told(page, ".plan-row .span")).toEqual(["0 to 2 d", "2 to 4 d", "2 to 3 d"]);
  expect(told(page, ".plan-row .slack")).toEqual(["", "", "1 d slack"]);
  expect(told(page, ".plan-row .standing")).toEqual(["verified", "open", "open"]);
  expect(page.querySelectorAll(".plan-row .critical")).toHaveLength(2);
  remove();
});

test("arrows move between the tasks past the phases, and Enter goes to the line of the text", async () => {
  const [onGo, onChoose] = [vi.fn<(line: number) => void>(), vi.fn<(id: string) => void>()];
  const { page, remove } = await table(answerOf(PLAN), { onGo, onChoose });
  const row = (id: string) => page.querySelector<HTMLElement>(`[data-task="${id}"]`);
  await act(async () => row("B2")?.focus());
  await press(row("B2"), "ArrowDown");
  expect(document.activeElement).toBe(row("T1"));
  await press(row("T1"), "Enter");
  expect(onGo).toHaveBeenCalledWith(21);
  expect(onChoose.mock.calls.flat()).toEqual(["B2", "T1"]);
  remove();
});

test("what a person tries is told beside what is written: figures, rows and where a bar was", async () => {
  const answer = answerOf(PLAN, [LONGER, { kind: "drop", task: "T1" }]);
  const { page, again, remove } = await table(answer);
  expect(told(page, ".plan-row ins")).toEqual(["1 · 4 · 6 d, now 1 · 2 · 6 d"]);
  expect(told(page, ".plan-row .standing")[2]).toBe("dropped");
  expect(page.querySelectorAll(".was")).toHaveLength(2);
  await again(<PlanFacts answer={answer} />);
  expect(told(page, "dd")[0]).toBe("4 d would be →6 d");
  remove();
});

test("what can start comes with its reason, and a plan without tasks says how one is written", async () => {
  const answer = answerOf(PLAN, [], { verifications: new Map([["B1", "passed"]]) });
  const { page, again, remove } = await render(client, <ReadyPanel answer={answer} onChoose={() => undefined} />);
  expect(told(page, "li button")).toEqual([
    "B2 Move the crane everything before it is donecritical",
    "T1 Weigh a load everything before it is done1 d slack",
  ]);
  await again(<ReadyPanel answer={answerOf(PLAN.replaceAll(/^\| [BT].*\n/gm, ""))} onChoose={() => undefined} />);
  expect(page.textContent).toContain("No tasks yet.");
  remove();
});

test("fields become changes as they are typed, and what cannot be understood says how it is written", async () => {
  const task = taskOf(answerOf(PLAN), "B2");
  let changes: readonly PlanChange[] = [];
  const form = () => <WhatIfForm task={task} shown={task} changes={changes} onChanges={(next) => (changes = next)} />;
  const { page, again, remove } = await render(client, form());
  const field = (n: number) => page.querySelectorAll("input")[n] ?? null;
  await type(field(1), "4 d");
  expect(changes).toEqual([{ kind: "estimate", task: "B2", estimate: { min: 8, likely: 32, max: 48 } }]);
  await type(field(1), "soon");
  expect([changes.length, page.querySelector("[role=alert]")?.textContent]).toEqual([
    0,
    expect.stringContaining("Give the least, the likely and the most"),
  ]);
  await type(field(1), "2 d");
  await type(field(3), "");
  await type(field(4), "mara");
  await again(form());
  await type(field(3), "T1");
  expect(changes).toEqual([
    { kind: "who", task: "B2", who: "mara" },
    { kind: "after", task: "B2", after: ["T1"] },
  ]);
  remove();
});

test("one change a task and field counts, and what is written already is none", () => {
  const task = taskOf(answerOf(PLAN), "B2");
  const two = withChange([LONGER], { kind: "estimate", task: "B2", estimate: { min: 8, likely: 16, max: 56 } }, task);
  expect(two).toHaveLength(1);
  expect(withChange(two, { kind: "estimate", task: "B2", estimate: { min: 8, likely: 16, max: 48 } }, task)).toEqual(
    [],
  );
  expect(withChange([LONGER], { kind: "who", task: "B2", who: null }, task)).toEqual([LONGER]);
});

test("a trial is one sentence", () => {
  expect(whatIfText([LONGER])).toBe("what if B2 takes 1 d to 6 d");
  expect(
    whatIfText([
      LONGER,
      { kind: "after", task: "T1", after: [] },
      { kind: "who", task: "T1", who: null },
      { kind: "drop", task: "B1" },
    ]),
  ).toBe("what if B2 takes 1 d to 6 d, T1 waits for nothing, anybody does T1, and B1 is dropped");
});

test("times are days of the plan, and dates where it says when it begins", () => {
  const now = Date.parse("2026-11-29T12:00:00");
  expect([endText(80, null, now), endText(80, "2026-11-30", now)]).toEqual(["10 d", "10 d, 11 Dec"]);
  expect([spanText(16, 24, null, now), spanText(16, 24, "2026-11-30", now)]).toEqual(["2 to 3 d", "2 Dec"]);
  expect(spanText(16, 40, "2026-11-30", now)).toBe("2 Dec to 4 Dec");
  // Half a day and five and a half hours are no half hour.
  expect([spanText(4, 5.5, null, now), spanText(0, 1.5, null, now)]).toEqual(["0.5 d to 5.5 h", "0 to 1.5 h"]);
});

test("the axis is long enough for what is drawn on it, and two names never stand over each other", () => {
  const answer = answerOf(PLAN, [LONGER]);
  const { end, moments } = planAxis(answer.now, answer.tried);
  const { simulation } = answer.tried ?? answer.now;
  expect(end).toBeGreaterThanOrEqual(Math.max(16 + 48, simulation?.p80 ?? 0));
  expect(
    moments
      .map(({ words }) => words)
      .join(" ")
      .trim(),
  ).toMatch(/^P50,? P80$/);
  expect(planRows(answer.now, null).filter(({ kind }) => kind === "task")).toHaveLength(3);
});

test("tasks that would wait for each other have no times, and none is made up", async () => {
  const answer = answerOf(PLAN, [{ kind: "after", task: "B1", after: ["B2"] }]);
  const { page, remove } = await table(answer);
  expect(told(page, ".plan-row .span")).toEqual(["", "", ""]);
  expect(answer.tried?.simulation).toBeNull();
  remove();
});
