// Variants that are a branch or a commit run in a work tree of their own, so that what is open in the editor stays as it is. They live in the
// private folder, detached, and are gone after the session; one that a dead session left is made anew.
import { realpath, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Variant } from "@nomous/workbench/experiments";
import { sha256 } from "../document/content-hash.ts";
import { runGit } from "../git/run-git.ts";
import { makeFolderIn, openPrivateFolder, PRIVATE_FOLDER } from "../workspace/private-folder.ts";
import { SessionError } from "./session-error.ts";

const ASK_MS = 20_000;
/** A large repository on a slow disk. */
const CHECKOUT_MS = 10 * 60_000;
const NAME_DIGITS = 12;

/** The commit that a variant's `ref` means. Rejects with a `SessionError` when there is none. */
export async function commitOf(root: string, { id, ref }: Variant): Promise<string | null> {
  if (ref === null) return null;
  const args = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${ref}^{commit}`];
  const commit = (await runGit(args, { cwd: root, timeoutMs: ASK_MS }))?.trim();
  if (commit !== undefined && commit !== "") return commit;
  throw new SessionError(
    "ref",
    `\`ref: ${ref}\` of the variant \`${id}\` is no branch, tag or commit here. Fetch it, or name one that \`git log\` shows.`,
  );
}

export interface Worktrees extends AsyncDisposable {
  /** The folder in the work tree that is what the workspace is in the repository. `isNew`: it has not been built. */
  readonly open: (
    commit: string,
    build: readonly string[] | null,
  ) => Promise<{ readonly folder: string; readonly isNew: boolean }>;
}

export function createWorktrees(root: string): Worktrees {
  const opened = new Map<string, string>();
  return {
    async open(commit, build) {
      // The same commit, built in two ways, is two.
      const name = [
        commit.slice(0, NAME_DIGITS),
        ...(build === null ? [] : [sha256(build.join("\0")).slice(0, 6)]),
      ].join("-");
      const known = opened.get(name);
      if (known !== undefined) return { folder: known, isNew: false };
      const parent = join(await openPrivateFolder(root), "worktrees");
      await makeFolderIn(parent);
      const path = join(parent, name);
      await removeWorktree(root, path);
      opened.set(name, path);
      const folder = await addWorktree(root, path, commit);
      opened.set(name, folder);
      return { folder, isNew: true };
    },
    async [Symbol.asyncDispose]() {
      for (const name of opened.keys()) await removeWorktree(root, join(root, PRIVATE_FOLDER, "worktrees", name));
    },
  };
}

async function addWorktree(root: string, path: string, commit: string): Promise<string> {
  const added = await runGit(["worktree", "add", "--detach", "--force", path, commit], {
    cwd: root,
    timeoutMs: CHECKOUT_MS,
  });
  const below = (await runGit(["rev-parse", "--show-prefix"], { cwd: root, timeoutMs: ASK_MS }))?.trim();
  if (added === null || below === undefined)
    throw new SessionError(
      "ref",
      `Commit ${commit.slice(0, NAME_DIGITS)} cannot be checked out into ${path}. Try \`git worktree add\` to see why.`,
    );
  return realpath(join(path, below)).catch((error: unknown) => {
    throw new SessionError("ref", `Commit ${commit.slice(0, NAME_DIGITS)} has no folder ${below}.`, { cause: error });
  });
}

/** Git forgets a work tree that is gone. It is not told to forget all of them: another may be on a disk that is only away. */
async function removeWorktree(root: string, path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
  await runGit(["worktree", "remove", "--force", "--force", path], { cwd: root, timeoutMs: CHECKOUT_MS });
}
