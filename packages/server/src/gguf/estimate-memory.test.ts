import { describeTinyGguf, writeGguf, type GgufValue } from "@nomous/testkit";
import { expect, test } from "vitest";
import { estimateMemory } from "./estimate-memory.ts";
import { memoryHeader } from "./gguf-fixture.ts";
import { describeGguf, type RunnableGguf } from "./read-gguf.ts";

const GIB = 2 ** 30;

/** A tiny file that says to be as large as a known model. */
async function model(sizes: Readonly<Record<string, number | readonly number[]>>): Promise<RunnableGguf> {
  const file = describeTinyGguf();
  for (const [name, size] of Object.entries(sizes)) {
    const value: GgufValue =
      typeof size === "number" ? { type: "u32", value: size } : { type: "array", of: "u32", value: size };
    file.keys.set(`llama.${name}`, value);
  }
  return describeGguf([await memoryHeader(writeGguf(file))]) as RunnableGguf;
}

const LLAMA_8B = {
  block_count: 32,
  embedding_length: 4_096,
  feed_forward_length: 14_336,
  context_length: 131_072,
  "attention.head_count": 32,
  "attention.head_count_kv": 8,
};

test("the context of an 8B model takes 1 GiB for 8,192 tokens, and as much for each conversation", async () => {
  const gguf = await model(LLAMA_8B);
  expect(estimateMemory(gguf, { contextTokens: 8_192, slots: 1 }).contextBytes).toBe(GIB);
  expect(estimateMemory(gguf, { contextTokens: 8_192, slots: 4 }).contextBytes).toBe(4 * GIB);
});

test("a context is rounded up to 256 tokens, as llama.cpp does", async () => {
  const gguf = await model(LLAMA_8B);
  expect(estimateMemory(gguf, { contextTokens: 1, slots: 1 }).contextBytes).toBe(GIB / 32);
});

test("layers without a cache take none, and heads may be wider than an embedding divides into", async () => {
  const gguf = await model({
    ...LLAMA_8B,
    "attention.head_count_kv": Array.from({ length: 32 }, (_, layer) => (layer % 4 === 3 ? 8 : 0)),
    "attention.key_length": 256,
    "attention.value_length": 256,
    "ssm.state_size": 16,
  });
  expect(estimateMemory(gguf, { contextTokens: 8_192, slots: 1 }).contextBytes).toBe(GIB / 2);
});

test("the working space grows with what is read at once", async () => {
  const gguf = await model(LLAMA_8B);
  const working = (batchTokens: number): number =>
    estimateMemory(gguf, { contextTokens: 8_192, slots: 1, batchTokens }).overheadBytes;
  expect(working(512) - working(256)).toBe(256 * (4 * (4 * 4_096 + 3 * 14_336) + 2 * 8_192));
});
