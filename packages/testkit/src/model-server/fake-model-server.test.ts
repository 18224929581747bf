import { once } from "node:events";
import { request as requestHttp, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { systemRuntime } from "@nomous/client";
import { AnyJson, decodeJson } from "@nomous/protocol";
import { afterEach, expect, test } from "vitest";
import type { ChatStep } from "./chat-script.ts";
import { createFakeModelServer, type FakeModelServer, type FakeModelServerOptions } from "./fake-model-server.ts";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

async function start(options: FakeModelServerOptions): Promise<FakeModelServer> {
  const server = await createFakeModelServer(systemRuntime.clock, options);
  ends.push(() => server.close());
  return server;
}

async function ask(url: string, body?: unknown): Promise<IncomingMessage> {
  const request = requestHttp(url, { method: body === undefined ? "GET" : "POST", agent: false }).on("error", () => {});
  request.end(body === undefined ? undefined : JSON.stringify(body));
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return response;
}

const jsonAt = async (url: string, body?: unknown): Promise<unknown> =>
  decodeJson(AnyJson, await text(await ask(url, body)));

const CHAT = { model: "tiny", stream: true, messages: [{ role: "user", content: "Hi" }] };

test("a chat without a script is answered with what it said, by the model it named", async () => {
  const { url } = await start({ flavour: "Ollama" });
  const answer = await text(await ask(`${url}/chat/completions`, CHAT));
  const events = answer.split("\n\n").filter((event) => event !== "");
  expect(events.at(-1)).toBe("data: [DONE]");
  expect(events).toHaveLength(5);
  expect(answer).toContain('"delta":{"role":"assistant","content":" Hi"},"finish_reason":null');
  expect(answer).not.toContain('"usage"');
});

test("each flavour has its own names for reasoning, its own counts, and its own way to fail in the middle", async () => {
  const steps: readonly ChatStep[] = [
    { type: "reasoning", text: "Hm." },
    { type: "usage", promptTokens: 9, outputTokens: 1, cachedTokens: 4 },
    { type: "error", message: "out of memory" },
  ];
  const expected = {
    Ollama: ['"reasoning":"Hm."', '"total_tokens":10}', '"content":""},"finish_reason":null}]}\n\n'],
    "LM Studio": [
      '"reasoning_content":"Hm."',
      '"total_tokens":10}',
      'event: error\ndata: {"error":{"message":"out of memory"}',
    ],
    "llama-server": [
      '"reasoning_content":"Hm."',
      '"cache_n":4,"prompt_n":5,"prompt_ms"',
      'data: {"error":{"code":500,"message":"out of memory"',
    ],
    vLLM: ['"reasoning":"Hm."', '"prompt_tokens_details":{"cached_tokens":4}', '"code":500}}\n\ndata: [DONE]\n\n'],
  } as const;
  for (const flavour of ["Ollama", "LM Studio", "llama-server", "vLLM"] as const) {
    const server = await start({ flavour });
    server.script({ steps });
    const answer = await text(
      await ask(`${server.url}/chat/completions`, { ...CHAT, stream_options: { include_usage: true } }),
    );
    for (const piece of expected[flavour]) expect(answer).toContain(piece);
  }
});

const answers = async (flavour: FakeModelServerOptions["flavour"]): Promise<unknown[]> => {
  const { origin, url } = await start({ flavour });
  const unknown = await ask(`${origin}/nothing`);
  return [
    unknown.statusCode,
    await text(unknown),
    await jsonAt(`${url}/chat/completions`, { ...CHAT, model: "other" }),
  ];
};

test("each flavour refuses a model and a path in its own words", async () => {
  expect(await answers("Ollama")).toEqual([
    404,
    "404 page not found",
    { error: { message: "model 'other' not found", type: "not_found_error", param: null, code: null } },
  ]);
  expect((await answers("LM Studio")).slice(0, 2)).toEqual([
    200,
    '{"error":"Unexpected endpoint or method. (GET /nothing)"}',
  ]);
  expect((await answers("vLLM")).slice(0, 2)).toEqual([404, '{"detail":"Not Found"}']);
  // It has one model, whatever it is asked for.
  expect((await answers("llama-server"))[2]).toBeUndefined();
});

test("a model is in memory once it was asked", async () => {
  const { origin } = await start({ flavour: "Ollama", models: [{ name: "tiny", contextTokens: 2_048 }] });
  expect(await jsonAt(`${origin}/api/ps`)).toEqual({ models: [] });
  expect(await jsonAt(`${origin}/api/generate`, { model: "tiny" })).toMatchObject({ done_reason: "load" });
  expect(await jsonAt(`${origin}/api/ps`)).toMatchObject({ models: [{ name: "tiny", context_length: 2_048 }] });
});

test("it knows what it was asked, and whether the client stayed", async () => {
  const server = await start({ flavour: "vLLM", key: "secret" });
  const refused = await ask(`${server.url}/models?limit=1`);
  expect(refused.statusCode).toBe(401);
  refused.resume();
  expect(await server.requests[0]?.ended).toBe("answered");
  expect(server.requests[0]?.route).toBe("GET /v1/models");
  const open = await start({ flavour: "vLLM" });
  open.script({ steps: [{ type: "text", text: "Hello" }, { type: "stall" }] });
  const response = await ask(`${open.url}/chat/completions`, CHAT);
  await once(response, "data");
  response.destroy();
  expect(await open.requests[0]?.ended).toBe("cancelled");
  expect(open.requests[0]?.body).toEqual(CHAT);
});

test("a connection is closed in good order or reset, before the answer is whole", async () => {
  for (const type of ["half-close", "reset"] as const) {
    const server = await start({ flavour: "vLLM" });
    server.script({ steps: [{ type: "text", text: "Hello" }, { type: "wait", ms: 10 }, { type }] });
    const response = await ask(`${server.url}/chat/completions`, CHAT);
    await expect(text(response)).rejects.toThrow(type === "reset" ? /aborted|ECONNRESET/ : "aborted");
  }
});
