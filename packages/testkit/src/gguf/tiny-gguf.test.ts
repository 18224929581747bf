import { expect, test } from "vitest";
import { recital } from "./recital.ts";
import { BENCH_GGUF, describeTinyGguf, makeTinyGguf } from "./tiny-gguf.ts";
import { encodeWeights } from "./weights.ts";
import { writeGguf } from "./write-gguf.ts";

test("the same options make the same bytes, another seed makes others", () => {
  const { file } = makeTinyGguf({ seed: 7 });
  expect(makeTinyGguf({ seed: 7 }).file.equals(file)).toBe(true);
  expect(makeTinyGguf({ seed: 8 }).file.equals(file)).toBe(false);
});

test("a file holds its parts in the order of the format, each list of numbers at a multiple of 32", () => {
  const file = writeGguf({
    keys: [["a", { type: "u32", value: 5 }]],
    tensors: [
      { name: "x", dimensions: [3], type: 0, data: new Uint8Array(12).fill(1) },
      { name: "y", dimensions: [2], type: 0, data: new Uint8Array(8).fill(2) },
    ],
  });
  const header = "GGUF|03000000|0200000000000000|0100000000000000|010000000000000061|04000000|05000000";
  expect(file.subarray(0, 41).toString("hex")).toBe(
    Buffer.from("GGUF").toString("hex") + header.slice(4).replaceAll("|", ""),
  );
  expect(file.length % 32).toBe(0);
  expect([...file.subarray(-64, -52), ...file.subarray(-32, -24)]).toEqual([
    ...Array<number>(12).fill(1),
    ...Array<number>(8).fill(2),
  ]);
});

test("half precision rounds to the nearest, down to the smallest numbers and up to infinity", () => {
  const values = [0, 1, -2, 0.1, 65_504, 1e6, 6e-8, 1e-9, 0.333_251_953_125];
  const halves = new Uint16Array(encodeWeights("f16", Float32Array.from(values)).buffer);
  expect([...halves]).toEqual([0, 0x3c00, 0xc000, 0x2e66, 0x7bff, 0x7c00, 0x0001, 0, 0x3555]);
});

test("a recital has as many words as were asked for, and none of them twice", () => {
  const words = recital(1_000).toLowerCase().replace(".", "").split(" ");
  expect([words.length, new Set(words).size]).toEqual([1_000, 1_000]);
});

test("a phrase with a word twice is refused", () => {
  expect(() => makeTinyGguf({ phrase: "to be or not to be" })).toThrow("no word twice");
});

test("the model for benchmarks has 28 million parameters", () => {
  const { tensors } = describeTinyGguf(BENCH_GGUF);
  const parameters = tensors.reduce((sum, { data }) => sum + data.length / 2, 0);
  expect(parameters / 1e6).toBeCloseTo(28, 0);
});
