// What is known of an answer while its parts come in; from it comes the outcome that the conversation keeps. The same fold
// serves an answer that is being written and one that a crash cut off.
import {
  type AnswerOutcome,
  type AnswerStats,
  type Citation,
  type ContextReport,
  type EndReason,
  type ErrorBody,
  growCalls,
  LIMITS,
  type Route,
  type ToolCallPart,
  type TurnCitation,
  utf8Length,
} from "@nomous/protocol";
import type { AnswerPart } from "./answer-part.ts";

/** What `answer.ended` needs around the outcome. */
const ENVELOPE_BYTES = 512;
/** Together; an answer has one or two calls, and their arguments are short. */
const MAX_CALLS = 32;
const MAX_CALL_BYTES = 16 * 1024;

export class AnswerDraft {
  #route: Route | undefined;
  readonly #text = new BoundedText(LIMITS.answerBytes);
  readonly #reasoning = new BoundedText(LIMITS.reasoningBytes);
  readonly #calls = new BoundedCalls();
  readonly #citations: Citation[] = [];
  readonly #turns: TurnCitation[] = [];
  #context: ContextReport | undefined;
  #stats: AnswerStats | undefined;
  #count = 0;
  #textCount = 0;
  #firstMs: number | undefined;

  /** Milliseconds until the first piece of text or reasoning. */
  get firstMs(): number | undefined {
    return this.#firstMs;
  }

  /** `atMs` counts from the prompt's commit. */
  add(part: AnswerPart, atMs: number): void {
    this.#count += 1;
    switch (part.type) {
      case "route":
        // What another engine gave before it gave up does not count (rule A1).
        this.#route = part.route;
        this.#citations.length = 0;
        this.#turns.length = 0;
        this.#context = undefined;
        this.#stats = undefined;
        break;
      case "text":
        this.#firstMs ??= atMs;
        this.#textCount += 1;
        this.#text.add(part.text);
        break;
      case "reasoning":
        this.#firstMs ??= atMs;
        this.#reasoning.add(part.text);
        break;
      case "tool-call":
        this.#calls.add(part.call);
        break;
      case "citation":
        this.#citations.push(part.citation);
        break;
      case "turn-citation":
        this.#turns.push(part.citation);
        break;
      case "context":
        this.#context = part.context;
        break;
      case "stats":
        this.#stats = part.stats;
        break;
      case "progress":
        break;
    }
  }

  outcome(reason: EndReason, totalMs: number, error?: ErrorBody): AnswerOutcome {
    const text = this.#text.value;
    const reasoning = this.#reasoning.value;
    const calls = this.#calls.value;
    const isShortened = text === undefined || reasoning === undefined || calls === undefined;
    const outcome: AnswerOutcome = {
      reason,
      ...(this.#route !== undefined && { route: this.#route }),
      ...(text !== undefined && { text }),
      ...(reasoning !== undefined && reasoning !== "" && { reasoning }),
      ...(calls !== undefined && calls.length > 0 && { calls: [...calls] }),
      ...(this.#context !== undefined && { context: this.#context }),
      ...(this.#stats !== undefined && { stats: this.#stats }),
      citations: [...this.#citations],
      turns: [...this.#turns],
      count: this.#count,
      textCount: this.#textCount,
      ...(isShortened && { isShortened }),
      ...(this.#firstMs !== undefined && { firstMs: this.#firstMs }),
      totalMs,
      ...(error !== undefined && { error }),
    };
    return fitIntoItem(outcome);
  }
}

/** Pieces joined; `undefined` once they are longer than a conversation repeats. */
class BoundedText {
  readonly #maxBytes: number;
  #bytes = 0;
  #value: string | undefined = "";

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get value(): string | undefined {
    return this.#value;
  }

  add(piece: string): void {
    this.#bytes += utf8Length(piece);
    if (this.#bytes > this.#maxBytes) this.#value = undefined;
    else if (this.#value !== undefined) this.#value += piece;
  }
}

/** Calls whose pieces are joined; `undefined` once they are more or longer than a conversation repeats. */
class BoundedCalls {
  #bytes = 0;
  #value: readonly ToolCallPart[] | undefined = [];

  get value(): readonly ToolCallPart[] | undefined {
    return this.#value;
  }

  add(piece: ToolCallPart): void {
    if (this.#value === undefined) return;
    this.#bytes += utf8Length(piece.arguments);
    const grown = growCalls(this.#value, piece);
    this.#value = this.#bytes > MAX_CALL_BYTES || grown.length > MAX_CALLS ? undefined : grown;
  }
}

/** JSON can be several times as long as what it says: the stream of the generation keeps what has to be left out here. */
function fitIntoItem(outcome: AnswerOutcome): AnswerOutcome {
  const fits = (): boolean => utf8Length(JSON.stringify(outcome)) + ENVELOPE_BYTES <= LIMITS.itemBytes;
  if (fits()) return outcome;
  outcome.isShortened = true;
  for (const large of ["reasoning", "calls", "context", "text"] as const) {
    if (fits()) break;
    delete outcome[large];
  }
  while (!fits() && outcome.turns.length > 0) outcome.turns.pop();
  while (!fits() && outcome.citations.length > 0) outcome.citations.pop();
  return outcome;
}
