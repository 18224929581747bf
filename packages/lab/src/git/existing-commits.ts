import type { Workspace } from "../workspace/open-workspace.ts";
import { runGit } from "./run-git.ts";

const TIMEOUT_MS = 5_000;
const COMMIT_ID = /^[0-9a-f]{4,64}$/i;

/**
 * Which commits a repository has, by their ids, whole or shortened to at least four digits. An id is not in the answer when that cannot
 * be told: without git or a repository, and for what a shallow clone may just not have fetched.
 */
export async function existingCommits({ root }: Workspace, ids: Iterable<string>): Promise<Map<string, boolean>> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return new Map();
  const wanted = asked.filter((id) => COMMIT_ID.test(id));
  const [found, isShallow] = await Promise.all([findCommits(root, wanted), isShallowClone(root)]);
  if (found === null || isShallow === null) return new Map();
  const known = asked.map((id) => [id, found.has(id)] as const);
  return new Map(known.filter(([, exists]) => exists || !isShallow));
}

async function findCommits(directory: string, ids: readonly string[]): Promise<Set<string> | null> {
  const input = ids.map((id) => `${id}^{commit}\n`).join("");
  const output = await runGit(["cat-file", "--batch-check"], { cwd: directory, timeoutMs: TIMEOUT_MS, input });
  // A line each, in their order: the whole id, the kind and the size, or why there is none.
  const lines = output?.split("\n");
  return lines === undefined ? null : new Set(ids.filter((_, i) => / commit \d+$/.test(lines[i] ?? "")));
}

async function isShallowClone(directory: string): Promise<boolean | null> {
  const answer = await runGit(["rev-parse", "--is-shallow-repository"], { cwd: directory, timeoutMs: TIMEOUT_MS });
  return answer === null ? null : answer.trim() === "true";
}
