// A plan as arrays of numbers, in an order in which every task stands behind those that it waits for: passes over it are loops, with no call a task, so
// that a chain of any length and thousands of runs cost little. Times are whole seconds of work, because sums of them are exact and two chains of the same
// length are found to be so.
import { findCycles } from "../task/find-cycles.ts";
import type { Plan, PlannedTask } from "./plan.ts";
import type { Cycle } from "./schedule.ts";

export const SECONDS_AN_HOUR = 3600;

/** Which tasks come before each: those of place `i` stand in `places` from `starts[i]` to `starts[i + 1]`. */
export interface Arcs {
  readonly starts: Int32Array;
  readonly places: Int32Array;
}

export interface TaskGraph extends Arcs {
  /** By place. */
  readonly tasks: readonly PlannedTask[];
  /** By place: where the task stands in the plan. */
  readonly indexes: Int32Array;
  /** By place: takes no time, and is no task of a critical path. */
  readonly isOver: Uint8Array;
}

export interface ScheduleOptions {
  /** What is done takes no time any more: the schedule of what is left, from now on. */
  readonly remaining?: boolean;
}

/** In text order wherever nothing else is asked for. */
export function createGraph({ tasks }: Plan, { remaining = false }: ScheduleOptions): TaskGraph | Cycle {
  const indexOf = new Map(tasks.map(({ id }, i) => [id, i]));
  const before = tasks.map(({ after }) => after.flatMap((id) => indexOf.get(id) ?? []));
  const order = orderOf(before);
  if (order === null) return cycleIn(tasks);
  const placeOf = new Int32Array(tasks.length);
  for (const [place, index] of order.entries()) placeOf[index] = place;
  const ordered = Array.from(order, (index) => tasks[index]).filter((task) => task !== undefined);
  // Nobody waits through a task that is done for what that one was to wait for.
  const isDone = ordered.map(({ standing }) => remaining && standing === "done");
  const arcs = Array.from(order, (index, place) =>
    isDone[place] ? [] : (before[index] ?? []).map((one) => placeOf[one] ?? 0),
  );
  const isOver = Uint8Array.from(ordered, ({ standing }, place) => (standing === "dropped" || isDone[place] ? 1 : 0));
  return { tasks: ordered, indexes: order, isOver, ...arcsOf(arcs) };
}

/** By where a task stands in the plan: its place. */
export function placesInText({ indexes }: TaskGraph): Int32Array {
  const places = new Int32Array(indexes.length);
  for (const [place, index] of indexes.entries()) places[index] = place;
  return places;
}

/** The places of those that come before a task. */
export function placesBefore({ starts, places }: Arcs, place: number): number[] {
  const before: number[] = [];
  for (let arc = starts[place] ?? 0; arc < (starts[place + 1] ?? 0); arc += 1) before.push(places[arc] ?? 0);
  return before;
}

export function arcsOf(before: readonly (readonly number[])[]): Arcs {
  const starts = new Int32Array(before.length + 1);
  for (const [i, all] of before.entries()) starts[i + 1] = (starts[i] ?? 0) + all.length;
  return { starts, places: Int32Array.from(before.flat()) };
}

/** Kahn's algorithm; null where some tasks wait for each other. */
function orderOf(before: readonly (readonly number[])[]): Int32Array | null {
  const missing = Int32Array.from(before, (all) => all.length);
  const followers: number[][] = before.map(() => []);
  for (const [i, all] of before.entries()) for (const one of all) followers[one]?.push(i);
  const order = new Int32Array(before.length);
  let end = 0;
  for (const [i, count] of missing.entries()) if (count === 0) order[end++] = i;
  for (let at = 0; at < end; at += 1)
    for (const next of followers[order[at] ?? 0] ?? []) {
      const left = (missing[next] ?? 0) - 1;
      missing[next] = left;
      if (left === 0) order[end++] = next;
    }
  return end === before.length ? order : null;
}

function cycleIn(tasks: readonly PlannedTask[]): Cycle {
  const self = tasks.find(({ id, after }) => after.includes(id));
  if (self !== undefined) return { cycle: [self.id] };
  const [cycle = []] = findCycles(new Map(tasks.map(({ id, after }) => [id, after])));
  return { cycle: cycle.toReversed() };
}

/** Nobody guesses any more how long it takes: somebody says that it is done. */
export const isPast = ({ standing }: PlannedTask, { remaining = false }: ScheduleOptions): boolean =>
  !remaining && (standing === "done" || standing === "not-verified");

/** Seconds of work that each task most likely takes, or took, by place. */
export const likelyTimes = ({ tasks, isOver }: TaskGraph, options: ScheduleOptions): Float64Array =>
  Float64Array.from(tasks, (task, place) =>
    isOver[place] ? 0 : secondsOf((isPast(task, options) ? task.actual : null) ?? task.estimate?.likely ?? 0),
  );

const secondsOf = (hours: number): number => Math.round(hours * SECONDS_AN_HOUR);
