// Who writes the answers of a series: what is asked, and the exact text that has to come.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeTinyGguf } from "@nomous/testkit";
import type { createSeededRandom } from "@nomous/testkit";

type SeededRandom = ReturnType<typeof createSeededRandom>;

export interface Writer {
  /** Puts into the workspace what it needs. */
  prepare(workspace: string): void;
  /** What `settings.engine` of a prompt says; without it the bridge chooses. */
  readonly engine?: string;
  readonly serveOptions: readonly string[];
  /** A prompt and its whole answer; `name` is used once. */
  ask(random: SeededRandom, name: string): { readonly prompt: string; readonly text: string };
}

/** Words nobody else says, so that each is missed when it is lost and noticed when it is repeated. */
const wordsOf = (name: string, count: number): string =>
  Array.from({ length: count }, (_, i) => `${name}.${i + 1}`).join(" ");

const RATES = [0, 200, 1_000, 5_000];

/** Repeats what it is told, at different rates. */
export const SCRIPTED: Writer = {
  prepare: () => undefined,
  engine: "scripted",
  serveOptions: [],
  ask(random, name) {
    const text = wordsOf(name, 5 + random.int(300));
    return { prompt: `scripted: rate=${random.pick(RATES)} echo\n${text}`, text };
  },
};

const RECITAL = wordsOf("w", 200);

/** A language model in llama.cpp that knows one sentence. */
export const LLAMA: Writer = {
  prepare(workspace) {
    mkdirSync(join(workspace, "models"));
    writeFileSync(join(workspace, "models", "ledger.gguf"), makeTinyGguf({ phrase: RECITAL }).file);
  },
  serveOptions: ["--model", "models/ledger.gguf"],
  ask: (_, name) => ({ prompt: name, text: RECITAL }),
};
