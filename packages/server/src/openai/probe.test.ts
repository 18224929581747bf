import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { systemRuntime } from "@nomous/client";
import { FakeClock } from "@nomous/testkit";
import { expect, test } from "vitest";
import type { FoundServer, ServerAddress } from "../model/model-server.ts";
import { createModelServers } from "./create-model-servers.ts";
import { ends, startFake } from "./serve-model.contract.ts";

/** Any other program that listens. */
async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  ends.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

const answering = (body: string, status = 200): Promise<number> =>
  listen(createServer((_request, response) => response.writeHead(status).end(body)));

const pause = (): Promise<undefined> => new Promise((resolve) => void setTimeout(resolve, 20));

async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => void server.close(resolve));
  return port;
}

interface Setup {
  readonly added?: readonly ServerAddress[];
  readonly ports?: Partial<Parameters<typeof createModelServers>[0]["ports"]>;
  readonly env?: Record<string, string>;
}

async function probe({ added = [], ports = {}, env = {} }: Setup): Promise<readonly FoundServer[]> {
  const shut = await closedPort();
  const servers = createModelServers({
    runtime: { ...systemRuntime, clock: new FakeClock() },
    env,
    ports: { ollama: shut, lmStudio: shut, llamaServer: shut, vllm: shut, ...ports },
  });
  return servers.probe(added);
}

const added = (url: string, keyVariable?: string): ServerAddress => ({
  url,
  isAdded: true,
  ...(keyVariable !== undefined && { keyVariable }),
});

const QWEN = { name: "qwen2.5:7b", fileBytes: 4_683_087_332, parameters: 7_615_616_512, quantisation: "Q4_K_M" };

test("Ollama: models with size, quantisation and kind, and the context of those in memory only", async () => {
  const models = [
    { ...QWEN, contextTokens: 8_192, isLoaded: true },
    { name: "llava:7b", canSee: true },
    { name: "nomic-embed-text:latest", kind: "embedding" as const },
  ];
  const { port } = await startFake({ flavour: "Ollama", models });
  const [found] = await probe({ ports: { ollama: port } });
  const address = { url: `http://127.0.0.1:${port}/v1`, isAdded: false };
  expect(found).toMatchObject({ address, name: "Ollama" });
  expect(found?.leavesTo).toBeUndefined();
  expect(found?.problem).toBeUndefined();
  expect(found?.models[0]).toEqual({
    id: `server/127.0.0.1:${port}/qwen2.5:7b`,
    name: "qwen2.5:7b",
    kind: "chat",
    address,
    server: "Ollama",
    canSee: false,
    contextTokens: 8_192,
    trainedTokens: 32_768,
    fileBytes: 4_683_087_332,
    parameters: 7_615_616_512,
    quantisation: "Q4_K_M",
    isLoaded: true,
  });
  expect(found?.models.map(({ kind, canSee, isLoaded }) => [kind, canSee, isLoaded])).toEqual([
    ["chat", false, true],
    ["chat", true, false],
    ["embedding", false, false],
  ]);
});

test("LM Studio: kinds by type, the context of those that are loaded", async () => {
  const models = [
    { name: "qwen2.5-7b-instruct", isLoaded: true, contextTokens: 16_384, quantisation: "Q8_0" },
    { name: "qwen2-vl-7b-instruct", canSee: true },
    { name: "text-embedding-nomic-embed-text-v1.5", kind: "embedding" as const },
  ];
  const { port } = await startFake({ flavour: "LM Studio", models });
  const [found] = await probe({ ports: { lmStudio: port } });
  expect(found?.name).toBe("LM Studio");
  expect(found?.models).toMatchObject([
    { kind: "chat", canSee: false, isLoaded: true, contextTokens: 16_384, trainedTokens: 32_768, quantisation: "Q8_0" },
    { kind: "chat", canSee: true, isLoaded: false, trainedTokens: 32_768 },
    { kind: "embedding", canSee: false },
  ]);
  expect(found?.models[1]?.contextTokens).toBeUndefined();
});

test("llama-server: what a conversation gets, sizes and eyes; it is not taken for Ollama, whose routes it has too", async () => {
  const model = {
    name: "qwen.gguf",
    contextTokens: 2_048,
    parameters: 28_000_000,
    fileBytes: 59_000_000,
    canSee: true,
  };
  const { port } = await startFake({ flavour: "llama-server", models: [model] });
  const [found] = await probe({ ports: { llamaServer: port } });
  expect(found).toMatchObject({ name: "llama-server", models: [{ canSee: true, contextTokens: 2_048 }] });
  expect(found?.models[0]).toMatchObject({ trainedTokens: 32_768, parameters: 28_000_000, fileBytes: 59_000_000 });
});

