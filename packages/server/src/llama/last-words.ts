// The last lines that a process wrote, to explain its death. They come from llama.cpp, which is given no text to log.
import type { Readable } from "node:stream";

const MOST_LINES = 20;
const MOST_CHARACTERS = 2_000;

export class LastWords {
  #lines: string[] = [];
  #rest = "";

  constructor(stderr: Readable) {
    stderr.setEncoding("utf8");
    stderr.on("data", (text: string) => this.#add(text));
  }

  get text(): string {
    return [...this.#lines, this.#rest].join("\n").trim().slice(-MOST_CHARACTERS);
  }

  #add(text: string): void {
    const lines = (this.#rest + text).split("\n");
    this.#rest = (lines.pop() ?? "").slice(-MOST_CHARACTERS);
    this.#lines = [...this.#lines, ...lines.map((line) => line.slice(0, MOST_CHARACTERS))].slice(-MOST_LINES);
  }
}
