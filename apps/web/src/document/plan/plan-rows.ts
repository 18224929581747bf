// What the table of a plan shows: its tasks in the order of the text, each phase under its heading, and the time axis that they share.
import { ganttTicks, type PlannedTask, type ScheduledTask, type Simulation } from "@nomous/workbench/plans";
import type { Outlook } from "../check/plan-outlook.ts";

export interface TaskRow {
  readonly kind: "task";
  /** As it is with what a person tries. */
  readonly task: PlannedTask;
  readonly scheduled: ScheduledTask | undefined;
  /** As it is written, where that is something else. */
  readonly before: { readonly task: PlannedTask; readonly scheduled: ScheduledTask | undefined } | undefined;
}

export type PlanRow = TaskRow | { readonly kind: "phase"; readonly name: string };

export function planRows(now: Outlook, tried: Outlook | null): readonly PlanRow[] {
  const shown = tried ?? now;
  const [scheduled, scheduledBefore] = [scheduledById(shown), scheduledById(now)];
  const before = new Map(now.plan.tasks.map((task) => [task.id, task]));
  const rows: PlanRow[] = [];
  let phase: string | undefined;
  for (const task of shown.plan.tasks) {
    if (task.phase !== phase) rows.push({ kind: "phase", name: task.phase });
    ({ phase } = task);
    const was = before.get(task.id);
    rows.push({
      kind: "task",
      task,
      scheduled: scheduled.get(task.id),
      before: tried === null || was === undefined ? undefined : { task: was, scheduled: scheduledBefore.get(task.id) },
    });
  }
  // Where there is one phase its name says nothing.
  return rows.filter(({ kind }) => kind === "phase").length > 1 ? rows : rows.filter(({ kind }) => kind === "task");
}

const scheduledById = ({ schedule }: Outlook): ReadonlyMap<string, ScheduledTask> =>
  new Map("cycle" in schedule ? [] : schedule.tasks.map((one) => [one.id, one]));

export interface PlanAxis {
  /** Hours of work at the right end; more than 0. */
  readonly end: number;
  readonly ticks: readonly { readonly hours: number; readonly text: string }[];
  /** A line without words has them at the next one. */
  readonly moments: readonly { readonly hours: number; readonly words: string }[];
}

/** A date is longer than a number of days. */
const MOST_TICKS = { days: 6, dates: 4 };

/** As long as what is drawn on it, before and after what a person tries. */
export function planAxis(now: Outlook, tried: Outlook | null): PlanAxis {
  const shown = tried ?? now;
  const end = Math.max(...[now, tried].flatMap((one) => (one === null ? [] : endsOf(one))), 1);
  const { simulation } = shown;
  return {
    end,
    ticks: ganttTicks(end, shown.plan.start, shown.plan.start === null ? MOST_TICKS.days : MOST_TICKS.dates),
    moments: simulation === null ? [] : momentsOf(simulation, end),
  };
}

/** Nearer than this share of the axis two names would stand over each other. */
const TOO_NEAR = 0.14;

function momentsOf({ p50, p80 }: Simulation, end: number): PlanAxis["moments"] {
  const isNear = (p80 - p50) / end < TOO_NEAR;
  return [
    { hours: p50, words: isNear ? "" : "P50" },
    { hours: p80, words: isNear ? "P50, P80" : "P80" },
  ];
}

/** Whether somebody says that it is done: then it takes as long as it took, and the least and the most say nothing any more. */
export const isPast = ({ standing }: PlannedTask): boolean => standing === "done" || standing === "not-verified";

function endsOf({ plan, schedule, simulation }: Outlook): number[] {
  if ("cycle" in schedule) return [];
  const most = new Map(plan.tasks.map((task) => [task.id, isPast(task) ? 0 : (task.estimate?.max ?? 0)]));
  return [
    simulation?.p80 ?? 0,
    ...schedule.tasks.map(({ id, start, finish }) => Math.max(finish, start + (most.get(id) ?? 0))),
  ];
}
