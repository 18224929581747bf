import type { Runtime, ConversationId, TurnId } from "@nomous/protocol";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { expect, test } from "vitest";
import { EngineError, type EnginePart, type EngineRequest } from "./engine.ts";
import { createScriptedEngine, scriptedToken } from "./scripted-engine.ts";

const runtime: Runtime & { clock: FakeClock } = { clock: new FakeClock(), random: createSeededRandom(1) };

const request = (text: string): EngineRequest => ({
  conversation: "" as ConversationId,
  settings: {},
  messages: [{ role: "person", turn: "" as TurnId, text, attachments: [] }],
  recall: async () => [],
});

async function collect(parts: AsyncIterable<EnginePart>): Promise<string[]> {
  const texts: string[] = [];
  for await (const part of parts) if (part.type === "text") texts.push(part.text);
  return texts;
}

const write = (text: string): Promise<string[]> =>
  collect(createScriptedEngine(runtime).generate(request(text), new AbortController().signal));

const expected = (seed: number, count: number): string[] =>
  Array.from({ length: count }, (_, i) => scriptedToken(seed, i + 1));

test("tokens are numbered words that depend on the seed alone", () => {
  expect(scriptedToken(7, 1)).toMatch(/^1\.[a-z]+ $/);
  expect(expected(7, 500)).toEqual(expected(7, 500));
  expect(expected(7, 50)).not.toEqual(expected(8, 50));
  for (let seed = 0; seed < 50; seed += 1)
    for (const token of expected(seed, 100)) expect(token).toMatch(/^\d+\.[a-z]+ $/);
});

test.each([
  "scripted: tokens=40 rate=0 seed=9",
  '{"tokens": 40, "perSecond": 0, "seed": 9}',
  "Hi!\nscripted: seed=9 tokens=40 rate=0",
])("the prompt %j is followed", async (prompt) => {
  expect(await write(prompt)).toEqual(expected(9, 40));
});

test.each(["scripted: tokens=40 rate=0 fail=3", '{"tokens": 40, "perSecond": 0, "failAfter": 3}'])(
  "the prompt %j makes it fail after three tokens",
  async (prompt) => {
    const texts: string[] = [];
    const failing = (async () => {
      for await (const part of createScriptedEngine(runtime).generate(request(prompt), new AbortController().signal))
        if (part.type === "text") texts.push(part.text);
    })();
    await expect(failing).rejects.toBeInstanceOf(EngineError);
    expect(texts).toEqual(expected(1, 3));
  },
);

test("echo repeats the prompt without its directive", async () => {
  expect((await write("scripted: rate=0 echo\nsay  this\nagain")).join("")).toBe("say  this\nagain");
});

test("the rate holds over the whole answer, and an abort ends it at once", async () => {
  const abort = new AbortController();
  const startedMs = runtime.clock.elapsed();
  const texts: string[] = [];
  const ended = (async () => {
    for await (const part of createScriptedEngine(runtime).generate(
      request("scripted: tokens=99 rate=30"),
      abort.signal,
    ))
      if (part.type === "text") texts.push(part.text);
  })();
  await runtime.clock.advance(1_001);
  expect(texts).toEqual(expected(1, 30));
  abort.abort();
  await ended;
  expect(runtime.clock.elapsed() - startedMs).toBe(1_001);
  runtime.clock.assertNoTimers();
});
