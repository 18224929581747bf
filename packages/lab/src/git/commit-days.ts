// When each file was first and last committed, in one pass over the history: asked file by file, a folder of a thousand documents takes
// minutes.
import { runGit } from "./run-git.ts";

const TIMEOUT_MS = 30_000;

/** Days as `2026-11-28`, as the authors of the commits dated them. */
export interface CommitDays {
  readonly first: string;
  readonly last: string;
}

/** By path with `/`, relative to the directory; under earlier names too. Empty without a repository. */
export async function commitDays(directory: string): Promise<ReadonlyMap<string, CommitDays>> {
  const log = ["log", "--relative", "-z", "--no-show-signature", "--find-renames", "--name-status", "--format=%x01%as"];
  const output = await runGit([...log, "--", "*.md", "*.mdx", "*.markdown", "*.mdown"], {
    cwd: directory,
    timeoutMs: TIMEOUT_MS,
  });
  const days = new Map<string, CommitDays>();
  /** What a file is called now that had this name in older commits. */
  const names = new Map<string, string>();
  let day = "";
  const fields = (output ?? "").split("\0").map((field) => field.replace(/^\n+/, ""));
  for (let i = 0; i < fields.length; i += 1) {
    const field = fields[i] ?? "";
    if (field.startsWith("\u0001")) day = field.slice(1);
    else if (/^R\d+$/.test(field)) {
      const now = nameNow(names, fields[i + 2] ?? "");
      addDay(days, now, day);
      names.set(fields[i + 1] ?? "", now);
      i += 2;
    } else if (/^[AMTDC]\d*$/.test(field)) {
      const isCopy = field.startsWith("C");
      addDay(days, nameNow(names, fields[i + (isCopy ? 2 : 1)] ?? ""), day);
      i += isCopy ? 2 : 1;
    }
  }
  return days;
}

const nameNow = (names: ReadonlyMap<string, string>, path: string): string => names.get(path) ?? path;

/** Newest commits come first. */
function addDay(days: Map<string, CommitDays>, path: string, day: string): void {
  days.set(path, { first: day, last: days.get(path)?.last ?? day });
}
