// Objects of a repository by their ids, through one git for all of them: started for each, it takes longer than everything else. A git that dies on
// an object, as one does that would have to fetch it, is started again for the rest.
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { gitArguments, gitEnvironment } from "./run-git.ts";

interface GitObject {
  readonly type: "blob" | "commit" | "tree" | "tag";
  readonly bytes: Buffer;
}

export interface ObjectReader extends AsyncDisposable {
  /** Null for what is not there, cannot be had without fetching, or is larger than the limit. */
  read(id: string): Promise<GitObject | null>;
}

interface Asked {
  readonly id: string;
  readonly resolve: (object: GitObject | null) => void;
}

interface ComingObject {
  readonly type: GitObject["type"];
  /** Bytes that are still to come. */
  readonly size: number;
  readonly isTooLarge: boolean;
}

/** What is larger is passed over, and not kept. */
const MAX_BYTES = 16 * 1024 * 1024;
const MOST_DEATHS = 8;
const LINE_FEED = 10;

export function createObjectReader(cwd: string): ObjectReader {
  const reader = new Reader(cwd);
  return { read: (id) => reader.read(id), [Symbol.asyncDispose]: () => reader.close() };
}

class Reader {
  readonly #cwd: string;
  #git: ChildProcessWithoutNullStreams | undefined;
  #ended: Promise<void> = Promise.resolve();
  #asked: Asked[] = [];
  #unwritten = "";
  #chunks: Buffer[] = [];
  #length = 0;
  /** The object whose bytes are coming; its header was read. */
  #coming: ComingObject | undefined;
  #deaths = 0;
  #isClosed = false;

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  read(id: string): Promise<GitObject | null> {
    if (this.#isClosed || this.#deaths >= MOST_DEATHS || !/^[0-9a-f]{40,64}$/.test(id)) return Promise.resolve(null);
    return new Promise((resolve) => {
      this.#asked.push({ id, resolve });
      this.#ask(id);
    });
  }

  /** What is asked in one turn is written at once. */
  #ask(id: string): void {
    if (this.#unwritten === "") queueMicrotask(() => this.#write());
    this.#unwritten += `${id}\n`;
  }

  #write(): void {
    const text = this.#unwritten;
    this.#unwritten = "";
    if (text !== "") this.#open().stdin.write(text);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#git?.stdin.end();
    this.#git?.kill();
    await this.#ended;
    this.#refuseAll();
  }

  #open(): ChildProcessWithoutNullStreams {
    if (this.#git !== undefined) return this.#git;
    const options = { cwd: this.#cwd, env: gitEnvironment(), windowsHide: true };
    const git = spawn("git", gitArguments(["cat-file", "--batch"]), options);
    git.stderr.resume();
    git.stdin.on("error", () => undefined);
    git.stdout.on("data", (chunk: Buffer) => this.#take(chunk));
    this.#ended = new Promise((resolve) => {
      const end = (): void => {
        if (this.#git === git) this.#died();
        resolve();
      };
      git.on("error", end);
      git.on("close", end);
    });
    this.#git = git;
    return git;
  }

  /** What was asked first is what it died of. */
  #died(): void {
    this.#git = undefined;
    this.#chunks = [];
    this.#length = 0;
    this.#coming = undefined;
    this.#deaths += 1;
    this.#asked.shift()?.resolve(null);
    if (this.#isClosed || this.#deaths >= MOST_DEATHS) this.#refuseAll();
    else {
      this.#unwritten = "";
      for (const { id } of this.#asked) this.#ask(id);
    }
  }

  #refuseAll(): void {
    for (const { resolve } of this.#asked.splice(0)) resolve(null);
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    while (this.#coming === undefined ? this.#takeHeader() : this.#takeBody(this.#coming));
  }

  /** `<id> blob <size>`, or `<id> missing`. */
  #takeHeader(): boolean {
    const buffer = this.#joined();
    const end = buffer.indexOf(LINE_FEED);
    if (end < 0) return false;
    const [, type, size] = buffer.toString("latin1", 0, end).split(" ");
    this.#keep(buffer.subarray(end + 1));
    if (type === "blob" || type === "commit" || type === "tree" || type === "tag")
      this.#coming = { type, size: Number(size), isTooLarge: Number(size) > MAX_BYTES };
    else this.#answer(null);
    return true;
  }

  #takeBody({ type, size, isTooLarge }: ComingObject): boolean {
    // A line feed follows the bytes.
    if (this.#length <= size) {
      if (isTooLarge) this.#passOver(size);
      return false;
    }
    const buffer = this.#joined();
    this.#keep(buffer.subarray(size + 1));
    this.#coming = undefined;
    this.#answer(isTooLarge ? null : { type, bytes: Buffer.from(buffer.subarray(0, size)) });
    return true;
  }

  #passOver(size: number): void {
    this.#coming = { type: "blob", size: size - this.#length, isTooLarge: true };
    this.#chunks = [];
    this.#length = 0;
  }

  #joined(): Buffer {
    const [only, ...more] = this.#chunks;
    if (more.length > 0 || only === undefined) this.#keep(Buffer.concat(this.#chunks));
    return this.#chunks[0] ?? Buffer.alloc(0);
  }

  #keep(rest: Buffer): void {
    this.#chunks = [rest];
    this.#length = rest.length;
  }

  #answer(object: GitObject | null): void {
    this.#asked.shift()?.resolve(object);
  }
}
