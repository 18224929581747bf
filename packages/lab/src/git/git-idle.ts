// Git changes many files one after the other, and holds a lock while it does: what is read in between is half of one commit and half of
// another.
import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { Pause } from "../document/document-lock.ts";
import type { FindGitFolder } from "./git-folder.ts";

const LIMIT_MS = 10_000;
const LOOK_MS = 50;
const LOCKS = ["index.lock", "HEAD.lock"];

/** Resolves when no git command works in the folder, after ten seconds at the latest; true when it had to wait. */
export type GitIdle = (signal: AbortSignal) => Promise<boolean>;

export function createGitIdle(find: FindGitFolder, pause: Pause): GitIdle {
  /** A git that died leaves its lock behind; nobody waits for the same one twice. */
  let leftBehind = "";
  return async (signal) => {
    const git = await find();
    if (git === null) return false;
    let locks = "";
    let waitedMs = 0;
    for (; waitedMs < LIMIT_MS && !signal.aborted; waitedMs += LOOK_MS) {
      locks = await locksIn(git.own);
      if (locks === "" || locks === leftBehind) return waitedMs > 0;
      await pause(LOOK_MS, signal);
    }
    if (!signal.aborted) leftBehind = locks;
    return waitedMs > 0;
  };
}

/** Which there are, each told from another of the same name. */
async function locksIn(folder: string): Promise<string> {
  const found = await Promise.all(
    LOCKS.map((name) =>
      stat(join(folder, name), { bigint: true }).then(
        ({ ino, mtimeNs }) => `${name}:${ino}:${mtimeNs}`,
        () => "",
      ),
    ),
  );
  return found.filter((lock) => lock !== "").join(" ");
}