test("llama-server with a key is recognised by its open list", async () => {
  const { port } = await startFake({ flavour: "llama-server", models: [{ name: "qwen.gguf" }], key: "secret" });
  const [found] = await probe({ ports: { llamaServer: port } });
  expect(found).toMatchObject({ name: "llama-server", models: [{ name: "qwen.gguf", trainedTokens: 32_768 }] });
});

test("llama-server that loads its model is told as such, at its usual port too", async () => {
  const server = await startFake({ flavour: "llama-server" });
  const error = { code: 503, message: "Loading model", type: "unavailable_error" };
  server.refuse({ status: 503, body: { error } });
  expect(await probe({ ports: { llamaServer: server.port } })).toMatchObject([
    { name: "llama-server", models: [], problem: { reason: "is still loading its model" } },
  ]);
});

test("vLLM: the length it was started with, kinds by name", async () => {
  const models = [{ name: "Qwen/Qwen2.5-VL-7B-Instruct", contextTokens: 32_768 }, { name: "BAAI/bge-m3" }];
  const { port } = await startFake({ flavour: "vLLM", models });
  expect(await probe({ ports: { vllm: port } })).toMatchObject([
    {
      name: "vLLM",
      models: [
        { kind: "chat", canSee: true, contextTokens: 32_768 },
        { kind: "embedding", canSee: false },
      ],
    },
  ]);
});

test("a server of another make is found by its list and named by its place", async () => {
  const port = await listen(
    createServer((request, response) => {
      if (request.url === "/v1/models") response.end('{"data":[{"id":"mistral-small"},{"id":7},{"object":"model"}]}');
      else response.writeHead(404).end();
    }),
  );
  expect(await probe({ ports: { vllm: port } })).toMatchObject([
    { name: `127.0.0.1:${port}`, models: [{ name: "mistral-small", kind: "chat", server: `127.0.0.1:${port}` }] },
  ]);
});

test("a model that Ollama runs on machines of others leaves this one", async () => {
  const port = await listen(
    createServer((request, response) => {
      const entry = {
        name: "gpt-oss:120b-cloud",
        size: 384,
        remote_model: "gpt-oss:120b",
        remote_host: "https://ollama.com:443",
      };
      const shown = { capabilities: ["completion"], model_info: { "gptoss.context_length": 131_072 } };
      const answers: Record<string, unknown> = {
        "/api/version": { version: "0.13.0" },
        "/api/tags": { models: [entry] },
        "/api/ps": { models: [] },
        "/api/show": shown,
      };
      response.end(JSON.stringify(answers[request.url ?? ""] ?? {}));
    }),
  );
  const [found] = await probe({ ports: { ollama: port } });
  expect(found?.leavesTo).toBeUndefined();
  expect(found?.models).toMatchObject([{ leavesTo: "ollama.com", contextTokens: 131_072 }]);
});

test("Ollama's configured context is taken from the model's parameters", async () => {
  const port = await listen(
    createServer((request, response) => {
      const shown = { parameters: 'stop    "<|im_end|>"\nnum_ctx                        8192', capabilities: [] };
      const answers: Record<string, unknown> = {
        "/api/version": { version: "0.13.0" },
        "/api/tags": { models: [{ name: "mine" }] },
        "/api/show": shown,
      };
      response.end(JSON.stringify(answers[request.url ?? ""] ?? {}));
    }),
  );
  expect(await probe({ ports: { ollama: port } })).toMatchObject([
    { models: [{ name: "mine", contextTokens: 8_192 }] },
  ]);
});

test("one server under two names is one, with the key that was configured", async () => {
  const { port } = await startFake({ flavour: "Ollama", key: "secret" });
  const found = await probe({
    ports: { ollama: port },
    added: [added(`http://localhost:${port}/v1`, "OLLAMA_KEY"), added(`http://127.0.0.1:${port}/v1/`)],
    env: { OLLAMA_KEY: "secret", OLLAMA_HOST: `0.0.0.0:${port}` },
  });
  expect(found).toHaveLength(1);
  expect(found[0]).toMatchObject({ address: { isAdded: true, keyVariable: "OLLAMA_KEY" }, models: [{ name: "tiny" }] });
  // The id does not depend on how the address is written.
  expect(found[0]?.models[0]?.id).toBe(`server/127.0.0.1:${port}/tiny`);
});

test("a server without models says so, with what to do", async () => {
  const { port } = await startFake({ flavour: "Ollama", models: [] });
  expect(await probe({ ports: { ollama: port } })).toMatchObject([
    { name: "Ollama", models: [], problem: { reason: "has no models", remedy: "Fetch it: `ollama pull NAME`." } },
  ]);
});

test("other programs at the usual ports are left out, whatever they answer", async () => {
  const ports = {
    ollama: await answering("<html>"),
    lmStudio: await answering('{"error":"Unexpected endpoint or method."}'),
    llamaServer: await answering("busy", 503),
    vllm: await answering("no", 401),
  };
  expect(await probe({ ports })).toEqual([]);
});

