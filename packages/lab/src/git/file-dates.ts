import type { Workspace } from "../workspace/open-workspace.ts";
import { runGit } from "./run-git.ts";

/** Finding out what a file was called before takes git a look at each commit that touched it. */
const TIMEOUT_MS = 10_000;

/** When the authors of its commits wrote them, as ISO 8601 with their zone. */
export interface FileDates {
  readonly first: string;
  readonly last: string;
}

/** When a file was first and last committed, under earlier names too; null when git knows nothing of it. */
export async function fileDates({ root }: Workspace, path: string): Promise<FileDates | null> {
  const log = ["--literal-pathspecs", "log", "--follow", "--no-show-signature", "--format=%aI", "--", path];
  const dates = (await runGit(log, { cwd: root, timeoutMs: TIMEOUT_MS }))?.trim().split("\n") ?? [];
  const [last = "", first = last] = [dates[0], dates.at(-1)];
  return last === "" ? null : { first, last };
}
