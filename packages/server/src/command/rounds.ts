// What comes by the hundred a second and can wait for a moment is done in rounds: each round costs the disk one sync, and each reader one write,
// however much is in it. Who comes after a pause begins a round at once; under load one begins every few milliseconds.
import type { Clock, StopTimer } from "@nomous/protocol";

/** Less than a frame of a screen. */
const ROUND_MS = 12;

export class Rounds {
  readonly #clock: Clock;
  #roundMs: number;
  /** `Clock.elapsed()` of the last beginning. */
  #begunAt = -Infinity;
  #timer: StopTimer | undefined;
  #waiting: (() => void)[] = [];

  /** `roundMs` 0: nobody waits. */
  constructor(clock: Clock, roundMs = ROUND_MS) {
    this.#clock = clock;
    this.#roundMs = roundMs;
  }

  /** Resolves when a round begins, for all who wait in the order in which they came. */
  join(): Promise<void> {
    const waitMs = this.#begunAt + this.#roundMs - this.#clock.elapsed();
    if (waitMs <= 0 && this.#waiting.length === 0) {
      this.#begunAt = this.#clock.elapsed();
      return Promise.resolve();
    }
    this.#timer ??= this.#clock.after(Math.max(0, waitMs), () => this.#begin());
    return new Promise((resolve) => void this.#waiting.push(resolve));
  }

  /** Begins what waits, and from then on nobody waits. */
  async stop(): Promise<void> {
    this.#roundMs = 0;
    this.#timer?.();
    this.#begin();
  }

  #begin(): void {
    this.#timer = undefined;
    this.#begunAt = this.#clock.elapsed();
    const due = this.#waiting;
    this.#waiting = [];
    for (const resolve of due) resolve();
  }
}
