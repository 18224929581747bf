// A fake stock server, and its first model as the bridge sees it. Time stands still for the bridge unless a test moves it.
import { systemRuntime } from "@nomous/client";
import type { ConversationId } from "@nomous/protocol";
import { createFakeModelServer, FakeClock, type FakeModelServer, type FakeModelServerOptions } from "@nomous/testkit";
import { afterEach } from "vitest";
import type { EnginePart } from "../engine/engine.ts";
import type { ChatInput, ChatModel, EmbeddingModel, Sampling } from "../model/chat-model.ts";
import { createModelServers } from "./create-model-servers.ts";

/** Run after each test, the last first. */
export const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

export async function startFake(options: FakeModelServerOptions): Promise<FakeModelServer> {
  const server = await createFakeModelServer(systemRuntime.clock, options);
  ends.push(() => server.close());
  return server;
}

export interface ServedModel {
  readonly server: FakeModelServer;
  readonly model: ChatModel;
  readonly embedding: EmbeddingModel;
  readonly clock: FakeClock;
}

/** `key` is what the environment has in `KEY`. */
export async function serveModel(options: Partial<FakeModelServerOptions> = {}, key?: string): Promise<ServedModel> {
  const server = await startFake({ flavour: "Ollama", ...options });
  const clock = new FakeClock();
  const ports = { ollama: 1, lmStudio: 1, llamaServer: 1, vllm: 1 };
  const env = key === undefined ? {} : { KEY: key };
  const servers = createModelServers({ runtime: { ...systemRuntime, clock }, env, ports });
  const address = { url: server.url, isAdded: true };
  const [found] = await servers.probe([key === undefined ? address : { ...address, keyVariable: "KEY" }]);
  const model = found?.models[0];
  if (model === undefined) throw new Error("the fake server was not found");
  return { server, model: servers.chat(model), embedding: servers.embedding(model), clock };
}

export const input = (text: string, sampling: Sampling = {}): ChatInput => ({
  conversation: "AAAAAAAAAAAAAAAAAAAAAA" as ConversationId,
  messages: [{ role: "user", text }],
  sampling,
});

export const HELLO = input("Hello");

export const never = new AbortController().signal;

/** All parts, and what was thrown after them. */
export async function collect(parts: AsyncIterable<EnginePart>): Promise<{ parts: EnginePart[]; error?: unknown }> {
  const got: EnginePart[] = [];
  try {
    for await (const part of parts) got.push(part);
  } catch (error) {
    return { parts: got, error };
  }
  return { parts: got };
}

export const textOf = (parts: readonly EnginePart[], type: "text" | "reasoning" = "text"): string =>
  parts.map((part) => (part.type === type ? part.text : "")).join("");

/** Two tokens of an answer. */
export const BEGUN = [
  { type: "text", text: "It " },
  { type: "text", text: "began" },
] as const;
