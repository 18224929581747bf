// Which commit made something other than it was: the first one since it was last the same. A change that came with a merge is looked for on the
// branch that it was made on.
import type { History, Touch } from "../git/history.ts";

export interface Deviation {
  /** Index of the commit. */
  readonly at: number;
  /** A commit before it, at which it was still the same; null when it appeared as something else. */
  readonly before: number | null;
}

export interface DeviationSearch {
  readonly history: History;
  /** Where it is known to be another. */
  readonly from: number;
  /** All files that a change of it may be in. */
  readonly paths: readonly string[];
  readonly isSame: (commit: number) => Promise<boolean>;
  /** It was the same at this commit, whatever its files say. */
  readonly floor?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Null when no commit did it, or the one that did is not in this clone. */
export async function findDeviation(search: DeviationSearch): Promise<Deviation | null> {
  const { history, paths, floor, signal } = search;
  const isSame = remembered(search);
  let last: number | null = null;
  for (let at = search.from; ;) {
    signal?.throwIfAborted();
    const touch = nearestTouch(history, paths, at);
    if (touch === undefined || (floor !== undefined && history.builds(floor, touch.at)))
      return last === null ? null : { at: last, before: floor ?? null };
    const parents = history.parentsOf(touch.at);
    const same: number[] = [];
    const other: number[] = [];
    for (const parent of parents) ((await isSame(parent)) ? same : other).push(parent);
    if (other.length === 0 && history.isCut(touch.at)) return null;
    const next = nextOf(search, touch.at, other);
    if (next === undefined) return { at: touch.at, before: same[0] ?? null };
    last = touch.at;
    at = next;
  }
}

/** The parent that it came from as it is, else one that has something of it. */
function nextOf({ history, paths }: DeviationSearch, commit: number, others: readonly number[]): number | undefined {
  const key = keyOf(history, paths, commit);
  return (
    others.find((parent) => keyOf(history, paths, parent) === key) ??
    others.find((parent) => paths.some((path) => history.blobAt(path, parent) !== null))
  );
}

const keyOf = (history: History, paths: readonly string[], commit: number): string =>
  paths.map((path) => history.blobAt(path, commit) ?? "").join(" ");

function remembered({ history, paths, isSame }: DeviationSearch): (commit: number) => Promise<boolean> {
  const known = new Map<string, boolean>();
  return async (commit) => {
    const key = keyOf(history, paths, commit);
    const answer = known.get(key) ?? (await isSame(commit));
    known.set(key, answer);
    return answer;
  };
}

/** Commits of one line come newest first, so the smallest index is the nearest. */
function nearestTouch(history: History, paths: readonly string[], commit: number): Touch | undefined {
  let nearest: Touch | undefined;
  for (const path of paths) {
    const touch = history.touchOf(path, commit);
    if (touch !== undefined && (nearest === undefined || touch.at < nearest.at)) nearest = touch;
  }
  return nearest;
}
