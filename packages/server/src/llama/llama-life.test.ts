// A model comes into memory and goes again. `NOMOUS_LLAMA_CYCLES` makes the series of loads longer.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { rm, writeFile } from "node:fs/promises";
import { systemRuntime } from "@nomous/client";
import { sleep } from "@nomous/protocol";
import { makeTinyGguf, recital } from "@nomous/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EngineError } from "../engine/engine.ts";
import { estimateMemory } from "../gguf/estimate-memory.ts";
import type { RunnableModel } from "../model/model-runtime.ts";
import { ask, collect, type LlamaFixture, makeLlama, NEVER } from "./llama-fixture.ts";

const CYCLES = Number(process.env["NOMOUS_LLAMA_CYCLES"] ?? 2);
const PHRASE = recital(40);
const { file } = makeTinyGguf({ phrase: PHRASE });
/** What the runtime takes for the free memory of the machine. */
let free = Infinity;
let fixture: LlamaFixture;
let model: RunnableModel;

beforeAll(async () => {
  fixture = await makeLlama(systemRuntime, { freeBytes: () => free });
  model = await fixture.model("recite", file);
});
afterAll(() => fixture[Symbol.asyncDispose]());

/** Until `isTrue`; the test's own limit ends it otherwise. */
async function until(isTrue: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await sleep(systemRuntime.clock, 10);
}

const isLoaded = (): boolean => fixture.llama.runs().some(({ state }) => state === "loaded");

test("all who wait share one load, which ends when all of them have gone", async () => {
  const chat = fixture.llama.chat(model);
  expect(fixture.llama.chat(model)).toBe(chat);
  const [one, two] = [new AbortController(), new AbortController()];
  const opened = Promise.all([collect(chat.open(one.signal)), collect(chat.open(two.signal))]);
  await until(async () => (await fixture.processes()).length > 0);
  expect(await fixture.processes()).toHaveLength(1);
  one.abort();
  expect(fixture.llama.runs()).toMatchObject([{ model: model.id, state: "loading" }]);
  two.abort();
  for (const { error } of await opened) expect(error).toBeUndefined();
  await until(() => fixture.llama.runs().length === 0);
  expect(await fixture.processes()).toEqual([]);
});

test("a load that is stopped by hand says so, and the next one works", async () => {
  const stop = new AbortController();
  const load = fixture.llama.load(model, stop.signal);
  stop.abort();
  await expect(load).rejects.toThrow("was stopped");
  await fixture.llama.load(model, NEVER);
  expect(isLoaded()).toBe(true);
  expect(fixture.marks.size).toBe(0);
});

test("what it does is shown while it does it", async () => {
  const seen = new Set<string>();
  const stop = fixture.llama.watch(() => {
    for (const run of fixture.llama.runs()) for (const { doing } of run.slots) seen.add(doing);
  });
  const input = ask(systemRuntime, "Say it.");
  await collect(fixture.llama.chat(model).chat(input, NEVER));
  await until(() => seen.has("idle"));
  stop();
  expect(seen).toContain("decode");
  const [run] = fixture.llama.runs();
  expect(run).toMatchObject({
    state: "loaded",
    waiting: 0,
  });
  expect(run?.where).toMatch(/^on the CPU, 1 of \d+ threads$/);
  expect(run?.slots.find(({ conversation }) => conversation === input.conversation)?.tokens).toBeGreaterThan(40);
  expect(run?.processBytes).toBeGreaterThan(10_000_000);
  expect(run?.unloadAt).toBeGreaterThan(systemRuntime.clock.now());
});

test("a model goes after the answer that it writes, and what comes meanwhile loads it again", async () => {
  const chat = fixture.llama.chat(model);
  let unloaded: Promise<void> | undefined;
  const answer = await collect(chat.chat(ask(systemRuntime, "Say it."), NEVER), ({ type }) => {
    if (type === "text") unloaded ??= fixture.llama.unload(model.id);
  });
  expect(answer.text.trim()).toBe(PHRASE);
  const again = await collect(chat.chat(ask(systemRuntime, "Say it."), NEVER));
  await unloaded;
  expect(again.text.trim()).toBe(PHRASE);
  expect(again.stats?.loadMs).toBeGreaterThan(0);
  expect(await fixture.processes()).toHaveLength(1);
});

