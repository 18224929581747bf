// A process that can die at any moment. Its memory is gone then: its timers never ring, and what it had asked of disk or
// network happens or not, but it never learns which.
import type { Clock, StopTimer } from "@nomous/protocol";

export class FakeProcess {
  /** Time as long as the process lives. */
  readonly clock: Clock;
  readonly #timers = new Set<StopTimer>();
  #isDead = false;

  constructor(clock: Clock) {
    this.clock = {
      now: () => clock.now(),
      elapsed: () => clock.elapsed(),
      after: (ms, fire) => this.#after(clock, ms, fire),
    };
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** `kill -9`. */
  die(): void {
    this.#isDead = true;
    for (const stop of this.#timers) stop();
    this.#timers.clear();
  }

  /**
   * Asks something of the outside: the request takes `toMs` to get there, the answer `backMs` to come. A process that
   * dies in between asked nothing, or gets no answer.
   */
  async ask<T>(request: () => Promise<T>, toMs = 0, backMs = 0): Promise<T> {
    await this.#wait(toMs);
    try {
      return await request();
    } finally {
      await this.#wait(backMs);
    }
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      if (!this.#isDead) this.clock.after(ms, resolve);
    });
  }

  #after(clock: Clock, ms: number, fire: () => void): StopTimer {
    if (this.#isDead) return () => {};
    const stop = clock.after(ms, () => {
      this.#timers.delete(forget);
      fire();
    });
    const forget = (): void => {
      this.#timers.delete(forget);
      stop();
    };
    this.#timers.add(forget);
    return forget;
  }
}
