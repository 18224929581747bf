// The conflicts of a whole workspace, each once: a document that was moved has some of them under both names.
import type { Workspace } from "../workspace/open-workspace.ts";
import { type ConflictRecord, MOVED } from "./conflict-record.ts";
import { type DocumentReviews, isThere } from "./moved-approvals.ts";

export interface FoundConflict extends ConflictRecord {
  /** Of its document, with `/`, relative to the workspace. */
  readonly document: string;
  /** Of the file that speaks of it, likewise. */
  readonly path: string;
  /** There is no such document, and nobody knows of the conflict under another name. */
  readonly isGone: boolean;
}

/** In the order of the files and of their lines; `all` are the reviews of the workspace. */
export async function findConflicts(workspace: Workspace, all: readonly DocumentReviews[]): Promise<FoundConflict[]> {
  const found: FoundConflict[] = [];
  for (const { document, path, records } of all) {
    const known = records.filter(({ conflict }) => conflict.status !== MOVED);
    if (known.length === 0) continue;
    const isGone = !(await isThere(workspace, document));
    found.push(...known.map((record) => ({ ...record, document, path, isGone })));
  }
  const here = new Set(found.filter(({ isGone }) => !isGone).map(({ id }) => id));
  return found.filter(({ id, isGone }) => !isGone || id === null || !here.has(id));
}
