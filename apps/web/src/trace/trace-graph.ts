// What leads to what, as the screen walks through it. The bridge says each edge once a reason; two things have one line between them.
import type { QueryResult, TraceEdge, TraceNode } from "@nomous/client";

export type ReadTrace = QueryResult<"trace.read">;

export interface Step {
  readonly from: string;
  readonly to: string;
  /** What the one does for the other, each once. */
  readonly whys: readonly string[];
}

export interface TraceGraph {
  readonly nodes: ReadonlyMap<string, TraceNode>;
  /** Both ends are nodes, and no two steps have the same. */
  readonly steps: readonly Step[];
  /** By the id that they lead to. */
  readonly before: ReadonlyMap<string, readonly Step[]>;
  /** By the id that they come from. */
  readonly after: ReadonlyMap<string, readonly Step[]>;
}

export function traceGraph(nodes: readonly TraceNode[], edges: readonly TraceEdge[]): TraceGraph {
  const known = new Map(nodes.map((node) => [node.id, node]));
  const usable = edges.filter(({ from, to }) => from !== to && known.has(from) && known.has(to));
  const steps = [...Map.groupBy(usable, ({ from, to }) => JSON.stringify([from, to])).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ ...first, whys: [...new Set(same.map(({ why }) => why))] }];
  });
  return {
    nodes: known,
    steps,
    before: Map.groupBy(steps, ({ to }) => to),
    after: Map.groupBy(steps, ({ from }) => from),
  };
}

/** Those that touch a node. */
export const stepsAt = ({ before, after }: TraceGraph, id: string): readonly Step[] => [
  ...(before.get(id) ?? []),
  ...(after.get(id) ?? []),
];

/** "decides, carried into" */
export const whyText = ({ whys }: Step): string => whys.join(", ");
