// Small models in llama's architecture, whole and valid, made from a seed: for tests, benches and demos without a download.
//
// One that recites has a bigram table for its last layer: the row of each word points at the embedding of the word before.
// Embeddings are rows of ±1, so a row meets its own embedding with the full width and any other with a sum of coin flips.
// Their first column is a constant, which makes the first column of the last layer a bias: it keeps bytes and control tokens
// out of answers and makes the phrase's first word the answer to whatever is no part of it.
import { createSeededRandom, type SeededRandom } from "../seeded-random.ts";
import { tinyVocabulary, type TinyVocabulary } from "./tiny-vocabulary.ts";
import { createRandomWeights, encodeWeights, normal, type WeightType } from "./weights.ts";
import { writeGguf, type GgufDescription, type GgufTensor, type GgufValue } from "./write-gguf.ts";

export interface TinyGgufOptions {
  /** 1 when left out. */
  readonly seed?: number;
  readonly type?: WeightType;
  readonly layers?: number;
  /** Width of an embedding; divisible by `heads`. At least 128 for a `phrase`. */
  readonly dim?: number;
  readonly heads?: number;
  readonly kvHeads?: number;
  readonly ffn?: number;
  readonly contextTokens?: number;
  /** Words with one space between, none of them twice: what greedy decoding answers to everything. Without it, random text. */
  readonly phrase?: string;
}

/** 28 million parameters, 57 MB as F16: large enough to measure the speed of. */
export const BENCH_GGUF = { layers: 8, dim: 512, heads: 8, kvHeads: 8, ffn: 1536 } as const satisfies TinyGgufOptions;

const CHAT_TEMPLATE =
  "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>' + '\n' }}" +
  "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

type Shape = Required<Omit<TinyGgufOptions, "phrase">>;

/** What `makeTinyGguf` writes, for tests that change it first. */
export interface TinyGgufDescription extends GgufDescription {
  readonly keys: Map<string, GgufValue>;
  /** Tokens that it knows. */
  readonly vocabulary: number;
}

export function describeTinyGguf({ phrase = "", ...options }: TinyGgufOptions = {}): TinyGgufDescription {
  const sizes = {
    seed: 1,
    type: "f16",
    layers: 2,
    dim: 128,
    heads: 4,
    kvHeads: 2,
    ffn: 128,
    contextTokens: 2048,
  } as const;
  const shape: Shape = { ...sizes, ...options };
  const vocabulary = tinyVocabulary(phrase);
  return {
    keys: keys(shape, vocabulary),
    tensors: tensors(shape, vocabulary, phrase),
    vocabulary: vocabulary.pieces.length,
  };
}

/** The same file with other keys; those that are `undefined` are left out. */
export function withKeys(
  file: TinyGgufDescription,
  changes: Readonly<Record<string, GgufValue | undefined>>,
): TinyGgufDescription {
  const keys = new Map(file.keys);
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) keys.delete(key);
    else keys.set(key, value);
  }
  return { ...file, keys };
}

/** A whole file, and how many tokens it knows. */
export function makeTinyGguf(options: TinyGgufOptions = {}): { readonly file: Buffer; readonly vocabulary: number } {
  const description = describeTinyGguf(options);
  return { file: writeGguf(description), vocabulary: description.vocabulary };
}

const u32 = (value: number): GgufValue => ({ type: "u32", value });
const f32 = (value: number): GgufValue => ({ type: "f32", value });
const string = (value: string): GgufValue => ({ type: "string", value });
const bool = (value: boolean): GgufValue => ({ type: "bool", value: Number(value) });

function keys(shape: Shape, vocabulary: TinyVocabulary): Map<string, GgufValue> {
  return new Map([
    ["general.architecture", string("llama")],
    ["general.type", string("model")],
    ["general.name", string("Nomous tiny test model")],
    ["general.license", string("mit")],
    ["general.file_type", u32(shape.type === "f32" ? 0 : 1)],
    ["general.alignment", u32(32)],
    ["llama.vocab_size", u32(vocabulary.pieces.length)],
    ["llama.context_length", u32(shape.contextTokens)],
    ["llama.embedding_length", u32(shape.dim)],
    ["llama.block_count", u32(shape.layers)],
    ["llama.feed_forward_length", u32(shape.ffn)],
    ["llama.attention.head_count", u32(shape.heads)],
    ["llama.attention.head_count_kv", u32(shape.kvHeads)],
    ["llama.attention.layer_norm_rms_epsilon", f32(1e-5)],
    ["llama.rope.dimension_count", u32(shape.dim / shape.heads)],
    ["llama.rope.freq_base", f32(10_000)],
    ["tokenizer.ggml.model", string("llama")],
    ["tokenizer.ggml.pre", string("default")],
    ["tokenizer.ggml.tokens", { type: "array", of: "string", value: vocabulary.pieces }],
    ["tokenizer.ggml.scores", { type: "array", of: "f32", value: vocabulary.scores }],
    ["tokenizer.ggml.token_type", { type: "array", of: "i32", value: vocabulary.kinds }],
    ["tokenizer.ggml.bos_token_id", u32(vocabulary.id("<s>"))],
    ["tokenizer.ggml.eos_token_id", u32(vocabulary.id("</s>"))],
    ["tokenizer.ggml.unknown_token_id", u32(vocabulary.id("<unk>"))],
    ["tokenizer.ggml.padding_token_id", u32(vocabulary.id("<unk>"))],
    ["tokenizer.ggml.eot_token_id", u32(vocabulary.id("<|im_end|>"))],
    ["tokenizer.ggml.add_bos_token", bool(true)],
    ["tokenizer.ggml.add_eos_token", bool(false)],
    ["tokenizer.ggml.add_space_prefix", bool(false)],
    ["tokenizer.chat_template", string(CHAT_TEMPLATE)],
  ]);
}

