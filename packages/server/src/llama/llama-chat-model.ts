// A model file as the engines see it.
import { EngineError, type EnginePart } from "../engine/engine.ts";
import type { ChatInput, ChatModel } from "../model/chat-model.ts";
import { estimatedTokens } from "../model/estimated-tokens.ts";
import { contextFor, type LoadSizes } from "./fit-plan.ts";
import type { LlamaModel } from "./llama-model.ts";

/** `sizes` tell the context that it will get. */
export function createChatModel(llama: LlamaModel, sizes: LoadSizes): ChatModel {
  return {
    id: llama.model.id,
    name: llama.model.name,
    canSee: false,
    open: (signal) => llama.open(signal),
    contextTokens: () => llama.contextTokens ?? contextFor(llama.model, sizes),
    /** Of the bare texts; a template adds some tokens to each message. */
    async count(texts, signal) {
      const exact = await llama.count(texts, signal);
      return exact === undefined
        ? { tokens: texts.map(estimatedTokens), isExact: false }
        : { tokens: exact, isExact: true };
    },
    chat: (input, signal) => chat(llama, input, signal),
  };
}

async function* chat(llama: LlamaModel, input: ChatInput, signal: AbortSignal): AsyncIterable<EnginePart> {
  if (input.messages.some(({ images }) => images !== undefined && images.length > 0))
    throw new EngineError(`${llama.model.name} cannot see images. Take them away, or use a model that can.`);
  yield* llama.chat(input, signal);
}
