// The thread through a workspace, from its documents, its evidence, its history and what somebody saw of its tasks.
import {
  buildTrace,
  type Coverage,
  type CoverageGap,
  coverageOf,
  gapsOf,
  sessionHead,
  type TracedDocument,
  type TracedSession,
  type TracedVerification,
  type TraceGraph,
  type TraceNode,
} from "@nomous/workbench";
import type { UncheckedDocument, Workbench } from "../check/check-workspace.ts";
import { createDisk } from "../check/disk-surroundings.ts";
import { listSessions } from "../evidence/evidence-folder.ts";
import { readVerifications } from "../task/read-verifications.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";
import { namedCommits } from "./named-commits.ts";
import { readTraced } from "./read-traced.ts";

export interface WorkspaceTrace {
  readonly graph: TraceGraph;
  readonly coverage: Coverage;
  /** What leads nowhere, worst first. */
  readonly gaps: readonly CoverageGap[];
  /** What could not be read, and why: it is not in the graph. */
  readonly unread: readonly UncheckedDocument[];
}

export interface TraceOptions {
  readonly signal: AbortSignal;
  /** By path of a document or a file of evidence. */
  readonly freshness?: ReadonlyMap<string, NonNullable<TraceNode["freshness"]>>;
}

/** Rejects with the signal's reason when it fires. */
export async function traceWorkspace(
  workbench: Workbench,
  { signal, freshness = new Map() }: TraceOptions,
): Promise<WorkspaceTrace> {
  const { workspace } = workbench;
  const { documents, unread } = await readTraced(workbench, signal);
  const sessions = await readSessions(workspace);
  const seen = await readSeen(workspace, documents);
  signal.throwIfAborted();
  const wanted = [...sessions, ...seen.verifications].flatMap(({ commit }) => commit ?? []);
  const commits = await namedCommits(workspace, new Set(wanted));
  signal.throwIfAborted();
  const coverage = coverageOf(documents);
  const closed = new Set(documents.flatMap(({ subject }) => (subject.stage === "closed" ? [subject.path] : [])));
  const graph = buildTrace(documents, { sessions, commits, verifications: seen.verifications, freshness }, coverage);
  const gaps = gapsOf(coverage, (document) => closed.has(document));
  return { graph, coverage, gaps, unread: [...unread, ...seen.unread] };
}

async function readSessions(workspace: Workspace): Promise<TracedSession[]> {
  const disk = createDisk(workspace);
  const files = await listSessions(workspace);
  return files.map((file) => sessionHead(file, disk.textOf(file.path) ?? ""));
}

interface Seen {
  readonly verifications: readonly TracedVerification[];
  readonly unread: readonly UncheckedDocument[];
}

async function readSeen(workspace: Workspace, documents: readonly TracedDocument[]): Promise<Seen> {
  const verifications: TracedVerification[] = [];
  const unread: UncheckedDocument[] = [];
  for (const { path, typed } of documents.map(({ subject }) => subject)) {
    if (typed?.located.some(({ part }) => part.role === "steps") !== true) continue;
    try {
      const lines = await readVerifications(workspace, path);
      verifications.push(...lines.map((line) => ({ ...line, commit: line.commit ?? null })));
    } catch (error) {
      if (!(error instanceof WorkspaceError)) throw error;
      unread.push({ path, message: error.message });
    }
  }
  return { verifications, unread };
}
