// Where a document went whose file has another name now. A wrong answer would bind a document to a stranger's file, so whatever is not
// clear is no answer.
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { sha256 } from "../document/content-hash.ts";
import { findRenames, untrackedFiles } from "../git/find-renames.ts";
import { listFiles, type WorkspaceFile } from "../workspace/list-files.ts";
import type { Workspace } from "../workspace/open-workspace.ts";
import { toPlainText } from "./line-ends.ts";

export interface MovedFile {
  readonly path: string;
  /** Of its bytes. */
  readonly hash: string;
  /** LF, without mark. */
  readonly text: string;
}

/** The one free file with the same bytes, else the one that git calls renamed, else the one new file that has half of its lines. */
export async function movedTo(
  { root }: Workspace,
  from: MovedFile,
  isFree: (path: string) => boolean,
): Promise<string | null> {
  const { files } = await listFiles(root, undefined, "markdown");
  const free = [...files.values()].filter(({ path }) => path !== from.path && isFree(path));
  return (
    (await sameBytes(root, from, free)) ?? (await renamedByGit(root, from, free)) ?? (await mostLines(root, from, free))
  );
}

async function sameBytes(root: string, { path, hash, text }: MovedFile, free: readonly WorkspaceFile[]) {
  const least = Buffer.byteLength(text);
  const most = least + text.split("\n").length + Buffer.byteLength("\uFEFF");
  const equal: string[] = [];
  for (const file of free)
    if (file.sizeBytes >= least && file.sizeBytes <= most && (await hashOf(root, file)) === hash) equal.push(file.path);
  return only(equal) ?? only(equal.filter((one) => basename(one) === basename(path)));
}

const only = (paths: readonly string[]): string | null => (paths.length === 1 ? (paths[0] ?? null) : null);

const hashOf = (root: string, { path }: WorkspaceFile): Promise<string | null> =>
  readFile(join(root, path)).then(sha256, () => null);

/** From one name to the next, for it may have moved more than once; an earlier file of its name does not count. */
async function renamedByGit(root: string, { path }: MovedFile, free: readonly WorkspaceFile[]): Promise<string | null> {
  const renames = (await findRenames(root)).toReversed();
  const first = renames.findLastIndex(([before]) => before === path);
  if (first === -1) return null;
  let name = path;
  for (const [before, now] of renames.slice(first)) if (before === name) name = now;
  return free.some((file) => file.path === name) ? name : null;
}

const SHARE = 0.5;

async function mostLines(root: string, { text }: MovedFile, free: readonly WorkspaceFile[]): Promise<string | null> {
  const untracked = await untrackedFiles(root);
  const lines = countLines(text);
  const similar: string[] = [];
  for (const file of free) {
    if (untracked?.has(file.path) === false) continue;
    const other = await readFile(join(root, file.path), "utf8").catch(() => "");
    if (shareOf(lines, countLines(toPlainText(other))) >= SHARE) similar.push(file.path);
  }
  return only(similar);
}

type LineCounts = ReadonlyMap<string, number>;

function countLines(text: string): LineCounts {
  const counts = new Map<string, number>();
  for (const line of text.split("\n")) if (line.trim() !== "") counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

const total = (counts: LineCounts): number => [...counts.values()].reduce((sum, count) => sum + count, 0);

/** Lines that both have, of those that the longer one has; blank ones say nothing. */
function shareOf(a: LineCounts, b: LineCounts): number {
  let shared = 0;
  for (const [line, count] of a) shared += Math.min(count, b.get(line) ?? 0);
  return shared / Math.max(total(a), total(b), 1);
}
