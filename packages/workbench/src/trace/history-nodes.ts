// Commits: those that say what they were made for, those that a task was verified in, and those that something was measured at.
import type { TaskNodes } from "./document-nodes.ts";
import { taskKey } from "./document-nodes.ts";
import type { GraphBuilder } from "./graph-builder.ts";
import { nameFinder } from "./task-names.ts";
import type { TraceExtra } from "./trace-extra.ts";

const SHORT_ID = 7;

export function addHistory(
  builder: GraphBuilder,
  documents: readonly string[],
  tasks: TaskNodes,
  { commits, verifications, sessions }: TraceExtra,
): void {
  const known = new Map(commits.map((commit) => [commit.id, commit]));
  const link = (from: string, commit: string, why: string): void => {
    if (!builder.has(from)) return;
    const { subject = commit.slice(0, SHORT_ID), date = "" } = known.get(commit) ?? {};
    builder.add({ id: commit, kind: "commit", title: subject, state: date, freshness: null, place: null });
    builder.link(from, commit, why);
  };
  for (const { document, task, outcome, commit } of verifications) {
    const node = tasks.get(taskKey(document, task));
    if (node !== undefined && commit !== null) link(node, commit, outcome === "passed" ? "verified by" : "failed in");
  }
  const find = nameFinder(documents);
  for (const { id, names } of commits)
    for (const name of names) {
      const meant = find(name);
      if (meant === null) continue;
      const node = meant.task === null ? undefined : tasks.get(`${meant.document}#${meant.task}`);
      link(node ?? meant.document, id, "made in");
    }
  for (const { path, commit } of sessions) if (commit !== null) link(path, commit, "measured at");
}
