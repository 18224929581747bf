// What is known of an answer while its parts come in; from it comes the outcome that the conversation keeps. The same fold
// serves an answer that is being written and one that a crash cut off.
import {
  type AnswerOutcome,
  type Citation,
  type EndReason,
  type ErrorBody,
  LIMITS,
  type Route,
  type TurnCitation,
  utf8Length,
} from "@nomous/protocol";
import type { AnswerPart } from "./answer-part.ts";

/** What `answer.ended` needs around the outcome. */
const ENVELOPE_BYTES = 512;

export class AnswerDraft {
  #route: Route | undefined;
  /** `undefined` once it is longer than a conversation repeats. */
  #text: string | undefined = "";
  #textBytes = 0;
  readonly #citations: Citation[] = [];
  readonly #turns: TurnCitation[] = [];
  #count = 0;
  #firstMs: number | undefined;

  /** Milliseconds until the first part that the engine gave. */
  get firstMs(): number | undefined {
    return this.#firstMs;
  }

  /** `atMs` counts from the prompt's commit. */
  add(part: AnswerPart, atMs: number): void {
    this.#count += 1;
    if (part.type !== "route") this.#firstMs ??= atMs;
    switch (part.type) {
      case "route":
        this.#route = part.route;
        break;
      case "text":
        this.#addText(part.text);
        break;
      case "citation":
        this.#citations.push(part.citation);
        break;
      case "turn-citation":
        this.#turns.push(part.citation);
        break;
    }
  }

  outcome(reason: EndReason, totalMs: number, error?: ErrorBody): AnswerOutcome {
    const outcome: AnswerOutcome = {
      reason,
      ...(this.#route !== undefined && { route: this.#route }),
      ...(this.#text !== undefined && { text: this.#text }),
      citations: [...this.#citations],
      turns: [...this.#turns],
      count: this.#count,
      ...(this.#firstMs !== undefined && { firstMs: this.#firstMs }),
      totalMs,
      ...(error !== undefined && { error }),
    };
    return fitIntoItem(outcome);
  }

  #addText(text: string): void {
    this.#textBytes += utf8Length(text);
    if (this.#textBytes > LIMITS.answerBytes) this.#text = undefined;
    else if (this.#text !== undefined) this.#text += text;
  }
}

/** JSON can be several times as long as what it says: the stream of the generation keeps what has to be left out here. */
function fitIntoItem(outcome: AnswerOutcome): AnswerOutcome {
  const fits = (): boolean => utf8Length(JSON.stringify(outcome)) + ENVELOPE_BYTES <= LIMITS.itemBytes;
  if (!fits()) delete outcome.text;
  while (!fits() && outcome.turns.length > 0) outcome.turns.pop();
  while (!fits() && outcome.citations.length > 0) outcome.citations.pop();
  return outcome;
}