test("who does not fit sends away whom nobody asks, but nobody who answers", async () => {
  const other = await fixture.model("other", file);
  const { weightsBytes, contextBytes, overheadBytes } = estimateMemory(other.gguf, { contextTokens: 1_024, slots: 1 });
  free = weightsBytes + contextBytes + overheadBytes + weightsBytes / 2;
  let refused: unknown;
  let tried: Promise<unknown> | undefined;
  await collect(fixture.llama.chat(model).chat(ask(systemRuntime, "Say it."), NEVER), ({ type }) => {
    if (type === "text") tried ??= fixture.llama.load(other, NEVER).catch((error: unknown) => (refused = error));
  });
  await tried;
  expect(refused).toBeInstanceOf(EngineError);
  expect((refused as EngineError).obstacle?.reason).toMatch(/^needs \d+\.\d GB, \d+\.\d GB are free$/);
  await fixture.llama.load(other, NEVER);
  expect(fixture.llama.runs().map(({ model }) => model)).toEqual([other.id]);
  expect(fixture.llama.runs()[0]?.slots).toHaveLength(1);
  free = Infinity;
});

test("a file that was removed or changed is not loaded, and one that is loaded goes on without its file", async () => {
  const lost = await fixture.model("lost", file);
  await fixture.llama.load(lost, NEVER);
  await rm(lost.path);
  const answer = await collect(fixture.llama.chat(lost).chat(ask(systemRuntime, "Say it."), NEVER));
  expect(answer.text.trim()).toBe(PHRASE);
  await fixture.llama.unload(lost.id);
  await expect(fixture.llama.load(lost, NEVER)).rejects.toThrow("lost was removed from its folder");
  // As long as before.
  await writeFile(lost.path, Buffer.alloc(file.length, "no model "));
  const { error } = await collect(fixture.llama.chat(lost).open(NEVER));
  expect((error as EngineError).obstacle).toMatchObject({ reason: "was changed after it was looked at" });
});

test("a model that nobody asks is unloaded, and loading it again and again leaves nothing behind", async () => {
  await using idle = await makeLlama(systemRuntime, { idleMs: 30 });
  const file = await idle.model("recite", makeTinyGguf().file);
  const before = process.memoryUsage.rss();
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const answer = await collect(idle.llama.chat(file).chat(ask(systemRuntime, "Hello", { maxTokens: 3 }), NEVER));
    expect(answer.error).toBeUndefined();
    await until(() => idle.llama.runs().length === 0);
  }
  expect(await idle.processes()).toEqual([]);
  const grownBytes = process.memoryUsage.rss() - before;
  console.log(`${CYCLES} loads: the bridge grew by ${(grownBytes / 1e6).toFixed(1)} MB`);
  // Other tests run in the same process, so that a few loads say little.
  expect(grownBytes).toBeLessThan(CYCLES >= 100 ? 64e6 : Infinity);
});

test("without llama.cpp for this machine a person is told what to do", async () => {
  const hook =
    'import { registerHooks } from "node:module"; registerHooks({ resolve(name, context, next) {' +
    ' if (name.startsWith("@node-llama-cpp/")) throw new Error("left out"); return next(name, context); } });';
  await using bare = await makeLlama(systemRuntime, {
    nodeFlags: [`--import=data:text/javascript,${encodeURIComponent(hook)}`],
  });
  const { error } = await collect(bare.llama.chat(await bare.model("recite", file)).open(NEVER));
  expect(error).toBeInstanceOf(EngineError);
  expect((error as EngineError).obstacle?.reason).toContain("llama.cpp is not installed");
  expect((error as EngineError).obstacle?.remedy).toContain("npm ci");
  expect(bare.marks.size).toBe(0);
  expect(await bare.llama.gpus()).toEqual([]);
});

test("the processes die with the bridge, also when it is killed", async () => {
  await using watched = await makeLlama(systemRuntime);
  const target = await watched.model("recite", file);
  const script = `
    import { createLlamaRuntime } from ${JSON.stringify(new URL("./llama-runtime.ts", import.meta.url).href)};
    import { readGguf } from ${JSON.stringify(new URL("../gguf/read-gguf.ts", import.meta.url).href)};
    const clock = { now: () => Date.now(), elapsed: () => performance.now(), after(ms, fire) { const t = setTimeout(fire, ms); return () => clearTimeout(t); } };
    const crashes = { get() {}, async mark() {}, async clear() {} };
    const options = { threads: 1, contextTokens: 256, nodeFlags: [${JSON.stringify(watched.flag)}] };
    const llama = createLlamaRuntime({ runtime: { clock }, crashes, options });
    const [id, name, path] = ${JSON.stringify([target.id, target.name, target.path])};
    await llama.load({ id, name, path, gguf: await readGguf(path) }, new AbortController().signal);
    process.stdout.write("loaded");`;
  const bridge = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(bridge.stdout, "data");
  expect(await watched.processes()).toHaveLength(2);
  bridge.kill("SIGKILL");
  await until(async () => (await watched.processes()).length === 0);
});
