// The sizes that a model is built from. llama.cpp asserts some of them, which ends its process, so they are checked here.
import { GgufError, quoted } from "./gguf-error.ts";
import type { GgufKeys } from "./gguf-keys.ts";

export interface ModelShape {
  /** Tokens of context that it was trained for. */
  readonly contextTokens: number;
  readonly layers: number;
  /** Width of an embedding. */
  readonly embedding: number;
  /** Width of the feed-forward network; with experts, of all that one token is sent to. */
  readonly feedForward: number;
  /** Attention heads; of layers that differ, the most. 0 in a model that only has recurrent layers. */
  readonly heads: number;
  /** Heads with a key and a value in the cache, one number a layer. */
  readonly kvHeads: readonly number[];
  /** Numbers in one head's key and value. */
  readonly keyLength: number;
  readonly valueLength: number;
  /** Tokens that some of the layers look back, when those are fewer than the context. */
  readonly slidingWindow: number | undefined;
}

/** `LLAMA_MAX_LAYERS` and `LLAMA_MAX_EXPERTS` of llama.cpp. */
const MAX_LAYERS = 512;
const MAX_EXPERTS = 1_024;
const EPSILONS = ["attention.layer_norm_epsilon", "attention.layer_norm_rms_epsilon"];
/** Of LFM2 and Kimi Linear. */
const STATES = ["shortconv.l_cache", "ssm.conv_kernel"];
const ROPE_SCALINGS: readonly string[] = ["none", "linear", "yarn", "longrope"];

/** `keys` are those of the architecture. Throws a `GgufError`. */
export function readShape(keys: GgufKeys, architecture: string): ModelShape {
  const layers = keys.size("block_count");
  if (layers > MAX_LAYERS) throw keys.wrong("block_count", `${layers}; llama.cpp runs at most ${MAX_LAYERS} layers`);
  const contextTokens = keys.size("context_length");
  const embedding = keys.size("embedding_length");
  const slidingWindow = keys.count("attention.sliding_window");
  checkConstants(keys, layers);
  return {
    contextTokens,
    layers,
    embedding,
    feedForward: readFeedForward(keys, layers),
    ...readHeads(keys, { layers, embedding, mayLack: mayLackHeads(keys, architecture) }),
    slidingWindow: slidingWindow && slidingWindow < contextTokens ? slidingWindow : undefined,
  };
}

/** State-space and RWKV models keep a state instead of a cache, and need neither attention nor a feed-forward network. */
function isRecurrent(keys: GgufKeys): boolean {
  return keys.has("ssm.state_size") || keys.has("wkv.head_size");
}

/** Architectures with layers that have no attention: those that mix it with a state, and Deci. */
function mayLackHeads(keys: GgufKeys, architecture: string): boolean {
  return isRecurrent(keys) || STATES.some((key) => keys.has(key)) || architecture === "deci";
}

interface HeadSizes {
  readonly layers: number;
  readonly embedding: number;
  /** Whether single layers may have none. */
  readonly mayLack: boolean;
}

function readHeads(keys: GgufKeys, { layers, embedding, mayLack }: HeadSizes) {
  const headsByLayer = keys.countsByLayer("attention.head_count", layers) ?? Array<number>(layers).fill(0);
  const kvHeads = keys.countsByLayer("attention.head_count_kv", layers) ?? headsByLayer;
  for (const [layer, count] of kvHeads.entries()) {
    const heads = headsByLayer[layer] ?? 0;
    const divides = count === 0 || heads % count === 0;
    if (!divides) throw keys.wrong("attention.head_count_kv", `${count}, which does not divide ${heads} heads`);
  }
  const heads = Math.max(...headsByLayer);
  if (heads === 0 && !isRecurrent(keys)) throw keys.wrong("attention.head_count", "0 or missing");
  if (Math.max(...kvHeads) === 0 && !isRecurrent(keys)) throw keys.wrong("attention.head_count_kv", "0");
  if (kvHeads.includes(0) && !mayLack) throw keys.wrong("attention.head_count_kv", "0 in one of the layers");
  return { heads, kvHeads, ...readHeadLengths(keys, heads, embedding) };
}

