// Where a repository keeps what it knows, found without starting git: a bridge asks which commit is checked out each time that a file
// changes, and looks for the repository itself once in a while.
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { runGit } from "./run-git.ts";

export interface GitFolder {
  /** Of this work tree: HEAD and the index. */
  readonly own: string;
  /** Of the repository, which several work trees may share. */
  readonly common: string;
}

/** The one around a directory; null when there is none. */
export async function findGitFolder(directory: string): Promise<GitFolder | null> {
  for (let folder = directory; ; folder = dirname(folder)) {
    const own = await gitFolderIn(folder);
    if (own !== null && existsSync(join(own, "HEAD")))
      return { own, common: resolve(own, await lineIn(join(own, "commondir"), ".")) };
    if (dirname(folder) === folder) return null;
  }
}

export type FindGitFolder = () => Promise<GitFolder | null>;

/** Repositories come and go seldom. */
const REMEMBERED_MS = 2_000;

/** Looks for the one around a directory every two seconds at most. `elapsed`: milliseconds. */
export function rememberGitFolder(directory: string, elapsed: () => number): FindGitFolder {
  let found: Promise<GitFolder | null> | undefined;
  let until = 0;
  return () => {
    const now = elapsed();
    if (found === undefined || now >= until) {
      found = findGitFolder(directory);
      until = now + REMEMBERED_MS;
    }
    return found;
  };
}

/** `.git`, or what it names in a work tree of its own and in a submodule. */
async function gitFolderIn(folder: string): Promise<string | null> {
  const path = join(folder, ".git");
  const stats = await stat(path).catch(() => null);
  if (stats === null) return null;
  if (stats.isDirectory()) return path;
  const [, named] = /^gitdir: (.+)$/.exec(await lineIn(path, "")) ?? [];
  return named === undefined ? null : resolve(folder, named);
}

const lineIn = async (file: string, otherwise: string): Promise<string> =>
  (await readFile(file, "utf8").catch(() => otherwise)).trim();

const COMMIT_ID = /^[0-9a-f]{40,64}$/;
const MAX_STEPS = 5;
const TIMEOUT_MS = 5_000;

/** The id of the commit that is checked out; null without a repository or a commit. */
export async function headCommit(
  directory: string,
  find: FindGitFolder = () => findGitFolder(directory),
): Promise<string | null> {
  const git = await find();
  if (git === null) return null;
  // A repository may keep its references in a table that only git reads.
  if (existsSync(join(git.common, "reftable"))) return askGit(directory);
  let name = "HEAD";
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const value = await reference(git, name);
    if (value === null || COMMIT_ID.test(value)) return value;
    if (!value.startsWith("ref: ")) return askGit(directory);
    name = value.slice("ref: ".length);
  }
  return askGit(directory);
}

async function reference({ own, common }: GitFolder, name: string): Promise<string | null> {
  for (const folder of new Set([own, common])) {
    const value = await lineIn(join(folder, name), "");
    if (value !== "") return value;
  }
  const packed = await lineIn(join(common, "packed-refs"), "");
  const line = packed.split("\n").find((one) => one.endsWith(` ${name}`));
  return line === undefined ? null : line.slice(0, line.indexOf(" "));
}

async function askGit(cwd: string): Promise<string | null> {
  const answer = await runGit(["rev-parse", "--verify", "--quiet", "HEAD"], { cwd, timeoutMs: TIMEOUT_MS });
  return answer?.trim() || null;
}
