// Turns the events of one chat into parts, keeps what they say about themselves, and knows whether the answer is whole: only
// a server that says why it ended has ended it.
import type { AnswerStats, Clock } from "@nomous/protocol";
import type { EnginePart } from "../engine/engine.ts";
import { type ChatChunk, type ChatDelta, isError, readChatChunk } from "./chat-chunk.ts";
import type { ServerEvent } from "./read-events.ts";
import { saidBy, ServerFailure } from "./server-failure.ts";
import { brokenOff } from "./server-peer.ts";
import { ThinkSplitter } from "./think-splitter.ts";

const MAX_NAME_CHARACTERS = 200;

export class AnswerReader {
  /** The server has said all. */
  isDone = false;
  readonly #clock: Clock;
  readonly #maxTokens: number | undefined;
  readonly #sentMs: number;
  readonly #splitter = new ThinkSplitter();
  #firstMs: number | undefined;
  #lastMs: number | undefined;
  #finish: string | undefined;
  #usage: ChatChunk["usage"];
  #timings: ChatChunk["timings"];

  /** Made when the request is sent. `maxTokens` is what a person set. */
  constructor(clock: Clock, maxTokens: number | undefined) {
    this.#clock = clock;
    this.#maxTokens = maxTokens;
    this.#sentMs = clock.elapsed();
  }

  /** Parts of one event. Throws a `ServerFailure` when it tells an error or nothing that can be understood. */
  read({ event, data }: ServerEvent): EnginePart[] {
    if (data.trim() === "[DONE]") {
      this.isDone = true;
      return [];
    }
    if (data.trim() === "") return [];
    const chunk = readChatChunk(data);
    if (chunk === undefined)
      throw new ServerFailure({
        reason: "sent something that is no part of an answer",
        remedy: "What came before is kept. Look at the server's log, then ask again.",
      });
    if (event === "error" || isError(chunk))
      throw new ServerFailure({
        reason: "failed while it wrote the answer",
        remedy: "What came before is kept. Ask again.",
        said: saidBy(data),
      });
    return this.#partsOf(chunk);
  }

  /** The last parts. */
  end(): EnginePart[] {
    return this.#splitter.end();
  }

  /** Why the answer is not whole; `undefined` when it is. */
  failure(): ServerFailure | undefined {
    switch (this.#finish) {
      case undefined:
        // Some servers leave the reason out; but one that wrote nothing gave no answer.
        return this.isDone && this.#firstMs !== undefined ? undefined : brokenOff();
      case "length":
        return this.#cutOff();
      case "content_filter":
        return new ServerFailure({
          reason: "ended the answer because of its content",
          remedy: "What came before is kept. Ask in another way, or choose another model.",
          isFinal: true,
        });
      case "error":
        return new ServerFailure({
          reason: "failed while it wrote the answer",
          remedy: "What came before is kept. Ask again.",
        });
      default:
        return undefined;
    }
  }

  /** Measured by the server where it does so, else by us; what nobody measured is left out. */
  stats(): AnswerStats {
    const [usage, timings] = [this.#usage, this.#timings];
    const [first, last] = [this.#firstMs, this.#lastMs];
    const isMeasured = typeof timings?.prompt_ms === "number" && typeof timings.predicted_ms === "number";
    const measured = isMeasured
      ? { prefillMs: timings.prompt_ms, decodeMs: timings.predicted_ms }
      : first !== undefined && last !== undefined && { firstMs: first - this.#sentMs, decodeMs: last - first };
    const stats = {
      ...measured,
      promptTokens: usage?.prompt_tokens ?? sum(timings?.prompt_n, timings?.cache_n),
      reusedTokens: usage?.prompt_tokens_details?.cached_tokens ?? timings?.cache_n,
      outputTokens: usage?.completion_tokens ?? timings?.predicted_n,
    };
    return Object.fromEntries(Object.entries(stats).filter(([, value]) => typeof value === "number"));
  }

  /** A person who set the limit expects it; nobody expects the server's own, or the end of the context. */
  #cutOff(): ServerFailure | undefined {
    const written = this.#usage?.completion_tokens ?? this.#timings?.predicted_n;
    const isExpected = this.#maxTokens !== undefined && (written ?? this.#maxTokens) >= this.#maxTokens;
    if (isExpected) return undefined;
    return new ServerFailure({
      reason: "stopped at its limit of tokens; the answer is not complete",
      remedy: "What came is kept. Ask it to go on, or give the model a larger context.",
      isFinal: true,
    });
  }

  #partsOf({ choices, usage, timings, prompt_progress }: ChatChunk): EnginePart[] {
    this.#usage = usage ?? this.#usage;
    this.#timings = timings ?? this.#timings;
    if (prompt_progress)
      return [
        {
          type: "progress",
          progress: { stage: "prefill", done: prompt_progress.processed, total: prompt_progress.total },
        },
      ];
    const choice = choices?.[0];
    const parts = choice?.delta ? this.#said(choice.delta) : [];
    this.#finish = choice?.finish_reason ?? this.#finish;
    return parts;
  }

  #said(delta: ChatDelta): EnginePart[] {
    const { content, tool_calls } = delta;
    // Some servers give both names.
    const reasoning = delta.reasoning || delta.reasoning_content || "";
    const calls = tool_calls ?? [];
    if (reasoning === "" && !content && calls.length === 0) return [];
    this.#lastMs = this.#clock.elapsed();
    this.#firstMs ??= this.#lastMs;
    return [
      ...(reasoning === "" ? [] : [{ type: "reasoning" as const, text: reasoning }]),
      ...this.#splitter.push(content ?? ""),
      ...calls.map((call, place) => toolCall(call, place)),
    ];
  }
}

function toolCall(call: NonNullable<ChatDelta["tool_calls"]>[number], place: number): EnginePart {
  const { id, index, function: called } = call;
  const name = called?.name ?? "";
  return {
    type: "tool-call",
    call: {
      index: index ?? place,
      ...(id && { id: id.slice(0, MAX_NAME_CHARACTERS) }),
      ...(name !== "" && { name: name.slice(0, MAX_NAME_CHARACTERS) }),
      arguments: called?.arguments ?? "",
    },
  };
}

const sum = (a: number | null | undefined, b: number | null | undefined): number | undefined =>
  typeof a === "number" ? a + (b ?? 0) : undefined;
