// What a plan would be with some changes. The plan stays; a change that makes no sense is told, and then nothing is changed.
import { nearestWord } from "../data/nearest-word.ts";
import { idKey } from "../task/task-id.ts";
import { MAX_HOURS } from "../task/three-point.ts";
import type { Plan, PlanChange, PlannedTask, ThreePoint } from "./plan.ts";

/** Why something cannot be done: sentences, of which each says what to do. */
export interface Refusal {
  readonly problems: readonly string[];
}

/** Its notes are those of the plan that it was made from. Tasks may wait for each other afterwards: `computeSchedule` says so. */
export function applyChanges(plan: Plan, changes: readonly PlanChange[]): Plan | Refusal {
  const tasks = new Map(plan.tasks.map((task) => [idKey(task.id), task]));
  const problems: string[] = [];
  for (const change of changes) {
    const task = tasks.get(idKey(change.task));
    const changed = task === undefined ? unknown(change.task, tasks) : changedTask(task, change, tasks);
    if (typeof changed === "string") problems.push(changed);
    else tasks.set(idKey(changed.id), changed);
  }
  return problems.length > 0 ? { problems } : { ...plan, tasks: [...tasks.values()] };
}

type Tasks = ReadonlyMap<string, PlannedTask>;

function changedTask(task: PlannedTask, change: PlanChange, tasks: Tasks): PlannedTask | string {
  switch (change.kind) {
    case "estimate":
      return withEstimate(task, change.estimate);
    case "after":
      return withAfter(task, change.after, tasks);
    case "drop":
      return { ...task, standing: "dropped", actual: null };
    case "who":
      break;
  }
  return withWho(task, change.who);
}

function withWho(task: PlannedTask, who: string | null): PlannedTask | string {
  if (who === null || isName(who)) return { ...task, who: who?.trim() ?? null };
  return `${task.id} cannot be done by "${who}": write names of letters and digits, with commas between them.`;
}

/** What a cell and an item of a list can hold, and give back. */
const isName = (who: string): boolean => /^\s*@?[\p{L}\p{N}][\p{L}\p{N} .@'’,&+-]{0,79}$/u.test(who);

const wholeSeconds = (hours: number): number => Math.round(hours * 3600) / 3600;

function withEstimate(task: PlannedTask, { min, likely, max }: ThreePoint): PlannedTask | string {
  const isOrdered = min >= 0 && min <= likely && likely <= max;
  if (!isOrdered)
    return `The estimate of ${task.id} is out of order. Give the least, the likely and the most: 1d/2d/4d.`;
  if (max > MAX_HOURS) return `The estimate of ${task.id} is longer than centuries. Give a shorter one.`;
  const estimate = { min: wholeSeconds(min), likely: wholeSeconds(likely), max: wholeSeconds(max) };
  return { ...task, estimate, isMilestone: estimate.max === 0 };
}

function withAfter(task: PlannedTask, after: readonly string[], tasks: Tasks): PlannedTask | string {
  const missing = after.find((id) => !tasks.has(idKey(id)));
  if (missing !== undefined) return unknown(missing, tasks);
  return { ...task, after: [...new Set(after.map(idKey))].flatMap((key) => tasks.get(key)?.id ?? []) };
}

/** A hint is not worth comparing every id of a long plan. */
const MAX_COMPARED = 200;

function unknown(id: string, tasks: Tasks): string {
  const ids = [...tasks.values()].slice(0, MAX_COMPARED).map((task) => task.id);
  const meant = nearestWord(id, ids);
  return `No task of this plan is called ${id}. ${meant === undefined ? "Name one that is there." : `Did you mean ${meant}?`}`;
}
