import { expect, test } from "vitest";
import { GgufError } from "../../gguf/gguf-error.ts";
import type { RunnableGguf } from "../../gguf/read-gguf.ts";
import { modelName } from "./model-name.ts";

const header = (name?: string, sizeLabel?: string, quantisation?: string): RunnableGguf =>
  ({ name, sizeLabel, quantisation }) as RunnableGguf;

test.each([
  ["a tool's own name wins", "/blobs/sha256-ab", "qwen2.5:7b", header("Qwen2.5 7B Instruct"), "qwen2.5:7b"],
  ["size and quantisation follow", "/m.gguf", undefined, header("Mistral", "7B", "Q4_K_M"), "Mistral 7B Q4_K_M"],
  [
    "nothing twice",
    "/m.gguf",
    undefined,
    header("Qwen2.5 7B Instruct q4_k_m", "7.6B", "Q4_K_M"),
    "Qwen2.5 7B Instruct q4_k_m",
  ],
  [
    "a converter's folder is no name",
    "/phi-4-Q8_0.gguf",
    undefined,
    header("D:\\models\\x", "14B", "Q8_0"),
    "phi-4-Q8_0 14B",
  ],
  ["nor is a hash", "/b.gguf", undefined, header("0123456789abcdef0123456789abcdef"), "b"],
  [
    "without a name the file's",
    "/big-00001-of-00003.gguf",
    undefined,
    header(undefined, "70B", "Q5_K_S"),
    "big 70B Q5_K_S",
  ],
  ["a broken file has its own", "/x/torn.GGUF", undefined, new GgufError("corrupt", "Bad."), "torn"],
  ["what is not seen but acts is left out", "/m.gguf", undefined, header("Nice\u202E\n\u001b[2Jname"), "Nice [2Jname"],
  ["and it is not long", "/m.gguf", undefined, header("x".repeat(500)), "x".repeat(120)],
])("%s", (_rule, path, label, content, name) => {
  expect(modelName({ path, content, ...(label !== undefined && { label }) })).toBe(name);
});
