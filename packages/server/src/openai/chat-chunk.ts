// One event of a streamed chat, in the forms that servers give it.
import { decodeJson } from "@nomous/protocol";
import * as z from "zod/mini";
import { lenient } from "./lenient.ts";

const nullish = <T>(schema: z.ZodMiniType<T>) => z.optional(z.nullable(schema));
const text = nullish(z.string());
const tokens = nullish(z.int().check(z.gte(0)));
const ms = nullish(z.number().check(z.gte(0)));

const ToolCall = z.object({
  index: nullish(z.int().check(z.gte(0))),
  id: text,
  function: nullish(z.object({ name: text, arguments: text })),
});

const Delta = z.object({
  content: text,
  /** DeepSeek's name for it, llama-server's and LM Studio's; then the newer one of Ollama and vLLM. */
  reasoning_content: text,
  reasoning: text,
  tool_calls: nullish(z.array(ToolCall)),
});

const Usage = z.object({
  prompt_tokens: tokens,
  completion_tokens: tokens,
  prompt_tokens_details: nullish(z.object({ cached_tokens: tokens })),
});

/** llama-server measures itself: `prompt_n` are those that it read, `cache_n` those that it still knew. */
const Timings = z.object({ cache_n: tokens, prompt_n: tokens, prompt_ms: ms, predicted_n: tokens, predicted_ms: ms });

const Progress = z.object({ total: z.int().check(z.gte(0)), processed: z.int().check(z.gte(0)) });

const ChatChunk = z.object({
  choices: nullish(z.array(z.object({ delta: nullish(Delta), finish_reason: text }))),
  usage: lenient(Usage),
  timings: lenient(Timings),
  prompt_progress: lenient(Progress),
  /** Text or an object. */
  error: z.optional(z.unknown()),
  /** `error` in older servers. */
  object: text,
});
export type ChatChunk = z.infer<typeof ChatChunk>;
export type ChatDelta = z.infer<typeof Delta>;

/** `undefined` when the event is not one of a chat. */
export const readChatChunk = (data: string): ChatChunk | undefined => decodeJson(ChatChunk, data);

/** It tells that the generation failed. */
export const isError = ({ error, object }: ChatChunk): boolean =>
  object === "error" || (error !== undefined && error !== null);
