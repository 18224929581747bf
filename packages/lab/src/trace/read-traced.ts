// The documents of a workspace as the thread through them needs them: read and parsed, without any rule.
import type { Subject, TracedDocument } from "@nomous/workbench";
import type { UncheckedDocument, Workbench } from "../check/check-workspace.ts";
import { createDisk } from "../check/disk-surroundings.ts";
import { sketchDocument } from "../check/survey.ts";
import { sourcesOf } from "../desk/sources-of.ts";
import { listMarkdown } from "../document/list-documents.ts";
import { readDocument } from "../document/read-document.ts";
import { nextTurn } from "../workspace/next-turn.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";

export interface TracedDocuments {
  /** Those of a type, and those that they are made from, by path. */
  readonly documents: readonly TracedDocument[];
  readonly unread: readonly UncheckedDocument[];
}

/** Rejects with the signal's reason when it fires. */
export async function readTraced(workbench: Workbench, signal: AbortSignal): Promise<TracedDocuments> {
  const { workspace, config } = workbench;
  const { paths } = await listMarkdown(workspace, config);
  const disk = createDisk(workspace);
  const plain = new Map<string, Subject>();
  const typed: TracedDocument[] = [];
  const unread: UncheckedDocument[] = [];
  for (const path of paths) {
    signal.throwIfAborted();
    await nextTurn();
    try {
      const { subject } = sketchDocument(workbench, disk, path, (await readDocument(workspace, path)).text).read;
      if (subject.typed === null) plain.set(path, subject);
      else typed.push({ subject, sources: sourcesOf(subject) });
    } catch (error) {
      if (!(error instanceof WorkspaceError)) throw error;
      unread.push({ path, message: error.message });
    }
  }
  const named = new Set(typed.flatMap(({ sources }) => sources));
  const others = [...plain].flatMap(([path, subject]) => (named.has(path) ? [{ subject, sources: [] }] : []));
  const documents = [...typed, ...others].toSorted((a, b) => (a.subject.path < b.subject.path ? -1 : 1));
  return { documents, unread };
}
