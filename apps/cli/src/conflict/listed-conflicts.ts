// Conflicts as their files tell them: no bridge has to run, and those that came with the repository are among them.
import { type FoundConflict, findConflicts, openConflict, readAllReviews, readDocument } from "@nomous/lab/documents";
import { WorkspaceError, type Workspace } from "@nomous/lab";
import { openConflictPlace } from "@nomous/workbench";
import { createLineIndex } from "@nomous/workbench/data";
import type { PlannedCheck } from "../workbench/find-checks.ts";

export interface ListedConflict extends FoundConflict {
  /** Of the document, from where the person is. */
  readonly shown: string;
  /** In the document as it is by now, from 1; null: nobody can tell. */
  readonly now: number | null;
}

export interface ConflictList {
  readonly conflicts: readonly ListedConflict[];
  /** Lines of reviews that nobody understands: each may be a conflict. */
  readonly problems: readonly { readonly path: string; readonly line: number; readonly message: string }[];
}

/** Those of the documents that were named, or of all. Rejects with a `WorkspaceError` when reviews cannot be read. */
export async function listConflicts(
  { workbench: { workspace }, paths, prefix }: PlannedCheck,
  isNamed: boolean,
): Promise<ConflictList> {
  const wanted = new Set(paths);
  const all = (await readAllReviews(workspace)).filter(({ document }) => !isNamed || wanted.has(document));
  const texts = new Map<string, string | null>();
  const conflicts: ListedConflict[] = [];
  for (const found of await findConflicts(workspace, all)) {
    const { document } = found;
    const text = texts.get(document) ?? (await textOf(workspace, document));
    texts.set(document, text);
    conflicts.push({ ...found, shown: prefix + document, now: text === null ? null : lineIn(text, found) });
  }
  const problems = all.flatMap(({ path, problems }) =>
    problems.map(({ line, message }) => ({ path: prefix + path, line, message })),
  );
  return { conflicts, problems };
}

/** Null where it is gone or cannot be read: its conflicts are told all the same. */
async function textOf(workspace: Workspace, document: string): Promise<string | null> {
  try {
    return (await readDocument(workspace, document)).text;
  } catch (error) {
    if (error instanceof WorkspaceError) return null;
    throw error;
  }
}

function lineIn(text: string, found: FoundConflict): number | null {
  const conflict = openConflict(found, found.path);
  const lines = createLineIndex(text);
  const place = openConflictPlace(text, conflict, lines);
  return place === null ? conflict.line : lines.positionOf(place.from).line;
}
