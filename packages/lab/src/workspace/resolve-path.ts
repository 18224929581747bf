// The one gate to the disk for paths that somebody else chose: what it returns is a regular file inside the workspace,
// whatever links, dots and letter cases the path is made of.
import { lstat, realpath } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import type { Workspace } from "./open-workspace.ts";
import { isSecretPath } from "./secret-path.ts";
import { toWorkspaceError, WorkspaceError } from "./workspace-error.ts";

export interface ResolvedFile {
  /** Absolute, without links. */
  readonly file: string;
  readonly sizeBytes: number;
}

/** The regular file that a path with `/` means. Rejects with a `WorkspaceError` when it may not be read. */
export async function resolvePath({ root }: Workspace, path: string): Promise<ResolvedFile> {
  if (path === "" || path.includes("\0") || isAbsolute(path) || isOutside(root, resolve(root, path)))
    throw new WorkspaceError("forbidden", `${JSON.stringify(path)} is not a path inside the folder.`);
  try {
    const file = await realpath(resolve(root, path));
    if (isOutside(root, file)) throw new WorkspaceError("forbidden", `${path} is a link that leaves the folder.`);
    const canonical = relative(root, file).split(sep).join("/");
    if (isPrivate(canonical) || isPrivate(path))
      throw new WorkspaceError("forbidden", `${path} belongs to Nomous or git and is not shown.`);
    if (isSecretPath(canonical) || isSecretPath(path))
      throw new WorkspaceError(
        "forbidden",
        `${path} may hold keys or passwords, so it is not read. Open it in an editor.`,
      );
    const stats = await lstat(file);
    if (stats.isDirectory()) throw new WorkspaceError("not-text", `${path} is a folder. Name a file in it.`);
    if (!stats.isFile()) throw new WorkspaceError("not-text", `${path} is not a regular file.`);
    return { file, sizeBytes: stats.size };
  } catch (error) {
    throw toWorkspaceError(error, path);
  }
}

function isOutside(root: string, file: string): boolean {
  const way = relative(root, file);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
}

const isPrivate = (path: string): boolean => path.split("/").some((part) => /^\.(?:git|nomous)$/i.test(part));
