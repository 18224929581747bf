import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createSeededRandom, FakeClock } from "@nomous/testkit";
import { afterEach, expect, test } from "vitest";
import { createModelServerProbe } from "./model-servers.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that answers `bodies` by path; a path without one hangs. */
async function serve(bodies: Record<string, string>): Promise<number> {
  const server = createServer((request, response) => {
    const body = bodies[request.url ?? ""];
    if (body !== undefined) response.end(body);
  });
  servers.push(server);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** A port on which nothing listens. */
async function closedPort(): Promise<number> {
  const port = await serve({});
  await new Promise((resolve) => servers.pop()?.close(resolve));
  return port;
}

const makeRuntime = () => ({ clock: new FakeClock(), random: createSeededRandom(1) });

test("servers that answer are found with their models, only on loopback", async () => {
  const runtime = makeRuntime();
  const ollama = await serve({ "/api/tags": '{"models":[{"name":"qwen3:4b"},{"name":"gemma3"}]}' });
  const llamaServer = await serve({ "/v1/models": '{"data":[{"id":"tiny.gguf"},{"other":1}]}' });
  const probe = createModelServerProbe(runtime, { ollama, llamaServer, lmStudio: await closedPort() });
  expect(await probe.probe()).toEqual([
    { name: "Ollama", url: `http://127.0.0.1:${ollama}`, models: ["qwen3:4b", "gemma3"] },
    { name: "llama-server", url: `http://127.0.0.1:${llamaServer}`, models: ["tiny.gguf"] },
  ]);
  for (const url of probe.urls) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:/);
  runtime.clock.assertNoTimers();
});

test("what hangs, is no JSON, or sends without end is not found", async () => {
  const runtime = makeRuntime();
  const probe = createModelServerProbe(runtime, {
    ollama: await serve({}),
    lmStudio: await serve({ "/v1/models": "<html>" }),
    llamaServer: await serve({ "/v1/models": `{"data":[{"id":"${"x".repeat(300_000)}"}]}` }),
  });
  const found = probe.probe();
  await new Promise((resolve) => void setTimeout(resolve, 100));
  await runtime.clock.advance(500);
  expect(await found).toEqual([]);
  runtime.clock.assertNoTimers();
});
