// What is to be committed, as files in a folder of its own: documents, settings and reviews are read from there, so that an edit that is not staged can
// neither fail a commit nor save it. All other files are looked at where they are; what the commit has of them is in the index.
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, posix, resolve } from "node:path";
import { createDisk, type Disk } from "../check/disk-surroundings.ts";
import { documentsIn } from "../review/moved-approvals.ts";
import { reviewPathOf } from "../review/review-file.ts";
import { fileKindOf } from "../workspace/file-kind.ts";
import { CONFIG_FILE } from "../workspace/find-root.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { PRIVATE_FOLDER } from "../workspace/private-folder.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";
import { pathBelow } from "../workspace/workspace-path.ts";
import { type StagedGit, stagedGit } from "./staged-git.ts";

export interface StagedFiles extends AsyncDisposable {
  /** With the content of the index. */
  readonly workspace: Workspace;
  /** What rules look at. */
  readonly disk: Disk;
  /** Documents that the commit changes, or whose reviews it changes. */
  readonly documents: readonly string[];
  /** Files of evidence that it changes. */
  readonly evidence: ReadonlySet<string>;
}

/** Null where there is no repository. `indexFile` is absolute. */
export async function exportStaged(workspace: Workspace, indexFile: string | null): Promise<StagedFiles | null> {
  const git = stagedGit(workspace.root, indexFile);
  const where = await git(["rev-parse", "--absolute-git-dir", "--show-prefix"]);
  if (where === null) return null;
  const [gitFolder = "", prefix = ""] = where.split("\n");
  // What the commit has, what it changes, what is not staged, and what git does not know.
  const [listed, changed, unstaged, untracked] = await Promise.all([
    pathsFrom(git, ["ls-files", "--cached"]),
    pathsFrom(git, ["diff", "--cached", "--name-only", "--no-renames", "--no-ext-diff", "--relative"]),
    pathsFrom(git, ["diff-files", "--name-only", "--no-ext-diff", "--relative"]),
    pathsFrom(git, ["ls-files", "--others", "--exclude-standard"]),
  ]);
  const folder = await realpath(await mkdtemp(join(tmpdir(), "nomous-staged-")));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    // So that what asks git in there is answered by this repository.
    await writeFile(join(folder, ".git"), `gitdir: ${gitFolder}\n`);
    const files = new Set(listed);
    const wanted = new Set([
      ...listed.filter(isReadThere),
      ...unstaged.filter((path) => files.has(path)),
      ...evidenceOf(changed, listed),
    ]);
    const root = join(folder, prefix);
    await mkdir(root, { recursive: true });
    const checkout = ["checkout-index", "-z", "--stdin", "--quiet", `--prefix=${folder}/`];
    if ((await git(checkout, [...wanted].map((path) => `${path}\0`).join(""))) === null) refuse(checkout);
    return {
      workspace: { root, name: workspace.name },
      disk: createStagedDisk(workspace, root, files, new Set(untracked)),
      documents: await documentsOf(git, changed, files),
      evidence: new Set(evidenceOf(changed, listed)),
      [Symbol.asyncDispose]: remove,
    };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function pathsFrom(git: StagedGit, args: readonly string[]): Promise<string[]> {
  const output = (await git([...args, "-z"])) ?? refuse(args);
  return [...new Set(output.split("\0"))].filter((path) => path !== "");
}

function refuse([command = ""]: readonly string[]): never {
  throw new WorkspaceError("unreadable", `What is staged cannot be told: git ${command} failed. Try it by hand.`);
}

const REVIEWS = `${PRIVATE_FOLDER}/reviews/`;

const isReadThere = (path: string): boolean =>
  fileKindOf(path) === "markdown" || path.startsWith(REVIEWS) || /\.ya?ml$|(?:^|\/)nomous-baseline\.json$/i.test(path);

/** A session with what its runs printed. */
function evidenceOf(changed: readonly string[], listed: readonly string[]): string[] {
  const folders = new Set(changed.flatMap((path) => /^evidence\/[^/]+\//.exec(path) ?? []));
  return folders.size === 0 ? [] : listed.filter((path) => [...folders].some((one) => path.startsWith(one)));
}

/** When who may approve is changed, all that was approved counts. */
async function documentsOf(git: StagedGit, changed: readonly string[], files: ReadonlySet<string>): Promise<string[]> {
  const reviews = changed.includes(CONFIG_FILE)
    ? [...files].filter((path) => path.startsWith(REVIEWS))
    : changed.filter((path) => path.startsWith(REVIEWS));
  const documents = new Set(changed.filter((path) => fileKindOf(path) === "markdown"));
  for (const path of reviews)
    for (const version of [`:./${path}`, `HEAD:./${path}`])
      for (const document of documentsIn((await git(["cat-file", "blob", version])) ?? ""))
        if (reviewPathOf(document) === path) documents.add(document);
  return [...documents].filter((path) => files.has(path)).toSorted();
}

/** A file that nobody added is not there for those who get the commit; one that git ignores is for whoever has made it. */
function createStagedDisk(
  workspace: Workspace,
  root: string,
  files: ReadonlySet<string>,
  untracked: ReadonlySet<string>,
): Disk {
  const [here, there] = [createDisk(workspace), createDisk({ ...workspace, root })];
  const folders = new Map<string, string[]>();
  for (const path of files) {
    const at = posix.dirname(path);
    folders.set(at, [...(folders.get(at) ?? []), posix.basename(path)]);
    for (let above = posix.dirname(at); !folders.has(above); above = posix.dirname(above)) folders.set(above, []);
  }
  const placeOf = (path: string): string | null =>
    path.includes("\0") ? null : pathBelow(workspace.root, resolve(workspace.root, path));
  return {
    kindOf(path) {
      const place = placeOf(path);
      if (place === null) return here.kindOf(path);
      // A repository in the repository is listed like a file.
      if (files.has(place)) return here.kindOf(path) === "folder" ? "folder" : "file";
      if (place === "" || folders.has(place)) return "folder";
      return untracked.has(place) ? "missing" : here.kindOf(path);
    },
    textOf(path) {
      const place = placeOf(path);
      if (place === null || untracked.has(place)) return undefined;
      return existsSync(join(root, place)) ? there.textOf(place) : here.textOf(path);
    },
    filesIn(path) {
      const place = placeOf(path);
      return place === null ? here.filesIn(path) : (folders.get(place === "" ? "." : place)?.toSorted() ?? []);
    },
  };
}
