// What a model takes in memory, estimated from its header. The sizes follow llama.cpp: `llama_kv_cache` for the context, and
// for the working space what its graph allocator reserves on a CPU with flash attention, which it uses where it can.
import type { ModelMemory } from "@nomous/protocol";
import type { RunnableGguf } from "./read-gguf.ts";

export interface MemoryUse {
  /** Of one conversation. */
  readonly contextTokens: number;
  /** Conversations at once. */
  readonly slots: number;
  /** Tokens that are read in one step; 512 when left out. */
  readonly batchTokens?: number;
}

const F16_BYTES = 2;
const F32_BYTES = 4;
/** llama.cpp rounds a context up to a multiple of this. */
const CONTEXT_STEP = 256;
/** A process with Node and llama.cpp in it that answers from a model of no size; measured on Linux. */
export const PROCESS_BYTES = 128 * 2 ** 20;

/** The weights count once, though some CPUs get a copy in another order: the file's own pages can go then. */
export function estimateMemory(gguf: RunnableGguf, use: MemoryUse): ModelMemory {
  const { contextTokens, slots } = use;
  return {
    weightsBytes: gguf.tensorBytes,
    contextBytes: slots * roundedContext(contextTokens) * cacheBytesPerToken(gguf),
    overheadBytes: PROCESS_BYTES + workingBytes(gguf, use),
    contextTokens,
    slots,
  };
}

/** All layers are counted as if they looked back over the whole context, so a sliding window makes this too much. */
function cacheBytesPerToken({ kvHeads, keyLength, valueLength }: RunnableGguf): number {
  const heads = kvHeads.reduce((sum, count) => sum + count, 0);
  return heads * (keyLength + valueLength) * F16_BYTES;
}

/**
 * The most that is alive at once for one batch: inside a layer, with the mask that says which tokens a token sees, or at the
 * end, where each token may get a score for each of the vocabulary.
 */
function workingBytes({ embedding, feedForward, vocabulary }: RunnableGguf, use: MemoryUse): number {
  const { contextTokens, slots, batchTokens = 512 } = use;
  const context = roundedContext(contextTokens);
  const layer = (4 * embedding + 3 * feedForward) * F32_BYTES + context * F16_BYTES;
  const scores = (4 * embedding + vocabulary) * F32_BYTES;
  return Math.min(batchTokens, context * slots) * Math.max(layer, scores);
}

function roundedContext(tokens: number): number {
  return Math.ceil(tokens / CONTEXT_STEP) * CONTEXT_STEP;
}
