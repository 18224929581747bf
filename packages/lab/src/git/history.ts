// The history of a repository in memory: what each file was at each commit, by following first parents, since a commit changed exactly what it says
// against its first parent. Commits that follow each other by their first parents are one line, and a file's changes are kept by lines, so that the
// state of a file is found by a search in a sorted list.
import type { CommitRecord, FileChange } from "./read-history.ts";

/** The commit that gave a file the content that it has at another. */
export interface Touch {
  /** Index of the commit: the newest is 0. */
  readonly at: number;
  readonly blob: string | null;
  readonly mode: FileChange["mode"];
}

/** A commit in its line: the line, and how far behind its newest. */
interface Place {
  readonly line: number;
  readonly step: number;
}

export class History {
  readonly commits: string[] = [];
  readonly #words: string[] = [];
  readonly #parents: (readonly number[])[] = [];
  /** By commit: paths that it changed. */
  readonly #changed: (readonly string[])[] = [];
  readonly #indexes = new Map<string, number>();
  /** By path and line: touches in the order of the line, the newest first. */
  readonly #touches = new Map<string, Map<number, { readonly step: number; readonly touch: Touch }[]>>();
  readonly #places: Place[] = [];
  /** By line: the first parent of its oldest commit; -1 for none. */
  readonly #below: number[] = [];
  /** Commits whose parents a shallow clone does not have. */
  readonly #cut = new Set<number>();
  readonly #foundations = new Map<number, Uint8Array>();

  /** Told of each file that is asked about. */
  note: ((path: string) => void) | null = null;

  /** `shallow`: ids of the commits at which a shallow clone ends. */
  constructor(records: Iterable<CommitRecord>, shallow: ReadonlySet<string> = new Set()) {
    const all = [...records];
    for (const { commit, words } of all) {
      this.#words.push(words);
      this.#indexes.set(commit, this.commits.length);
      this.commits.push(commit);
    }
    for (const [i, { commit, parents }] of all.entries()) {
      this.#parents.push(parents.flatMap((id) => this.#indexes.get(id) ?? []));
      if (shallow.has(commit)) this.#cut.add(i);
    }
    for (const i of this.commits.keys()) this.#place(i);
    for (const [i, { changes }] of all.entries()) {
      this.#changed.push(changes.map(({ path }) => path));
      for (const { path, blob, mode } of changes) this.#keep(path, { at: i, blob, mode });
    }
  }

  /** A commit that is on no line begins one, which goes on until it meets another. */
  #place(start: number): void {
    if (this.#places[start] !== undefined) return;
    const line = this.#below.length;
    let at = start;
    for (let step = 0; ; step += 1) {
      this.#places[at] = { line, step };
      const [parent = -1] = this.#parents[at] ?? [];
      if (parent < 0 || this.#places[parent] !== undefined) {
        this.#below.push(parent);
        return;
      }
      at = parent;
    }
  }

  #keep(path: string, touch: Touch): void {
    const place = this.#places[touch.at];
    if (place === undefined) return;
    const lines = this.#touches.get(path) ?? new Map<number, { step: number; touch: Touch }[]>();
    this.#touches.set(path, lines);
    const touches = lines.get(place.line) ?? [];
    lines.set(place.line, touches);
    // Commits come newest first, so each line's do too.
    touches.push({ step: place.step, touch });
  }

  /** Who made a commit, when, and its first line: see `readCommitHeader`. */
  wordsOf(commit: number): string {
    return this.#words[commit] ?? "";
  }

  indexOf(commit: string): number | undefined {
    return this.#indexes.get(commit);
  }

  /** By the beginning of its id, as people write it; undefined when there is none or more than one. */
  find(id: string): number | undefined {
    const whole = this.#indexes.get(id);
    if (whole !== undefined) return whole;
    const found = this.commits.flatMap((commit, i) => (commit.startsWith(id) ? [i] : []));
    return found.length === 1 ? found[0] : undefined;
  }

  parentsOf(commit: number): readonly number[] {
    return this.#parents[commit] ?? [];
  }

  /** Whether what was before a commit is not in this clone. */
  isCut(commit: number): boolean {
    return this.#cut.has(commit);
  }

  /** Paths that a commit changed against its first parent. */
  changedIn(commit: number): readonly string[] {
    return this.#changed[commit] ?? [];
  }

  has(path: string): boolean {
    this.note?.(path);
    return this.#touches.has(path);
  }

  /** The contents that a file had after a commit, and at it; their ids. */
  versionsSince(path: string, commit: number): string[] {
    const touches = [...(this.#touches.get(path)?.values() ?? [])].flat();
    const since = touches.flatMap(({ touch }) => (touch.at <= commit ? (touch.blob ?? []) : []));
    const then = this.blobAt(path, commit);
    return then === null ? since : [...since, then];
  }

  /** Indexes of all commits that changed a file. */
  touchesOf(path: string): number[] {
    this.note?.(path);
    return [...(this.#touches.get(path)?.values() ?? [])].flatMap((line) => line.map(({ touch }) => touch.at));
  }

  /** The newest change of a file that a commit has; undefined when the file never was in what it builds on. */
  touchOf(path: string, commit: number): Touch | undefined {
    this.note?.(path);
    const lines = this.#touches.get(path);
    if (lines === undefined) return undefined;
    for (let at = commit; at >= 0;) {
      const place = this.#places[at];
      if (place === undefined) return undefined;
      const found = firstFrom(lines.get(place.line) ?? [], place.step);
      if (found !== undefined) return found;
      at = this.#below[place.line] ?? -1;
    }
    return undefined;
  }

  /** The content of a file at a commit; null when it is not there. */
  blobAt(path: string, commit: number): string | null {
    return this.touchOf(path, commit)?.blob ?? null;
  }

  /** Whether a commit builds on another, or is the same. */
  builds(commit: number, on: number): boolean {
    return this.#foundationOf(commit)[on] === 1;
  }

  /** All that a commit builds on, and itself: parents come behind their children. */
  #foundationOf(commit: number): Uint8Array {
    const known = this.#foundations.get(commit);
    if (known !== undefined) return known;
    const found = new Uint8Array(this.commits.length);
    found[commit] = 1;
    for (let at = commit; at < found.length; at += 1)
      if (found[at] === 1) for (const parent of this.parentsOf(at)) found[parent] = 1;
    this.#foundations.set(commit, found);
    return found;
  }

  /** Every path that ever was. */
  paths(): Iterable<string> {
    return this.#touches.keys();
  }
}

function firstFrom(
  touches: readonly { readonly step: number; readonly touch: Touch }[],
  step: number,
): Touch | undefined {
  let low = 0;
  let high = touches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((touches[middle]?.step ?? 0) < step) low = middle + 1;
    else high = middle;
  }
  return touches[low]?.touch;
}
