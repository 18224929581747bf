// Which workspace a folder belongs to: the nearest one above that says so with a `nomous.yaml`, so that a package of a monorepo can be
// its own; else the bridge's folder or the repository; else the folder itself.
import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { openWorkspace, type Workspace } from "./open-workspace.ts";
import { toSlashes } from "./workspace-path.ts";

export const CONFIG_FILE = "nomous.yaml";

/** The workspace of a directory. Rejects with a `WorkspaceError` when the directory is missing, no directory, or cannot be listed. */
export async function findWorkspaceRoot(directory: string): Promise<Workspace> {
  const own = await openWorkspace(directory);
  const folders = [...withAncestors(own.root)];
  const root = folders.find(hasConfig) ?? folders.find(isWorkplace) ?? own.root;
  return root === own.root ? own : openWorkspace(root);
}

function* withAncestors(directory: string): Generator<string> {
  yield directory;
  const parent = dirname(directory);
  if (parent !== directory) yield* withAncestors(parent);
}

export const hasConfig = (folder: string): boolean =>
  statSync(join(folder, CONFIG_FILE), { throwIfNoEntry: false })?.isFile() ?? false;

/** In a work tree of its own, and in a submodule, `.git` is a file. */
const isWorkplace = (folder: string): boolean =>
  existsSync(join(folder, ".nomous", "nomous.db")) || existsSync(join(folder, ".git"));

export interface WorkspacePaths {
  readonly workspace: Workspace;
  /** As they were given. */
  readonly paths: readonly string[];
}

/** Files and folders that a person named, each with the workspace that it belongs to; one that does not exist with that of `cwd`. */
export async function groupByWorkspace(cwd: string, paths: readonly string[]): Promise<WorkspacePaths[]> {
  const groups = new Map<string, { workspace: Workspace; paths: string[] }>();
  for (const path of paths) {
    const workspace = await findWorkspaceRoot(homeOf(cwd, path));
    const group = groups.get(workspace.root) ?? { workspace, paths: [] };
    groups.set(workspace.root, group);
    group.paths.push(path);
  }
  return [...groups.values()];
}

function homeOf(cwd: string, path: string): string {
  const named = resolve(cwd, toSlashes(path));
  const stats = statSync(named, { throwIfNoEntry: false });
  if (stats === undefined) return cwd;
  return stats.isDirectory() ? named : dirname(named);
}
