import { answerScript, type ChatStep, createSeededRandom } from "@nomous/testkit";
import { expect, test } from "vitest";
import type { EngineError, EnginePart } from "../engine/engine.ts";
import { collect, HELLO, never, serveModel, textOf } from "./serve-model.contract.ts";

const FLAVOURS = ["Ollama", "LM Studio", "llama-server", "vLLM"] as const;

for (const flavour of FLAVOURS) {
  test(`${flavour}: reasoning, then text, then what was counted`, async () => {
    const { server, model } = await serveModel({ flavour });
    server.script(answerScript("The answer is 42.", { reasoning: "Let me think.", promptTokens: 12 }));
    const { parts, error } = await collect(model.chat(HELLO, never));
    expect(error).toBeUndefined();
    expect(textOf(parts, "reasoning")).toBe("Let me think.");
    expect(textOf(parts)).toBe("The answer is 42.");
    const kinds = parts.map(({ type }) => type);
    expect(kinds.lastIndexOf("reasoning")).toBeLessThan(kinds.indexOf("text"));
    const counted = { promptTokens: 12, outputTokens: 7 };
    const measured = {
      Ollama: { firstMs: 0, decodeMs: 0, ...counted },
      "LM Studio": { firstMs: 0, decodeMs: 0, ...counted },
      vLLM: { firstMs: 0, decodeMs: 0, reusedTokens: 0, ...counted },
      "llama-server": { prefillMs: 30.958, decodeMs: 661.064, reusedTokens: 0, ...counted },
    };
    expect(parts.at(-1)).toEqual({ type: "stats", stats: measured[flavour] });
    const { route, headers } = server.requests.at(-1) ?? {};
    expect([route, headers?.authorization, headers?.accept]).toEqual([
      "POST /v1/chat/completions",
      undefined,
      "text/event-stream",
    ]);
  });
}

test("the request holds messages, images as data URLs, and only the sampling that was set", async () => {
  const { server, model } = await serveModel({ flavour: "vLLM", models: [{ name: "some/llava" }] });
  expect(model.canSee).toBe(true);
  const schema = { type: "object", properties: { city: { type: "string" } } };
  const image = { type: "image/png", data: Uint8Array.of(1, 2, 3) };
  const sampling = { temperature: 0, topP: 0.9, maxTokens: 50, seed: 7, stop: ["END"], schema };
  await collect(
    model.chat(
      {
        ...HELLO,
        messages: [
          { role: "system", text: "Be short." },
          { role: "user", text: "What is this?", images: [image] },
          { role: "assistant", text: "A cat." },
        ],
        sampling,
      },
      never,
    ),
  );
  const common = { model: "some/llava", stream: true, stream_options: { include_usage: true } };
  expect(server.requests.at(-1)?.body).toEqual({
    ...common,
    messages: [
      { role: "system", content: "Be short." },
      {
        role: "user",
        content: [
          { type: "text", text: "What is this?" },
          { type: "image_url", image_url: { url: "data:image/png;base64,AQID" } },
        ],
      },
      { role: "assistant", content: "A cat." },
    ],
    temperature: 0,
    top_p: 0.9,
    max_tokens: 50,
    seed: 7,
    stop: ["END"],
    response_format: { type: "json_schema", json_schema: { name: "answer", schema, strict: true } },
  });
  await collect(model.chat(HELLO, never));
  expect(server.requests.at(-1)?.body).toEqual({ ...common, messages: [{ role: "user", content: "Hello" }] });
});

test("reasoning that stands in the text is told apart, and space after it is dropped", async () => {
  const { server, model } = await serveModel();
  server.script(answerScript("<think>\nwell <b> then </think>\n\nYes, 1 < 2 </think>."));
  const { parts } = await collect(model.chat(HELLO, never));
  expect(textOf(parts, "reasoning")).toBe("\nwell <b> then ");
  expect(textOf(parts)).toBe("Yes, 1 < 2 </think>.");
});

