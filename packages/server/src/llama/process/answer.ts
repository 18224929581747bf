// One answer: wait for a place, read what the place does not know yet, write. The place is given back whatever happens, and
// the measured times are the last part.
import type { AnswerStats, Clock } from "@nomous/protocol";
import type { ChatHistoryItem, LlamaChatResponseChunk, LlamaGrammar, Token } from "node-llama-cpp";
import type { EnginePart } from "../../engine/engine.ts";
import type { ChatCall } from "../llama-message.ts";
import { LlamaFailure } from "./failure.ts";
import { toGrammarSchema } from "./json-grammar.ts";
import type { ChatContext } from "./load-llama.ts";
import type { Prefill } from "./prefill.ts";
import { resolveSampling } from "./sampling.ts";
import type { Slot, Slots } from "./slots.ts";

export interface AnswerTools {
  readonly clock: Clock;
  readonly chat: ChatContext;
  readonly slots: Slots;
  readonly prefill: Prefill;
}

/** Room for what a template adds while the answer is written, such as the opening of a thought. */
const TEMPLATE_TOKENS = 16;
const PROGRESS_MS = 200;

type Stats = { -readonly [key in keyof AnswerStats]: AnswerStats[key] };
type Give = (part: EnginePart) => void;

/** Throws a `LlamaFailure`. Ends without an error after `signal` fired. */
export async function writeAnswer(tools: AnswerTools, call: ChatCall, signal: AbortSignal, give: Give): Promise<void> {
  const stats: Stats = {};
  try {
    const { llama } = tools.chat;
    const { schema } = call.sampling;
    const grammar = schema && (await llama.createGrammarForJsonSchema(toGrammarSchema(schema)));
    const history = historyOf(call);
    const prompt = render(tools.chat, history);
    stats.promptTokens = prompt.length;
    const slot = await takeSlot(tools, call, prompt, signal, give, stats);
    if (slot === undefined) return;
    try {
      await readPrompt(tools, slot, prompt, signal, give, stats);
      if (!signal.aborted)
        await write(tools, slot, { call, history, grammar, promptTokens: prompt.length }, signal, give, stats);
    } finally {
      tools.slots.give(slot);
    }
  } finally {
    give({ type: "stats", stats });
  }
}

/** As the runtime wants it: the last item is the answer to be written. */
function historyOf({ messages }: ChatCall): ChatHistoryItem[] {
  return [
    ...messages.map(({ role, text }): ChatHistoryItem =>
      role === "assistant" ? { type: "model", response: [text] } : { type: role, text },
    ),
    { type: "model", response: [] },
  ];
}

/** The prompt in the model's own words. */
function render({ model, wrapper, context }: ChatContext, history: readonly ChatHistoryItem[]): Token[] {
  let prompt: Token[];
  try {
    prompt = wrapper.generateContextState({ chatHistory: history }).contextText.tokenize(model.tokenizer);
  } catch (cause) {
    // Templates are programs of their own, and refuse what they were not written for.
    throw templateRefused(cause);
  }
  const size = context.contextSize;
  if (prompt.length + TEMPLATE_TOKENS < size) return prompt;
  throw new LlamaFailure({
    message:
      `The prompt has ${prompt.length} tokens, and the context holds ${size}, of which some are for the answer. ` +
      "Shorten it, take attachments away, or start a new conversation.",
  });
}

const templateRefused = (cause: unknown): LlamaFailure =>
  new LlamaFailure(
    {
      message:
        "The model's chat template does not take these messages. " +
        "Leave the system prompt out, or use another model.",
    },
    { cause },
  );

async function takeSlot(
  { clock, slots }: AnswerTools,
  call: ChatCall,
  prompt: readonly Token[],
  signal: AbortSignal,
  give: Give,
  stats: Stats,
): Promise<Slot | undefined> {
  const start = clock.elapsed();
  let hasWaited = false;
  const slot = await slots.take(call.conversation, prompt, signal, (ahead) => {
    hasWaited = true;
    give({ type: "progress", progress: { stage: "queue", done: ahead, total: 0 } });
  });
  if (hasWaited) stats.queueMs = clock.elapsed() - start;
  return slot;
}

