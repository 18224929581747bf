// The system's word about folders. It goes stale without a sound: a folder that was removed and made anew has another identity under the
// same name, and its old watcher hears nothing.
import { type FSWatcher, watch } from "node:fs";
import { stat } from "node:fs/promises";

interface Folder {
  readonly watcher: FSWatcher;
  readonly identity: string;
}

export class FolderWatchers {
  readonly #folders = new Map<string, Folder>();
  readonly #hear: (folder: string, name: string | null) => void;

  /** `hear` is called with the name of what may have changed in a folder; null when the system does not say. */
  constructor(hear: (folder: string, name: string | null) => void) {
    this.#hear = hear;
  }

  /** Sees to it that a folder is watched that is wanted, under the identity that it has now. */
  async attend(folder: string, isWanted: () => boolean): Promise<void> {
    const identity = await identityOf(folder);
    if (this.#folders.get(folder)?.identity === identity) return;
    this.forget(folder);
    if (identity === null || !isWanted()) return;
    const watcher = this.#open(folder);
    if (watcher !== undefined) this.#folders.set(folder, { watcher, identity });
  }

  forget(folder: string): void {
    this.#folders.get(folder)?.watcher.close();
    this.#folders.delete(folder);
  }

  /** `undefined` where the system has no more watches to give. */
  #open(folder: string): FSWatcher | undefined {
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => this.#hear(folder, name));
      // It is opened again when the folder is attended to next.
      watcher.on("error", () => this.forget(folder));
      return watcher;
    } catch {
      return undefined;
    }
  }
}

/** Numbers of folders are given out again at once, so their birth counts too. */
async function identityOf(folder: string): Promise<string | null> {
  try {
    const { dev, ino, birthtimeNs } = await stat(folder, { bigint: true });
    return `${dev}:${ino}:${birthtimeNs}`;
  } catch {
    return null;
  }
}
