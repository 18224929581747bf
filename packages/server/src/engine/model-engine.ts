// A language model as an engine: it is made ready, given what belongs to the prompt, and asked; what it says is passed on as it
// comes.
import type { AnswerStats, ChatSettings } from "@nomous/protocol";
import type { ChatModel, Sampling } from "../model/chat-model.ts";
import { composePrompt, type PromptParts } from "../prompt/compose-prompt.ts";
import type { AnswerSchema } from "../prompt/json-schema.ts";
import { previewContext } from "../prompt/preview-context.ts";
import { type Engine, EngineError, type EnginePart, type EngineRequest } from "./engine.ts";

export function createModelEngine(model: ChatModel, parts: PromptParts): Engine {
  return {
    id: model.id,
    name: model.name,
    kind: "model",
    generate: (request, signal) => withStatsLast(answer(model, parts, request, signal), signal),
    preview: (request, signal) => previewContext(model, parts, request, signal),
  };
}

async function* answer(
  model: ChatModel,
  parts: PromptParts,
  { conversation, ...request }: EngineRequest,
  signal: AbortSignal,
): AsyncIterable<EnginePart> {
  const { settings } = request;
  const expected = settings.schema === undefined ? undefined : await readSchema(settings.schema);
  const { clock } = parts.runtime;

  const openedMs = clock.elapsed();
  let isLoaded = false;
  for await (const part of model.open(signal)) {
    isLoaded = true;
    yield part;
  }
  if (signal.aborted) return;
  const readyMs = clock.elapsed();
  if (isLoaded) yield { type: "stats", stats: { loadMs: readyMs - openedMs } };

  const prompt = await composePrompt(model, parts, request, signal);
  if (signal.aborted) return;
  if (prompt.status === "refused") throw new EngineError(prompt.reason);
  for (const citation of prompt.citations) yield { type: "citation", citation };
  yield { type: "context", context: prompt.context };
  yield { type: "stats", stats: { prepareMs: clock.elapsed() - readyMs } };

  let text = "";
  const { messages } = prompt;
  for await (const part of model.chat({ conversation, messages, sampling: samplingOf(settings, expected) }, signal)) {
    if (expected !== undefined && part.type === "text") text += part.text;
    yield part;
  }
  const problem = signal.aborted ? undefined : expected?.problemOf(text);
  if (problem !== undefined) throw new EngineError(problem);
}

/** All stats as one part at the end, also before a failure. What an abort breaks is no failure. */
async function* withStatsLast(parts: AsyncIterable<EnginePart>, signal: AbortSignal): AsyncIterable<EnginePart> {
  let stats: AnswerStats | undefined;
  let failure: { readonly error: unknown } | undefined;
  try {
    for await (const part of parts) {
      if (part.type === "stats") stats = { ...stats, ...part.stats };
      else yield part;
    }
  } catch (error) {
    failure = { error };
  }
  if (stats !== undefined) yield { type: "stats", stats: rounded(stats) };
  if (failure !== undefined && !signal.aborted) throw failure.error;
}

/** The validator is large, and most answers need none. */
async function readSchema(schema: string): Promise<AnswerSchema> {
  const { readAnswerSchema } = await import("../prompt/json-schema.ts");
  return readAnswerSchema(schema);
}

const samplingOf = (
  { temperature, topP, maxTokens, seed, stop }: ChatSettings,
  expected: AnswerSchema | undefined,
): Sampling => ({
  ...(temperature !== undefined && { temperature }),
  ...(topP !== undefined && { topP }),
  ...(maxTokens !== undefined && { maxTokens }),
  ...(seed !== undefined && { seed }),
  ...(stop !== undefined && { stop }),
  ...(expected !== undefined && { schema: expected.schema }),
});

/** Times to a tenth of a millisecond: more digits say nothing. */
const rounded = (stats: AnswerStats): AnswerStats =>
  Object.fromEntries(Object.entries(stats).map(([name, value = 0]) => [name, Math.round(value * 10) / 10]));
