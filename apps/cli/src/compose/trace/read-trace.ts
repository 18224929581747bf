// The thread that something belongs to, as much of it as one reply holds.
import { surveyFreshness } from "@nomous/lab/staleness";
import { freshnessByPath, traceWorkspace } from "@nomous/lab/trace";
import type { QueryResult } from "@nomous/protocol";
import { resolveTraceId, traceOf } from "@nomous/workbench";
import { type LabPlace, openSettled } from "../lab/lab-place.ts";

type Trace = QueryResult<"trace.read">;

/** More than anybody looks at in one picture. */
const MAX_NODES = 1_000;
const MAX_GAPS = 500;

export async function readTrace(place: LabPlace, wanted: string | null, signal: AbortSignal): Promise<Trace> {
  const workbench = await openSettled(place);
  const freshness = freshnessByPath(await surveyFreshness(workbench, { signal }));
  const { graph, gaps: all } = await traceWorkspace(workbench, { signal, freshness });
  const resolved = wanted === null ? null : resolveTraceId(graph, wanted);
  const id = resolved?.status === "found" ? resolved.node.id : null;
  const shown = wanted === null ? graph : id === null ? { nodes: [], edges: [] } : traceOf(graph, id);
  // The node that was asked for is among those that are kept.
  const kept = [...shown.nodes].toSorted((a, b) => Number(b.id === id) - Number(a.id === id)).slice(0, MAX_NODES);
  const ids = new Set(kept.map((node) => node.id));
  const paths = new Set(kept.flatMap((node) => node.place?.path ?? []));
  return {
    id,
    nodes: shown.nodes.filter((node) => ids.has(node.id)),
    edges: shown.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)),
    gaps: all.filter((gap) => paths.has(gap.place.path)).slice(0, MAX_GAPS),
    leftOut: shown.nodes.length - kept.length,
  };
}
