import type { TraceEdge, TraceGraph } from "./trace.ts";

/** Everything that leads to a node and everything that it leads to, with the node itself; empty when there is no such node. */
export function traceOf(graph: TraceGraph, id: string): TraceGraph {
  const found = new Set([...reached(id, graph.edges, "to", "from"), ...reached(id, graph.edges, "from", "to")]);
  return {
    nodes: graph.nodes.filter((node) => found.has(node.id)),
    edges: graph.edges.filter(({ from, to }) => found.has(from) && found.has(to)),
  };
}

function reached(
  start: string,
  edges: readonly TraceEdge[],
  here: "from" | "to",
  there: "from" | "to",
): ReadonlySet<string> {
  const byEnd = Map.groupBy(edges, (edge) => edge[here]);
  const found = new Set([start]);
  for (const id of found) for (const edge of byEnd.get(id) ?? []) found.add(edge[there]);
  return found;
}
