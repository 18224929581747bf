import { runGit } from "./run-git.ts";

const TIMEOUT_MS = 20_000;

/** Files below a directory that are other than in the last commit, new ones included; none where git does not answer. */
export async function changedFiles(directory: string): Promise<readonly string[]> {
  const args = ["ls-files", "-z", "--modified", "--others", "--exclude-standard", "--deduplicate"];
  const staged = [
    "diff",
    "--cached",
    "--name-only",
    "-z",
    "--no-renames",
    "--relative",
    "--no-ext-diff",
    "--diff-filter=AM",
  ];
  const answers = await Promise.all(
    [args, staged].map((one) => runGit(one, { cwd: directory, timeoutMs: TIMEOUT_MS })),
  );
  const paths = answers.flatMap((answer) => (answer ?? "").split("\0"));
  return [...new Set(paths)].filter((path) => path !== "" && !path.startsWith("../"));
}
