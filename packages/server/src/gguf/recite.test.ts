// What testkit makes and what we read, against llama.cpp itself.
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BENCH_GGUF, makeTinyGguf, recital, type TinyGgufOptions } from "@nomous/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { estimateMemory, PROCESS_BYTES } from "./estimate-memory.ts";
import { readGguf } from "./read-gguf.ts";
import type { Recital } from "./recite-process.ts";

const MODELS: Readonly<Record<string, TinyGgufOptions & { readonly phrase: string }>> = {
  short: { phrase: "Hello from the tiny local model." },
  long: { phrase: recital(900), seed: 2 },
  f32: { phrase: recital(20), type: "f32" },
  bench: { phrase: recital(20), ...BENCH_GGUF },
};

const USE = { contextTokens: 2_048, slots: 4 };

let folder: string;
let recitals: readonly Recital[];
const pathOf = (name: string): string => join(folder, `${name}.gguf`);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "nomous-recite-"));
  const names = Object.keys(MODELS);
  for (const name of names) await writeFile(pathOf(name), makeTinyGguf(MODELS[name]).file);
  const args = [String(USE.contextTokens), String(USE.slots), ...names.map(pathOf)];
  const child = fork(new URL("recite-process.ts", import.meta.url), args, { execArgv: [] });
  [recitals] = (await once(child, "message")) as [readonly Recital[]];
});
afterAll(() => rm(folder, { recursive: true }));

const models = Object.entries(MODELS).map(([name, { phrase }], index) => ({ name, phrase, index }));

test.for(models)("the $name sentence is recited to the letter and no further", ({ phrase, index }) => {
  expect(recitals[index]?.text).toBe(phrase);
});

test.for(models)("for the $name model our estimate is llama.cpp's, within a tenth", async ({ name, index }) => {
  const gguf = await readGguf(pathOf(name));
  if (gguf.kind !== "model") throw new Error(`it is ${gguf.kind}`);
  const { weightsBytes, contextBytes, overheadBytes } = estimateMemory(gguf, USE);
  const recital = recitals[index];
  const ratio = (contextBytes + overheadBytes - PROCESS_BYTES) / (recital?.contextBytes ?? 0);
  expect(weightsBytes).toBe(recital?.weightsBytes);
  expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
});
