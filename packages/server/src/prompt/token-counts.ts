import type { ChatModel } from "../model/chat-model.ts";

/** What a model's tokenizer says of texts, asked for many at once and of each only once. */
export class TokenCounts {
  readonly #model: Pick<ChatModel, "count">;
  readonly #tokens = new Map<string, number>();
  #isExact = true;

  constructor(model: Pick<ChatModel, "count">) {
    this.#model = model;
  }

  /** False as soon as one of them was estimated. */
  get isExact(): boolean {
    return this.#isExact;
  }

  async learn(texts: readonly string[], signal: AbortSignal): Promise<void> {
    const unknown = [...new Set(texts)].filter((text) => text !== "" && !this.#tokens.has(text));
    if (unknown.length === 0) return;
    const { tokens, isExact } = await this.#model.count(unknown, signal);
    for (const [index, text] of unknown.entries()) this.#tokens.set(text, tokens[index] ?? 0);
    this.#isExact &&= isExact;
  }

  /** Tokens of a text that was learnt. */
  of(text: string): number {
    return this.#tokens.get(text) ?? 0;
  }
}
