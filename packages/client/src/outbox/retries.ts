// When to send again what was refused and may pass: after a second, and later each time it is refused again.
import type { Clock, StopTimer } from "@nomous/protocol";

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

export class Retries {
  readonly #clock: Clock;
  readonly #again: () => void;
  #waitMs = FIRST_MS;
  #stop: StopTimer | undefined;

  constructor(clock: Clock, again: () => void) {
    this.#clock = clock;
    this.#again = again;
  }

  later(): void {
    if (this.#stop !== undefined) return;
    this.#stop = this.#clock.after(this.#waitMs, () => this.now());
    this.#waitMs = Math.min(this.#waitMs * 2, LONGEST_MS);
  }

  now(): void {
    this.stop();
    this.#again();
  }

  /** Something was accepted: the next refusal is a new one. */
  reset(): void {
    this.#waitMs = FIRST_MS;
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
  }
}
