import { describeTinyGguf, withKeys, writeGguf, type GgufValue } from "@nomous/testkit";
import { expect, test } from "vitest";
import type { GgufErrorCode } from "./gguf-error.ts";
import { describeFile, refusalOf } from "./gguf-fixture.ts";

type Changes = Readonly<Record<string, GgufValue | undefined>>;

const u32 = (value: number): GgufValue => ({ type: "u32", value });
const text = (value: string): GgufValue => ({ type: "string", value });
const texts = (...value: readonly string[]): GgufValue => ({ type: "array", of: "string", value });
const floats = (...value: readonly number[]): GgufValue => ({ type: "array", of: "f32", value });

const tiny = describeTinyGguf();

/** The tiny model with a tokenizer of three tokens. */
function three(changes: Changes): Buffer {
  const tokenizer: Changes = { tokens: texts("\n", "b", "c"), scores: floats(0, 0, 0), token_type: floats(1, 1, 1) };
  const all: Changes = { ...tokenizer, eot_token_id: undefined, ...changes };
  const keys = Object.entries(all).map(([name, value]) => [`tokenizer.ggml.${name}`, value] as const);
  return writeGguf(withKeys(tiny, Object.fromEntries(keys)));
}

test.for<[string, Changes]>([
  ["three tokens", {}],
  ["three tokens without scores and kinds", { scores: undefined, token_type: undefined }],
  ["-1, which stands for no token,", { padding_token_id: u32(2 ** 32 - 1) }],
  ["a line break as a byte", { tokens: texts("a", "b", "<0x0A>") }],
  ["no line break, where a tokenizer has its own,", { model: text("gpt2"), tokens: texts("a", "b", "c") }],
  ["the last token as the end", { eos_token_id: u32(2) }],
])("%s is taken", async ([, changes]) => {
  expect(await describeFile(three(changes))).toMatchObject({ vocabulary: 3 });
});

test.for<[string, GgufErrorCode, Changes, string]>([
  ["no tokenizer", "corrupt", { model: undefined }, "“tokenizer.ggml.model” is missing"],
  ["a tokenizer that is none", "unsupported", { model: text("none") }, "no tokenizer"],
  ["missing tokens", "corrupt", { tokens: undefined }, "tokenizer.ggml.tokens"],
  ["an empty list of tokens", "corrupt", { tokens: texts() }, "tokenizer.ggml.tokens"],
  ["numbers for tokens", "corrupt", { tokens: floats(1, 2, 3) }, "tokenizer.ggml.tokens"],
  ["a token twice", "corrupt", { tokens: texts("\n", "a", "a") }, "a token twice"],
  ["no line break", "corrupt", { tokens: texts("a", "b", "c") }, "without a line break"],
  ["too few scores", "corrupt", { scores: floats(0, 0) }, "tokenizer.ggml.scores"],
  ["texts for scores", "corrupt", { scores: texts("0", "0", "0") }, "tokenizer.ggml.scores"],
  ["too many kinds", "corrupt", { token_type: floats(1, 1, 1, 1) }, "a list of 4, for 3 tokens"],
  ["a beginning that is no token", "corrupt", { bos_token_id: u32(3) }, "tokenizer.ggml.bos_token_id"],
  ["an end that is no token", "corrupt", { eot_token_id: u32(99) }, "the token 99, but there are only 3"],
])("%s is refused", async ([, code, changes, fragment]) => {
  const refusal = await refusalOf(describeFile(three(changes)));
  expect([refusal.code, refusal.reason]).toEqual([code, expect.stringContaining(fragment)]);
});
