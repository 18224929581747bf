// 200 messages a second, averaged over ten seconds: a bucket that holds ten seconds' worth and refills all the time.
import { LIMITS } from "@nomous/protocol";

const WINDOW_SECONDS = 10;
const CAPACITY = LIMITS.controlPerSecond * WINDOW_SECONDS;

export class RateLimit {
  #left = CAPACITY;
  #at: number;

  /** `now` is `Clock.elapsed()`, here and below. */
  constructor(now: number) {
    this.#at = now;
  }

  /** Counts one message; false when it is one too many. */
  take(now: number): boolean {
    this.#left = Math.min(CAPACITY, this.#left + ((now - this.#at) * LIMITS.controlPerSecond) / 1_000);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
