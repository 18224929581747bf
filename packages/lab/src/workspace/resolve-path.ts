// The one gate to the disk for paths that somebody else chose: what it returns is a regular file inside the workspace,
// whatever links, dots and letter cases the path is made of.
import type { Stats } from "node:fs";
import { lstat, realpath } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import type { Workspace } from "./open-workspace.ts";
import { isSecretPath } from "./secret-path.ts";
import { toWorkspaceError, WorkspaceError } from "./workspace-error.ts";
import { pathBelow } from "./workspace-path.ts";

export interface ResolvedFile {
  /** Absolute, without links. */
  readonly file: string;
  readonly sizeBytes: number;
}

/** The regular file that a path with `/` means. Rejects with a `WorkspaceError` when it may not be read. */
export async function resolvePath(workspace: Workspace, path: string): Promise<ResolvedFile> {
  const { file, stats } = await resolveEntry(workspace, path);
  if (stats.isDirectory()) throw new WorkspaceError("not-text", `${path} is a folder. Name a file in it.`);
  return { file, sizeBytes: stats.size };
}

/** The same for a file or a folder. */
export async function resolveEntry({ root }: Workspace, path: string): Promise<{ file: string; stats: Stats }> {
  refuseOutside(root, path);
  try {
    const file = await realpath(resolve(root, path));
    refusePrivate(root, file, path);
    const stats = await lstat(file);
    if (!stats.isFile() && !stats.isDirectory()) throw new WorkspaceError("not-text", `${path} is not a regular file.`);
    return { file, stats };
  } catch (error) {
    throw toWorkspaceError(error, path);
  }
}

export interface NewFile {
  /** Absolute; the part of it that exists is without links. */
  readonly file: string;
  /** Folders on the way to it that have to be made, outermost first. */
  readonly missing: readonly string[];
}

/** Where a file would be made. Something may be there already. Rejects with a `WorkspaceError` when nothing may be written there. */
export async function resolveNewPath({ root }: Workspace, path: string): Promise<NewFile> {
  refuseOutside(root, path);
  const wanted = resolve(root, path);
  const missing: string[] = [];
  for (let folder = dirname(wanted); ; folder = dirname(folder)) {
    const found = await realpathOf(folder, path);
    if (found === null) {
      missing.unshift(folder);
      continue;
    }
    const place = (below: string): string => join(found, relative(folder, below));
    refusePrivate(root, place(wanted), path);
    return { file: place(wanted), missing: missing.map(place) };
  }
}

/** Null when nothing is there. */
async function realpathOf(folder: string, path: string): Promise<string | null> {
  try {
    return await realpath(folder);
  } catch (error) {
    const failure = toWorkspaceError(error, path);
    if (failure.code === "not-found") return null;
    throw failure;
  }
}

function refuseOutside(root: string, path: string): void {
  if (path === "" || path.includes("\0") || isAbsolute(path) || pathBelow(root, resolve(root, path)) === null)
    throw new WorkspaceError("forbidden", `${JSON.stringify(path)} is not a path inside the folder.`);
}

/** `file` is where `path` leads. */
function refusePrivate(root: string, file: string, path: string): void {
  const canonical = pathBelow(root, file);
  if (canonical === null) throw new WorkspaceError("forbidden", `${path} is a link that leaves the folder.`);
  if (isPrivate(canonical) || isPrivate(path))
    throw new WorkspaceError("forbidden", `${path} belongs to Nomous or git and is not shown.`);
  if (isSecretPath(canonical) || isSecretPath(path))
    throw new WorkspaceError(
      "forbidden",
      `${path} may hold keys or passwords, so it is not read. Open it in an editor.`,
    );
}

const isPrivate = (path: string): boolean => path.split("/").some((part) => /^\.(?:git|nomous)$/i.test(part));
