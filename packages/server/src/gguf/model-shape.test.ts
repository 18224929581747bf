import { describeTinyGguf, withKeys, writeGguf, type GgufValue } from "@nomous/testkit";
import { expect, test } from "vitest";
import type { GgufErrorCode } from "./gguf-error.ts";
import { describeFile, refusalOf } from "./gguf-fixture.ts";
import type { ModelShape } from "./model-shape.ts";

type Changes = Readonly<Record<string, GgufValue | undefined>>;

const u32 = (value: number): GgufValue => ({ type: "u32", value });
const text = (value: string): GgufValue => ({ type: "string", value });
const counts = (...value: readonly number[]): GgufValue => ({ type: "array", of: "u32", value });

const tiny = describeTinyGguf();

/** The tiny model, which has 2 layers, with other keys of its architecture. */
const llama = (changes: Changes): Buffer =>
  writeGguf(
    withKeys(tiny, Object.fromEntries(Object.entries(changes).map(([name, value]) => [`llama.${name}`, value]))),
  );

const NO_ATTENTION = { "attention.head_count": u32(0), "attention.head_count_kv": u32(0), feed_forward_length: u32(0) };

test.for<[string, Changes, Partial<ModelShape>]>([
  ["layers may differ in heads", { "attention.head_count_kv": counts(1, 4) }, { kvHeads: [1, 4] }],
  [
    "layers with a state may have no cache",
    { "attention.head_count_kv": counts(0, 4), "ssm.state_size": u32(16) },
    { kvHeads: [0, 4] },
  ],
  ["each head has a key, if nothing else is said", { "attention.head_count_kv": undefined }, { kvHeads: [4, 4] }],
  [
    "heads may be wider than an embedding divides into",
    { "attention.head_count": u32(6), "attention.key_length": u32(40), "attention.value_length": u32(48) },
    { heads: 6, keyLength: 40, valueLength: 48 },
  ],
  [
    "a state-space model has no heads",
    { ...NO_ATTENTION, "ssm.state_size": u32(16) },
    { heads: 0, kvHeads: [0, 0], keyLength: 0, feedForward: 0 },
  ],
  ["an RWKV model has no heads", { ...NO_ATTENTION, "wkv.head_size": u32(64) }, { heads: 0 }],
  ["a sliding window is told", { "attention.sliding_window": u32(512) }, { slidingWindow: 512 }],
  ["keys may be turned in sections", { "rope.dimension_sections": counts(8, 4, 4, 0) }, { keyLength: 32 }],
  ["as wide as the context it is none", { "attention.sliding_window": u32(2_048) }, { slidingWindow: undefined }],
  [
    "experts are as wide as those that are used at once",
    { expert_count: u32(8), expert_used_count: u32(2), expert_feed_forward_length: u32(100) },
    { feedForward: 200 },
  ],
])("%s", async ([, changes, expected]) => {
  expect(await describeFile(llama(changes))).toMatchObject(expected);
});

test.for<[string, GgufErrorCode, Changes, string]>([
  ["no context", "corrupt", { context_length: u32(0) }, "“llama.context_length” is 0"],
  ["a text for a count", "corrupt", { context_length: text("2048") }, "llama.context_length"],
  ["a negative count", "corrupt", { context_length: { type: "i32", value: -1 } }, "llama.context_length"],
  ["no embedding", "corrupt", { embedding_length: u32(0) }, "llama.embedding_length"],
  ["no layers", "corrupt", { block_count: u32(0) }, "llama.block_count"],
  ["missing layers", "corrupt", { block_count: undefined }, "“llama.block_count” is missing"],
  ["more layers than llama.cpp has room for", "corrupt", { block_count: u32(513) }, "llama.block_count"],
  ["no heads", "corrupt", { "attention.head_count": u32(0) }, "“llama.attention.head_count” is 0"],
  ["missing heads", "corrupt", { "attention.head_count": undefined }, "llama.attention.head_count"],
  ["no heads with keys", "corrupt", { "attention.head_count_kv": u32(0) }, "head_count_kv"],
  ["a layer without heads with keys", "corrupt", { "attention.head_count_kv": counts(0, 2) }, "0 in one of the layers"],
  ["more keys than heads", "corrupt", { "attention.head_count_kv": u32(8) }, "does not divide 4 heads"],
  ["more keys than heads in one layer", "corrupt", { "attention.head_count_kv": counts(2, 3) }, "3, which does not"],
  ["heads for more layers", "corrupt", { "attention.head_count_kv": counts(2, 2, 2) }, "2 counts, one for each"],
  ["heads that do not divide", "corrupt", { "attention.head_count": u32(6) }, "head"],
  ["values of no width", "corrupt", { "attention.value_length": u32(0) }, "attention.value_length"],
  ["sections of nothing", "corrupt", { "rope.dimension_sections": counts(0, 0, 0, 0) }, "0, 0, 0, 0, for keys of 32"],
  ["sections wider than a key", "corrupt", { "rope.dimension_sections": counts(16, 24, 24, 0) }, "for keys of 32"],
  ["no feed-forward network", "corrupt", { feed_forward_length: undefined }, "feed_forward_length"],
  ["more experts used than there are", "corrupt", { expert_used_count: u32(2) }, "expert_used_count"],
  ["experts of which none is used", "corrupt", { expert_count: u32(4) }, "expert_used_count"],
  ["too many experts", "corrupt", { expert_count: u32(1_025), expert_used_count: u32(1) }, "expert_count"],
  ["groups of no experts", "corrupt", { expert_group_count: u32(2) }, "expert_group_count"],
  [
    "groups that do not divide",
    "corrupt",
    { expert_count: u32(8), expert_used_count: u32(2), expert_group_count: u32(3) },
    "3 for 8",
  ],
  [
    "groups of which all are used",
    "corrupt",
    { expert_count: u32(8), expert_used_count: u32(2), expert_group_count: u32(4), expert_group_used_count: u32(4) },
    "expert_group_used_count",
  ],
  ["predicting more layers than there are", "corrupt", { nextn_predict_layers: u32(3) }, "nextn_predict_layers"],
  ["an unknown scaling of positions", "unsupported", { "rope.scaling.type": text("magic") }, "magic"],
  [
    "a constant that is no number",
    "corrupt",
    { "attention.layer_norm_rms_epsilon": { type: "f32", value: NaN } },
    "NaN",
  ],
  ["a text for a constant", "corrupt", { "attention.layer_norm_epsilon": text("small") }, "no number"],
])("%s is refused", async ([, code, changes, fragment]) => {
  const refusal = await refusalOf(describeFile(llama(changes)));
  expect([refusal.code, refusal.reason]).toEqual([code, expect.stringContaining(fragment)]);
});
