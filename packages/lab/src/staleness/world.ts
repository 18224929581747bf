// Everything that a document is judged in: the files now, the history, and what people have looked at.
import type { CausingCommit } from "@nomous/workbench/staleness";
import { readCommitHeader } from "../git/commit-header.ts";
import type { History } from "../git/history.ts";
import type { CodeReader } from "./code-reader.ts";
import type { ContentStore } from "./content-store.ts";
import type { PresentFiles } from "./present-files.ts";
import type { RenameStore } from "./rename-store.ts";
import { type Snapshot, snapshotAt } from "./snapshot.ts";

/** The past of the workspace, where there is one. */
export interface Past {
  readonly history: History;
  /** Index of the commit that is checked out. */
  readonly head: number;
  readonly contents: ContentStore;
  readonly renames: RenameStore;
}

export interface World {
  /** Absolute. */
  readonly root: string;
  readonly past: Past | null;
  /** Why there is no past, as a sentence without its full stop; empty where there is one. */
  readonly noPast: string;
  readonly present: PresentFiles;
  readonly code: CodeReader;
  /** Files that are other than in the last commit, new ones included. Asked of git once, and only where something is gone. */
  readonly dirtyFiles: () => Promise<readonly string[]>;
  readonly signal?: AbortSignal | undefined;
}

const snapshots = new WeakMap<History, Map<number, Snapshot>>();

export function snapshotOf({ history, contents }: Past, commit: number): Snapshot {
  const known = snapshots.get(history) ?? new Map<number, Snapshot>();
  snapshots.set(history, known);
  const snapshot = known.get(commit) ?? snapshotAt(history, contents, commit);
  known.set(commit, snapshot);
  return snapshot;
}

export const describeCommit = ({ history }: Past, at: number): CausingCommit => ({
  commit: history.commits[at] ?? "",
  ...readCommitHeader(history.wordsOf(at)),
});
