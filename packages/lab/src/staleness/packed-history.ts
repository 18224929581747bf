// The history as it is kept between two looks: nothing of what is committed ever changes, so only what came since is asked of git.
import type { CommitRecord, FileChange } from "../git/read-history.ts";

/** Arrays of numbers and one long text: ten thousand commits are read in milliseconds. */
export interface PackedHistory {
  /** Ids, one after the other, the newest first. */
  readonly commits: string;
  readonly idLength: number;
  /** Of each commit: how many parents, their places in `commits`. */
  readonly parents: Int32Array;
  /** Of each commit: how many changes, and of each the place of its path and its mode. */
  readonly changes: Int32Array;
  /** Of each change with a content, in the same order. */
  readonly blobs: string;
  readonly paths: readonly string[];
  /** Of each commit. */
  readonly words: readonly string[];
}

const MODES = ["file", "link", "repository"] as const satisfies readonly FileChange["mode"][];
/** Beside the mode: the file was removed. */
const GONE = 4;

export function packHistory(records: readonly CommitRecord[]): PackedHistory {
  const places = new Map(records.map(({ commit }, i) => [commit, i]));
  const paths = new Map<string, number>();
  const parents: number[] = [];
  const changes: number[] = [];
  const blobs: string[] = [];
  for (const record of records) {
    const known = record.parents.flatMap((id) => places.get(id) ?? []);
    parents.push(known.length, ...known);
    changes.push(record.changes.length);
    for (const { path, blob, mode } of record.changes) {
      const place = paths.get(path) ?? paths.size;
      paths.set(path, place);
      changes.push(place, MODES.indexOf(mode) + (blob === null ? GONE : 0));
      if (blob !== null) blobs.push(blob);
    }
  }
  return {
    commits: records.map(({ commit }) => commit).join(""),
    idLength: records[0]?.commit.length ?? 40,
    parents: Int32Array.from(parents),
    changes: Int32Array.from(changes),
    blobs: blobs.join(""),
    paths: [...paths.keys()],
    words: records.map(({ words }) => words),
  };
}

export function* unpackHistory(packed: PackedHistory): Generator<CommitRecord> {
  const { commits, idLength, parents, changes, blobs, paths, words } = packed;
  const idAt = (text: string, place: number): string => text.slice(place * idLength, (place + 1) * idLength);
  let parent = 0;
  let change = 0;
  let blob = 0;
  for (let i = 0; i * idLength < commits.length; i += 1) {
    const parentCount = parents[parent] ?? 0;
    const own = [...parents.subarray(parent + 1, parent + 1 + parentCount)].map((place) => idAt(commits, place));
    parent += 1 + parentCount;
    const changed: FileChange[] = [];
    const end = change + 1 + (changes[change] ?? 0) * 2;
    for (change += 1; change < end; change += 2) {
      const bits = changes[change + 1] ?? 0;
      const isGone = bits >= GONE;
      const path = paths[changes[change] ?? 0] ?? "";
      changed.push({ path, blob: isGone ? null : idAt(blobs, blob), mode: MODES[bits % GONE] ?? "file" });
      if (!isGone) blob += 1;
    }
    yield { commit: idAt(commits, i), parents: own, words: words[i] ?? "", changes: changed };
  }
}