test("pieces of tool calls are passed on with their index", async () => {
  const { server, model } = await serveModel({ flavour: "llama-server" });
  server.script({
    steps: [
      { type: "tool-call", index: 0, id: "call_1", name: "weather", arguments: "" },
      { type: "tool-call", index: 0, arguments: '{"city":' },
      { type: "tool-call", index: 1, id: "call_2", name: "time", arguments: "{}" },
      { type: "tool-call", index: 0, arguments: '"Paris"}' },
      { type: "finish", reason: "tool_calls" },
      { type: "done" },
    ],
  });
  const { parts, error } = await collect(model.chat(HELLO, never));
  expect(error).toBeUndefined();
  expect(parts.flatMap((part) => (part.type === "tool-call" ? [part.call] : []))).toEqual([
    { index: 0, id: "call_1", name: "weather", arguments: "" },
    { index: 0, arguments: '{"city":' },
    { index: 1, id: "call_2", name: "time", arguments: "{}" },
    { index: 0, arguments: '"Paris"}' },
  ]);
});

test("llama-server tells how far it has read the prompt, and what it still knew", async () => {
  const { server, model } = await serveModel({ flavour: "llama-server" });
  server.script({
    steps: [
      { type: "comment", text: "" },
      { type: "prefill", processed: 512, total: 1_000, cached: 400 },
      { type: "prefill", processed: 1_000, total: 1_000, cached: 400 },
      { type: "text", text: "Done." },
      { type: "finish", reason: "stop" },
      { type: "usage", promptTokens: 1_000, outputTokens: 1, cachedTokens: 400 },
      { type: "done" },
    ],
  });
  const { parts } = await collect(model.chat(HELLO, never));
  expect(parts).toEqual([
    { type: "progress", progress: { stage: "prefill", done: 512, total: 1_000 } },
    { type: "progress", progress: { stage: "prefill", done: 1_000, total: 1_000 } },
    { type: "text", text: "Done." },
    {
      type: "stats",
      stats: { prefillMs: 30.958, decodeMs: 661.064, promptTokens: 1_000, reusedTokens: 400, outputTokens: 1 },
    },
  ]);
});

test("time is measured where the server does not: to the first token, and from it to the last", async () => {
  const { server, model, clock } = await serveModel();
  server.script(answerScript("one two", { delayMs: 20 }));
  const parts: EnginePart[] = [];
  const run = (async () => {
    for await (const part of model.chat(HELLO, never)) {
      parts.push(part);
      await clock.advance(30);
    }
  })();
  await clock.advance(250);
  await run;
  expect(parts.at(-1)).toMatchObject({ type: "stats", stats: { firstMs: 250, decodeMs: 30 } });
});

test("an answer without counts has none", async () => {
  const { server, model } = await serveModel();
  server.script({
    steps: [
      { type: "text", text: "Hi." },
      { type: "finish", reason: "stop" },
    ],
  });
  const { parts, error } = await collect(model.chat(HELLO, never));
  expect(error).toBeUndefined();
  expect(parts.at(-1)).toEqual({ type: "stats", stats: { firstMs: 0, decodeMs: 0 } });
});

test("opening Ollama's model loads it, and then its context is known", async () => {
  const { server, model } = await serveModel({
    models: [{ name: "tiny", contextTokens: 4_096, trainedTokens: 131_072 }],
  });
  expect(model.contextTokens()).toBeUndefined();
  expect(await collect(model.open(never))).toEqual({
    parts: [{ type: "progress", progress: { stage: "load", done: 0, total: 100 } }],
  });
  expect(model.contextTokens()).toBe(4_096);
  expect(await collect(model.open(never))).toEqual({ parts: [] });
  const loads = server.requests.filter(({ route }) => route === "POST /api/generate");
  expect(loads.map(({ body }) => body)).toEqual([1, 2].map(() => ({ model: "tiny", stream: false })));
});

test("opening tells the context that LM Studio and llama-server give now", async () => {
  for (const flavour of ["LM Studio", "llama-server"] as const) {
    const { model } = await serveModel({ flavour, models: [{ name: "tiny", contextTokens: 2_048, isLoaded: true }] });
    expect(await collect(model.open(never))).toEqual({ parts: [] });
    expect(model.contextTokens()).toBe(2_048);
  }
  const { model } = await serveModel({ flavour: "LM Studio" });
  await collect(model.open(never));
  expect(model.contextTokens()).toBeUndefined();
  await collect(model.chat(HELLO, never));
  await collect(model.open(never));
  expect(model.contextTokens()).toBe(4_096);
});