async function readPrompt(
  { clock, prefill }: AnswerTools,
  { sequence }: Slot,
  prompt: readonly Token[],
  signal: AbortSignal,
  give: Give,
  stats: Stats,
): Promise<void> {
  const start = clock.elapsed();
  // The last token always has to be read anew: what comes after it is known only then.
  await sequence.adaptStateToTokens(prompt.slice(0, -1), false);
  const reused = sequence.nextTokenIndex;
  stats.reusedTokens = reused;
  let shownAt = -PROGRESS_MS;
  await prefill.read(sequence, prompt.slice(reused), signal, (done) => {
    const now = clock.elapsed();
    if (now - shownAt < PROGRESS_MS) return;
    shownAt = now;
    give({ type: "progress", progress: { stage: "prefill", done: reused + done, total: prompt.length } });
  });
  stats.prefillMs = clock.elapsed() - start;
}

interface Writing {
  readonly call: ChatCall;
  readonly history: ChatHistoryItem[];
  readonly grammar: LlamaGrammar | undefined;
  readonly promptTokens: number;
}

async function write(
  { clock, chat, slots, prefill }: AnswerTools,
  slot: Slot,
  { call, history, grammar, promptTokens }: Writing,
  signal: AbortSignal,
  give: Give,
  stats: Stats,
): Promise<void> {
  const { sequence } = slot;
  const room = chat.context.contextSize - promptTokens - TEMPLATE_TOKENS;
  const maxTokens = Math.min(room, call.sampling.maxTokens ?? room);
  const start = clock.elapsed();
  const meter = sequence.tokenMeter.getState();
  let firstAt: number | undefined;
  const begun = Promise.withResolvers<void>();
  slots.set(slot, "decode");
  const onResponseChunk = ({ type, text, tokens }: LlamaChatResponseChunk): void => {
    if (tokens.length === 0 && text === "") return;
    firstAt ??= clock.elapsed();
    begun.resolve();
    slot.perSecond = (1_000 * sequence.tokenMeter.diff(meter).usedOutputTokens) / Math.max(1, clock.elapsed() - start);
    if (text !== "" && !signal.aborted) give({ type: type === undefined ? "text" : "reasoning", text });
  };
  const writer = new chat.api.LlamaChat({ contextSequence: sequence, chatWrapper: chat.wrapper });
  try {
    const generate = () =>
      writer.generateResponse(history, {
        ...resolveSampling(chat.model, call.sampling),
        ...(grammar !== undefined && { grammar }),
        maxTokens,
        // The window ends before the context is full, so nothing is ever shifted out.
        contextShift: { size: 1 },
        signal,
        stopOnAbortSignal: true,
        onResponseChunk,
      });
    const { response } = await prefill.inTurn(async () => {
      const response = generate();
      void response.then(
        () => begun.resolve(),
        () => begun.resolve(),
      );
      await begun.promise;
      return { response };
    });
    const { metadata } = await response;
    if (metadata.stopReason === "maxTokens" && maxTokens === room) throw contextFull(chat.context.contextSize);
  } catch (error) {
    // Stopped before the first token.
    if (!signal.aborted) throw error;
  } finally {
    writer.dispose({ disposeSequence: false });
    const end = clock.elapsed();
    if (firstAt !== undefined) stats.firstMs = firstAt - start;
    if (firstAt !== undefined) stats.decodeMs = end - firstAt;
    stats.outputTokens = sequence.tokenMeter.diff(meter).usedOutputTokens;
  }
}

const contextFull = (size: number): LlamaFailure =>
  new LlamaFailure({
    message: `The context of ${size} tokens is full, so the answer ends here. Start a new conversation, or load the model with a larger context.`,
  });
