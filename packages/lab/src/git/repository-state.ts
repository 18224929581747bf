import { runGit } from "./run-git.ts";

const TIMEOUT_MS = 5_000;
const RECENT = 5;

interface CommitLine {
  /** Short. */
  readonly commit: string;
  readonly subject: string;
}

export type RepositoryState =
  /** No work tree, no git, or no answer within 5 s. */
  | { readonly status: "none" }
  /** A repository in which nothing was committed yet. */
  | { readonly status: "empty"; readonly branch: string | null }
  | {
      readonly status: "committed";
      /** Null when no branch is checked out. */
      readonly branch: string | null;
      /** Short. */
      readonly commit: string;
      /** The last five at most, newest first. */
      readonly recent: readonly CommitLine[];
    };

/** Where the repository of a directory is now. */
export async function repositoryState(directory: string): Promise<RepositoryState> {
  const ask = (args: readonly string[]): Promise<string | null> =>
    runGit(args, { cwd: directory, timeoutMs: TIMEOUT_MS });
  if ((await ask(["rev-parse", "--is-inside-work-tree"]))?.trim() !== "true") return { status: "none" };
  const branch = (await ask(["symbolic-ref", "--quiet", "--short", "HEAD"]))?.trim() ?? null;
  const log = await ask(["log", `-${RECENT}`, "-z", "--no-show-signature", "--encoding=UTF-8", "--format=%h %s"]);
  const recent = (log ?? "")
    .split("\0")
    .filter((line) => line !== "")
    .map(toCommitLine);
  const [last] = recent;
  return last === undefined
    ? { status: "empty", branch }
    : { status: "committed", branch, commit: last.commit, recent };
}

/** A subject may hold whatever somebody committed, and it is printed. */
function toCommitLine(line: string): CommitLine {
  const space = line.indexOf(" ");
  return {
    commit: line.slice(0, space),
    subject: line
      .slice(space + 1)
      .replaceAll(/\p{Cc}+/gu, " ")
      .trim(),
  };
}
