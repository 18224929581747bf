import { expect, test } from "vitest";
import { EngineError } from "../engine/engine.ts";
import { never, serveModel } from "./serve-model.contract.ts";

const model = { name: "nomic-embed-text", kind: "embedding" } as const;
const flavours = ["Ollama", "LM Studio", "llama-server", "vLLM"] as const;

for (const flavour of flavours) {
  test(`${flavour}: one vector of length 1 a text, in their order, in several requests when there are many`, async () => {
    const { server, embedding } = await serveModel({ flavour, models: [model], embed: (text) => [Number(text), 3, 4] });
    const texts = Array.from({ length: 150 }, (_, index) => `${index}`);
    const vectors = await embedding.embed(texts, never);
    expect(vectors).toHaveLength(150);
    expect(vectors[0]).toEqual([0, 0.6, 0.8]);
    for (const [index, vector] of vectors.entries()) {
      expect(Math.hypot(...vector)).toBeCloseTo(1, 10);
      expect((vector[0] ?? 0) / (vector[1] ?? 1)).toBeCloseTo(index / 3, 8);
    }
    const asked = server.requests.filter(({ route }) => route === "POST /v1/embeddings");
    expect(asked.map(({ body }) => (body as { input: string[] }).input.length)).toEqual([64, 64, 22]);
    expect(asked[0]?.body).toMatchObject({ model: "nomic-embed-text", encoding_format: "float" });
  });
}

const refusals = [
  ["too few vectors", { data: [] }, "did not give one vector a text. Choose another embedding model."],
  ["an index twice", { data: [0, 0].map((index) => ({ index, embedding: [1] })) }, "did not give one vector a text"],
  ["no vector", { data: [0, 1].map((index) => ({ index, embedding: [] })) }, "did not give one vector a text"],
  ["a zero", { data: [0, 1].map((index) => ({ index, embedding: [0, 0] })) }, "gave a vector without a direction"],
] as const;

for (const [name, body, message] of refusals) {
  test(`an answer with ${name} is refused`, async () => {
    const { server, embedding } = await serveModel({ models: [model] });
    server.refuse({ status: 200, body });
    const error = await embedding.embed(["a", "b"], never).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(EngineError);
    expect((error as EngineError).message).toContain(`Ollama at 127.0.0.1:${server.port} ${message}`);
  });
}

test("a refusal is told without the text", async () => {
  const { server, embedding } = await serveModel({ models: [model], flavour: "llama-server" });
  const text = "a diary that nobody is to read, ever";
  server.refuse({ status: 501, body: { error: { code: 501, message: `cannot embed: ${text}` } } });
  const error = await embedding.embed([text], never).catch((caught: unknown) => caught);
  expect((error as EngineError).message).toMatch(/ failed \(501\)\. Look at its log/);
});

test("stopping closes the connection", async () => {
  const { server, embedding, clock } = await serveModel({ models: [model] });
  const abort = new AbortController();
  const asked = embedding.embed(["a"], abort.signal);
  abort.abort();
  await expect(asked).rejects.toThrow("aborted");
  clock.assertNoTimers();
  expect(server.requests.every(({ route }) => route !== "POST /v1/embeddings")).toBe(true);
});
