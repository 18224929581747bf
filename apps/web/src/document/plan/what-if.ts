// What a person tries with a plan, before anything is written: one change a task and field, and the same in words.
import { formatDays, type PlanChange, type PlannedTask, type ThreePoint } from "@nomous/workbench/plans";

/** With a change in the place of the one before it of the same task and field; what changes nothing is none. */
export function withChange(changes: readonly PlanChange[], change: PlanChange, task: PlannedTask): PlanChange[] {
  const others = changes.filter(({ kind, task }) => kind !== change.kind || task !== change.task);
  return changesNothing(change, task) ? others : [...others, change];
}

/** Without what is tried with one task. */
export const withoutTask = (changes: readonly PlanChange[], id: string): PlanChange[] =>
  changes.filter(({ task }) => task !== id);

export const withoutChange = (changes: readonly PlanChange[], id: string, kind: PlanChange["kind"]): PlanChange[] =>
  changes.filter((change) => change.task !== id || change.kind !== kind);

function changesNothing(change: PlanChange, task: PlannedTask): boolean {
  switch (change.kind) {
    case "estimate":
      return task.estimate !== null && isSame(change.estimate, task.estimate);
    case "after":
      return change.after.join(" ").toLowerCase() === task.after.join(" ").toLowerCase();
    case "who":
      return change.who === task.who;
    case "drop":
      break;
  }
  return task.standing === "dropped";
}

const isSame = (a: ThreePoint, b: ThreePoint): boolean => a.min === b.min && a.likely === b.likely && a.max === b.max;

/** "1 d to 4 d", "2 d" */
const rangeText = ({ min, max }: ThreePoint): string =>
  min === max ? formatDays(min) : `${formatDays(min)} to ${formatDays(max)}`;

/** "what if F3 takes 1 d to 4 d, and F9 is dropped" */
export function whatIfText(changes: readonly PlanChange[]): string {
  const told = changes.map(changeText);
  const last = told.at(-1) ?? "nothing changes";
  return `what if ${told.length < 2 ? last : `${told.slice(0, -1).join(", ")}, and ${last}`}`;
}

function changeText(change: PlanChange): string {
  switch (change.kind) {
    case "estimate":
      return `${change.task} takes ${rangeText(change.estimate)}`;
    case "after":
      return change.after.length === 0
        ? `${change.task} waits for nothing`
        : `${change.task} comes after ${change.after.join(", ")}`;
    case "who":
      return change.who === null ? `anybody does ${change.task}` : `${change.who} does ${change.task}`;
    case "drop":
      break;
  }
  return `${change.task} is dropped`;
}
