import { systemRuntime } from "@nomous/client";
import { makeTinyGguf, recital } from "@nomous/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EngineError } from "../engine/engine.ts";
import type { ChatInput, ChatModel } from "../model/chat-model.ts";
import { ask, collect, type LlamaFixture, makeLlama, NEVER } from "./llama-fixture.ts";

const PHRASE = recital(60);
let fixture: LlamaFixture;
let reciting: ChatModel;
let random: ChatModel;

beforeAll(async () => {
  fixture = await makeLlama(systemRuntime);
  reciting = fixture.llama.chat(await fixture.model("recite", makeTinyGguf({ phrase: PHRASE }).file));
  random = fixture.llama.chat(await fixture.model("random", makeTinyGguf({ seed: 5 }).file));
});
afterAll(() => fixture[Symbol.asyncDispose]());

const sentence = (text: string): string => text.trim();

test("a model recites what it was made to recite, and tells where the time went", async () => {
  const progress = await collect(reciting.open(NEVER));
  expect(progress.progress[0]).toEqual({ stage: "load", done: 0, total: 100 });
  const answer = await collect(reciting.chat(ask(systemRuntime, "Say it."), NEVER));
  expect(answer.error).toBeUndefined();
  expect(sentence(answer.text)).toBe(PHRASE);
  expect(answer.stats?.reusedTokens).toBe(0);
  expect(answer.stats?.outputTokens).toBeGreaterThanOrEqual(60);
  expect(answer.stats?.decodeMs).toBeGreaterThan(0);
  expect(answer.stats?.loadMs).toBeUndefined();
});

test("the second turn does not read the first one again", async () => {
  const first = ask(systemRuntime, "Say it, and take your time with every word.");
  const one = await collect(reciting.chat(first, NEVER));
  const messages = [
    ...first.messages,
    { role: "assistant", text: one.text },
    { role: "user", text: "Again." },
  ] as const;
  const two = await collect(reciting.chat({ ...first, messages }, NEVER));
  expect(sentence(two.text)).toBe(PHRASE);
  const held = (one.stats?.promptTokens ?? 0) + (one.stats?.outputTokens ?? 0);
  expect(two.stats?.reusedTokens).toBeGreaterThanOrEqual(held - 2);
  const regenerated = await collect(reciting.chat({ ...first, messages }, NEVER));
  expect(regenerated.stats?.reusedTokens).toBe((regenerated.stats?.promptTokens ?? 0) - 1);
});

test("eight conversations at once are all right, and none gets twice as much as another", async () => {
  // So slow that all have begun long before one is done, also where this process has to wait for a core.
  const phrase = recital(150);
  const slow = makeTinyGguf({ phrase, dim: 256, layers: 4, ffn: 768 });
  const chat = fixture.llama.chat(await fixture.model("slow", slow.file));
  await collect(chat.open(NEVER));
  const texts = Array.from({ length: 8 }, () => 0);
  let atFirstEnd: readonly number[] | undefined;
  const answers = await Promise.all(
    texts.map(async (_, i) => {
      const answer = await collect(chat.chat(ask(systemRuntime, `Say it, ${i}.`), NEVER), ({ type }) => {
        if (type === "text") texts[i] = (texts[i] ?? 0) + 1;
      });
      atFirstEnd ??= [...texts];
      return answer;
    }),
  );
  for (const { text } of answers) expect(sentence(text)).toBe(phrase);
  const counts = atFirstEnd ?? [];
  expect(Math.max(...counts)).toBeLessThanOrEqual(2 * Math.min(...counts));
});

test("conversations that come and go while others are answered never get another's words", async () => {
  const rounds = Number(process.env["NOMOUS_LLAMA_ROUNDS"] ?? 4);
  const answers = await Promise.all(
    Array.from({ length: 8 }, async (_, i) => {
      const texts: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const prompt = `Say it, ${round}. ${"x".repeat(i * 20)}`;
        texts.push(sentence((await collect(reciting.chat(ask(systemRuntime, prompt), NEVER))).text));
      }
      return texts;
    }),
  );
  expect(new Set(answers.flat())).toEqual(new Set([PHRASE]));
});

