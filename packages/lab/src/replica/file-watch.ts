// Tells when files may have changed. The system's word is quick and not to be trusted alone: network disks and a full list of watches stay
// silent. So each file is also looked at every two seconds. What looks as it was seen last, or as we have left it, is not told.
import { stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Pause } from "../document/document-lock.ts";
import { signatureOf } from "../document/held-file.ts";
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
  /** By folder, then by name. */
  readonly #watched = new Map<string, Map<string, Set<Watched>>>();
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
    this.#add(one);
    if (this.#looking !== undefined) void this.#attend(dirname(file));
    else void this.#keepLooking((this.#looking = new AbortController()).signal);
    return () => this.#stop(one);
  }

  /** We have left the file like this: that is no change to tell of. */
  left(path: string, signature: string): void {
    for (const one of this.#of(join(this.#root, path))) one.seen = signature;
  }

  #of(file: string): Iterable<Watched> {
    return this.#watched.get(dirname(file))?.get(basename(file)) ?? [];
  }

  #add(one: Watched): void {
    const [folder, name] = [dirname(one.file), basename(one.file)];
    const names = this.#watched.get(folder) ?? new Map<string, Set<Watched>>();
    this.#watched.set(folder, names.set(name, (names.get(name) ?? new Set()).add(one)));
  }

  #stop(one: Watched): void {
    one.over.abort();
    const [folder, name] = [dirname(one.file), basename(one.file)];
    const names = this.#watched.get(folder);
    const same = names?.get(name);
    same?.delete(one);
    if (same?.size === 0) names?.delete(name);
    if (names?.size === 0) {
      this.#watched.delete(folder);
      this.#folders.forget(folder);
    }
    if (this.#watched.size > 0) return;
    this.#looking?.abort();
    this.#looking = undefined;
  }

  async #keepLooking(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // Others come and go meanwhile.
      for (const folder of Array.from(this.#watched.keys())) await this.#attend(folder);
      const all = Array.from(this.#watched.values()).flatMap((names) => Array.from(names.values()));
      for (const same of all) for (const one of same) if ((await lookAt(one.file)) !== one.seen) void this.#tell(one);
      await this.#pause(LOOK_MS, signal);
    }
  }

  #attend(folder: string): Promise<void> {
    return this.#folders.attend(folder, () => this.#watched.has(folder));
  }

  #hear(folder: string, name: string | null): void {
    const names = this.#watched.get(folder);
    const heard = name === null ? [...(names?.values() ?? [])].flatMap((same) => [...same]) : names?.get(name);
    for (const one of heard ?? []) void this.#tell(one);
  }

  async #tell(one: Watched): Promise<void> {
    if (one.isAboutToTell) return;
    one.isAboutToTell = true;
    await this.#pause(SETTLE_MS, one.over.signal);
    one.isAboutToTell = false;
    const now = await this.#look(one);
    if (one.over.signal.aborted || now === one.seen) return;
    one.seen = now;
    one.changed();
  }

  /** What the file looks like, seen after whatever we left there. */
  async #look(one: Watched): Promise<string> {
    for (;;) {
      const { seen } = one;
      const now = await lookAt(one.file);
      if (one.seen === seen) return now;
    }
  }
}

/** Empty when there is no file. */
const lookAt = (file: string): Promise<string> => stat(file, { bigint: true }).then(signatureOf, () => "");
