// A language model that can be asked, wherever it runs: a llama.cpp process of ours or a server. Adapters know nothing of
// workspaces and conversations' logs; what a model is given is put together before.
import type { ConversationId } from "@nomous/protocol";
import type { EnginePart } from "../engine/engine.ts";

export interface ChatImage {
  /** `image/png`, `image/jpeg`, `image/webp` or `image/gif`. */
  readonly type: string;
  readonly data: Uint8Array;
}

export interface ChatMessage {
  readonly role: "system" | "user" | "assistant";
  readonly text: string;
  readonly images?: readonly ChatImage[];
}

/** How to sample. What is left out is the model's own choice. */
export interface Sampling {
  readonly temperature?: number;
  readonly topP?: number;
  readonly maxTokens?: number;
  readonly seed?: number;
  readonly stop?: readonly string[];
  /** A JSON Schema that the answer has to fit; parsed. The caller checks the answer afterwards. */
  readonly schema?: Readonly<Record<string, unknown>>;
}

export interface ChatInput {
  /** What the model reads of it again can be reused from the turn before. */
  readonly conversation: ConversationId;
  readonly messages: readonly ChatMessage[];
  readonly sampling: Sampling;
}

interface TokenCount {
  /** One number a text. */
  readonly tokens: readonly number[];
  /** By the model's own tokenizer; otherwise estimated. */
  readonly isExact: boolean;
}

export interface ChatModel {
  readonly id: string;
  /** For people. */
  readonly name: string;
  readonly canSee: boolean;
  /**
   * Makes it ready: parts of type `progress` while it is loaded. Throws an `EngineError`, with an obstacle when another
   * engine may answer instead. Cheap when it is ready.
   */
  open(signal: AbortSignal): AsyncIterable<EnginePart>;
  /** Tokens that one conversation may hold; `undefined` when nobody says. Known after `open`, perhaps before. */
  contextTokens(): number | undefined;
  /** Never loads a model: estimates when it is not ready. */
  count(texts: readonly string[], signal: AbortSignal): Promise<TokenCount>;
  /**
   * `progress` (queue, prefill), `reasoning`, `text`, `tool-call`, and `stats` at the end. Ends early, without an error, soon
   * after `signal` fires, and then the slot is free.
   */
  chat(input: ChatInput, signal: AbortSignal): AsyncIterable<EnginePart>;
}

/** Vectors of length 1, one a text. */
export interface EmbeddingModel {
  readonly id: string;
  embed(texts: readonly string[], signal: AbortSignal): Promise<readonly (readonly number[])[]>;
}
