// Writes a script as the stream of events that a server sends.
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { type Clock, sleep } from "@nomous/protocol";
import type { ChatScript, ChatStep } from "./chat-script.ts";
import type { Dialect } from "./dialect.ts";

interface ChatWishes {
  readonly model: string;
  readonly wantsUsage: boolean;
  readonly wantsProgress: boolean;
}

export interface Stage {
  readonly clock: Clock;
  readonly dialect: Dialect;
  readonly wishes: ChatWishes;
  readonly response: ServerResponse;
  /** Fires when the client has gone. */
  readonly gone: AbortSignal;
}

type Fields = Readonly<Record<string, unknown>>;

/** Plays all steps, or those until the client goes away. */
export async function playScript(stage: Stage, { contentType, steps = [], cut }: ChatScript): Promise<void> {
  const { response, gone } = stage;
  response.writeHead(200, { "content-type": contentType ?? "text/event-stream", "cache-control": "no-cache" });
  response.flushHeaders();
  for (const step of steps) {
    if (gone.aborted) return;
    if (step.type === "half-close") return void response.socket?.end();
    if (step.type === "reset") return void response.socket?.resetAndDestroy();
    if (step.type === "stall") return goneFrom(stage);
    if (step.type === "wait") await sleep(stage.clock, step.ms, gone);
    else await write(stage, Buffer.from(bytesOf(stage, step)), cut);
  }
  response.end();
}

async function goneFrom({ gone }: Stage): Promise<void> {
  if (!gone.aborted) await once(gone, "abort");
}

async function write({ response, gone }: Stage, bytes: Buffer, cut: ChatScript["cut"]): Promise<void> {
  if (bytes.length === 0) return;
  for (const piece of cut?.(bytes) ?? [bytes]) {
    if (gone.aborted) return;
    if (!response.write(piece)) await Promise.race([once(response, "drain"), once(gone, "abort")]);
    // Otherwise pieces would share a packet.
    if (cut !== undefined) await new Promise((resolve) => void setImmediate(resolve));
  }
}

type WrittenStep = Exclude<ChatStep, { type: "half-close" | "reset" | "stall" | "wait" }>;

function bytesOf(stage: Stage, step: WrittenStep): string | Uint8Array {
  const { dialect, wishes } = stage;
  switch (step.type) {
    case "text":
      return delta(stage, { content: step.text });
    case "reasoning":
      return delta(stage, { [dialect.reasoningField]: step.text });
    case "tool-call":
      return delta(stage, { tool_calls: [toolCallOf(step)] });
    case "prefill":
      return wishes.wantsProgress ? progress(stage, step) : "";
    case "finish":
      return delta(stage, {}, step.reason);
    case "usage":
      return wishes.wantsUsage ? usage(stage, step) : "";
    case "done":
      return "data: [DONE]\n\n";
    case "comment":
      return `: ${step.text}\n\n`;
    case "raw":
      return step.bytes;
    case "error":
      return dialect.brokenStream(step.message);
    default:
      return step satisfies never;
  }
}

function chunk({ dialect, wishes }: Stage, choices: readonly unknown[], more: Fields = {}): string {
  const head = { id: "chatcmpl-42", ...dialect.envelope, created: 1_778_000_000, model: wishes.model };
  return `data: ${JSON.stringify({ ...head, choices, ...more })}\n\n`;
}

const delta = (stage: Stage, fields: Fields, reason: string | null = null): string =>
  chunk(stage, [{ index: 0, delta: { role: "assistant", ...fields }, finish_reason: reason }]);

const toolCallOf = ({ index, id, name, arguments: pieces }: Extract<ChatStep, { type: "tool-call" }>): Fields => ({
  index,
  ...(id !== undefined && { id, type: "function" }),
  function: { ...(name !== undefined && { name }), arguments: pieces },
});

function progress(stage: Stage, { processed, total, cached = 0 }: Extract<ChatStep, { type: "prefill" }>): string {
  return chunk(stage, [], { prompt_progress: { total, cache: cached, processed, time_ms: 1 } });
}

function usage(stage: Stage, step: Extract<ChatStep, { type: "usage" }>): string {
  const { promptTokens, outputTokens, cachedTokens = 0 } = step;
  const { hasCachedTokens, hasTimings } = stage.dialect;
  return chunk(stage, [], {
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: outputTokens,
      total_tokens: promptTokens + outputTokens,
      ...(hasCachedTokens && { prompt_tokens_details: { cached_tokens: cachedTokens } }),
    },
    ...(hasTimings && {
      timings: {
        cache_n: cachedTokens,
        prompt_n: promptTokens - cachedTokens,
        prompt_ms: 30.958,
        predicted_n: outputTokens,
        predicted_ms: 661.064,
        predicted_per_second: (outputTokens * 1_000) / 661.064,
      },
    }),
  });
}
