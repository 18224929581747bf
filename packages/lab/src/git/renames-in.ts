import { runGit } from "./run-git.ts";

const TIMEOUT_MS = 60_000;

/** By commit: what files that it removed are called since. Against its first parent. */
export async function renamesIn(
  directory: string,
  commits: readonly string[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>> {
  const found = new Map<string, Map<string, string>>();
  if (commits.length === 0) return found;
  const args = ["diff-tree", "--stdin", "-r", "-m", "--root", "--raw", "-z", "-M", "--relative", "--no-color"];
  const input = commits.map((commit) => `${commit}\n`).join("");
  const output = await runGit(args, { cwd: directory, timeoutMs: TIMEOUT_MS, input });
  const fields = (output ?? "").split("\0");
  let commit = "";
  for (let i = 0; i < fields.length; i += 1) {
    const field = (fields[i] ?? "").trim();
    if (/^[0-9a-f]{40,64}$/.test(field)) commit = field;
    else if (!field.startsWith(":")) continue;
    else if (!/ R\d+$/.test(field)) i += 1;
    else {
      const [before = "", now = ""] = [fields[i + 1], fields[i + 2]];
      i += 2;
      const renames = found.get(commit) ?? new Map<string, string>();
      // A merge is told once for each parent; the first comes first.
      if (!renames.has(before)) renames.set(before, now);
      found.set(commit, renames);
    }
  }
  return found;
}
