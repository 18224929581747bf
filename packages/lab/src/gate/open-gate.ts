// The place that a gate looks at: the files as they are, or as they would be committed.
import type { Workbench } from "../check/check-workspace.ts";
import { createDisk } from "../check/disk-surroundings.ts";
import { openWorkbench } from "../check/open-workbench.ts";
import { listMarkdown } from "../document/list-documents.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";
import type { GatePlace } from "./looked-at.ts";
import { exportStaged } from "./staged-files.ts";

export interface OpenedGate extends AsyncDisposable, Pick<GatePlace, "workbench" | "paths" | "disk" | "only"> {
  /** Paths of evidence that count; undefined: all. */
  readonly evidence?: ReadonlySet<string>;
  /** Folders below that are workspaces of their own. */
  readonly otherWorkspaces: readonly string[];
}

export const openGate = (workbench: Workbench, paths: readonly string[]): OpenedGate => ({
  workbench,
  paths,
  disk: createDisk(workbench.workspace),
  only: null,
  otherWorkspaces: [],
  [Symbol.asyncDispose]: () => Promise.resolve(),
});

/**
 * What is staged, in a folder that is removed when it is disposed of. `indexFile` is absolute; null: the repository's own. Rejects with a
 * `WorkspaceError` where there is no repository, and with a `ConfigError`.
 */
export async function openStagedGate(
  workspace: Workspace,
  today: string,
  indexFile: string | null,
): Promise<OpenedGate> {
  const staged = await exportStaged(workspace, indexFile);
  if (staged === null)
    throw new WorkspaceError("not-found", `${workspace.root} is in no git repository, so nothing is staged there.`);
  try {
    const workbench = await openWorkbench(staged.workspace, today);
    const { paths, otherWorkspaces } = await listMarkdown(staged.workspace, workbench.config);
    const listed = new Set(paths);
    return {
      workbench,
      paths: staged.documents.filter((path) => listed.has(path)),
      disk: staged.disk,
      only: new Set(staged.documents),
      evidence: staged.evidence,
      otherWorkspaces,
      [Symbol.asyncDispose]: () => staged[Symbol.asyncDispose](),
    };
  } catch (error) {
    await staged[Symbol.asyncDispose]();
    throw error;
  }
}
