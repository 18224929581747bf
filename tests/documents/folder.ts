// A folder with one document in it and git around it, behind the port that the bridge has for files. Programs write into it in one step;
// what takes time is what the bridge does there. Line ends are kept by the code that keeps them on real disks.
import { createHash } from "node:crypto";
import type { FakeProcess } from "@nomous/testkit";
import { endingOf, hasMark, keepEndings, toPlainText } from "../../packages/lab/src/replica/line-ends.ts";
import {
  type DocumentSource,
  FileTrouble,
  type FileVersion,
  type WriteOutcome,
} from "../../packages/server/src/document/document-source.ts";

const hashOf = (raw: string): string => createHash("sha256").update(raw).digest("hex");

/** What the script does to a folder, which outlives every bridge. */
export class Folder {
  readonly path: string;
  /** As it is on disk. */
  #raw: string;
  #head = "";
  /** Files as commits have them. */
  readonly commits: string[] = [];
  isGitBusy = false;
  /** What a program writes into the file that the bridge is just replacing, made of what was in it. */
  overtaken: ((before: string) => string | undefined) | undefined;
  readonly #kept = new Map<string, string>();
  readonly #watchers = new Set<() => void>();
  #idle: (() => void)[] = [];

  readonly #written: (raw: string) => string;

  /** `written` spoils what the bridge writes. */
  constructor(path: string, raw: string, written: (raw: string) => string = (intact) => intact) {
    this.path = path;
    this.#raw = raw;
    this.#written = written;
    this.commit("c0");
  }

  get raw(): string {
    return this.#raw;
  }

  write(raw: string): void {
    this.#raw = raw;
    for (const changed of this.#watchers) changed();
  }

  /** git's HEAD is a new commit, of the file as it is. */
  commit(head: string): void {
    this.#head = head;
    this.commits.push(this.#raw);
  }

  gitEnds(): void {
    this.isGitBusy = false;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** What a bridge that runs as `process` gets of it. */
  source(process: FakeProcess): DocumentSource {
    return {
      read: async (path) => this.#version(path),
      write: async (path, text, expected) => this.#replace(path, text, expected),
      keep: async (_, hash) => this.#keep(hash),
      kept: async (hash) => {
        const raw = this.#kept.get(hash);
        return raw === undefined ? null : { text: toPlainText(raw) };
      },
      watch: (_, changed) => {
        const tell = (): void => {
          // The watch of a system is late, and says nothing to the dead.
          process.clock.after(40, changed);
        };
        this.#watchers.add(tell);
        return () => void this.#watchers.delete(tell);
      },
      head: async () => this.#head,
      gitIdle: async (signal) => {
        if (!this.isGitBusy) return false;
        await new Promise<void>((resolve) => {
          this.#idle.push(resolve);
          signal.addEventListener("abort", () => resolve(), { once: true });
        });
        return true;
      },
      movedTo: async () => null,
    };
  }

  #version(path: string): FileVersion {
    if (path !== this.path) throw new FileTrouble("missing", `${path} does not exist.`);
    const raw = this.#raw;
    return {
      path,
      text: toPlainText(raw),
      hash: hashOf(raw),
      sizeBytes: Buffer.byteLength(raw),
      ending: endingOf(raw),
      hasMark: hasMark(raw),
    };
  }

  #keep(hash: string): boolean {
    if (hashOf(this.#raw) === hash) this.#kept.set(hash, this.#raw);
    return this.#kept.has(hash);
  }

  #replace(path: string, text: string, expected: string | null): WriteOutcome {
    const before = this.#raw;
    if (hashOf(before) !== expected) return { status: "changed", file: this.#version(path) };
    this.write(this.#written(keepEndings(before, text)));
    const late = this.overtaken?.(before);
    this.overtaken = undefined;
    if (late !== undefined) this.#kept.set(hashOf(late), late);
    return { status: "written", file: this.#version(path), late: late === undefined ? null : hashOf(late) };
  }
}
