// When each task of a plan begins and ends at the earliest, how late it may be, and which tasks decide when everything is done.
import { levelPeople } from "./level-people.ts";
import { backwardPass, type EarlyTimes, forwardPass } from "./passes.ts";
import type { Plan } from "./plan.ts";
import type { Cycle, Schedule, ScheduledTask } from "./schedule.ts";
import {
  createGraph,
  likelyTimes,
  placesBefore,
  placesInText,
  type ScheduleOptions,
  SECONDS_AN_HOUR,
  type TaskGraph,
} from "./task-graph.ts";

/**
 * With the likely estimates, and what it took for what is done. A dropped task takes no time, and whoever waited for it waits for what came before it.
 * Where tasks name who does them, nobody does two at once.
 */
export function computeSchedule(plan: Plan, options: ScheduleOptions = {}): Schedule | Cycle {
  const graph = createGraph(plan, options);
  if ("cycle" in graph) return graph;
  const levelled = levelPeople(graph, likelyTimes(graph, options));
  const durations = likelyTimes(levelled, options);
  const early = forwardPass(levelled, durations);
  const latest = backwardPass(levelled, durations, early.length);
  const tasks = Array.from(placesInText(levelled), (place, index): ScheduledTask => {
    const start = early.starts[place] ?? 0;
    const latestStart = latest[place] ?? start;
    return {
      id: plan.tasks[index]?.id ?? "",
      start: hoursOf(start),
      finish: hoursOf(early.finishes[place] ?? start),
      latestStart: hoursOf(latestStart),
      slack: hoursOf(latestStart - start),
      isCritical: latestStart === start && !levelled.isOver[place],
    };
  });
  return {
    tasks,
    length: hoursOf(early.length),
    work: hoursOf(durations.reduce((sum, one) => sum + one, 0)),
    criticalPath: longestChain(levelled, early),
    parallelWidth: widthOf(early),
  };
}

const hoursOf = (seconds: number): number => seconds / SECONDS_AN_HOUR;

/** Back from the first task of the text that ends last; of those that it could not begin before, the first of the text. */
function longestChain(graph: TaskGraph, { starts, finishes, length }: EarlyTimes): string[] {
  const { tasks, indexes, isOver } = graph;
  const isEarlierInText = (place: number, other: number): boolean => (indexes[place] ?? 0) < (indexes[other] ?? 0);
  const firstOf = (places: Iterable<number>): number => {
    let first = -1;
    for (const place of places) if (first < 0 || isEarlierInText(place, first)) first = place;
    return first;
  };
  const ends = [...finishes.keys()].filter((place) => finishes[place] === length && !isOver[place]);
  const chain: string[] = [];
  for (let place = firstOf(ends); place >= 0;) {
    const { id } = tasks[place] ?? { id: "" };
    if (!isOver[place]) chain.push(id);
    const start = starts[place];
    place = firstOf(placesBefore(graph, place).filter((one) => finishes[one] === start));
  }
  return chain.toReversed();
}

/** The most that go on at once: where one ends when another begins, the two are not beside each other. */
function widthOf({ starts, finishes }: EarlyTimes): number {
  const takesTime = [...starts.keys()].filter((place) => (finishes[place] ?? 0) > (starts[place] ?? 0));
  const begins = Float64Array.from(takesTime, (place) => starts[place] ?? 0).toSorted();
  const ends = Float64Array.from(takesTime, (place) => finishes[place] ?? 0).toSorted();
  let ended = 0;
  let widest = 0;
  for (const [begun, time] of begins.entries()) {
    while ((ends[ended] ?? Number.POSITIVE_INFINITY) <= time) ended += 1;
    widest = Math.max(widest, begun + 1 - ended);
  }
  return widest;
}
