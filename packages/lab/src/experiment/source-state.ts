// Of which state of the sources a session is: the commit, and a hash of everything that differs from it. Evidence itself does not count: it comes
// with every session.
import { join } from "node:path";
import type { SessionRecord } from "@nomous/workbench/experiments";
import { sha256 } from "../document/content-hash.ts";
import { headCommit } from "../git/git-folder.ts";
import { runGit } from "../git/run-git.ts";
import { hashFile } from "./hash-inputs.ts";

const TIMEOUT_MS = 20_000;

/** All null without git. */
export async function sourceState(root: string): Promise<SessionRecord["git"]> {
  const ask = (args: readonly string[]): Promise<string | null> => runGit(args, { cwd: root, timeoutMs: TIMEOUT_MS });
  const [commit, branch] = [await headCommit(root), await ask(["symbolic-ref", "--quiet", "--short", "HEAD"])];
  const status = [
    "status",
    "--porcelain=v1",
    "-z",
    "--no-renames",
    "--untracked-files=all",
    "--",
    ":(top)",
    ":(exclude)evidence",
  ];
  const changes = (await ask(status))?.split("\0").filter((change) => change !== "");
  const top = (await ask(["rev-parse", "--show-toplevel"]))?.trim();
  const dirtyHash = top === undefined || !changes?.length ? null : await hashChanges(top, changes);
  return { commit, branch: branch?.trim() ?? null, dirtyHash };
}

/** A change is two letters, a space and a path from the top of the work tree. */
async function hashChanges(top: string, changes: readonly string[]): Promise<string> {
  const lines: string[] = [];
  for (const change of changes)
    lines.push(`${await hashFile(join(top, change.slice(3))).catch(() => "-")} ${change}\n`);
  return sha256(lines.join(""));
}
