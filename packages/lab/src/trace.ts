// The thread from a question to the commit that answers it. Apart from the rest, so that a bridge starts without it.
export { freshnessByPath } from "./trace/freshness-by-path.ts";
export { traceWorkspace, type TraceOptions, type WorkspaceTrace } from "./trace/trace-workspace.ts";
