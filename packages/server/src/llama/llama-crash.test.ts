import { access } from "node:fs/promises";
import { systemRuntime } from "@nomous/client";
import { sleep } from "@nomous/protocol";
import { BENCH_GGUF, describeTinyGguf, makeTinyGguf, writeGguf } from "@nomous/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EngineError, type EnginePart } from "../engine/engine.ts";
import type { ChatModel } from "../model/chat-model.ts";
import type { RunnableModel } from "../model/model-runtime.ts";
import { ask, collect, type LlamaFixture, makeLlama, NEVER } from "./llama-fixture.ts";

const { clock } = systemRuntime;
let fixture: LlamaFixture;
let model: RunnableModel;
let chat: ChatModel;

beforeAll(async () => {
  fixture = await makeLlama(systemRuntime);
  model = await fixture.model("slow", makeTinyGguf(BENCH_GGUF).file);
  chat = fixture.llama.chat(model);
});
afterAll(() => fixture[Symbol.asyncDispose]());

/** Kills the one process that there is, and waits until the system has forgotten it. */
async function killProcess(signal: NodeJS.Signals): Promise<void> {
  const [id] = await fixture.processes();
  if (id === undefined) throw new Error("No process is there.");
  process.kill(id, signal);
  while (
    await access(`/proc/${id}`).then(
      () => true,
      () => false,
    )
  )
    await sleep(clock, 5);
}

/** An answer whose process is killed at the first part for which `isDue`. */
async function answerAndKill(prompt: string, signal: NodeJS.Signals, isDue: (part: EnginePart) => boolean) {
  let killed: Promise<void> | undefined;
  const answers = await Promise.all(
    [prompt, `${prompt} too`].map((text) =>
      collect(chat.chat(ask(systemRuntime, text), NEVER), (part) => {
        if (isDue(part)) killed ??= killProcess(signal);
      }),
    ),
  );
  await killed;
  expect(killed).toBeDefined();
  return answers.map(({ error }) => error as EngineError);
}

test("a crash while it is loaded ends the load with a reason and is kept", async () => {
  const opened = collect(chat.open(NEVER));
  while ((await fixture.processes()).length === 0) await sleep(clock, 5);
  await killProcess("SIGKILL");
  const { error } = await opened;
  expect(error).toBeInstanceOf(EngineError);
  expect((error as EngineError).obstacle?.reason).toBe("crashed while it was loaded");
  expect(fixture.marks.get(model.id)).toMatchObject({
    during: "load",
    how: "the process was killed by SIGKILL",
    count: 1,
  });
  expect(fixture.llama.runs()).toEqual([]);
});

test("a model that crashed does not answer by itself, and a person has to wait a moment before it is tried again", async () => {
  const { error, stats } = await collect(chat.chat(ask(systemRuntime, "Hello"), NEVER));
  expect((error as EngineError).obstacle).toEqual({
    reason: "crashed just now while it was loaded",
    remedy: 'Load it again on the Models screen, or: nomous models forgive "slow"',
  });
  expect(stats).toBeUndefined();
  const crash = fixture.marks.get(model.id);
  if (crash === undefined) throw new Error("there is no mark");
  fixture.marks.set(model.id, { ...crash, count: 5 });
  await expect(fixture.llama.load(model, NEVER)).rejects.toThrow(/crashed 5 times in a row.*Load it again in 1\d s/);
  fixture.marks.set(model.id, crash);
  await fixture.llama.load(model, NEVER);
  expect(clock.now() - crash.at).toBeGreaterThanOrEqual(1_000);
  expect(fixture.marks.get(model.id)?.count).toBe(1);
});

test("a whole answer clears the mark", async () => {
  const { error } = await collect(chat.chat(ask(systemRuntime, "Hello", { maxTokens: 2 }), NEVER));
  expect(error).toBeUndefined();
  expect(fixture.marks.size).toBe(0);
});

test("a crash while prompts are read ends all answers with the reason", async () => {
  const errors = await answerAndKill("word ".repeat(700), "SIGSEGV", ({ type }) => type === "progress");
  for (const { obstacle } of errors) expect(obstacle?.reason).toBe("crashed while it read a prompt");
  expect(fixture.marks.get(model.id)).toMatchObject({ during: "prefill", how: "the process was killed by SIGSEGV" });
});

test("once forgiven it is loaded by whoever asks, and a crash while it writes is told as such", async () => {
  fixture.marks.clear();
  const errors = await answerAndKill("Hello", "SIGABRT", ({ type }) => type === "text");
  for (const { obstacle } of errors) expect(obstacle?.reason).toBe("crashed while it wrote an answer");
  expect(fixture.marks.get(model.id)).toMatchObject({ during: "decode", how: "the process was killed by SIGABRT" });
  expect(await fixture.processes()).toEqual([]);
});

test("a file that aborts llama.cpp takes its process down and nothing else, and its last words are kept", async () => {
  const description = describeTinyGguf();
  // Its tokens are not written as those of BERT are.
  description.keys.set("tokenizer.ggml.model", { type: "string", value: "bert" });
  const hostile = await fixture.model("hostile", writeGguf(description));
  await expect(fixture.llama.load(hostile, NEVER)).rejects.toThrow("hostile crashed while it was loaded");
  const mark = fixture.marks.get(hostile.id);
  expect(mark).toMatchObject({ during: "load", how: "the process was killed by SIGABRT" });
  expect(mark?.lastWords).toContain("llama-vocab.cpp");
});

test("a process that shows no sign of life is killed, and those who wait are told", async () => {
  await using quiet = await makeLlama(systemRuntime, { hangMs: 1_500 });
  const model = await quiet.model("random", makeTinyGguf().file);
  let paused: Promise<void> | undefined;
  const pause = async (): Promise<void> => {
    for (const id of await quiet.processes()) process.kill(id, "SIGSTOP");
  };
  const { error } = await collect(quiet.llama.chat(model).chat(ask(systemRuntime, "Hello"), NEVER), ({ type }) => {
    if (type === "text") paused ??= pause();
  });
  await paused;
  expect(String(error)).toContain("showed no sign of life");
  expect(quiet.marks.get(model.id)?.during).toBe("decode");
  expect(await quiet.processes()).toEqual([]);
});
