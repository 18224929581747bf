// The thread through a workspace as a graph: documents and what stands in them first, then what was measured and committed, so that every edge
// finds its ends. What leads to nothing that is there is left out.
import { type Coverage, coverageOf } from "./coverage.ts";
import { addDocuments } from "./document-nodes.ts";
import { addEvidence } from "./evidence-nodes.ts";
import { createGraphBuilder } from "./graph-builder.ts";
import { addHistory } from "./history-nodes.ts";
import type { TraceGraph } from "./trace.ts";
import type { TraceExtra } from "./trace-extra.ts";
import type { TracedDocument } from "./traced-document.ts";

/** `coverage` is that of the same documents, where somebody has it already. */
export function buildTrace(
  documents: readonly TracedDocument[],
  extra: TraceExtra,
  coverage: Coverage = coverageOf(documents),
): TraceGraph {
  const builder = createGraphBuilder();
  const tasks = addDocuments(builder, documents, coverage, extra);
  addEvidence(builder, documents, coverage, extra);
  const paths = documents.map(({ subject }) => subject.path);
  addHistory(builder, paths, tasks, extra);
  return builder.graph();
}
