import { systemRuntime } from "@nomous/client";
import { describeTinyGguf, writeGguf } from "@nomous/testkit";
import { expect, test } from "vitest";
import { ask, collect, makeLlama, NEVER } from "./llama-fixture.ts";

const dot = (a: readonly number[] = [], b: readonly number[] = []): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

test("like texts have like vectors of length 1, also an empty text and one that is longer than the context", async () => {
  await using fixture = await makeLlama(systemRuntime, { contextTokens: 128 });
  const description = describeTinyGguf();
  description.keys.set("llama.pooling_type", { type: "u32", value: 1 });
  const file = await fixture.model("embed", writeGguf(description));
  expect(file.gguf.kind).toBe("embedding");
  const model = fixture.llama.embedding(file);
  const texts = ["hello local model", "hello local test", "01 % 97 @ 4711", "", "word ".repeat(1_000)];
  const vectors = await model.embed(texts, NEVER);
  expect(vectors).toHaveLength(texts.length);
  for (const vector of vectors) expect(dot(vector, vector)).toBeCloseTo(1, 4);
  expect(dot(vectors[0], vectors[1])).toBeGreaterThan(dot(vectors[0], vectors[2]));
  expect(await model.embed(texts.slice(0, 1), NEVER)).toEqual(vectors.slice(0, 1));
  const { error } = await collect(fixture.llama.chat(file).chat(ask(systemRuntime, "Hello"), NEVER));
  expect(String(error)).toContain("makes embeddings and cannot answer");
});
