// Reads documents one after the other, and says what each of them depended on. It needs no history, so that it may read while git tells one.
import type { UncheckedDocument, Workbench } from "../check/check-workspace.ts";
import { createDisk, type Disk } from "../check/disk-surroundings.ts";
import type { Stamps } from "../desk/list-basis.ts";
import { nextTurn } from "../workspace/next-turn.ts";
import { WorkspaceError } from "../workspace/workspace-error.ts";
import { noting, type ReadDocument, readWithBindings } from "./read-document.ts";

/** What a document depends on. */
export interface Watch {
  /** Files that it looked at, and those whose history it asked for. */
  readonly seen: Set<string>;
  readonly asked: Set<string>;
  /** All changed files were looked at. */
  isOpen: boolean;
}

export const newWatch = (...paths: readonly string[]): Watch => ({
  seen: new Set(paths),
  asked: new Set(paths),
  isOpen: false,
});

export interface Watched<T> {
  readonly value: T;
  readonly watch: Watch;
}

export interface ReadRound {
  readonly documents: readonly Watched<ReadDocument>[];
  readonly problems: readonly UncheckedDocument[];
}

export class DocumentReader {
  /** What it read, for whoever needs it again. */
  readonly disk: Disk;
  readonly #workbench: Workbench;
  readonly #stamps: Stamps;
  readonly #signal: AbortSignal | undefined;

  constructor(workbench: Workbench, stamps: Stamps, signal: AbortSignal | undefined) {
    this.disk = createDisk(workbench.workspace);
    this.#workbench = workbench;
    this.#stamps = stamps;
    this.#signal = signal;
  }

  async readAll(paths: readonly string[]): Promise<ReadRound> {
    const documents: Watched<ReadDocument>[] = [];
    const problems: UncheckedDocument[] = [];
    for (const path of paths) {
      this.#signal?.throwIfAborted();
      await nextTurn();
      const document = await this.#read(path);
      if ("message" in document) problems.push(document);
      else documents.push(document);
    }
    return { documents, problems };
  }

  /** Rejects with a `WorkspaceError` when it cannot be read. */
  async read(path: string): Promise<Watched<ReadDocument>> {
    const watch = newWatch(path);
    // Before it is read, so that what is read later is never taken for this.
    this.#stamps(path);
    const disk = noting(this.disk, (looked) => {
      this.#stamps(looked);
      watch.seen.add(looked);
    });
    return { value: await readWithBindings(this.#workbench, disk, path), watch };
  }

  async #read(path: string): Promise<Watched<ReadDocument> | UncheckedDocument> {
    try {
      return await this.read(path);
    } catch (error) {
      if (error instanceof WorkspaceError) return { path, message: error.message };
      throw error;
    }
  }
}
