import { readdir, realpath, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { toWorkspaceError, WorkspaceError } from "./workspace-error.ts";

/** A folder that is served; everything that is read from it lies below `root`. */
export interface Workspace {
  /** Absolute, without links. */
  readonly root: string;
  /** The folder's own name. */
  readonly name: string;
}

/** The workspace of a directory. Rejects with a `WorkspaceError` when it is missing, no directory, or cannot be listed. */
export async function openWorkspace(directory: string): Promise<Workspace> {
  const named = resolve(directory);
  const root = await check(named);
  return { root, name: basename(root) || root };
}

async function check(named: string): Promise<string> {
  try {
    const root = await realpath(named);
    if (!(await stat(root)).isDirectory())
      throw new WorkspaceError("not-found", `${named} is a file. Name the folder that it is in.`);
    await readdir(root);
    return root;
  } catch (error) {
    throw toWorkspaceError(error, `The folder ${named}`);
  }
}
