// Which documents are checked with whose settings: in a monorepo each package may have its own `nomous.yaml`.
import { openWorkspace, type Workspace } from "@nomous/lab";
import { groupByWorkspace, listMarkdown, type Workbench } from "@nomous/lab/documents";
import { join, relative, sep } from "node:path";
import type { Context } from "../context.ts";
import { explained, homeWorkspace, openWorkbench } from "./open-workbench.ts";

export interface PlannedCheck {
  readonly workbench: Workbench;
  /** Relative to the workspace of the workbench. */
  readonly paths: readonly string[];
  /** From where the person is told paths to this workspace: empty, or ending in `/`. */
  readonly prefix: string;
}

/** All that the named paths mean, or the whole workspace with those below it. */
export async function findChecks(context: Context, named: readonly string[]): Promise<PlannedCheck[]> {
  const home = await homeWorkspace(context);
  const groups =
    named.length === 0 || context.isWorkspaceNamed
      ? [{ workspace: home, paths: named }]
      : await explained(groupByWorkspace(context.cwd, named));
  const checks: PlannedCheck[] = [];
  for (const { workspace, paths } of groups) await addChecks(context, home, workspace, paths, checks);
  return checks;
}

async function addChecks(
  context: Context,
  home: Workspace,
  workspace: Workspace,
  named: readonly string[],
  checks: PlannedCheck[],
): Promise<void> {
  const workbench = await openWorkbench(context, workspace);
  const cwd = context.isWorkspaceNamed ? workspace.root : context.cwd;
  const { paths, otherWorkspaces } = await explained(listMarkdown(workspace, workbench.config, { paths: named, cwd }));
  checks.push({ workbench, paths, prefix: prefixOf(home, workspace) });
  for (const folder of otherWorkspaces)
    await addChecks(context, home, await explained(openWorkspace(join(workspace.root, folder))), [], checks);
}

function prefixOf(home: Workspace, { root }: Workspace): string {
  const way = relative(home.root, root).split(sep).join("/");
  return way === "" ? "" : `${way}/`;
}