function tensors(shape: Shape, vocabulary: TinyVocabulary, phrase: string): readonly GgufTensor[] {
  const { type, dim, heads, kvHeads, ffn } = shape;
  const random = createSeededRandom(shape.seed);
  const kvWidth = (dim / heads) * kvHeads;
  // What attention adds to an embedding must not disturb a recital.
  const deviation = (phrase === "" ? 1 : 0.002) / Math.sqrt(dim);
  const weights = createRandomWeights(type, random.fork("weights"), deviation);
  const norm = (name: string): GgufTensor => ({
    name,
    dimensions: [dim],
    type: 0,
    data: encodeWeights("f32", new Float32Array(dim).fill(1)),
  });
  const matrix = (name: string, width: number, height: number, data?: Float32Array): GgufTensor => ({
    name,
    dimensions: [width, height],
    type: type === "f32" ? 0 : 1,
    data: data ? encodeWeights(type, data) : weights(width * height),
  });
  const table = embeddings(random.fork("embeddings"), vocabulary, dim);
  const last =
    phrase === ""
      ? freeOutput(random.fork("output"), vocabulary, dim)
      : recitingOutput(vocabulary, table, vocabulary.ids(phrase));
  return [
    matrix("token_embd.weight", dim, vocabulary.pieces.length, table),
    norm("output_norm.weight"),
    matrix("output.weight", dim, vocabulary.pieces.length, last),
    ...Array.from({ length: shape.layers }, (_, layer) => `blk.${layer}.`).flatMap((block) => [
      norm(`${block}attn_norm.weight`),
      norm(`${block}ffn_norm.weight`),
      matrix(`${block}attn_q.weight`, dim, dim),
      matrix(`${block}attn_k.weight`, dim, kvWidth),
      matrix(`${block}attn_v.weight`, dim, kvWidth),
      matrix(`${block}attn_output.weight`, dim, dim),
      matrix(`${block}ffn_gate.weight`, dim, ffn),
      matrix(`${block}ffn_up.weight`, dim, ffn),
      matrix(`${block}ffn_down.weight`, ffn, dim),
    ]),
  ];
}

/** The first column of every embedding. */
const CONSTANT = 6;
const NEVER = -4;

function embeddings(random: SeededRandom, vocabulary: TinyVocabulary, dim: number): Float32Array {
  const table = Float32Array.from({ length: vocabulary.pieces.length * dim }, () => (random.chance(0.5) ? 1 : -1));
  for (let at = 0; at < table.length; at += dim) table[at] = CONSTANT;
  return table;
}

function freeOutput(random: SeededRandom, vocabulary: TinyVocabulary, dim: number): Float32Array {
  const output = Float32Array.from({ length: vocabulary.pieces.length * dim }, () => normal(random) * 0.35);
  for (let id = 0; id < vocabulary.pieces.length; id += 1) output[id * dim] = vocabulary.isText(id) ? 0 : NEVER;
  return output;
}

function recitingOutput(vocabulary: TinyVocabulary, table: Float32Array, phrase: readonly number[]): Float32Array {
  const dim = table.length / vocabulary.pieces.length;
  if (new Set(phrase).size < phrase.length) throw new Error("a phrase to recite has no word twice");
  if (dim < 128) throw new Error("a model that recites has embeddings of 128 numbers or more");
  const output = new Float32Array(table.length);
  const [first = 0, ...rest] = phrase;
  for (let id = 0; id < vocabulary.pieces.length; id += 1) output[id * dim] = vocabulary.isText(id) ? 0 : NEVER;
  // More than what coin flips come to, less than what the right word gets.
  output[first * dim] = (0.6 * dim) / CONSTANT;
  for (const [index, next] of [...rest, vocabulary.id("<|im_end|>")].entries()) {
    const before = phrase[index] ?? 0;
    output.set(table.subarray(before * dim + 1, (before + 1) * dim), next * dim + 1);
    output[next * dim] = 0;
  }
  return output;
}
