// Tasks that other parts of a plan name: what verifies a target, what meets a criterion.
import { nearestWord } from "../data/nearest-word.ts";
import type { Cell } from "../text/markdown.ts";
import type { Subject } from "../rule/subject.ts";
import { tasksOf } from "./read-tasks.ts";
import type { Predecessor } from "./task.ts";
import { idKey, kinOf, predecessorsIn } from "./task-id.ts";

/** Finds in a cell the ids of tasks, and those that would be one if it were there. */
export function taskFinder(subject: Subject): (cell: Cell) => Predecessor[] {
  const ids = idsOf(subject);
  const known = new Map(ids.map((id) => [idKey(id), id]));
  const kin = new Set(ids.map(kinOf));
  return (cell) => predecessorsIn(subject.markdown.text, cell, known, kin).filter(({ id }) => kin.has(kinOf(id)));
}

const idsOf = (subject: Subject): string[] => tasksOf(subject).flatMap(({ id }) => (id === null ? [] : id.text));

/** Says of an id that no task has it, and which one was probably meant; `own` is the task that names it. */
export function missingTask(subject: Subject, remedy: string): (id: string, own?: string) => string {
  const ids = idsOf(subject);
  const families = Map.groupBy(ids, kinOf);
  return (id, own) => {
    const family = (families.get(kinOf(id)) ?? []).slice(0, MAX_COMPARED).filter((other) => other !== own);
    const meant = nearestNumber(id, family) ?? nearestWord(id, ids.slice(0, MAX_COMPARED));
    return `No task here is called ${id}. ${meant === undefined || meant === own ? remedy : `Did you mean ${meant}?`}`;
  };
}

/** A hint is not worth comparing every id with every other. */
const MAX_COMPARED = 200;

function nearestNumber(id: string, family: readonly string[]): string | undefined {
  const number = numberOf(id);
  const distance = (other: string): number => Math.abs(numberOf(other) - number);
  const [first, ...others] = family;
  return others.reduce((best, other) => (best !== undefined && distance(other) < distance(best) ? other : best), first);
}

const numberOf = (id: string): number => Number(/(\d+)$/.exec(id)?.[1] ?? 0);
