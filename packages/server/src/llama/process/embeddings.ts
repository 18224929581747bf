// Vectors of texts. A text that is longer than the context is cut at its end; the others of a batch are not touched by it.
import type { LlamaEmbeddingContext, LlamaModel } from "node-llama-cpp";
import type { LoadPlan } from "../llama-message.ts";

/** Tokens that the runtime adds at the ends, with one to spare. */
const ADDED_TOKENS = 4;

export type Embed = (texts: readonly string[], signal: AbortSignal) => Promise<number[][]>;

/** The context is made for the first text. */
export function createEmbed(model: LlamaModel, { contextTokens, threads }: LoadPlan): Embed {
  let context: Promise<LlamaEmbeddingContext> | undefined;
  const vectorOf = async (text: string, within: LlamaEmbeddingContext): Promise<number[]> => {
    const tokens = model.tokenize(text).slice(0, contextTokens - ADDED_TOKENS);
    // Without a token there is nothing to be near to.
    const { vector } = await within.getEmbeddingFor(tokens.length === 0 ? " " : tokens);
    const length = Math.hypot(...vector);
    return vector.map((part) => (length === 0 ? 0 : part / length));
  };
  return async (texts, signal) => {
    const within = await (context ??= model.createEmbeddingContext({
      contextSize: contextTokens,
      batchSize: contextTokens,
      threads,
    }));
    const vectors: number[][] = [];
    for (const text of texts) {
      if (signal.aborted) break;
      vectors.push(await vectorOf(text, within));
    }
    return vectors;
  };
}
