// The thread from a question to the commit that answers it, as a graph: what leads to what.
import type { Freshness } from "../staleness/freshness.ts";

export type TraceKind =
  | "research"
  | "spike"
  | "experiment"
  | "evidence"
  | "decision"
  | "spec"
  | "goal"
  | "plan"
  | "task"
  | "commit"
  | "document";

export interface TraceNode {
  /** A document is its path, a part of it `path#T3`, a commit its whole id. Unique in a graph. */
  readonly id: string;
  readonly kind: TraceKind;
  readonly title: string;
  /** Its lifecycle, its verdict, or its standing, in a word or two; empty: none. */
  readonly state: string;
  readonly freshness: Freshness | null;
  /** Where it can be opened; null for a commit. Line from 1. */
  readonly place: { readonly path: string; readonly line: number } | null;
}

export interface TraceEdge {
  readonly from: string;
  readonly to: string;
  /** What the one does for the other: "asks", "measured by", "decides", "carried into", "tested by", "verified by". */
  readonly why: string;
}

export interface TraceGraph {
  readonly nodes: readonly TraceNode[];
  /** From what came first to what follows. Both ends are nodes. */
  readonly edges: readonly TraceEdge[];
}
