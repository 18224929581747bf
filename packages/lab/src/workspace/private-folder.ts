// `.nomous/`, where everything lives that is not a document. It is for its user's eyes only and hides itself from git, so that no file
// of theirs has to change; only `reviews/` is shared, because others and CI must see what was approved.
import { chmod, lstat, mkdir, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { errorCode, writeTemporary } from "./new-file.ts";
import { WorkspaceError } from "./workspace-error.ts";

export const PRIVATE_FOLDER = ".nomous";

const IGNORE_RULES = "/*\n!/reviews/\n";
/** As it was before there were reviews. */
const OLD_IGNORE_RULES = "*\n";

/** Makes `.nomous` below a workspace's root, or looks after the one that is there. Resolves to its path. */
export async function openPrivateFolder(root: string): Promise<string> {
  const folder = join(root, PRIVATE_FOLDER);
  await makeFolderIn(folder, 0o700);
  if (((await lstat(folder)).mode & 0o777) !== 0o700) await chmod(folder, 0o700);
  const ignore = join(folder, ".gitignore");
  const rules = await readIfThere(ignore);
  if (rules === undefined || rules === OLD_IGNORE_RULES)
    await rename(await writeTemporary(folder, IGNORE_RULES), ignore);
  return folder;
}

/** Makes one folder in `.nomous`, or finds it. A repository may bring a link in its place, which would lead our writes elsewhere. */
export async function makeFolderIn(path: string, mode?: number): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if (errorCode(error) !== "EEXIST") throw error;
    if (await isFolder(path)) return;
    throw new WorkspaceError("forbidden", `${path} must be a folder and no link. Move it away.`, { cause: error });
  }
}

/** Whether there is a folder, and no link to one. */
export const isFolder = (path: string): Promise<boolean> =>
  lstat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return undefined;
    throw error;
  }
}
