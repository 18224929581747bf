// The keys of the trace: left and right go along its lines, up and down within a column.
import type { TraceGraph } from "./trace-graph.ts";
import type { Point, TraceLayout } from "./trace-layout.ts";

/** The id that an arrow leads to from `id`; the same one where nothing is that way. */
export function walk(graph: TraceGraph, { places }: TraceLayout, id: string, key: string): string {
  const here = places.get(id);
  if (here === undefined) return id;
  switch (key) {
    case "ArrowRight":
      return (
        nearest(
          (graph.after.get(id) ?? []).map(({ to }) => to),
          places,
          here,
        ) ?? id
      );
    case "ArrowLeft":
      return (
        nearest(
          (graph.before.get(id) ?? []).map(({ from }) => from),
          places,
          here,
        ) ?? id
      );
    case "ArrowUp":
      return (
        nearest(
          inColumn(places, here, (y) => y < here.y),
          places,
          here,
        ) ?? id
      );
    case "ArrowDown":
      return (
        nearest(
          inColumn(places, here, (y) => y > here.y),
          places,
          here,
        ) ?? id
      );
    default:
      return id;
  }
}

type Places = ReadonlyMap<string, Point>;

const inColumn = (places: Places, { x }: Point, isThere: (y: number) => boolean): string[] =>
  [...places].flatMap(([id, place]) => (Math.abs(place.x - x) < 1 && isThere(place.y) ? [id] : []));

function nearest(ids: readonly string[], places: Places, here: Point): string | undefined {
  const distance = (id: string): number => Math.abs((places.get(id)?.y ?? Number.POSITIVE_INFINITY) - here.y);
  return ids.toSorted((a, b) => distance(a) - distance(b))[0];
}
