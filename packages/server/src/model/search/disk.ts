// One look at one place of the disk: bounded, and whatever is broken there becomes a sentence for people, never a throw.
import type { Dirent } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { fileTrouble, isAbsent } from "../file-trouble.ts";
import type { Gate } from "./gate.ts";
import type { Place } from "./places.ts";

/** More than the largest stores have; what somebody added may be a whole disk. */
const MAX_ENTRIES = 50_000;
const MAX_PROBLEMS = 20;
/** Manifests and references are far smaller. */
const MAX_TEXT_BYTES = 64 * 1024;

export class Disk {
  readonly #place: Place;
  readonly #gate: Gate;
  readonly #problems: string[] = [];
  #entries = 0;
  #untold = 0;

  constructor(place: Place, gate: Gate) {
    this.#place = place;
    this.#gate = gate;
  }

  /** What a folder holds, by name; nothing when it is absent or cannot be read. */
  async entries(path: string): Promise<readonly Dirent[]> {
    if (this.#entries > MAX_ENTRIES) return [];
    try {
      const entries = await this.#gate(() => readdir(path, { withFileTypes: true }));
      this.#count(entries.length);
      return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    } catch (error) {
      if (!isAbsent(error)) this.#tellTrouble(path, error);
      return [];
    }
  }

  /** Where a model's file lies in the end; `undefined`, with a problem, when its link leads nowhere. */
  async realFile(path: string): Promise<string | undefined> {
    try {
      return await this.#gate(() => realpath(path));
    } catch (error) {
      this.#tellTrouble(path, error);
      return undefined;
    }
  }

  /** The folder that a path leads to in the end; `undefined` when it leads to none. */
  async realFolder(path: string): Promise<string | undefined> {
    try {
      const [target, status] = await this.#gate(() => Promise.all([realpath(path), stat(path)]));
      return status.isDirectory() ? target : undefined;
    } catch (error) {
      if (!isAbsent(error)) this.#tellTrouble(path, error);
      return undefined;
    }
  }

  /** A small text; `undefined`, with a problem, when it cannot be read. */
  async text(path: string): Promise<string | undefined> {
    try {
      return await this.#gate(async () => {
        const status = await stat(path);
        if (status.isFile() && status.size <= MAX_TEXT_BYTES) return readFile(path, "utf8");
        this.tell(`${path} cannot be read: it is too large or no file.`);
        return undefined;
      });
    } catch (error) {
      this.#tellTrouble(path, error);
      return undefined;
    }
  }

  tell(problem: string): void {
    if (this.#problems.length < MAX_PROBLEMS) this.#problems.push(problem);
    else this.#untold += 1;
  }

  /** In an order of their own: what is looked at first is chance. */
  problems(): readonly string[] {
    const told = this.#problems.toSorted();
    return this.#untold === 0 ? told : [...told, `${this.#place.path} has ${this.#untold} more problems like these.`];
  }

  #count(entries: number): void {
    this.#entries += entries;
    if (this.#entries <= MAX_ENTRIES) return;
    this.tell(`${this.#place.path} holds more than ${MAX_ENTRIES} files; not all of it was looked at.`);
  }

  #tellTrouble(path: string, error: unknown): void {
    const { remedy } = this.#place;
    this.tell(`${path} cannot be read: ${fileTrouble(error)}.${remedy === undefined ? "" : ` ${remedy}`}`);
  }
}
