import { Socket } from "node:net";
import { systemRuntime } from "@nomous/client";
import { expect, test, vi } from "vitest";
import { createModelServers } from "./create-model-servers.ts";
import { collect, ends, HELLO, never, startFake } from "./serve-model.contract.ts";

interface Target {
  readonly port?: number;
}

/** Tells to which ports this process has connected since. */
function watchConnections(): () => Set<unknown> {
  const connect = vi.spyOn(Socket.prototype, "connect");
  ends.push(() => connect.mockRestore());
  return () => {
    const targets = connect.mock.calls.flat(2) as readonly (Target | null)[];
    return new Set(targets.flatMap((target) => target?.port ?? []));
  };
}

test("nothing is contacted but the usual loopback ports and the added addresses", async () => {
  const trap = await startFake({ flavour: "vLLM" });
  for (const name of ["HTTP_PROXY", "http_proxy", "ALL_PROXY"]) vi.stubEnv(name, trap.origin);
  vi.stubEnv("NODE_USE_ENV_PROXY", "1");
  ends.push(() => vi.unstubAllEnvs());
  const ollama = await startFake({ flavour: "Ollama" });
  const lmStudio = await startFake({ flavour: "LM Studio" });
  const llamaServer = await startFake({ flavour: "llama-server" });
  const vllm = await startFake({ flavour: "vLLM" });
  const redirecting = await startFake({ flavour: "vLLM" });
  redirecting.refuse({ status: 307, body: "", headers: { location: `${trap.origin}/v1/models` } });
  const stock = [ollama, lmStudio, llamaServer, vllm];
  const contacted = watchConnections();
  const servers = createModelServers({
    runtime: systemRuntime,
    env: { OLLAMA_HOST: `192.0.2.1:${trap.port}` },
    ports: { ollama: ollama.port, lmStudio: lmStudio.port, llamaServer: llamaServer.port, vllm: vllm.port },
  });
  const found = await servers.probe([{ url: redirecting.url, isAdded: true }]);
  const models = found.flatMap((server) => server.models);
  expect(models).toHaveLength(4);
  for (const server of stock)
    server.script({ refuse: { status: 308, body: "", headers: { location: `${trap.url}/chat/completions` } } });
  for (const model of models) {
    await collect(servers.chat(model).open(never));
    await collect(servers.chat(model).chat(HELLO, never));
    await collect(servers.chat(model).chat(HELLO, never));
    await servers.embedding(model).embed(["a"], never);
  }
  expect(contacted()).toEqual(new Set([redirecting, ...stock].map(({ port }) => port)));
  expect(trap.requests).toEqual([]);
});
