// The two passes of the critical-path method (Kelley and Walker 1959) over a graph whose places are in order.
import type { Arcs } from "./task-graph.ts";

export interface EarlyTimes {
  readonly starts: Float64Array;
  readonly finishes: Float64Array;
  readonly length: number;
}

/** From the beginning: each task as early as those before it allow. */
export function forwardPass({ starts: from, places }: Arcs, durations: Float64Array): EarlyTimes {
  const starts = new Float64Array(durations.length);
  const finishes = new Float64Array(durations.length);
  let length = 0;
  for (let i = 0; i < durations.length; i += 1) {
    let start = 0;
    for (let arc = from[i] ?? 0; arc < (from[i + 1] ?? 0); arc += 1)
      start = Math.max(start, finishes[places[arc] ?? 0] ?? 0);
    starts[i] = start;
    finishes[i] = start + (durations[i] ?? 0);
    length = Math.max(length, finishes[i] ?? 0);
  }
  return { starts, finishes, length };
}

/** From the end: how late each task may begin. */
export function backwardPass({ starts: from, places }: Arcs, durations: Float64Array, length: number): Float64Array {
  const latest = new Float64Array(durations.length).fill(length);
  for (let i = durations.length - 1; i >= 0; i -= 1) {
    const start = (latest[i] ?? length) - (durations[i] ?? 0);
    latest[i] = start;
    for (let arc = from[i] ?? 0; arc < (from[i + 1] ?? 0); arc += 1) {
      const before = places[arc] ?? 0;
      latest[before] = Math.min(latest[before] ?? length, start);
    }
  }
  return latest;
}
