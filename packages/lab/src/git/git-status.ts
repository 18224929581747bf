import { userInfo } from "node:os";
import { runGit } from "./run-git.ts";

const TIMEOUT_MS = 5_000;

export interface GitStatus {
  /** The branch, or the short commit when none is checked out. */
  readonly branch: string;
  /** Files that differ from the last commit, new ones included. */
  readonly changed: number;
}

/** What git says of a directory; null when it is no work tree, git is missing, or it takes longer than 5 s. */
export async function gitStatus(directory: string): Promise<GitStatus | null> {
  const options = { cwd: directory, timeoutMs: TIMEOUT_MS, config: await withoutFilters(directory) };
  const args = ["status", "--porcelain=v2", "--branch", "-z", "--ignore-submodules=all", "--no-renames", "--", "."];
  const output = await runGit(args, options);
  if (output === null) return null;
  const lines = output.split("\0").filter((line) => line !== "");
  const header = (name: string): string | undefined =>
    lines.find((line) => line.startsWith(`# branch.${name} `))?.slice(`# branch.${name} `.length);
  const head = header("head") ?? "";
  return {
    branch: head === "(detached)" ? (header("oid") ?? head).slice(0, 8) : head,
    changed: lines.filter((line) => !line.startsWith("# ")).length,
  };
}

/** A repository may name programs that convert its files; to count changes none of them is needed. */
async function withoutFilters(directory: string): Promise<string[]> {
  const args = ["config", "--name-only", "-z", "--get-regexp", String.raw`^filter\..*\.(clean|process|required)$`];
  const output = await runGit(args, { cwd: directory, timeoutMs: TIMEOUT_MS });
  const names = (output ?? "").split("\0").filter((name) => name !== "");
  return names.map((name) => (name.endsWith(".required") ? `${name}=false` : `${name}=`));
}

/** Who works here: git's user of the directory, else the user of the operating system. */
export async function personName(directory: string): Promise<string> {
  const name = await runGit(["config", "--get", "user.name"], { cwd: directory, timeoutMs: TIMEOUT_MS });
  return name?.trim() || systemUser();
}

function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    // A user id without an entry in the system's list, as in some containers.
    return "somebody";
  }
}
