// Nobody does two tasks at once. Serial scheduling (Kelley 1963): of the tasks that everything before is placed of, the one that has to begin first comes
// next, and is placed as early as those before it and whoever does it allow. What comes out is kept as arcs from each task of a person to the next one, so
// that slack, the critical path and every simulated run respect it.
import { type BusyTime, createBusyTime } from "./busy-time.ts";
import { backwardPass, forwardPass } from "./passes.ts";
import { peopleOf } from "./people.ts";
import { createSmallestFirst } from "./smallest-first.ts";
import { arcsOf, placesBefore, type TaskGraph } from "./task-graph.ts";

/** The same tasks in the order of time, with the arcs of people. `durations` are seconds by place of `graph`. */
export function levelPeople(graph: TaskGraph, durations: Float64Array): TaskGraph {
  const people = graph.tasks.map((task, place) =>
    graph.isOver[place] || !takesTime(graph, place) ? [] : peopleOf(task),
  );
  if (people.every((names) => names.length === 0)) return graph;
  const { starts, finishes } = placeTasks(graph, durations, people);
  const order = Array.from(durations.keys()).toSorted(
    (a, b) => (starts[a] ?? 0) - (starts[b] ?? 0) || (finishes[a] ?? 0) - (finishes[b] ?? 0) || a - b,
  );
  return reordered(graph, order, people);
}

const takesTime = ({ tasks }: TaskGraph, place: number): boolean => {
  const task = tasks[place];
  return task !== undefined && !task.isMilestone && (task.estimate !== null || task.actual !== null);
};

type Times = Pick<ReturnType<typeof forwardPass>, "starts" | "finishes">;

function placeTasks(graph: TaskGraph, durations: Float64Array, people: readonly (readonly string[])[]): Times {
  const count = durations.length;
  const [starts, finishes] = [new Float64Array(count), new Float64Array(count)];
  const busy = new Map<string, BusyTime>();
  for (const place of priorityOrder(graph, durations)) {
    const duration = durations[place] ?? 0;
    const own = (people[place] ?? []).map((name) => {
      const time = busy.get(name) ?? createBusyTime();
      busy.set(name, time);
      return time;
    });
    let start = 0;
    for (const before of placesBefore(graph, place)) start = Math.max(start, finishes[before] ?? 0);
    // What is free for one may not be for the other.
    for (let last = -1; last !== start;) {
      last = start;
      for (const one of own) start = one.freeFrom(start, duration);
    }
    for (const one of own) one.occupy(start, start + duration);
    starts[place] = start;
    finishes[place] = start + duration;
  }
  return { starts, finishes };
}

/** Every place behind those that it waits for, and of those that could be next the one with the least latest start, then the first of the text. */
function priorityOrder(graph: TaskGraph, durations: Float64Array): number[] {
  const latest = backwardPass(graph, durations, forwardPass(graph, durations).length);
  const byRank = Array.from(durations.keys()).toSorted(
    (a, b) => (latest[a] ?? 0) - (latest[b] ?? 0) || (graph.indexes[a] ?? 0) - (graph.indexes[b] ?? 0),
  );
  const rankOf = new Int32Array(byRank.length);
  for (const [rank, place] of byRank.entries()) rankOf[place] = rank;
  const missing = new Int32Array(byRank.length);
  const followers: number[][] = byRank.map(() => []);
  for (let place = 0; place < byRank.length; place += 1)
    for (const before of placesBefore(graph, place)) {
      followers[before]?.push(place);
      missing[place] = (missing[place] ?? 0) + 1;
    }
  const next = createSmallestFirst();
  for (const [place, count] of missing.entries()) if (count === 0) next.push(rankOf[place] ?? 0);
  const order: number[] = [];
  for (let rank = next.pop(); rank !== undefined; rank = next.pop()) {
    const place = byRank[rank] ?? 0;
    order.push(place);
    for (const one of followers[place] ?? []) {
      const left = (missing[one] ?? 0) - 1;
      missing[one] = left;
      if (left === 0) next.push(rankOf[one] ?? 0);
    }
  }
  return order;
}

function reordered(graph: TaskGraph, order: readonly number[], people: readonly (readonly string[])[]): TaskGraph {
  const placeOf = new Int32Array(order.length);
  for (const [place, old] of order.entries()) placeOf[old] = place;
  const lastOf = new Map<string, number>();
  const before = order.map((old, place) => {
    const own = placesBefore(graph, old).map((one) => placeOf[one] ?? 0);
    for (const name of people[old] ?? []) {
      const last = lastOf.get(name);
      if (last !== undefined) own.push(last);
      lastOf.set(name, place);
    }
    return own;
  });
  return {
    tasks: order.map((old) => graph.tasks[old]).filter((task) => task !== undefined),
    indexes: Int32Array.from(order, (old) => graph.indexes[old] ?? 0),
    isOver: Uint8Array.from(order, (old) => graph.isOver[old] ?? 0),
    ...arcsOf(before),
  };
}
