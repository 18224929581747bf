// A trace as lines below each other, for a screen without room for a drawing: what follows from something stands below it, further in.
import type { TraceNode } from "@nomous/client";
import { type TraceGraph, whyText } from "./trace-graph.ts";

export interface TreeRow {
  readonly node: TraceNode;
  /** From 0. */
  readonly depth: number;
  /** What the row above it, one further out, does for it; empty at the top. */
  readonly why: string;
  /** It stands further up, with what follows from it. */
  readonly isAgain: boolean;
}

/** Every node once with what follows from it, and as a line without when another leads to it too. */
export function treeRows(graph: TraceGraph): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const told = new Set<string>();
  const visit = (id: string, depth: number, why: string): void => {
    const node = graph.nodes.get(id);
    if (node === undefined) return;
    const isAgain = told.has(id);
    rows.push({ node, depth, why, isAgain });
    if (isAgain) return;
    told.add(id);
    for (const step of graph.after.get(id) ?? []) visit(step.to, depth + 1, whyText(step));
  };
  const roots = [...graph.nodes.keys()].filter((id) => !graph.before.has(id));
  for (const id of roots) visit(id, 0, "");
  // What is left leads to itself in a circle: it has to begin somewhere.
  for (const id of graph.nodes.keys()) if (!told.has(id)) visit(id, 0, "");
  return rows;
}
