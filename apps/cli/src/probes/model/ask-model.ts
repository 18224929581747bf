import { type Clock, newConversationId, type Runtime } from "@nomous/protocol";
import type { ModelValues } from "./model-probe.ts";
import type { ChatModel } from "./open-model.ts";
import type { Prompt } from "./prompt-set.ts";

export interface TimedAnswer {
  readonly text: string;
  /** From the question, by our clock; `undefined` when nothing was said. */
  readonly firstMs: number | undefined;
  /** Between two arrivals; a server may send several tokens at once. */
  readonly between: readonly number[];
  /** Without the wait for the first; `undefined` for an answer of one token. */
  readonly tokensPerSecond: number | undefined;
}

/** Asks in a conversation of its own, so that nothing is known of the question before. */
export async function askModel(
  chat: ChatModel,
  runtime: Runtime,
  { text, system }: Prompt,
  values: ModelValues,
  signal: AbortSignal,
): Promise<TimedAnswer> {
  const { clock } = runtime;
  const input: Parameters<ChatModel["chat"]>[0] = {
    conversation: newConversationId(runtime),
    messages: [...(system === undefined ? [] : [{ role: "system" as const, text: system }]), { role: "user", text }],
    sampling: { temperature: 0, seed: values.seed, maxTokens: values["max-tokens"] },
  };
  return timeAnswer(chat.chat(input, signal), clock);
}

async function timeAnswer(parts: ReturnType<ChatModel["chat"]>, clock: Clock): Promise<TimedAnswer> {
  const askedMs = clock.elapsed();
  const arrivals: number[] = [];
  let text = "";
  let counted: number | undefined;
  for await (const part of parts) {
    if (part.type === "text" || part.type === "reasoning") arrivals.push(clock.elapsed());
    if (part.type === "text") text += part.text;
    if (part.type === "stats") counted = part.stats.outputTokens ?? counted;
  }
  const [first = Number.NaN] = arrivals;
  const seconds = ((arrivals.at(-1) ?? first) - first) / 1_000;
  const tokens = counted ?? arrivals.length;
  return {
    text,
    firstMs: arrivals.length === 0 ? undefined : first - askedMs,
    between: arrivals.slice(1).map((ms, at) => ms - (arrivals[at] ?? ms)),
    tokensPerSecond: tokens > 1 && seconds > 0 ? (tokens - 1) / seconds : undefined,
  };
}