test("an answer ends before a stop string, of which nothing is shown", async () => {
  const words = PHRASE.split(" ");
  const stop = [words.slice(10, 12).join(" ").slice(0, -1), "nowhere"];
  const shown: string[] = [];
  const answer = await collect(reciting.chat(ask(systemRuntime, "Say it.", { stop }), NEVER), (part) => {
    if (part.type === "text") shown.push(part.text);
  });
  expect(sentence(answer.text)).toBe(words.slice(0, 10).join(" "));
  expect(shown.length).toBeGreaterThan(3);
});

test("an answer ends after as many tokens as were asked for", async () => {
  const answer = await collect(reciting.chat(ask(systemRuntime, "Say it.", { maxTokens: 7 }), NEVER));
  expect(answer.stats?.outputTokens).toBe(7);
  expect(PHRASE.startsWith(sentence(answer.text))).toBe(true);
});

test("a JSON Schema is kept to, and what a grammar cannot hold is refused by name", async () => {
  const properties = { ready: { type: "boolean" }, colour: { enum: ["red", "green"] } };
  const schema = { type: "object", properties, required: ["ready"], additionalProperties: false };
  const answer = await collect(random.chat(ask(systemRuntime, "Which?", { schema }), NEVER));
  expect(answer.error).toBeUndefined();
  expect(answer.text.replaceAll(/\s/g, "")).toMatch(/^\{"ready":(true|false),"colour":"(red|green)"\}$/);
  const refused = await collect(
    random.chat(ask(systemRuntime, "Which?", { schema: { type: "string", pattern: "a" } }), NEVER),
  );
  expect(refused.error).toBeInstanceOf(EngineError);
  expect(String(refused.error)).toContain('"pattern"');
});

async function writeFreely(seed: number): Promise<string> {
  const input = ask(systemRuntime, "Go on.", { temperature: 1, seed, maxTokens: 30 });
  return (await collect(random.chat(input, NEVER))).text;
}

test("the same seed writes the same, another one something else", async () => {
  const [one, again, other] = [await writeFreely(1), await writeFreely(1), await writeFreely(2)];
  expect(one).not.toBe("");
  expect(again).toBe(one);
  expect(other).not.toBe(one);
});

test("a prompt that does not fit is refused with both sizes, and the model goes on", async () => {
  const long = await collect(reciting.chat(ask(systemRuntime, "word ".repeat(2_000)), NEVER));
  expect(String(long.error)).toMatch(/The prompt has \d+ tokens, and the context holds 1024/);
  expect(long.stats).toBeDefined();
  expect(sentence((await collect(reciting.chat(ask(systemRuntime, "Say it."), NEVER))).text)).toBe(PHRASE);
});

test("an answer that fills the context ends with an error and keeps its text", async () => {
  const full = await collect(random.chat(ask(systemRuntime, "word ".repeat(900)), NEVER));
  expect(full.text.length).toBeGreaterThan(10);
  expect(String(full.error)).toContain("The context of 1024 tokens is full");
  expect(full.stats?.outputTokens).toBeGreaterThan(10);
});

test("texts are counted by the tokenizer of a loaded model, and estimated without one", async () => {
  await collect(reciting.open(NEVER));
  const exact = await reciting.count(["hello", "", "hello test local"], NEVER);
  expect(exact.isExact).toBe(true);
  expect(exact.tokens[1]).toBe(0);
  expect(exact.tokens[2]).toBeGreaterThan(exact.tokens[0] ?? 0);
  const away = fixture.llama.chat(await fixture.model("away", makeTinyGguf().file));
  expect(await away.count(["hello", ""], NEVER)).toEqual({ tokens: [2, 0], isExact: false });
  expect(fixture.llama.runs().map(({ model }) => model)).not.toContain("llama/away");
});

test("images are refused with a reason", async () => {
  const images = [{ type: "image/png", data: new Uint8Array(1) }];
  const input: ChatInput = { ...ask(systemRuntime, ""), messages: [{ role: "user", text: "What is this?", images }] };
  const answer = await collect(reciting.chat(input, NEVER));
  expect(String(answer.error)).toContain("cannot see images");
});
