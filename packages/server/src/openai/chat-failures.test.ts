import type { ChatScript, FakeModelServerOptions } from "@nomous/testkit";
import { expect, test } from "vitest";
import { EngineError } from "../engine/engine.ts";
import type { Sampling } from "../model/chat-model.ts";
import { BEGUN, collect, HELLO, input, never, serveModel, textOf } from "./serve-model.contract.ts";

interface FailureCase {
  readonly name: string;
  readonly flavour?: FakeModelServerOptions["flavour"];
  readonly script: ChatScript;
  readonly sampling?: Sampling;
  /** What came before. */
  readonly text?: string;
  /** After "<server> at <place> ". */
  readonly message: string;
  /** It is not asked of another engine. */
  readonly isFinal?: boolean;
}

const AGAIN = "What came before is kept. Ask again.";

const FAILURES: readonly FailureCase[] = [
  {
    name: "a model that Ollama does not have",
    script: { refuse: { status: 404, message: "model 'tiny' not found" } },
    message: "does not have tiny: model 'tiny' not found. Fetch it: `ollama pull tiny`.",
  },
  {
    name: "a bad request is told in the server's words, and another engine is not asked",
    flavour: "llama-server",
    script: { refuse: { status: 400, message: "request (19185 tokens) exceeds the available context size" } },
    message:
      "refuses the request (400): request (19185 tokens) exceeds the available context size. Change the settings or the prompt, or choose another model.",
    isFinal: true,
  },
  {
    name: "too many requests",
    flavour: "vLLM",
    script: { refuse: { status: 429, message: "queue full" } },
    message: "takes no more requests now (429): queue full. Ask again in a moment.",
  },
  {
    name: "an error of the server, shortened and without control characters",
    flavour: "LM Studio",
    script: { refuse: { status: 500, message: `out of\u001B[31m memory\n${"x".repeat(1_000)}` } },
    message: `failed (500): out of [31m memory ${"x".repeat(281)}… Look at its log, then ask again.`,
  },
  {
    name: "an error that is a page",
    script: { refuse: { status: 502, body: "<html>Bad gateway</html>" } },
    message: "failed (502). Look at its log, then ask again.",
  },
  {
    name: "a model that is being loaded",
    flavour: "llama-server",
    script: { refuse: { status: 503, message: "Loading model" } },
    message: "is still loading its model. Ask again in a moment.",
  },
  {
    name: "a redirect is not followed",
    script: { refuse: { status: 307, body: "", headers: { location: "https://192.0.2.9/v1?token=abc" } } },
    message:
      "redirects to https://192.0.2.9 (307). Redirects are not followed. Add the address it redirects to, if you trust it.",
  },
  {
    name: "a page instead of a stream",
    script: { contentType: "text/html", steps: [{ type: "raw", bytes: "<html>" }] },
    message:
      "answered with text/html where a stream of events was expected. Check its address, and that the model is one for chats.",
  },
  {
    name: "LM Studio's 200 for what it does not know",
    flavour: "LM Studio",
    script: {
      refuse: {
        status: 200,
        body: '{"error":"Unexpected endpoint or method. (POST /v1/chat/completions)"}',
        headers: { "content-type": "application/json" },
      },
    },
    message:
      "answered with application/json where a stream of events was expected: Unexpected endpoint or method. (POST /v1/chat/completions). Check its address, and that the model is one for chats.",
  },
  {
    name: "an error in the middle, as llama-server tells it",
    flavour: "llama-server",
    script: { steps: [...BEGUN, { type: "error", message: "context shift is disabled" }] },
    text: "It began",
    message: `failed while it wrote the answer: context shift is disabled. ${AGAIN}`,
  },
  {
    name: "an error in the middle, as llama-server told it before autumn 2025",
    flavour: "llama-server",
    script: {
      steps: [...BEGUN, { type: "raw", bytes: 'error: {"code":500,"message":"no slot"}\n\n' }, { type: "done" }],
    },
    text: "It began",
    message: `failed while it wrote the answer: no slot. ${AGAIN}`,
  },
  {
    name: "an error in the middle, as LM Studio tells it",
    flavour: "LM Studio",
    script: { steps: [...BEGUN, { type: "error", message: "Error rendering prompt" }] },
    text: "It began",
    message: `failed while it wrote the answer: Error rendering prompt. ${AGAIN}`,
  },
  {
    name: "an error in the middle, as vLLM tells it, is no good end though [DONE] follows",
    flavour: "vLLM",
    script: { steps: [...BEGUN, { type: "error", message: "EngineDeadError" }] },
    text: "It began",
    message: `failed while it wrote the answer: EngineDeadError. ${AGAIN}`,
  },
  {
    name: "an error in the middle, as Ollama swallows it",
    script: { steps: [...BEGUN, { type: "error", message: "never seen" }] },
    text: "It began",
    message: `ended in the middle of the answer. ${AGAIN}`,
  },
  {
    name: "the end of the stream without a reason",
    script: { steps: BEGUN },
    text: "It began",
    message: `ended in the middle of the answer. ${AGAIN}`,
  },
  {
    name: "[DONE] without a word",
    script: { steps: [{ type: "done" }] },
    message: `ended in the middle of the answer. ${AGAIN}`,
  },
  {
    name: "a connection that is closed in good order",
    script: { steps: [...BEGUN, { type: "half-close" }] },
    text: "It began",
    message: `ended in the middle of the answer. ${AGAIN}`,
  },
  {
    name: "a connection that is reset",
    script: { steps: [...BEGUN, { type: "wait", ms: 20 }, { type: "reset" }] },
    text: "It began",
    message: `ended in the middle of the answer. ${AGAIN}`,
  },
  {
    name: "an event that is no JSON",
    script: { steps: [...BEGUN, { type: "raw", bytes: "data: {oops\n\n" }] },
    text: "It began",
    message:
      "sent something that is no part of an answer. What came before is kept. Look at the server's log, then ask again.",
  },
  {
    name: "a line without end",
    script: { steps: [...BEGUN, { type: "raw", bytes: `data: ${"x".repeat(1_100_000)}` }] },
    text: "It began",
    message: "sent a line of more than 1 MiB. Look at its log, then ask again.",
  },
  {
    name: "the server's own limit of tokens",
    script: { steps: [...BEGUN, { type: "finish", reason: "length" }, { type: "done" }] },
    text: "It began",
    message:
      "stopped at its limit of tokens; the answer is not complete. What came is kept. Ask it to go on, or give the model a larger context.",
    isFinal: true,
  },
  {
    name: "a context that is full before the limit that a person set",
    sampling: { maxTokens: 100 },
    script: {
      steps: [
        ...BEGUN,
        { type: "finish", reason: "length" },
        { type: "usage", promptTokens: 4_094, outputTokens: 2 },
        { type: "done" },
      ],
    },
    text: "It began",
    message:
      "stopped at its limit of tokens; the answer is not complete. What came is kept. Ask it to go on, or give the model a larger context.",
    isFinal: true,
  },
];

