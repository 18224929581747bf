// How long a plan may take: each run draws every estimate anew and computes the schedule again. People keep the order that the likely estimates gave them.
import { quantileOfSorted } from "../statistics/quantile.ts";
import { createRandom } from "../statistics/random.ts";
import { createDraw } from "./draw-durations.ts";
import { levelPeople } from "./level-people.ts";
import type { Plan } from "./plan.ts";
import type { Cycle, Simulation } from "./schedule.ts";
import {
  createGraph,
  likelyTimes,
  placesInText,
  type ScheduleOptions,
  SECONDS_AN_HOUR,
  type TaskGraph,
} from "./task-graph.ts";

export interface SimulationOptions extends ScheduleOptions {
  /** The same seed gives the same numbers, to the last bit on every machine. */
  readonly seed: number;
  /** 2,000 unless told; at least 1. */
  readonly runs?: number;
  /**
   * How much longer than likely tasks took before, as `estimateBias` gives them. Each run draws one for all that is not done, because what makes one task
   * late makes others late.
   */
  readonly ratios?: readonly number[];
}

const DEFAULT_RUNS = 2_000;
const MOST_QUANTILES = 200;

export function simulateSchedule(plan: Plan, options: SimulationOptions): Simulation | Cycle {
  const { seed, runs = DEFAULT_RUNS, ratios = [] } = options;
  const planned = createGraph(plan, options);
  if ("cycle" in planned) return planned;
  const graph = levelPeople(planned, likelyTimes(planned, options));
  const durations = new Float64Array(graph.tasks.length);
  const critical = new Int32Array(graph.tasks.length);
  const draw = createDraw(graph, durations, options);
  const run = createRun(graph, durations, critical);
  const random = createRandom(seed);
  const ratioRandom = createRandom(`${seed}/ratio`);
  const usable = ratios.filter((ratio) => ratio > 0 && Number.isFinite(ratio));
  const lengths = new Float64Array(Math.max(1, Math.floor(runs)));
  for (let i = 0; i < lengths.length; i += 1) {
    draw(random, usable.length === 0 ? 1 : (usable[ratioRandom.int(usable.length)] ?? 1));
    lengths[i] = run() / SECONDS_AN_HOUR;
  }
  return { seed, ...summaryOf(lengths), criticality: criticalityOf(graph, critical, lengths.length) };
}

/** Computes one run in place, counts who was critical in it, and gives its length in seconds. */
function createRun(graph: TaskGraph, durations: Float64Array, critical: Int32Array): () => number {
  const { starts: from, places } = graph;
  const count = durations.length;
  const [starts, finishes] = [new Float64Array(count), new Float64Array(count)];
  const isMarked = new Uint8Array(count);
  return () => {
    let length = 0;
    for (let i = 0; i < count; i += 1) {
      let start = 0;
      for (let arc = from[i] ?? 0, end = from[i + 1] ?? 0; arc < end; arc += 1)
        start = Math.max(start, finishes[places[arc] ?? 0] ?? 0);
      const finish = start + (durations[i] ?? 0);
      starts[i] = start;
      finishes[i] = finish;
      length = Math.max(length, finish);
    }
    // Backwards from what ends last, along those that others could not begin before.
    for (let i = count - 1; i >= 0; i -= 1) {
      if (isMarked[i] === 0 && finishes[i] !== length) continue;
      isMarked[i] = 0;
      critical[i] = (critical[i] ?? 0) + 1;
      for (let arc = from[i] ?? 0, end = from[i + 1] ?? 0; arc < end; arc += 1) {
        const before = places[arc] ?? 0;
        if (finishes[before] === starts[i]) isMarked[before] = 1;
      }
    }
    return length;
  };
}

function summaryOf(lengths: Float64Array): Omit<Simulation, "seed" | "criticality"> {
  const sorted = lengths.toSorted();
  const at = (share: number): number => quantileOfSorted(sorted, share);
  const shown = Math.min(sorted.length, MOST_QUANTILES);
  return {
    runs: lengths.length,
    p50: at(0.5),
    p80: at(0.8),
    p95: at(0.95),
    mean: lengths.reduce((sum, one) => sum + one, 0) / lengths.length,
    quantiles: Array.from({ length: shown }, (_, i) => at(shown === 1 ? 0 : i / (shown - 1))),
  };
}

/** In the order of the plan. */
function criticalityOf(graph: TaskGraph, critical: Int32Array, runs: number): Map<string, number> {
  const { tasks, isOver } = graph;
  return new Map(
    Array.from(placesInText(graph), (place) => [
      tasks[place]?.id ?? "",
      isOver[place] === 1 ? 0 : (critical[place] ?? 0) / runs,
    ]),
  );
}
