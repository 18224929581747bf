// Where the things of a trace stand: in columns from left to right, what comes first on the left.
import { Graph, layout } from "@dagrejs/dagre";
import type { Step, TraceGraph } from "./trace-graph.ts";

export const NODE_WIDTH = 260;
export const NODE_HEIGHT = 52;
const MARGIN = 16;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedStep {
  readonly step: Step;
  /** From the right edge of the one to the left edge of the other. */
  readonly points: readonly Point[];
}

export interface TraceLayout {
  /** By id: the middle of each, in pixels. */
  readonly places: ReadonlyMap<string, Point>;
  readonly steps: readonly PlacedStep[];
  readonly width: number;
  readonly height: number;
}

interface Placed extends Point {
  readonly points: Point[];
}

export function layoutTrace({ nodes, steps }: TraceGraph): TraceLayout {
  const graph = new Graph({ directed: true, multigraph: false, compound: false });
  graph.setGraph({ rankdir: "LR", nodesep: 12, ranksep: 72, edgesep: 8, marginx: MARGIN, marginy: MARGIN });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const id of nodes.keys()) graph.setNode(id, { width: NODE_WIDTH, height: NODE_HEIGHT });
  for (const { from, to } of steps) graph.setEdge(from, to);
  layout(graph);
  const places = new Map<string, Point>(
    [...nodes.keys()].map((id) => {
      const { x, y } = graph.node(id) as Placed;
      return [id, { x, y }];
    }),
  );
  const extent = (of: (point: Point) => number): number => Math.max(0, ...[...places.values()].map(of));
  return {
    places,
    steps: steps.map((step) => ({
      step,
      points: fromSideToSide((graph.edge(step.from, step.to) as Placed).points, places, step),
    })),
    width: extent(({ x }) => x) + NODE_WIDTH / 2 + MARGIN,
    height: extent(({ y }) => y) + NODE_HEIGHT / 2 + MARGIN,
  };
}

/** A line leaves in the middle of a side and arrives in the middle of one, whatever is nearest. */
function fromSideToSide(points: readonly Point[], places: ReadonlyMap<string, Point>, { from, to }: Step): Point[] {
  const [start, end] = [places.get(from), places.get(to)];
  if (start === undefined || end === undefined) return [...points];
  const side = start.x <= end.x ? NODE_WIDTH / 2 : -NODE_WIDTH / 2;
  return [{ x: start.x + side, y: start.y }, ...points.slice(1, -1), { x: end.x - side, y: end.y }];
}

/** The line of a step as the path of an SVG: level where it leaves and where it arrives. */
export function stepPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let last = first;
  const curves = rest.map((point) => {
    const bend = (point.x - last.x) / 2;
    const curve = `C${last.x + bend} ${last.y} ${point.x - bend} ${point.y} ${point.x} ${point.y}`;
    last = point;
    return curve;
  });
  return `M${first.x} ${first.y}${curves.join("")}`;
}

/** Where the words of a step are put. */
export const middleOf = (points: readonly Point[]): Point => points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