for (const { name, flavour = "Ollama", script, sampling = {}, text = "", message, isFinal = false } of FAILURES) {
  test(`fails and says why: ${name}`, async () => {
    const { server, model, clock } = await serveModel({ flavour });
    server.script(script);
    const { parts, error } = await collect(model.chat(input("Hello", sampling), never));
    expect(textOf(parts)).toBe(text);
    expect(parts.at(-1)?.type).toBe("stats");
    expect(error).toBeInstanceOf(EngineError);
    const { message: said, obstacle } = error as EngineError;
    expect(said).toBe(`${flavour} at 127.0.0.1:${server.port} ${message}`);
    expect(obstacle === undefined).toBe(isFinal);
    expect(said).toContain(obstacle?.remedy ?? "");
    clock.assertNoTimers();
  });
}

test("an answer that ends at the limit that a person set is whole", async () => {
  const { server, model } = await serveModel();
  const steps = [
    ...BEGUN,
    { type: "finish", reason: "length" },
    { type: "usage", promptTokens: 9, outputTokens: 2 },
  ] as const;
  server.script({ steps });
  const { parts, error } = await collect(model.chat(input("Hello", { maxTokens: 2 }), never));
  expect([textOf(parts), error]).toEqual(["It began", undefined]);
});

test("a reset after the last token takes nothing back", async () => {
  const { server, model } = await serveModel();
  server.script({
    steps: [
      ...BEGUN,
      { type: "finish", reason: "stop" },
      { type: "done" },
      { type: "wait", ms: 10 },
      { type: "reset" },
    ],
  });
  const { parts, error } = await collect(model.chat(HELLO, never));
  expect([textOf(parts), error]).toEqual(["It began", undefined]);
});

// The system may give the port that becomes free to another process of the machine; then another port is tried.
test(
  "a server that has gone is named with how to start it, so that another engine can answer",
  { retry: 3 },
  async () => {
    const { server, model } = await serveModel();
    await server.close();
    for (const parts of [model.open(never), model.chat(HELLO, never)]) {
      const { error } = await collect(parts);
      const at = `Ollama at 127.0.0.1:${server.port}`;
      expect((error as EngineError).message).toBe(`${at} refuses connections. Start it: \`ollama serve\`.`);
      expect((error as EngineError).obstacle).toEqual({
        reason: `cannot answer: ${at} refuses connections`,
        remedy: "Start it: `ollama serve`.",
      });
    }
  },
);

test("a key goes to its server in a header, and stays out of what is said", async () => {
  const { server, model } = await serveModel({ flavour: "vLLM", key: "sk-12345678" }, " sk-12345678\n");
  server.script({ refuse: { status: 500, message: "cannot use sk-12345678 today" } });
  const { error } = await collect(model.chat(HELLO, never));
  expect(server.requests.at(-1)?.headers.authorization).toBe("Bearer sk-12345678");
  expect((error as EngineError).message).toContain("failed (500): cannot use … today.");
  server.script({ refuse: { status: 401, message: "Incorrect API key provided: sk-1234****" } });
  const refused = await collect(model.chat(HELLO, never));
  expect((refused.error as EngineError).message).toMatch(/refuses the key in KEY. Set KEY and start Nomous again.$/);
});

test("a server that repeats the prompt in its error is not quoted", async () => {
  const { server, model } = await serveModel({ flavour: "vLLM" });
  const secret = "my diagnosis is a private matter of mine";
  server.script({ refuse: { status: 400, message: `invalid input: '${secret}'` } });
  const { error } = await collect(model.chat(input(`Note that ${secret}.`), never));
  expect((error as EngineError).message).toMatch(/refuses the request \(400\)\. Change the settings/);
});
