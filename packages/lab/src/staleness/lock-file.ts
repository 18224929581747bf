// `nomous.lock` at the root of the workspace, which is committed, so that CI knows what people have looked at.
import { decodeLock, encodeLock, type Lock, type LockEntry } from "@nomous/workbench/staleness";
import { DocumentError } from "../document/document-error.ts";
import type { Waiting } from "../document/document-lock.ts";
import { readDocument } from "../document/read-document.ts";
import { changeDocument, createDocument } from "../document/write-document.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";

export const LOCK_FILE = "nomous.lock";

/** What people have looked at; nothing where there is no lock. Rejects with a `WorkspaceError` when there is one that cannot be read. */
export async function readLock(workspace: Workspace): Promise<Lock> {
  try {
    return decodeLock((await readDocument(workspace, LOCK_FILE)).text);
  } catch (error) {
    if (error instanceof WorkspaceError && error.code === "not-found")
      return { entries: [], problems: [], isNewer: false };
    throw error;
  }
}

/**
 * Changes the lock, one process after the other; `change` may be called again when another program wrote it meanwhile. Durable when this resolves.
 * Rejects with a `DocumentError` or a `WorkspaceError`: a lock of a newer version is left as it is.
 */
export async function changeLock(
  workspace: Workspace,
  change: (entries: readonly LockEntry[]) => readonly LockEntry[],
  waiting: Waiting,
): Promise<void> {
  const rewrite = (text: string): string => {
    const { entries, isNewer, problems } = decodeLock(text);
    if (isNewer) throw new WorkspaceError("unreadable", `${LOCK_FILE}: ${problems[0]?.message ?? "it is newer"}.`);
    return encodeLock(change(entries));
  };
  if (!(await hasLock(workspace)))
    try {
      return void (await createDocument(workspace, LOCK_FILE, rewrite("")));
    } catch (error) {
      // Somebody else made it in the same moment.
      if (!(error instanceof DocumentError && error.code === "exists")) throw error;
    }
  await changeDocument(workspace, LOCK_FILE, rewrite, waiting);
}

const hasLock = (workspace: Workspace): Promise<boolean> =>
  readDocument(workspace, LOCK_FILE).then(
    () => true,
    (error: unknown) => {
      if (error instanceof WorkspaceError && error.code === "not-found") return false;
      throw error;
    },
  );
