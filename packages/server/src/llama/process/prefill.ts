// Reads prompts in slices. llama.cpp cannot be interrupted while it reads, so a slice is what takes a tenth of a second at
// the measured rate; between two slices the answer looks at its signal, and other prompts have their turn. The last few tokens
// are left to the writing, which reads them and makes the first token of the answer in one pass.
import type { Clock } from "@nomous/protocol";
import type { LlamaContextSequence, Token } from "node-llama-cpp";

const SLICE_MS = 100;
/** What is left to the writing: several answers may begin in the same pass. */
const LAST_MS = 50;
const LEAST_TOKENS = 16;
const MOST_TOKENS = 512;

export class Prefill {
  readonly #clock: Clock;
  /** Of the last slice; the first one is short because nothing is known yet. */
  #perMs = LEAST_TOKENS / SLICE_MS;
  /** The slice under way; the next one starts after it, so that an answer being written waits for one slice only. */
  #turn: Promise<void> = Promise.resolve();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Puts `tokens` but the last few behind what `sequence` holds. Ends early when `signal` fires. `read` is told how many are done after each slice. */
  async read(
    sequence: LlamaContextSequence,
    tokens: readonly Token[],
    signal: AbortSignal,
    read: (done: number) => void,
  ): Promise<void> {
    for (let done = 0; tokens.length - done > this.#sizeOf(LAST_MS) && !signal.aborted;) {
      done += await this.inTurn(() => this.#readSlice(sequence, tokens, done, signal));
      read(done);
    }
  }

  async #readSlice(
    sequence: LlamaContextSequence,
    tokens: readonly Token[],
    from: number,
    signal: AbortSignal,
  ): Promise<number> {
    if (signal.aborted) return 0;
    const slice = tokens.slice(from, Math.min(from + this.#sizeOf(SLICE_MS), tokens.length - 1));
    const start = this.#clock.elapsed();
    await sequence.evaluateWithoutGeneratingNewTokens(slice);
    // A short slice at the end says little about the rate.
    if (slice.length >= LEAST_TOKENS) this.#perMs = slice.length / Math.max(1, this.#clock.elapsed() - start);
    return slice.length;
  }

  #sizeOf(ms: number): number {
    return Math.round(Math.min(MOST_TOKENS, Math.max(LEAST_TOKENS, this.#perMs * ms)));
  }

  /** One after the other: also answers begin in turn, so that none is half written before another has begun. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.then(
      () => undefined,
      () => undefined,
    );
    return done;
  }
}