test("opening finds that llama-server was started with another model, which must not pass for this one", async () => {
  const { server, model } = await serveModel({ flavour: "llama-server", models: [{ name: "old.gguf" }] });
  server.serve([{ name: "new.gguf" }]);
  const { error } = await collect(model.open(never));
  expect((error as EngineError).message).toBe(
    `llama-server at 127.0.0.1:${server.port} does not have old.gguf. Start it with that model: \`llama-server -m old.gguf\`.`,
  );
});

const event = (fields: unknown) => ({ type: "raw", bytes: `data: ${JSON.stringify(fields)}\n\n` }) as const;

test("strange counts and both names of reasoning are borne", async () => {
  const { server, model } = await serveModel({ flavour: "vLLM" });
  server.script({
    steps: [
      event({ choices: [{ delta: { reasoning: "Hm.", reasoning_content: "Hm." } }] }),
      event({ choices: [{ delta: { reasoning: "", reasoning_content: " So." } }], usage: null }),
      event({ choices: [{ delta: { content: "Yes." }, finish_reason: "stop" }], usage: { prompt_tokens: -1 } }),
      event({ choices: [], timings: { prompt_ms: null, predicted_ms: 3 }, usage: { completion_tokens: 3 } }),
    ],
  });
  const { parts, error } = await collect(model.chat(HELLO, never));
  expect(error).toBeUndefined();
  expect([textOf(parts, "reasoning"), textOf(parts)]).toEqual(["Hm. So.", "Yes."]);
  expect(parts.at(-1)).toEqual({ type: "stats", stats: { firstMs: 0, decodeMs: 0, outputTokens: 3 } });
});

/** Neighbours of one type together. */
function joined(parts: readonly EnginePart[]): readonly EnginePart[] {
  const whole: EnginePart[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    if ((part.type === "text" || part.type === "reasoning") && last?.type === part.type)
      whole[whole.length - 1] = { ...last, text: last.text + part.text };
    else whole.push(part);
  }
  return whole;
}

test("an answer is the same wherever its bytes are cut on their way", async () => {
  const { server, model } = await serveModel({ flavour: "llama-server" });
  const steps: readonly ChatStep[] = [
    { type: "prefill", processed: 5, total: 9 },
    { type: "reasoning", text: "überlegt 🤔" },
    { type: "comment", text: "日本" },
    { type: "text", text: "<think>もっと</think>\n" },
    { type: "text", text: "Zwölf 👩‍👩‍👧 Boxkämpfer " },
    { type: "tool-call", index: 0, id: "call_1", name: "größe", arguments: '{"ö":' },
    { type: "text", text: "jagen Viktor." },
    { type: "finish", reason: "stop" },
    { type: "usage", promptTokens: 9, outputTokens: 8 },
    { type: "done" },
  ];
  server.script({ steps });
  const whole = joined((await collect(model.chat(HELLO, never))).parts);
  expect(whole.map(({ type }) => type)).toEqual(["progress", "reasoning", "text", "tool-call", "text", "stats"]);
  for (let seed = 1; seed <= 15; seed += 1) {
    const random = createSeededRandom(seed);
    const cut = (bytes: Buffer): Buffer[] => {
      const pieces: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += pieces.at(-1)?.length ?? 0)
        pieces.push(bytes.subarray(at, at + random.between(1, 20)));
      return pieces;
    };
    server.script({ steps, cut });
    expect({ seed, parts: joined((await collect(model.chat(HELLO, never))).parts) }).toEqual({ seed, parts: whole });
  }
});

test("tokens are estimated, and said to be", async () => {
  const { model } = await serveModel();
  const { tokens, isExact } = await model.count(["", "Hello there, how are you?"], never);
  expect([tokens[0], isExact]).toEqual([0, false]);
  expect(tokens[1]).toBeGreaterThanOrEqual(6);
});
