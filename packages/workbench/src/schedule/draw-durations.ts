// Durations of one simulated run: each estimate is a triangle from its least over its likely to its most, drawn by the inverse of its distribution, which takes
// no more than a square root.
import type { SeededRandom } from "../statistics/random.ts";
import type { ThreePoint } from "./plan.ts";
import {
  isPast,
  likelyTimes,
  placesInText,
  type ScheduleOptions,
  SECONDS_AN_HOUR,
  type TaskGraph,
} from "./task-graph.ts";

/** Fills in seconds by place; `factor` stretches those of tasks that are not done. */
type Draw = (random: Pick<SeededRandom, "next">, factor: number) => void;

const FIELDS = 5;

/**
 * Takes one number for each task in the order of the text, whether it needs one or not: a plan with one change then has the luck of the plan without it, and
 * what differs is the change.
 */
export function createDraw(graph: TaskGraph, durations: Float64Array, options: ScheduleOptions): Draw {
  const { tasks, indexes, isOver } = graph;
  const likely = likelyTimes(graph, options);
  const placeOf = placesInText(graph);
  const isOpen = new Uint8Array(tasks.length);
  const triangles = new Float64Array(tasks.length * FIELDS);
  for (const [place, task] of tasks.entries()) {
    const index = indexes[place] ?? 0;
    const mode = likely[place] ?? 0;
    const isKnown = task.estimate === null || isOver[place] === 1 || isPast(task, options);
    isOpen[index] = isKnown ? 0 : 1;
    triangles.set(triangleOf(isKnown || task.estimate === null ? null : task.estimate, mode), index * FIELDS);
  }
  return (random, factor) => {
    for (let index = 0; index < placeOf.length; index += 1) {
      const at = index * FIELDS;
      const share = random.next();
      // Without a branch, which nobody could foretell: the rising side adds its root, the falling one takes it away.
      const rises = Number(share < (triangles[at + 4] ?? 0));
      const sign = 2 * rises - 1;
      const root = Math.sqrt((1 - rises + sign * share) * (triangles[at + 2 * rises + 1] ?? 0));
      const time = (triangles[at + 2 * rises] ?? 0) + sign * root;
      durations[placeOf[index] ?? 0] = isOpen[index] === 1 ? time * factor : time;
    }
  };
}

/** The most and what is under its root, the least and what is under its root, and the share of the rising side. */
function triangleOf(estimate: ThreePoint | null, mode: number): readonly number[] {
  if (estimate === null || estimate.min === estimate.max) return [mode, 0, mode, 0, 0];
  const min = estimate.min * SECONDS_AN_HOUR;
  const likely = estimate.likely * SECONDS_AN_HOUR;
  const max = estimate.max * SECONDS_AN_HOUR;
  const width = max - min;
  return [max, width * (max - likely), min, width * (likely - min), (likely - min) / width];
}
