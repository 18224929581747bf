// What has happened in a session, as its script knows it: everything that the oracle is told.
import type { SeededRandom } from "@nomous/testkit";
import { type ScriptEvent, tokensOf } from "./oracle.ts";
import { newToken } from "./tokens.ts";

export class Story {
  readonly events: ScriptEvent[] = [];
  readonly #random: SeededRandom;
  readonly #unanswered = new Map<string, string>();

  constructor(random: SeededRandom) {
    this.#random = random;
  }

  /** A new token that somebody types. */
  type(by: string, on: string | null): string {
    const token = newToken(this.#random);
    this.events.push({ type: "typed", by, token, on });
    return token;
  }

  /** Enters the promise when it is given. What a client refuses, or cannot do any more, was not promised. */
  await(by: string, token: string, work: Promise<unknown>): void {
    this.#unanswered.set(token, by);
    const answered = (isPromised: boolean) => (): void => {
      this.#unanswered.delete(token);
      if (isPromised) this.events.push({ type: "promised", token });
    };
    work.then(answered(true), answered(false));
  }

  /** What these have typed and heard nothing of. */
  unansweredOf(authors: ReadonlySet<string>): string[] {
    return [...this.#unanswered]
      .filter(([, by]) => authors.has(by))
      .map(([token, by]) => `unanswered: ${token} of ${by}`);
  }

  /** Everything in this text goes. */
  remove(text: string): void {
    for (const token of tokensOf(text)) this.events.push({ type: "removed", token });
  }

  /** What was in this text and is not in what takes its place goes. */
  discard(text: string, after: string): void {
    const stays = tokensOf(after);
    for (const token of tokensOf(text)) if (!stays.has(token)) this.events.push({ type: "removed", token });
  }

  accept(text: string): void {
    for (const token of tokensOf(text)) this.events.push({ type: "accepted", token });
  }

  write(before: string, after: string): void {
    this.events.push({ type: "wrote", before, after });
  }

  overtake(before: string, after: string): void {
    this.events.push({ type: "overtaken", before, after });
  }

  checkOut(marker: string): void {
    this.events.push({ type: "checkout", marker });
  }
}
