import { runGit } from "./run-git.ts";

const TIMEOUT_MS = 10_000;
const COMMITS = 200;

/** What files were called before and are now, as git tells it of the index and of the last 200 commits, the newest first. */
export async function findRenames(directory: string): Promise<(readonly [before: string, now: string])[]> {
  const filter = ["-z", "--name-status", "--find-renames", "--diff-filter=R", "--relative", "--no-ext-diff"];
  const ask = (args: readonly string[]): Promise<string | null> =>
    runGit(args, { cwd: directory, timeoutMs: TIMEOUT_MS });
  const staged = await ask(["diff", "--cached", ...filter]);
  const committed = await ask(["log", `-${COMMITS}`, "--no-show-signature", "--format=", ...filter]);
  return [staged, committed].flatMap((output) => renamesIn(output ?? ""));
}

function renamesIn(output: string): (readonly [string, string])[] {
  const fields = output.split("\0");
  return fields.flatMap((field, i) =>
    /^\n*R\d+$/.test(field) ? [[fields[i + 1] ?? "", fields[i + 2] ?? ""] as const] : [],
  );
}

/** Files that git knows nothing of; null when nobody can tell. */
export async function untrackedFiles(directory: string): Promise<ReadonlySet<string> | null> {
  const args = ["ls-files", "-z", "--others", "--exclude-standard"];
  const output = await runGit(args, { cwd: directory, timeoutMs: TIMEOUT_MS });
  return output === null ? null : new Set(output.split("\0").filter((path) => path !== ""));
}