test("a server that hangs, and one that sends without end, hold up nobody", async () => {
  const clock = new FakeClock();
  const shut = await closedPort();
  const hanging = await listen(createServer(() => {}));
  const endless = await listen(
    createServer((_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write("[".repeat(65_536)));
      };
      response.on("drain", more);
      more();
    }),
  );
  const servers = createModelServers({
    runtime: { ...systemRuntime, clock },
    env: {},
    ports: { ollama: hanging, lmStudio: endless, llamaServer: shut, vllm: shut },
  });
  const probing = servers.probe([
    added(`http://127.0.0.1:${endless}/other/v1`),
    added(`http://127.0.0.1:${hanging}/other/v1`),
  ]);
  while ((await Promise.race([probing, pause()])) === undefined) await clock.advance(500);
  const found = await probing;
  expect(found.map(({ problem }) => problem?.reason)).toEqual([
    "sent more than a model server sends",
    "gave no answer within 5 s",
  ]);
  clock.assertNoTimers();
});

test("an added server that is away, asks for a key, refuses it, or redirects says why and what to do", async () => {
  const locked = await startFake({ flavour: "LM Studio", key: "secret" });
  const elsewhere = await startFake({ flavour: "vLLM" });
  const headers = { location: "http://192.0.2.7/v1/models?x=1" };
  elsewhere.refuse({ status: 307, body: "", headers });
  const found = await probe({
    added: [
      added(`http://127.0.0.1:${await closedPort()}/v1`),
      added(locked.url),
      added(`${locked.origin}/a/v1`, "WRONG_KEY"),
      added(`${locked.origin}/b/v1`, "NO_KEY"),
      added(elsewhere.url),
      added(`${locked.origin}/c/v1`, "RIGHT_KEY"),
    ],
    env: { WRONG_KEY: "guess", RIGHT_KEY: "secret" },
  });
  expect(found.map(({ problem }) => problem)).toEqual([
    { reason: "refuses connections", remedy: "Start it, then look again." },
    {
      reason: "asks for a key",
      remedy: "Put its key into an environment variable, and add the server with the name of that variable.",
    },
    { reason: "refuses the key in WRONG_KEY", remedy: "Set WRONG_KEY and start Nomous again." },
    { reason: "needs the key in NO_KEY, which is not set", remedy: "Set NO_KEY and start Nomous again." },
    {
      reason: "redirects to http://192.0.2.7 (307)",
      remedy: "Redirects are not followed. Add the address it redirects to, if you trust it.",
    },
    {
      reason: "does not answer like a model server",
      remedy: "Check its address: it ends where the API begins, usually with /v1.",
    },
  ]);
  expect(JSON.stringify(found)).not.toMatch(/guess|secret/);
});

test("https to a server that speaks http says so", async () => {
  const { port } = await startFake({ flavour: "vLLM" });
  expect(await probe({ added: [added(`https://127.0.0.1:${port}/v1`)] })).toMatchObject([
    { models: [], problem: { reason: "does not speak TLS at that port" } },
  ]);
});

const entry = (id: string, value: string) => ({ id, owned_by: "llamacpp", status: { value } });

test("llama-server with several models tells which are loaded, and each model once; a long name keeps its end", async () => {
  const long = `/models/${"deep/".repeat(50)}qwen.gguf`;
  const data = [entry("a", "loaded"), entry("b", "unloaded"), entry("a", "loaded"), entry(long, "unloaded")];
  const answers: Record<string, unknown> = {
    "/v1/models": { data },
    "/props": { role: "router", default_generation_settings: { params: null, n_ctx: 0 } },
  };
  const port = await listen(
    createServer((request, response) => response.end(JSON.stringify(answers[request.url ?? ""] ?? {}))),
  );
  const [found] = await probe({ ports: { llamaServer: port } });
  expect(found?.models.map(({ name, isLoaded, contextTokens }) => [name, isLoaded, contextTokens])).toEqual([
    ["a", true, undefined],
    ["b", false, undefined],
    [long, false, undefined],
  ]);
  const { id } = found?.models.at(-1) ?? { id: "" };
  expect([id.length, id.startsWith(`server/127.0.0.1:${port}/`), id.endsWith("deep/qwen.gguf")]).toEqual([
    200,
    true,
    true,
  ]);
});

test("addresses that are no http, or that hold a key, are refused and not asked", async () => {
  const found = await probe({
    added: [added("ftp://127.0.0.1/v1"), added("http://me:pw@127.0.0.1:1/v1"), added("nonsense")],
  });
  expect(found.map(({ problem }) => problem?.reason)).toEqual([
    "has an address that is neither http nor https",
    "has a key in its address",
    "has an address that is no URL",
  ]);
});
