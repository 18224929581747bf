// Collects nodes and edges: each node once, each edge once, and no edge to what is no node.
import type { TraceEdge, TraceGraph, TraceKind, TraceNode } from "./trace.ts";

export interface GraphBuilder {
  /** The id of a part of a document: `path#T3`; where another part has it already, with its kind behind it. */
  readonly idFor: (path: string, fragment: string, kind: TraceKind) => string;
  /** The first of an id counts. */
  readonly add: (node: TraceNode) => void;
  readonly has: (id: string) => boolean;
  /** The first of two edges between the same ends counts. */
  readonly link: (from: string, to: string, why: string) => void;
  readonly graph: () => TraceGraph;
}

export function createGraphBuilder(): GraphBuilder {
  const nodes = new Map<string, TraceNode>();
  const edges = new Map<string, TraceEdge>();
  return {
    idFor: (path, fragment, kind) => {
      const id = `${path}#${fragment}`;
      return nodes.has(id) ? `${id}-${kind}` : id;
    },
    add: (node) => void (nodes.has(node.id) || nodes.set(node.id, node)),
    has: (id) => nodes.has(id),
    link: (from, to, why) => {
      const key = `${from}\n${to}`;
      if (from !== to && !edges.has(key)) edges.set(key, { from, to, why });
    },
    graph: () => ({
      nodes: [...nodes.values()],
      edges: [...edges.values()].filter(({ from, to }) => nodes.has(from) && nodes.has(to)),
    }),
  };
}
