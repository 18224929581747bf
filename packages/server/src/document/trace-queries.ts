// The queries about freshness, about the thread that a document belongs to, and about what shows that its tasks are done.
import type { QueryTable } from "../query/query-executor.ts";
import { FileTrouble } from "./document-source.ts";
import type { TraceDesk } from "./trace-desk.ts";

type TraceQueries = Pick<
  QueryTable,
  Extract<keyof QueryTable, `freshness.${string}` | `trace.${string}` | `plan.${string}`>
>;

export function createTraceQueries(desk: TraceDesk | undefined): TraceQueries {
  const known = (): TraceDesk => {
    if (desk === undefined) throw new FileTrouble("not-text", "This bridge serves no files as documents.");
    return desk;
  };
  return {
    "freshness.list": async (_, signal) => known().freshness(signal),
    "freshness.document": async ({ path }, signal) => ({ freshness: await known().freshnessOf(path, signal) }),
    "trace.read": async ({ id }, signal) => known().trace(id, signal),
    "plan.verifications": async ({ path }) => known().verifications(path),
    "plan.commands": async ({ path, task }) => known().commands(path, task),
  };
}