function readHeadLengths(keys: GgufKeys, heads: number, embedding: number) {
  const byDefault = heads === 0 ? 0 : embedding / heads;
  const keyLength = keys.count("attention.key_length") ?? byDefault;
  const valueLength = keys.count("attention.value_length") ?? byDefault;
  if (!Number.isInteger(keyLength) || !Number.isInteger(valueLength)) {
    throw keys.wrong("embedding_length", `${embedding}, which ${heads} heads do not divide`);
  }
  if (heads > 0 && keyLength === 0) throw keys.wrong("attention.key_length", "0");
  if (heads > 0 && valueLength === 0) throw keys.wrong("attention.value_length", "0");
  checkSections(keys, keyLength);
  return { keyLength, valueLength };
}

/** Models that see turn parts of each key by time, height and width. */
function checkSections(keys: GgufKeys, keyLength: number): void {
  const sections = keys.numbers("rope.dimension_sections")?.values;
  if (sections === undefined) return;
  const sum = sections.reduce((all, size) => all + size, 0);
  const fit = sections.every((size) => size >= 0) && sum > 0 && sum <= keyLength;
  if (!fit) throw keys.wrong("rope.dimension_sections", `${sections.join(", ")}, for keys of ${keyLength}`);
}

function readFeedForward(keys: GgufKeys, layers: number): number {
  const used = readExperts(keys, layers);
  const width = Math.max(...(keys.countsByLayer("feed_forward_length", layers) ?? [0]));
  const expertWidth = Math.max(...(keys.countsByLayer("expert_feed_forward_length", layers) ?? [width]));
  const most = Math.max(width, used * expertWidth);
  if (most === 0 && !isRecurrent(keys)) throw keys.wrong("feed_forward_length", "0 or missing");
  return most;
}

/** Returns how many experts a token is sent to. */
function readExperts(keys: GgufKeys, layers: number): number {
  const experts = keys.count("expert_count") ?? 0;
  const used = Math.max(...(keys.countsByLayer("expert_used_count", layers) ?? [0]));
  if (experts > MAX_EXPERTS) throw keys.wrong("expert_count", `${experts}; llama.cpp runs at most ${MAX_EXPERTS}`);
  if (used > experts || (used === 0 && experts > 1)) throw keys.wrong("expert_used_count", `${used} of ${experts}`);
  checkExpertGroups(keys, experts);
  return used;
}

function checkExpertGroups(keys: GgufKeys, experts: number): void {
  const groups = keys.count("expert_group_count") ?? 0;
  if (groups === 0) return;
  const used = keys.count("expert_group_used_count") ?? 0;
  const fit = groups < experts && experts % groups === 0;
  if (!fit) throw keys.wrong("expert_group_count", `${groups} for ${experts} experts`);
  if (groups > 1 && (used === 0 || used >= groups)) throw keys.wrong("expert_group_used_count", `${used} of ${groups}`);
}

function checkConstants(keys: GgufKeys, layers: number): void {
  const scaling = keys.text("rope.scaling.type");
  if (scaling !== undefined && !ROPE_SCALINGS.includes(scaling)) {
    throw new GgufError("unsupported", `Our llama.cpp does not know the scaling of positions ${quoted(scaling)}.`);
  }
  const predicted = keys.count("nextn_predict_layers") ?? 0;
  if (predicted > layers) throw keys.wrong("nextn_predict_layers", `${predicted} of ${layers} layers`);
  for (const key of EPSILONS) {
    const epsilon = keys.number(key) ?? 0;
    const isPossible = epsilon >= 0;
    if (!isPossible) throw keys.wrong(key, String(epsilon));
  }
}
