import type { History } from "../git/history.ts";
import { renamesIn } from "../git/renames-in.ts";

/** What files were called before and are called since, asked of git for many commits at once and only where something was removed. */
export class RenameStore {
  readonly #directory: string;
  readonly #history: History;
  readonly #byCommit = new Map<number, ReadonlyMap<string, string>>();

  constructor(directory: string, history: History) {
    this.#directory = directory;
    this.#history = history;
  }

  async load(commits: readonly number[]): Promise<void> {
    const unknown = [...new Set(commits)].filter((commit) => !this.#byCommit.has(commit));
    const asked = unknown.filter((commit) => this.#removesSomething(commit));
    for (const commit of unknown) this.#byCommit.set(commit, new Map());
    if (asked.length === 0) return;
    const found = await renamesIn(
      this.#directory,
      asked.map((commit) => this.#history.commits[commit] ?? ""),
    );
    for (const commit of asked) this.#byCommit.set(commit, found.get(this.#history.commits[commit] ?? "") ?? new Map());
  }

  #removesSomething(commit: number): boolean {
    return this.#history.changedIn(commit).some((path) => this.#history.blobAt(path, commit) === null);
  }

  /** What a commit made of a file; null when it did not rename it. */
  after(commit: number, path: string): string | null {
    return this.#byCommit.get(commit)?.get(path) ?? null;
  }

  /** What a file was called before a commit. */
  before(commit: number, path: string): string | null {
    const renames = this.#byCommit.get(commit) ?? new Map<string, string>();
    for (const [before, now] of renames) if (now === path) return before;
    return null;
  }
}
