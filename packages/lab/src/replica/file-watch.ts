// Tells when files may have changed. The system's word is quick and not to be trusted alone: network disks and a full list of watches stay
// silent. So each file is also looked at every two seconds, and what is told twice does no harm.
import { stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Pause } from "../document/document-lock.ts";
import { FolderWatchers } from "./folder-watchers.ts";

/** A program that saves does so in several steps. */
const SETTLE_MS = 40;
const LOOK_MS = 2_000;

interface Watched {
  readonly file: string;
  readonly changed: () => void;
  readonly over: AbortController;
  /** What the file looked like; before the first look nothing is known, and that is told as a change. */
  seen: string | undefined;
  isAboutToTell: boolean;
}

export class FileWatch {
  readonly #root: string;
  readonly #pause: Pause;
  readonly #watched = new Set<Watched>();
  readonly #folders = new FolderWatchers((folder, name) => this.#hear(folder, name));
  #looking: AbortController | undefined;

  constructor(root: string, pause: Pause) {
    this.#root = root;
    this.#pause = pause;
  }

  /** Calls `changed` a moment after the file may have changed, come or gone. Returns how to stop. */
  watch(path: string, changed: () => void): () => void {
    const file = join(this.#root, path);
    const one = { file, changed, over: new AbortController(), seen: undefined, isAboutToTell: false };
    this.#watched.add(one);
    if (this.#looking !== undefined) void this.#attend(dirname(file));
    else void this.#keepLooking((this.#looking = new AbortController()).signal);
    return () => this.#stop(one);
  }

  #stop(one: Watched): void {
    one.over.abort();
    this.#watched.delete(one);
    const folder = dirname(one.file);
    if (!this.#isWanted(folder)) this.#folders.forget(folder);
    if (this.#watched.size > 0) return;
    this.#looking?.abort();
    this.#looking = undefined;
  }

  async #keepLooking(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      for (const folder of new Set([...this.#watched].map(({ file }) => dirname(file)))) await this.#attend(folder);
      for (const one of this.#watched) {
        const now = await signatureOf(one.file);
        if (one.seen !== now) void this.#tell(one);
        one.seen = now;
      }
      await this.#pause(LOOK_MS, signal);
    }
  }

  #attend(folder: string): Promise<void> {
    return this.#folders.attend(folder, () => this.#isWanted(folder));
  }

  readonly #isWanted = (folder: string): boolean => [...this.#watched].some(({ file }) => dirname(file) === folder);

  #hear(folder: string, name: string | null): void {
    for (const one of this.#watched)
      if (dirname(one.file) === folder && (name === null || basename(one.file) === name)) void this.#tell(one);
  }

  async #tell(one: Watched): Promise<void> {
    if (one.isAboutToTell) return;
    one.isAboutToTell = true;
    await this.#pause(SETTLE_MS, one.over.signal);
    one.isAboutToTell = false;
    if (!one.over.signal.aborted) one.changed();
  }
}

/** Another content has another; empty when there is no file. */
async function signatureOf(file: string): Promise<string> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return `${dev}:${ino}:${size}:${mtimeNs}:${ctimeNs}`;
  } catch {
    return "";
  }
}
